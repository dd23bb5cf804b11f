package server

import (
	"context"
	"net/http"

	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/unit"
)

// fillSuccession adds what a unit was and will be called, what has gone over into it, and into what it goes over.
func (s *Server) fillSuccession(ctx context.Context, v *unit.ShowView, u *registry.UnitFile) {
	today := s.Clock.Today()
	for _, n := range u.Names {
		line := unit.NameLine{Name: n.Name, Since: text.T(ctx, text.UnitSince, "From", n.ValidFrom)}
		switch {
		case n.ValidFrom <= registry.FirstDay:
			line.Since = text.T(ctx, text.UnitSinceAlways)
		case u.ValidUntil.IsZero():
			line.Keep, line.From = unitPath(u.ID)+"/rename/withdraw", n.ValidFrom.String()
		}
		v.Names = append(v.Names, line)
	}
	for _, x := range u.Successions {
		v.Goes = append(v.Goes, goesView(ctx, u.ID, &x, x.Day > today && x.AppliedAt == nil))
		v.Leaving = v.Leaving || x.FromUnit == u.ID
	}
	if u.State == store.UnitWithdrawn {
		v.NameTo = ""
		return
	}
	if !u.ValidUntil.IsZero() {
		v.Ended, v.NameTo = text.T(ctx, text.UnitEndedNote, "Day", u.ValidUntil), ""
		return
	}
	v.RenameTo, v.RenameFrom = unitPath(u.ID)+"/rename", (today.Month() + 1).First().String()
	if (u.Kind == "village" || u.Kind == "township") && !v.Leaving && u.State == store.UnitInBeing {
		v.Merge = unitPath(u.ID) + "/merge"
	}
}

// goesView says that one unit goes over into another; of this one, before the day, it can be taken back.
func goesView(ctx context.Context, self int64, x *store.Succession, ahead bool) unit.GoesView {
	v := unit.GoesView{Other: unitPath(x.FromUnit)}
	switch {
	case x.FromUnit == self && ahead:
		v.Words, v.Other = text.T(ctx, text.UnitWillGo, "Day", x.Day, "Into", x.ToName, "Basis", x.Basis), unitPath(x.ToUnit)
		if x.Together == nil { // with its township it is taken back there
			v.Keep = unitPath(self) + "/merge/withdraw"
		}
	case x.FromUnit == self:
		v.Words, v.Other = text.T(ctx, text.UnitGone, "Day", x.Day, "Into", x.ToName, "Basis", x.Basis), unitPath(x.ToUnit)
	case ahead:
		v.Words = text.T(ctx, text.UnitWillCome, "Day", x.Day, "From", x.FromName, "Basis", x.Basis)
	default:
		v.Words = text.T(ctx, text.UnitCame, "Day", x.Day, "From", x.FromName, "Basis", x.Basis)
	}
	return v
}

// unitRename gives a unit another name from a day on.
func (s *Server) unitRename(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	name, from := f.Required("unit_name", 60), f.RequiredDate("from")
	if err = f.Err(); err == nil {
		err = s.Registry.RenameUnit(r.Context(), actorOf(r), id, name, from)
	}
	if err != nil {
		return s.unitAgain(w, r, err, func(v *unit.ShowView, es components.Errors) {
			relabel(es, "from", text.T(r.Context(), text.UnitNameFrom))
			v.Rename, v.RenameFrom, v.RenameError = f.Typed("unit_name"), f.Typed("from"), anchored(anchored(es, "unit_name", "new-name"), "from", "name-from")
		})
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitRenamed, "Name", name, "Day", from)
}

// relabel calls a field in the summary of errors as its form does.
func relabel(es components.Errors, field, label string) {
	for i := range es {
		if es[i].Name == field {
			es[i].Label = label
		}
	}
}

// unitKeepName takes back a name that a unit would have had.
func (s *Server) unitKeepName(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	from, why := f.RequiredDate("from"), f.Required("name_reason", 200)
	if err = f.Err(); err == nil {
		err = s.Registry.KeepUnitName(r.Context(), actorOf(r), id, from, why)
	}
	if err != nil {
		return s.unitAgain(w, r, err, func(v *unit.ShowView, es components.Errors) {
			at := "reason-" + f.Typed("from")
			v.RenameError = anchored(es, "name_reason", at)
			for i := range v.Names {
				if v.Names[i].From == f.Typed("from") {
					v.Names[i].Why, v.Names[i].Error = f.Typed("name_reason"), v.RenameError.Of("name_reason")
				}
			}
		})
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitRenameWithdrawn)
}
