package oversight

import (
	"cmp"
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// scoreFigures are the figures of a month behind the lines that count cases. Each opens the list of exactly those cases.
var scoreFigures = map[rehab.ScoreLine]store.Figure{
	rehab.ScoreReportInLate: store.FigureReportInLate, rehab.ScoreReportInOverdue: store.FigureReportInOverdue, rehab.ScoreAssessLate: store.FigureAssessLate,
	rehab.ScoreTestMissed: store.FigureTestMissed, rehab.ScoreContactShort: store.FigureContactShort,
	rehab.ScoreServeLate: store.FigureServeLate, rehab.ScoreOutcomeLate: store.FigureOutcomeLate, rehab.ScoreDischargeLate: store.FigureDischargeLate,
}

// ScoreFigure is the figure of cases that a line counts; false for lines that count matters between offices.
func ScoreFigure(l rehab.ScoreLine) (store.Figure, bool) {
	f, ok := scoreFigures[l]
	return f, ok
}

// UnitScore is a unit's score of a month.
type UnitScore struct {
	Place   division.Code
	Station *ScoredStation // of a police station, which has no place of its own; nil of others
	Persons int
	Score   rehab.Score
	Before  int  // points of the month before
	Rank    int  // among those that are ranked, from 1; equal points share a place. 0: too small to be ranked, or the others are not seen
	Small   bool // fewer persons than the policy ranks
}

// Scores is a ranking of units in a month.
type Scores struct {
	Month   date.Month
	Weights rehab.ScoreWeights
	Kind    rehab.ScoreKind
	Units   []UnitScore // by rank, then those that are not ranked
	Whole   *UnitScore  // the township whose villages are shown, the bureau of the stations; nil where the units are townships, or it is not the actor's
}

// ScoredUnit is a unit's score with what stands behind it.
type ScoredUnit struct {
	UnitScore
	Month   date.Month
	Weights rehab.ScoreWeights
	Matters []store.ScoreMatter
	Appeals []store.Appeal
	Until   date.Date // last day to appeal
}

// scoreBook is what there is to know of a month to score any unit in it.
type scoreBook struct {
	weights  rehab.ScoreWeights
	tally    store.MonthTally
	matters  []store.ScoreMatter
	restored []store.ScoreRestored
}

func (o *Office) scoreBook(ctx context.Context, tx *store.Tx, rules *rehab.Rules, m date.Month, within division.Range, stations ...int64) (b scoreBook, err error) {
	b.weights = rules.On(m.Last()).Score
	if b.tally, err = o.MonthTally(ctx, tx, rules, m, within); err != nil {
		return b, err
	}
	if b.matters, err = tx.ScoreMatters(ctx, m, o.today(), within, stations...); err != nil {
		return b, err
	}
	b.restored, err = tx.ScoreRestored(ctx, m)
	return b, err
}

// of scores a unit. A township answers for its villages: what counts in them counts in it, and what was given back to them is given back to it.
func (b *scoreBook) of(place division.Code) UnitScore {
	r := place.Range()
	kind := rehab.ScoreVillage
	if place.IsTownship() {
		kind = rehab.ScoreTownship
	}
	u := b.score(kind, []division.Range{r}, func(code division.Code, _ int64) bool { return r.Low <= code && code <= r.High })
	u.Place = place
	return u
}

// score scores whoever answers for the places, and whose matters between offices theirs chooses by division and unit.
func (b *scoreBook) score(kind rehab.ScoreKind, places []division.Range, theirs func(division.Code, int64) bool) UnitScore {
	c := rehab.ScoreCounts{Lines: map[rehab.ScoreLine]int{}, Restored: map[rehab.ScoreLine]int{}}
	for _, r := range places {
		n := b.tally.Of(r)
		c.Persons += n[store.FigureOpen]
		for l, f := range scoreFigures {
			c.Lines[l] += n[f]
		}
	}
	for i := range b.matters {
		if x := &b.matters[i]; theirs(x.Division, x.Unit) {
			c.Lines[x.Line]++
		}
	}
	for _, x := range b.restored {
		if theirs(x.Division, x.Unit) {
			c.Restored[x.Line] += x.Points
		}
	}
	return UnitScore{Persons: c.Persons, Score: b.weights.Score(kind, c), Small: b.weights.Small(c.Persons)}
}

// checkScoreMonth says why a month has no scores, nil when it has: it must be over.
func (o *Office) checkScoreMonth(m date.Month) error {
	if m >= o.today().Month() {
		return fault.OnField("month", text.ScoreMonthNotOver, "Month", m)
	}
	return nil
}

// Scores ranks the townships of the actor's county, or the villages of the township place; whose scope is one township or less sees that one's villages. Faults: not
// found (not this actor's), invalid (the month is not over).
func (o *Office) Scores(ctx context.Context, actor access.Actor, m date.Month, place division.Code) (s Scores, err error) {
	home := actor.Township()
	if !home.IsZero() {
		place = home
	}
	switch {
	case !actor.May(access.ScoreView), !place.IsZero() && !place.IsTownship(), !place.IsZero() && !actor.Sees(place) && home.IsZero():
		return s, fault.ErrNotFound()
	}
	if err := o.checkScoreMonth(m); err != nil {
		return s, err
	}
	within := division.Range{}
	if !place.IsZero() {
		within = place.Range()
	}
	s.Month, s.Kind = m, rehab.ScoreTownship
	if !place.IsZero() {
		s.Kind = rehab.ScoreVillage
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		units, err := tx.UnitsOn(ctx, m.Last(), "township", "village")
		if err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		now, err := o.scoreBook(ctx, tx, &rules, m, within)
		if err != nil {
			return err
		}
		before, err := o.scoreBook(ctx, tx, &rules, m-1, within)
		if err != nil {
			return err
		}
		s.Weights = now.weights
		score := func(c division.Code) UnitScore {
			u := now.of(c)
			was := before.of(c)
			u.Before = was.Score.Points
			return u
		}
		for _, u := range units {
			if actor.Sees(u.Division) && (place.IsZero() && u.Kind == "township" || !place.IsZero() && u.Kind == "village" && u.Division.Township() == place) {
				s.Units = append(s.Units, score(u.Division))
			}
		}
		if !place.IsZero() && actor.Sees(place) {
			whole := score(place)
			s.Whole = &whole
		}
		return nil
	})
	rank(s.Units)
	if !place.IsZero() && s.Whole == nil { // who sees itself alone has no place among others
		unrank(s.Units)
	}
	return s, err
}

// unrank takes their places away from units of which not all are there.
func unrank(units []UnitScore) {
	for i := range units {
		units[i].Rank = 0
	}
}

// rank puts units in order and gives those that are big enough their place; equal points share one.
func rank(units []UnitScore) {
	slices.SortFunc(units, func(a, b UnitScore) int {
		small := func(u UnitScore) int {
			if u.Small {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(small(a), small(b)), cmp.Compare(b.Score.Points, a.Score.Points), cmp.Compare(b.Persons, a.Persons), cmp.Compare(a.Place, b.Place), cmp.Compare(a.stationID(), b.stationID()))
	})
	for i := range units {
		switch {
		case units[i].Small:
		case i > 0 && units[i].Score.Points == units[i-1].Score.Points:
			units[i].Rank = units[i-1].Rank
		default:
			units[i].Rank = i + 1
		}
	}
}

// ScoreOf returns the score of a unit with what stands behind it. Faults as of Scores.
func (o *Office) ScoreOf(ctx context.Context, actor access.Actor, m date.Month, place division.Code) (u ScoredUnit, err error) {
	if !actor.May(access.ScoreView) || place.IsZero() || place.IsCounty() || !actor.Sees(place) {
		return u, fault.ErrNotFound()
	}
	if err := o.checkScoreMonth(m); err != nil {
		return u, err
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		u, err = o.scoreOf(ctx, tx, m, place)
		return err
	})
	return u, err
}

func (o *Office) scoreOf(ctx context.Context, tx *store.Tx, m date.Month, place division.Code) (u ScoredUnit, err error) {
	if _, err := tx.UnitThen(ctx, place, m.Last()); err != nil {
		return u, err
	}
	rules, err := tx.Rules(ctx)
	if err != nil {
		return u, err
	}
	now, err := o.scoreBook(ctx, tx, &rules, m, place.Range())
	if err != nil {
		return u, err
	}
	before, err := o.scoreBook(ctx, tx, &rules, m-1, place.Range())
	if err != nil {
		return u, err
	}
	u = ScoredUnit{UnitScore: now.of(place), Month: m, Weights: now.weights, Matters: now.matters, Until: rules.AppealUntil(m)}
	was := before.of(place)
	u.Before = was.Score.Points
	const all = 1000
	u.Appeals, err = tx.Appeals(ctx, store.AppealFilter{Month: m, Within: place.Range(), Limit: all})
	return u, err
}
