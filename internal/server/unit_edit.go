package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/unit"
)

func (s *Server) unitShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.unitView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, unit.Show(v))
}

func (s *Server) unitView(r *http.Request) (v unit.ShowView, err error) {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return v, err
	}
	ctx := r.Context()
	u, err := s.Registry.Unit(ctx, actorOf(r), id)
	if err != nil {
		return v, err
	}
	v = unit.ShowView{
		Title: u.Name, Name: u.Name, Back: unitsPath, NameTo: unitPath(id) + "/name", Unconfirmed: !u.NameConfirmed, Station: u.Kind == "station",
		Marks: []components.MarkView{unitMark(r, &u.Unit)},
		Pairs: []components.Pair{
			{Name: text.T(ctx, text.UnitKind), Value: text.Of(ctx, text.FamilyUnitKind, u.Kind)}, {Name: text.T(ctx, text.UnitCode), Value: u.Division.String()},
		},
	}
	s.fillFounding(ctx, &v, &u)
	s.fillSuccession(ctx, &v, &u)
	s.fillSplits(ctx, &v, &u)
	if !v.Station {
		return v, nil
	}
	places, err := s.Registry.Units(ctx, actorOf(r), "township", "village")
	if err != nil {
		return v, err
	}
	v.AddTo, v.From, v.Divisions, v.Places = unitPath(id)+"/divisions", s.Clock.Today().String(), s.divisionTable(r, u), placeOptions(places)
	return v, nil
}

// placeOptions are places to choose from by their code, villages under their township.
func placeOptions(places []store.Unit) []components.Option {
	names := map[int64]string{}
	var out []components.Option
	for _, u := range places {
		if u.Kind == "township" {
			names[int64(u.Division)] = u.Name
		}
		out = append(out, components.Option{Value: u.Division.String(), Label: u.Name, Group: names[int64(u.Division.Township())]})
	}
	return out
}

func (s *Server) divisionTable(r *http.Request, u registry.UnitFile) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.UnitDivisionsTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "division"), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PostingPeriod), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.AccountActions), Quiet: true, Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.UnitDivisionsNone), Note: text.T(ctx, text.UnitDivisionsNoneNote)},
	}
	for _, d := range u.Divisions {
		end := components.Cell{}
		if d.ValidUntil.IsZero() {
			end.Body = unit.End(unit.EndView{Action: unitPath(u.ID) + "/divisions/" + d.Division.String() + "/end", Until: s.Clock.Today().String()})
		}
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: d.Name, Sub: d.Division.String()}, {Words: answering(r, d)}, end}})
	}
	return t
}

// answering says since when, and until when, a station answers for a place.
func answering(r *http.Request, d store.StationDivision) string {
	ctx := r.Context()
	switch {
	case !d.ValidUntil.IsZero():
		return text.T(ctx, text.UnitBetween, "From", d.ValidFrom, "Until", d.ValidUntil-1)
	case d.ValidFrom <= registry.FirstDay:
		return text.T(ctx, text.UnitSinceAlways)
	}
	return text.T(ctx, text.UnitSince, "From", d.ValidFrom)
}

func (s *Server) unitName(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	name := f.Required("unit_name", 60)
	if err = f.Err(); err == nil {
		err = s.Registry.NameUnit(r.Context(), actorOf(r), id, name)
	}
	if err != nil {
		return s.unitAgain(w, r, err, func(v *unit.ShowView, es components.Errors) { v.Name, v.NameError = f.Typed("unit_name"), es })
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitNamed, "Name", name)
}

func (s *Server) unitAgain(w http.ResponseWriter, r *http.Request, err error, refused func(*unit.ShowView, components.Errors)) error {
	v, verr := s.unitView(r)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		refused(&v, es)
		return unit.Show(v)
	})
}

func (s *Server) divisionAdd(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	place, from := f.RequiredDivision("division"), f.RequiredDate("from")
	if err = f.Err(); err == nil {
		err = s.Registry.AddStationDivision(r.Context(), actorOf(r), id, place, from)
	}
	if err != nil {
		return s.unitAgain(w, r, err, func(v *unit.ShowView, es components.Errors) {
			v.Place, v.From, v.AddError = f.Typed("division"), f.Typed("from"), es
		})
	}
	return s.done(w, r, unitPath(id), text.UnitDivisionAdded)
}

func (s *Server) divisionEnd(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	place, err := pathDivision(r, "division")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var until date.Date
	if until = f.RequiredDate("until"); f.Err() == nil {
		err = s.Registry.EndStationDivision(r.Context(), actorOf(r), id, place, until)
	} else {
		err = f.Err()
	}
	if err != nil {
		return s.unitAgain(w, r, err, func(v *unit.ShowView, es components.Errors) { v.AddError = es })
	}
	return s.done(w, r, unitPath(id), text.UnitDivisionEnded)
}
