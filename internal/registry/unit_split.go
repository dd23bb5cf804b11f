package registry

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Split is that a part of a village goes over into another on a day: into one founded for it, or one that is there.
type Split struct {
	Key      uuid.UUID // of the form
	From     int64
	Into     int64         // a village that is there on the day; 0: one is founded
	Code     division.Code // of the one founded, in the same township
	Name     string
	Day      date.Date // after today
	Basis    string    // by which document
	Postings []int64   // that go along
}

// SplitPreview is what a split asks of whom, counted today.
type SplitPreview struct {
	From     store.Unit
	Into     store.Unit // without an id when it is founded
	Open     int        // cases for which the township has to choose
	Postings []store.PostingLine
	Stations int // police stations that answer for the village by itself
}

// SplitChoices are what the form of a split offers.
type SplitChoices struct {
	From     store.Unit
	Villages []store.Unit // into which a part can go, those founded on a day to come too
	Postings []store.PostingLine
}

// SplitChoices returns what can be chosen. A conflict of what is no village in being.
func (g *Registry) SplitChoices(ctx context.Context, actor access.Actor, from int64) (c SplitChoices, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return c, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if c.From, err = divisible(ctx, tx, from); err != nil {
			return err
		}
		if c.Postings, err = tx.SplitPostings(ctx, from, g.clock.Today()); err != nil {
			return err
		}
		c.Villages, err = tx.UnitsEver(ctx, "village")
		c.Villages = slices.DeleteFunc(c.Villages, func(u store.Unit) bool { return u.ID == from || !u.ValidUntil.IsZero() })
		return err
	})
	return c, err
}

func divisible(ctx context.Context, tx *store.Tx, id int64) (store.Unit, error) {
	u, err := tx.Unit(ctx, id)
	if err == nil && (u.Kind != "village" || !u.ValidUntil.IsZero() || u.State != store.UnitInBeing) {
		return u, fault.New(fault.Conflict, text.SplitOnlyVillages)
	}
	return u, err
}

// PreviewSplit checks a split and counts what it is about; nothing is saved. Faults on the fields into, unit_code, unit_name, from, unit_basis and posting; a conflict of what
// is no village in being.
func (g *Registry) PreviewSplit(ctx context.Context, actor access.Actor, s Split) (p SplitPreview, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return p, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, err = g.checkSplit(ctx, tx, s)
		return err
	})
	if err != nil {
		return p, err
	}
	// Who has no case to see is told how many there are, and nothing of them.
	err = g.store.Read(ctx, access.SystemActor(actor.Account), func(tx *store.Tx) error {
		b, err := tx.BelongingsOf(ctx, []store.Unit{p.From}, g.clock.Today())
		if err == nil {
			p.Stations = b[0].Stations
			p.Open, err = tx.SplitOpenIn(ctx, p.From.Division)
		}
		return err
	})
	return p, err
}

func (g *Registry) checkSplit(ctx context.Context, tx *store.Tx, s Split) (p SplitPreview, err error) {
	var wrong fault.Fields
	if p.From, err = divisible(ctx, tx, s.From); err != nil {
		return p, err
	}
	if s.Day <= g.clock.Today() {
		wrong.Add("from", text.SplitNotAhead, "Day", g.clock.Today())
	}
	if s.Into == 0 {
		p.Into = store.Unit{Kind: "village", Division: s.Code, Name: strings.TrimSpace(s.Name), ValidFrom: s.Day, State: store.UnitAhead}
		if s.Code.Township() != p.From.Division.Township() {
			wrong.Add("unit_code", text.SplitTownship)
		}
		if err := wrong.Err(); err != nil {
			return p, err
		}
		err = g.checkFounding(ctx, tx, &p.Into, &Founding{Basis: strings.TrimSpace(s.Basis)})
	} else {
		checkBasis(&wrong, "unit_basis", strings.TrimSpace(s.Basis))
		if p.Into, err = tx.Unit(ctx, s.Into); fault.KindOf(err) == fault.NotFound || err == nil && (p.Into.ID == s.From || p.Into.Kind != "village" || !p.Into.On(s.Day)) {
			wrong.Add("into", text.SplitNotThere)
			err = nil
		}
	}
	if err != nil {
		return p, err
	}
	if err := g.checkBesideSplit(ctx, tx, &wrong, &p, s.Day); err != nil {
		return p, err
	}
	p.Postings, err = chosenPostings(ctx, tx, &wrong, s, g.clock.Today())
	if err != nil {
		return p, err
	}
	return p, wrong.Err()
}

// checkBesideSplit: neither village goes over into another by the day, and none is divided again before the day that is recorded.
func (g *Registry) checkBesideSplit(ctx context.Context, tx *store.Tx, wrong *fault.Fields, p *SplitPreview, day date.Date) error {
	over, err := tx.Successions(ctx, 0)
	if err != nil {
		return err
	}
	for _, x := range over {
		if x.AppliedAt == nil && (x.FromUnit == p.From.ID || x.ToUnit == p.From.ID || p.Into.ID != 0 && x.FromUnit == p.Into.ID) {
			wrong.Add("into", text.UnitMergeWaits, "Name", x.FromName, "Into", x.ToName, "Day", x.Day)
			return nil
		}
	}
	there, err := tx.Splits(ctx, p.From.ID)
	for _, x := range there {
		if x.AppliedAt == nil {
			wrong.Add("into", text.SplitWaits, "Name", x.FromName, "Into", x.ToName, "Day", x.Day)
			break
		}
	}
	return err
}

// waitsForSplit: of the units that go over into each other none is to be divided, or to be a part of another, on a day to come.
func waitsForSplit(ctx context.Context, tx *store.Tx, wrong *fault.Fields, units ...int64) error {
	all, err := tx.Splits(ctx, 0)
	for _, x := range all {
		if x.AppliedAt == nil && (slices.Contains(units, x.FromUnit) || slices.Contains(units, x.ToUnit)) {
			wrong.Add("into", text.SplitWaits, "Name", x.FromName, "Into", x.ToName, "Day", x.Day)
			break
		}
	}
	return err
}

func chosenPostings(ctx context.Context, tx *store.Tx, wrong *fault.Fields, s Split, today date.Date) ([]store.PostingLine, error) {
	all, err := tx.SplitPostings(ctx, s.From, today)
	if err != nil {
		return nil, err
	}
	chosen := slices.DeleteFunc(all, func(p store.PostingLine) bool { return !slices.Contains(s.Postings, p.ID) })
	if len(chosen) != len(s.Postings) {
		wrong.Add("posting", text.ValidNotAnOption)
	}
	return chosen, nil
}

// SplitUnit has a part of a village go over into another on a day to come, founds that one where it is new, and returns nothing but faults as of PreviewSplit. The same form sent
// twice does it once.
func (g *Registry) SplitUnit(ctx context.Context, actor access.Actor, s Split) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		if done, err := tx.SplitRecorded(ctx, s.Key); err != nil || done {
			return err
		}
		p, err := g.checkSplit(ctx, tx, s)
		if err != nil {
			return err
		}
		if s.Into == 0 {
			if p.Into.ID, err = g.found(ctx, tx, Founding{Key: s.Key, Code: s.Code, Name: s.Name, Day: s.Day, Basis: s.Basis}); err != nil {
				return err
			}
		}
		x := store.Split{ID: s.Key, FromUnit: p.From.ID, FromCode: p.From.Division, ToUnit: p.Into.ID, ToCode: p.Into.Division, Founded: s.Into == 0, Day: s.Day,
			Basis: strings.TrimSpace(s.Basis), Opens: g.clock.Today()}
		if err := tx.AddSplit(ctx, x, s.Postings, g.clock.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", s.From), "unit_split", "before", p.From.Name, "after", p.Into.Name, "from", s.Day))
	})
}

// KeepWhole takes a split back before its day, and the village that was founded for it; a conflict when there is nothing to take back.
func (g *Registry) KeepWhole(ctx context.Context, actor access.Actor, from int64, split uuid.UUID) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		s, err := tx.Split(ctx, split)
		if fault.KindOf(err) == fault.NotFound || err == nil && s.FromUnit != from {
			return fault.New(fault.Conflict, text.SplitNone)
		}
		if err != nil {
			return err
		}
		switch there, err := tx.WithdrawSplit(ctx, split, g.clock.Today(), g.clock.Now()); {
		case err != nil:
			return err
		case !there:
			return fault.New(fault.Conflict, text.SplitNone)
		}
		if s.Founded {
			if err := g.keepFounded(ctx, tx, &s); err != nil {
				return err
			}
		}
		if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", from), "unit_split_withdrawn", "after", s.ToName, "from", s.Day)); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseUnits, 0)
	})
}

// keepFounded takes back the village that a split founded, unless something else is to go there.
func (g *Registry) keepFounded(ctx context.Context, tx *store.Tx, s *store.Split) error {
	over, err := tx.Successions(ctx, s.ToUnit)
	if err != nil {
		return err
	}
	others, err := tx.Splits(ctx, s.ToUnit)
	if err != nil || len(over) > 0 || len(others) > 0 {
		return err
	}
	_, err = tx.WithdrawFounding(ctx, s.ToUnit, g.clock.Now())
	return err
}

// applySplits does what the day brings for villages that are divided. The cases chosen follow when they are computed.
func (g *Registry) applySplits(ctx context.Context, tx *store.Tx) error {
	due, err := tx.DueSplits(ctx, g.clock.Today())
	for _, s := range due {
		// The words stand in the list of handovers beside those that people wrote.
		reason := text.For(text.ZhCN).T(text.SplitHandover, "From", s.FromName, "Into", s.ToName)
		if _, err := tx.ApplySplit(ctx, s, reason, g.clock.Now()); err != nil {
			return err
		}
		if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", s.FromUnit), "unit_divided", "after", s.ToName, "from", s.Day)); err != nil {
			return err
		}
	}
	return err
}
