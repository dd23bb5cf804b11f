package server

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/unit"
)

const unitNewPath = unitsPath + "/new"

// unitFoundForm asks what is founded, and from when on it is there.
func (s *Server) unitFoundForm(w http.ResponseWriter, r *http.Request) error {
	v := s.unitFoundView(r.Context())
	v.Key, v.From = NewFormKey(), (s.Clock.Today().Month() + 1).First().String()
	return s.page(w, r, v.Title, unit.Found(v))
}

func (s *Server) unitFoundView(ctx context.Context) unit.FoundView {
	return unit.FoundView{Title: text.T(ctx, text.UnitFoundTitle), Units: unitsPath, Send: unitNewPath, Earliest: s.Clock.Today().String()}
}

// unitFound founds a village or township.
func (s *Server) unitFound(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := registry.Founding{Key: f.Key(), Code: readUnitCode(f, "unit_code"), Name: f.Required("unit_name", 60), Day: f.RequiredDate("from"), Basis: f.Required("unit_basis", 120)}
	var id int64
	if err = f.Err(); err == nil {
		id, err = s.Registry.FoundUnit(ctx, actorOf(r), in)
	}
	if err != nil {
		v := s.unitFoundView(ctx)
		v.Key, v.Code, v.Name, v.From, v.Basis = f.Typed(FormKey), f.Typed("unit_code"), f.Typed("unit_name"), f.Typed("from"), f.Typed("unit_basis")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return unit.Found(v)
		})
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitFounded, "Name", in.Name, "Day", in.Day)
}

// readUnitCode reads a code that somebody types.
func readUnitCode(f *Form, name string) division.Code {
	typed := f.Required(name, 12)
	if typed == "" {
		return 0
	}
	c, err := division.Parse(typed)
	if err != nil {
		f.Add(name, text.UnitCodeDigits)
	}
	return c
}

// unitUnfound takes back, before its day, that a unit is founded.
func (s *Server) unitUnfound(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	if err := s.Registry.UnfoundUnit(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitFoundingWithdrawn)
}

// fillFounding adds since when a unit is there that did not come with the set-up.
func (s *Server) fillFounding(ctx context.Context, v *unit.ShowView, u *registry.UnitFile) {
	if u.Basis == "" {
		return
	}
	v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.UnitFoundFrom), Value: text.T(ctx, text.UnitFoundedBy, "Day", u.ValidFrom, "Basis", u.Basis)})
	switch u.State {
	case store.UnitAhead:
		v.Ahead, v.Unfound = text.T(ctx, text.UnitAheadNote, "Day", u.ValidFrom), unitPath(u.ID)+"/found/withdraw"
	case store.UnitWithdrawn:
		v.Ended = text.T(ctx, text.UnitWithdrawnNote)
	}
}
