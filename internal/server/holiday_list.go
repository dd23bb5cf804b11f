package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/holiday"
)

const holidaysPath = "/holidays"

// Years a calendar can be entered for.
const (
	firstYear = 2000
	lastYear  = 2200
)

func (s *Server) holidayList(w http.ResponseWriter, r *http.Request) error {
	year, err := s.yearOf(readQuery(r))
	if err != nil {
		return err
	}
	v, err := s.holidayView(r, year)
	if err != nil {
		return err
	}
	return s.page(w, r, text.T(r.Context(), text.HolidayTitle), holiday.Year(v))
}

// yearOf is the year a request asks for, this one when it asks for none.
func (s *Server) yearOf(f *Form) (int, error) {
	year, _, _ := s.Clock.Today().YMD()
	if asked := f.Int("year", firstYear, lastYear); asked != 0 {
		year = asked
	}
	return year, f.Err()
}

func (s *Server) holidayView(r *http.Request, year int) (v holiday.YearView, err error) {
	ctx := r.Context()
	file, err := s.Registry.Holidays(ctx, actorOf(r), year)
	if err != nil {
		return v, err
	}
	off, work := 0, 0
	for _, d := range file.Days {
		if d.Kind == "off" {
			off++
		} else {
			work++
		}
	}
	v = holiday.YearView{
		Excel: holidaysPath + "/export?year=" + strconv.Itoa(year),
		Note:  text.T(ctx, text.HolidayCount, "Year", strconv.Itoa(year), "Off", off, "Work", work),
		SetTo: holidaysPath, YearTo: holidaysPath + "/years", Kinds: components.OptionsOf(ctx, text.FamilyHolidayKind, "off", "work"),
		Year: strconv.Itoa(year), Table: s.holidayTable(r, file), Filters: s.yearFilter(r, file), KnownYears: knownYears(r, file),
	}
	source, known := file.Source()
	v.Source = source
	if known {
		v.Note += " · " + text.T(ctx, text.HolidayKnown, "Source", source)
	} else {
		v.Warning = text.T(ctx, text.HolidayUnknown, "Year", strconv.Itoa(year))
	}
	return v, nil
}

func knownYears(r *http.Request, file registry.HolidayFile) string {
	var years []string
	for _, y := range file.Known {
		years = append(years, strconv.Itoa(y.Year))
	}
	return text.T(r.Context(), text.HolidayKnownYears, "Years", years)
}

// yearFilter offers the years from the first one known to the year after next.
func (s *Server) yearFilter(r *http.Request, file registry.HolidayFile) components.FilterBarView {
	this, _, _ := s.Clock.Today().YMD()
	first := this
	for _, y := range file.Known {
		first = min(first, y.Year)
	}
	var years []components.Option
	for y := min(first, file.Year); y <= max(this+2, file.Year); y++ {
		years = append(years, components.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	return components.FilterBarView{Action: holidaysPath, Filters: []components.Filter{
		{Name: "year", Label: text.T(r.Context(), text.HolidayYear), Value: strconv.Itoa(file.Year), Options: years},
	}}
}

func (s *Server) holidayTable(r *http.Request, file registry.HolidayFile) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.HolidayTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "day"), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.HolidayWeekday), Phone: components.PhoneSub},
			{Label: text.Of(ctx, text.FamilyField, "kind")}, {Label: text.Of(ctx, text.FamilyField, "holiday_name")},
			{Label: text.T(ctx, text.AccountActions), Quiet: true, Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.HolidayNone), Note: text.T(ctx, text.HolidayNoneNote)},
	}
	for _, d := range file.Days {
		tone := components.Done
		if d.Kind == "work" {
			tone = components.Due
		}
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
			{Words: text.Date(ctx, d.Day)}, {Words: text.Weekday(ctx, d.Day)}, {Words: text.Of(ctx, text.FamilyHolidayKind, d.Kind), Tone: tone}, {Words: d.Name},
			{Body: holiday.Remove(holiday.RemoveView{Action: holidaysPath + "/" + d.Day.String() + "/remove"})},
		}})
	}
	return t
}

func (s *Server) holidaySet(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	h := store.Holiday{Day: f.RequiredDate("day"), Kind: f.RequiredChoice("kind", "off", "work"), Name: f.Required("holiday_name", 40)}
	if err = f.Err(); err == nil {
		err = s.Registry.SetHoliday(r.Context(), actorOf(r), h)
	}
	year, _, _ := s.Clock.Today().YMD()
	if !h.Day.IsZero() {
		year, _, _ = h.Day.YMD()
	}
	if err != nil {
		return s.holidayAgain(w, r, err, year, func(v *holiday.YearView, es components.Errors) {
			v.Day, v.Kind, v.Name, v.SetError = f.Typed("day"), f.Typed("kind"), f.Typed("holiday_name"), es
		})
	}
	return s.calendarChanged(w, r, year, text.HolidaySetDone, "Day", h.Day)
}

func (s *Server) holidayAgain(w http.ResponseWriter, r *http.Request, err error, year int, refused func(*holiday.YearView, components.Errors)) error {
	v, verr := s.holidayView(r, year)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, text.T(r.Context(), text.HolidayTitle), func(es components.Errors) templ.Component {
		refused(&v, es)
		return holiday.Year(v)
	})
}

// catchUpTime is how long an administrator waits for every case to be computed again; what is left then the program does within minutes.
const catchUpTime = 5 * time.Second

// calendarChanged computes again what a change of the calendar has made old, and says how far that has come.
func (s *Server) calendarChanged(w http.ResponseWriter, r *http.Request, year int, done text.Key, args ...any) error {
	ctx, cancel := context.WithTimeout(r.Context(), catchUpTime)
	defer cancel()
	note := text.HolidayCaughtUp
	if _, err := s.Work.Recompute(ctx); ctx.Err() != nil && r.Context().Err() == nil {
		note = text.HolidayCatchingUp
	} else if err != nil {
		return err
	}
	return s.done(w, r, holidaysPath+"?year="+strconv.Itoa(year), note, "Done", text.T(r.Context(), done, args...))
}

func (s *Server) holidayRemove(w http.ResponseWriter, r *http.Request) error {
	day, err := pathDate(r, "day")
	if err != nil {
		return err
	}
	if err := s.Registry.RemoveHoliday(r.Context(), actorOf(r), day); err != nil {
		return err
	}
	year, _, _ := day.YMD()
	return s.calendarChanged(w, r, year, text.HolidayRemoved, "Day", day)
}

func (s *Server) holidayYear(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	y := store.HolidayYear{Year: f.RequiredInt("year", firstYear, lastYear), Source: f.Required("source", 120)}
	if err = f.Err(); err == nil {
		err = s.Registry.SetHolidayYear(r.Context(), actorOf(r), y)
	}
	if err != nil {
		year, _, _ := s.Clock.Today().YMD()
		return s.holidayAgain(w, r, err, max(y.Year, year), func(v *holiday.YearView, es components.Errors) { v.Source, v.YearError = f.Typed("source"), es })
	}
	return s.calendarChanged(w, r, y.Year, text.HolidayYearDone, "Year", strconv.Itoa(y.Year))
}
