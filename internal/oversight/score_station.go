package oversight

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// ScoredStation is a police station, or the bureau with all stations of its county.
type ScoredStation struct {
	ID     int64 // unit
	Name   string
	Bureau bool
	Parts  []division.Code // places it answered for when the month was over
	units  []int64         // whose matters count: its own, and of the bureau those of its stations
	names  map[int64]string
}

// NameOf returns the name of one of the units whose matters count.
func (s *ScoredStation) NameOf(unit int64) string { return s.names[unit] }

func (u *UnitScore) stationID() int64 {
	if u.Station == nil {
		return 0
	}
	return u.Station.ID
}

// stations are those of the month that the actor may look at: one's own; whoever acts for the whole county, all, the bureau first.
func (o *Office) stations(ctx context.Context, tx *store.Tx, actor access.Actor, m date.Month) (all []ScoredStation, err error) {
	units, err := tx.Units(ctx, "station", "bureau")
	if err != nil {
		return nil, err
	}
	places, err := tx.StationDivisions(ctx, 0)
	if err != nil {
		return nil, err
	}
	on, names := m.Last(), map[int64]string{}
	for _, u := range units {
		names[u.ID] = u.Name
	}
	for _, u := range units {
		if actor.Unit != u.ID && !actor.Sees(u.Division) {
			continue
		}
		s := ScoredStation{ID: u.ID, Name: u.Name, Bureau: u.Kind == "bureau", units: []int64{u.ID}, names: names}
		for _, p := range places {
			if (s.Bureau || p.Station == u.ID) && p.ValidFrom <= on && (p.ValidUntil.IsZero() || p.ValidUntil > on) && !slices.Contains(s.Parts, p.Division) {
				s.Parts = append(s.Parts, p.Division)
			}
		}
		if s.Bureau {
			for _, x := range units {
				if x.Kind == "station" && x.Division == u.Division {
					s.units = append(s.units, x.ID)
				}
			}
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b ScoredStation) int {
		switch {
		case a.Bureau == b.Bureau:
			return 0
		case a.Bureau:
			return -1
		}
		return 1
	})
	return all, nil
}

// ofStation scores a station, or the bureau.
func (b *scoreBook) ofStation(s *ScoredStation) UnitScore {
	var places []division.Range
	for _, p := range s.Parts {
		if !slices.ContainsFunc(s.Parts, func(x division.Code) bool { return x != p && x == p.Township() }) { // a village whose township is there is counted with it
			places = append(places, p.Range())
		}
	}
	u := b.score(rehab.ScoreStation, places, func(_ division.Code, unit int64) bool { return slices.Contains(s.units, unit) })
	u.Station = s
	return u
}

// scoreStations scores the stations that chosen names, of those the actor may look at, in a month and the one before.
func (o *Office) scoreStations(ctx context.Context, tx *store.Tx, actor access.Actor, m date.Month, chosen func(*ScoredStation) bool) (out []UnitScore, book scoreBook, rules rehab.Rules, err error) {
	all, err := o.stations(ctx, tx, actor, m)
	if err != nil {
		return nil, book, rules, err
	}
	if rules, err = tx.Rules(ctx); err != nil {
		return nil, book, rules, err
	}
	var units []int64
	for i := range all {
		units = append(units, all[i].units...)
	}
	if book, err = o.scoreBook(ctx, tx, &rules, m, division.Range{}, units...); err != nil {
		return nil, book, rules, err
	}
	before, err := o.scoreBook(ctx, tx, &rules, m-1, division.Range{}, units...)
	if err != nil {
		return nil, book, rules, err
	}
	for i := range all {
		if chosen(&all[i]) {
			u, was := book.ofStation(&all[i]), before.ofStation(&all[i])
			u.Before = was.Score.Points
			out = append(out, u)
		}
	}
	return out, book, rules, nil
}

// StationScores ranks the police stations among themselves; Whole is the bureau. A station sees itself alone. Faults: not found (not this actor's),
// invalid (the month is not over).
func (o *Office) StationScores(ctx context.Context, actor access.Actor, m date.Month) (s Scores, err error) {
	if !actor.May(access.StationScore) {
		return s, fault.ErrNotFound()
	}
	if err := o.checkScoreMonth(m); err != nil {
		return s, err
	}
	s.Month, s.Kind = m, rehab.ScoreStation
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		units, book, _, err := o.scoreStations(ctx, tx, actor, m, func(*ScoredStation) bool { return true })
		s.Weights = book.weights
		for i := range units {
			if units[i].Station.Bureau {
				s.Whole = &units[i]
			} else {
				s.Units = append(s.Units, units[i])
			}
		}
		return err
	})
	rank(s.Units)
	if s.Whole == nil { // who sees itself alone has no place among others
		unrank(s.Units)
	}
	return s, err
}

// StationScoreOf returns the score of a station, or the bureau, with what stands behind it. Faults as of StationScores.
func (o *Office) StationScoreOf(ctx context.Context, actor access.Actor, m date.Month, station int64) (u ScoredUnit, err error) {
	if !actor.May(access.StationScore) {
		return u, fault.ErrNotFound()
	}
	if err := o.checkScoreMonth(m); err != nil {
		return u, err
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		u, err = o.stationScoreOf(ctx, tx, actor, m, station)
		return err
	})
	return u, err
}

func (o *Office) stationScoreOf(ctx context.Context, tx *store.Tx, actor access.Actor, m date.Month, station int64) (u ScoredUnit, err error) {
	units, book, rules, err := o.scoreStations(ctx, tx, actor, m, func(s *ScoredStation) bool { return s.ID == station })
	switch {
	case err != nil:
		return u, err
	case len(units) == 0:
		return u, fault.ErrNotFound()
	}
	u = ScoredUnit{UnitScore: units[0], Month: m, Weights: book.weights, Until: rules.AppealUntil(m)}
	for i := range book.matters {
		if x := &book.matters[i]; slices.Contains(u.Station.units, x.Unit) && x.Line.Counts(rehab.ScoreStation) {
			u.Matters = append(u.Matters, *x)
		}
	}
	const all = 1000
	u.Appeals, err = tx.Appeals(ctx, store.AppealFilter{Month: m, Unit: station, Limit: all})
	return u, err
}
