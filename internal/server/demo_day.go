package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	"xinsheng/web/pages/demo"
)

// The days a demonstration may be moved to: what it knows of lies between them.
var (
	firstDemoDay = date.New(2020, 1, 1)
	lastDemoDay  = date.New(2040, 12, 31)
)

func (s *Server) demoDay(w http.ResponseWriter, r *http.Request) error {
	if s.Demo == nil {
		return fault.ErrNotFound()
	}
	return s.page(w, r, text.T(r.Context(), text.DemoDayTitle), demo.Day(s.dayView(r)))
}

func (s *Server) dayView(r *http.Request) demo.DayView {
	today, real := s.Clock.Today(), s.realDay()
	return demo.DayView{Action: dayPath, Real: text.Date(r.Context(), real), Day: today.String(), Moved: today != real, Back: layout.HomePath}
}

// realDay is today's date in Beijing, whatever the legal day is set to.
func (s *Server) realDay() date.Date { return date.Of(s.Clock.Now().In(beijing)) }

func (s *Server) moveDay(w http.ResponseWriter, r *http.Request) error {
	if s.Demo == nil {
		return fault.ErrNotFound()
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var day date.Date // none: the real day
	if !f.Checked("real") {
		if day = f.RequiredDate("legal_day"); f.Err() == nil && (day < firstDemoDay || day > lastDemoDay) {
			f.Add("legal_day", text.ValidNumberRange, "Min", firstDemoDay, "Max", lastDemoDay)
		}
	}
	var n int
	if err = f.Err(); err == nil {
		n, err = s.Demo.MoveDay(r.Context(), actorOf(r), day)
	}
	if err != nil {
		return s.again(w, r, err, text.T(r.Context(), text.DemoDayTitle), func(es components.Errors) templ.Component {
			v := s.dayView(r)
			v.Day, v.Errors = f.Typed("legal_day"), es
			return demo.Day(v)
		})
	}
	return s.done(w, r, layout.HomePath, text.DemoDayMoved, "Day", s.Clock.Today(), "Count", n)
}
