package registry

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const maxBasis = 120 // characters

// Merger is that a village goes over into another one of the county, or a township with all its villages into another township, on a day.
type Merger struct {
	Key      uuid.UUID // of the form
	From     int64
	Into     int64         // a unit that is there on the day; 0 when Code says that one is founded
	Code     division.Code // of the village that is founded for it; none for a township, which is founded first
	Day      date.Date     // after today: what was recorded so far stays as it was
	Basis    string        // by which document
	NewName  string        // of what they become, from the day on; empty: the name it has
	Villages []VillageMove // of a township: each of its villages
}

// VillageMove is what becomes of a village whose township goes over.
type VillageMove struct {
	Village int64
	Code    division.Code // of a village that is there on the day, or else is founded then
	Name    string        // of one that is founded; empty: the name it had
}

// MergerPreview is what a merger takes along, counted today.
type MergerPreview struct {
	From, Into store.Unit
	Belongings store.Belongings // of the unit itself
	Villages   []VillageGoes    // of a township
}

// Sum is what all of it takes along, villages included.
func (p *MergerPreview) Sum() store.Belongings {
	b := p.Belongings
	for i := range p.Villages {
		v := &p.Villages[i].Belongings
		b.Open, b.Ended, b.Duties, b.Postings, b.Staff, b.Stations, b.Rewards, b.Unpaid = b.Open+v.Open, b.Ended+v.Ended, b.Duties+v.Duties, b.Postings+v.Postings, b.Staff+v.Staff,
			b.Stations+v.Stations, b.Rewards+v.Rewards, b.Unpaid+v.Unpaid
	}
	return b
}

// VillageGoes is a village that goes over with its township.
type VillageGoes struct {
	From, Into store.Unit
	Founded    bool // Into is founded for it
	Belongings store.Belongings
}

// errLooked undoes what was tried only to be looked at.
var errLooked = errors.New("registry: only looked at")

// PreviewMerger tries a merger, undoes it and counts what it takes along. Faults as of MergeUnit.
func (g *Registry) PreviewMerger(ctx context.Context, actor access.Actor, m Merger) (p MergerPreview, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return p, err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) (err error) {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		if p, err = g.merge(ctx, tx, m); err == nil {
			err = errLooked
		}
		return err
	})
	if !errors.Is(err, errLooked) {
		return p, err
	}
	// Who has no case to see is told how many there are, and nothing of them.
	err = g.store.Read(ctx, access.SystemActor(actor.Account), func(tx *store.Tx) error {
		all := []store.Unit{p.From}
		for i := range p.Villages {
			all = append(all, p.Villages[i].From)
		}
		counted, err := tx.BelongingsOf(ctx, all, g.clock.Today())
		if err != nil {
			return err
		}
		p.Belongings = counted[0]
		for i := range p.Villages {
			p.Villages[i].Belongings = counted[i+1]
		}
		return nil
	})
	return p, err
}

// MergeUnit has a village, or a township with its villages, go over into another on a day to come. The same form sent twice does it once. Faults: on into, unit_code,
// new_name, from, merge_basis and, of a township's villages, code_ and name_ with the village's id; a conflict of what is not in being.
func (g *Registry) MergeUnit(ctx context.Context, actor access.Actor, m Merger) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		before, err := tx.Successions(ctx, m.From)
		if err != nil {
			return err
		}
		for _, s := range before {
			if s.ID == m.Key {
				return nil
			}
		}
		if _, err := g.merge(ctx, tx, m); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseUnits, 0)
	})
}

// merge writes a merger with all its parts.
func (g *Registry) merge(ctx context.Context, tx *store.Tx, m Merger) (p MergerPreview, err error) {
	m.Basis, m.NewName = strings.TrimSpace(m.Basis), strings.TrimSpace(m.NewName)
	if p.From, err = tx.Unit(ctx, m.From); err != nil {
		return p, err
	}
	if p.From.Kind != "village" && p.From.Kind != "township" || !p.From.ValidUntil.IsZero() || p.From.State != store.UnitInBeing {
		return p, fault.New(fault.Conflict, text.UnitMergeOnlyPlaces)
	}
	var wrong fault.Fields
	if m.Day <= g.clock.Today() {
		wrong.Add("from", text.UnitMergeNotAhead, "Day", g.clock.Today())
	}
	checkBasis(&wrong, "merge_basis", m.Basis)
	if m.NewName != "" {
		checkUnitName(&wrong, "new_name", m.NewName)
	}
	switch one := m.Into != 0; {
	case p.From.Kind == "village" && one == (m.Code != 0):
		wrong.Add("into", text.UnitMergeEither)
	case p.From.Kind == "township" && !one:
		wrong.Add("into", text.ValidChoose)
	}
	if err := wrong.Err(); err != nil {
		return p, err
	}
	w := going{g: g, tx: tx, Merger: m, leaving: []int64{m.From}}
	if p.From.Kind == "township" {
		if p.Villages, err = w.villages(ctx, p.From); err != nil {
			return p, err
		}
	}
	if p.Into, _, err = w.place(ctx, &p.From, m.Into, m.Code, m.NewName); err != nil {
		return p, named(err, map[string]string{"unit_name": "new_name", "unit_code": "unit_code"})
	}
	if err := w.one(ctx, "into", &p.From, &p.Into, m.Code != 0); err != nil {
		return p, err
	}
	if m.NewName != "" && m.Code == 0 && m.NewName != p.Into.Name {
		if err := named(g.rename(ctx, tx, p.Into.ID, m.NewName, m.Day), map[string]string{"unit_name": "new_name"}); err != nil {
			return p, err
		}
	}
	return p, w.rest(ctx, &p)
}

// going is a merger that is being written.
type going struct {
	g       *Registry
	tx      *store.Tx
	leaving []int64 // units whose names are free from the day on
	Merger
}

// place returns where a unit goes: the unit with the id, the one that has the code on the day, or one that is founded with it; founded says that it was.
func (w *going) place(ctx context.Context, from *store.Unit, id int64, code division.Code, name string) (into store.Unit, founded bool, err error) {
	if id != 0 {
		if into, err = w.tx.Unit(ctx, id); fault.KindOf(err) == fault.NotFound {
			err = fault.OnField("into", text.ValidChoose)
		}
		return into, false, err
	}
	if name == "" {
		name = from.Name
	}
	id, err = w.g.found(ctx, w.tx, Founding{Key: w.part(from.ID, "founding"), Code: code, Name: name, Day: w.Day, Basis: w.Basis, leaving: w.leaving})
	if err != nil {
		return into, true, err
	}
	into, err = w.tx.Unit(ctx, id)
	return into, true, err
}

// part is the key of a part of the form, so that the same form makes the same parts.
func (w *going) part(unit int64, what string) uuid.UUID {
	return uuid.NewSHA1(w.Key, fmt.Appendf(nil, "%s %d", what, unit))
}

// one writes that one unit goes over into another. What is wrong stands on field.
func (w *going) one(ctx context.Context, field string, from, into *store.Unit, founds bool) error {
	var wrong fault.Fields
	if err := w.check(ctx, &wrong, field, from, into); err != nil {
		return err
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	s := store.Succession{ID: w.Key, FromUnit: from.ID, FromCode: from.Division, ToUnit: into.ID, ToCode: into.Division, Day: w.Day, Basis: w.Basis, Founds: founds}
	if from.ID != w.From {
		s.ID, s.Together = w.part(from.ID, "village"), &w.Key
	}
	if _, err := w.tx.AddSuccession(ctx, s, w.g.clock.Now()); err != nil {
		return err
	}
	return w.tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", from.ID), "unit_merged", "before", from.Name, "after", into.Name, "from", w.Day))
}

// check: another place of the kind that is there on the day and does not end itself; and neither is the one that goes over somebody's successor in a time to come.
func (w *going) check(ctx context.Context, wrong *fault.Fields, field string, from, into *store.Unit) error {
	if into.ID == from.ID || into.Kind != from.Kind || into.Division.County() != from.Division.County() || !into.ValidUntil.IsZero() || !into.On(w.Day) {
		wrong.Add(field, text.ValidNotAnOption)
	}
	all, err := w.tx.Successions(ctx, 0)
	for _, s := range all {
		switch {
		case s.AppliedAt != nil:
		case s.FromUnit == from.ID:
			wrong.Add(field, text.UnitGoesAlready)
		case s.FromUnit == into.ID, s.ToUnit == from.ID:
			wrong.Add(field, text.UnitMergeWaits, "Name", s.FromName, "Into", s.ToName, "Day", s.Day)
		}
	}
	if err != nil {
		return err
	}
	return waitsForSplit(ctx, w.tx, wrong, from.ID, into.ID)
}

// named puts what is wrong with a part of a form on the fields that it has in the form.
func named(err error, fields map[string]string) error {
	var e *fault.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	out := *e
	out.Fields = append([]fault.Field{}, e.Fields...)
	for i, f := range out.Fields {
		if to, ok := fields[f.Name]; ok {
			out.Fields[i].Name = to
		}
	}
	return &out
}
