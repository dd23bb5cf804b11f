package server

import (
	"context"
	"math"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/fault"
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
		case n.ValidFrom > today:
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
	if u.Kind == "village" && !v.Leaving {
		v.Merge = unitPath(u.ID) + "/merge"
	}
}

// goesView says that one unit goes over into another; of this one, before the day, it can be taken back.
func goesView(ctx context.Context, self int64, x *store.Succession, ahead bool) unit.GoesView {
	v := unit.GoesView{Other: unitPath(x.FromUnit)}
	switch {
	case x.FromUnit == self && ahead:
		v.Words, v.Other, v.Keep = text.T(ctx, text.UnitWillGo, "Day", x.Day, "Into", x.ToName, "Basis", x.Basis), unitPath(x.ToUnit), unitPath(self)+"/merge/withdraw"
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
			v.Rename, v.RenameFrom, v.RenameError = f.Typed("unit_name"), f.Typed("from"), anchored(anchored(es, "unit_name", "new-name"), "from", "name-from")
		})
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitRenamed, "Name", name, "Day", from)
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
	from := f.RequiredDate("from")
	if err = f.Err(); err == nil {
		err = s.Registry.KeepUnitName(r.Context(), actorOf(r), id, from)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, unitPath(id), text.UnitRenameWithdrawn)
}

// unitMergeForm asks into which village another one goes over, and when.
func (s *Server) unitMergeForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.unitMergeView(r)
	if err != nil {
		return err
	}
	v.Key, v.From = NewFormKey(), (s.Clock.Today().Month() + 1).First().String()
	return s.page(w, r, v.Title, unit.Merge(v))
}

func (s *Server) unitMergeView(r *http.Request) (v unit.MergeView, err error) {
	ctx := r.Context()
	id, err := pathNumber(r, "unit")
	if err != nil {
		return v, err
	}
	u, err := s.Registry.Unit(ctx, actorOf(r), id)
	if err != nil {
		return v, err
	}
	if u.Kind != "village" || !u.ValidUntil.IsZero() {
		return v, fault.New(fault.Conflict, text.UnitMergeOnlyVillages)
	}
	villages, err := s.Registry.Units(ctx, actorOf(r), "village")
	if err != nil {
		return v, err
	}
	v = unit.MergeView{Title: text.T(ctx, text.UnitMergeTitle, "Name", u.Name), Units: unitsPath, Back: unitPath(id), Unit: u.Name, Send: unitPath(id) + "/merge", Earliest: (s.Clock.Today() + 1).String()}
	for _, x := range villages {
		if x.ID != id && x.Division.Township() == u.Division.Township() {
			v.Villages = append(v.Villages, components.Option{Value: strconv.FormatInt(x.ID, 10), Label: x.Name, Note: x.Division.String()})
		}
	}
	return v, nil
}

// unitMerge shows what a merger takes along, and does it once that was seen.
func (s *Server) unitMerge(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	m := registry.Merger{Key: f.Key(), From: id, Day: f.RequiredDate("from"), Basis: f.Required("merge_basis", 120), NewName: f.Text("new_name", 60)}
	m.Into = int64(f.RequiredInt("into", 1, math.MaxInt32))
	do := f.Choice("do", "merge")
	var p registry.MergerPreview
	if err = f.Err(); err == nil {
		if do == "merge" {
			err = s.Registry.MergeUnit(ctx, actorOf(r), m)
		} else {
			p, err = s.Registry.PreviewMerger(ctx, actorOf(r), m)
		}
	}
	if err == nil && do == "merge" {
		return s.done(w, r, unitPath(id), text.UnitMerged, "Day", m.Day)
	}
	v, verr := s.unitMergeView(r)
	if verr != nil {
		return verr
	}
	v.Key, v.Into, v.From, v.Basis, v.NewName = f.Typed(FormKey), f.Typed("into"), f.Typed("from"), f.Typed("merge_basis"), f.Typed("new_name")
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			for i := range es {
				if es[i].Name == "unit_name" {
					es[i].Name = "new_name"
				}
			}
			v.Errors = es
			return unit.Merge(v)
		})
	}
	v.Preview = mergePreview(ctx, &p, m)
	return s.page(w, r, v.Title, unit.Merge(v))
}

// mergePreview is what goes along, each with how it does.
func mergePreview(ctx context.Context, p *registry.MergerPreview, m registry.Merger) *components.TableView {
	b := p.Belongings
	t := &components.TableView{
		Caption: text.T(ctx, text.UnitMergePreview, "From", p.From.Name, "Into", p.Into.Name, "Day", m.Day), Stacked: true,
		Columns: []components.Column{{Label: text.T(ctx, text.UnitMergeWhat)}, {Label: text.T(ctx, text.UnitMergeCount), Num: true}, {Label: text.T(ctx, text.UnitMergeHow)}},
	}
	add := func(what text.Key, n int, how text.Key) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.T(ctx, what)}, {Words: text.Number(ctx, n)}, {Words: text.T(ctx, how, "Day", m.Day, "Into", p.Into.Name, "Fen", text.Fen(b.Unpaid))}}})
	}
	add(text.UnitMergeOpen, b.Open, text.UnitMergeOpenHow)
	add(text.UnitMergeEnded, b.Ended, text.UnitMergeEndedHow)
	add(text.UnitMergeDuties, b.Duties, text.UnitMergeDutiesHow)
	add(text.UnitMergePostings, b.Postings, text.UnitMergePostingsHow)
	add(text.UnitMergeStaff, b.Staff, text.UnitMergeStaffHow)
	add(text.UnitMergeStations, b.Stations, text.UnitMergeStationsHow)
	add(text.UnitMergeRewards, b.Rewards, text.UnitMergeRewardsHow)
	return t
}

// unitKeep takes back, before its day, that a unit goes over into another.
func (s *Server) unitKeep(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	if err := s.Registry.KeepUnit(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, unitPath(id), text.UnitMergeWithdrawn)
}
