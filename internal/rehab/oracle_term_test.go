package rehab_test

import (
	"slices"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// stay is one custody: [from, release), without release while it lasts (ruling 10).
type stay struct{ from, release date.Date }

func (o *oracle) findStays() {
	each(o, func(x Fact, b *Suspension) {
		if custody(b) {
			release, _ := endOf[*Resumption](o, x.ID)
			o.stays = append(o.stays, stay{x.Date, release})
		}
	})
}

// held reports whether the person is in custody on day d.
func (o *oracle) held(d date.Date) bool {
	return slices.ContainsFunc(o.stays, func(s stay) bool { return s.from <= d && (s.release.IsZero() || d < s.release) })
}

// heldSinceAndNotReleased returns the first day of a custody without release.
func (o *oracle) heldSinceAndNotReleased() date.Date {
	for _, s := range o.stays {
		if s.release.IsZero() {
			return s.from
		}
	}
	return 0
}

// custody: bail and residential surveillance do not suspend (ruling 53).
func custody(b *Suspension) bool {
	return b.Authority != "bail" && b.Authority != "residential_surveillance"
}

// boundary is the first day with as many executed days before it as months from the (credited) report-in have days (rulings 2, 3,
// 11); none while an open custody comes first (ruling 12).
func (o *oracle) boundary(months int) date.Date {
	if d, ok := o.boundaries[months]; ok {
		return d
	}
	o.boundaries[months] = o.countTo(months)
	return o.boundaries[months]
}

func (o *oracle) countTo(months int) date.Date {
	from := o.start.AddDays(-o.credit)
	open := o.heldSinceAndNotReleased()
	for d, left := from, int(from.AddMonths(months)-from); ; d++ {
		if left == 0 {
			return d
		}
		if !open.IsZero() && d >= open && d >= o.start {
			return 0
		}
		if d < o.start || !o.held(d) {
			left--
		}
	}
}

func (o *oracle) expiry() date.Date {
	if !o.started() {
		return 0
	}
	return o.boundary(o.file.TermMonths)
}

// last is the last day of the term; none while unknown.
func (o *oracle) last() date.Date {
	if d := o.expiry(); !d.IsZero() {
		return d - 1
	}
	return 0
}

func (o *oracle) term() *Term {
	if d := o.expiry(); !d.IsZero() {
		return &Term{Start: o.start.AddDays(-o.credit), LastDay: d - 1, ExpiryDay: d}
	}
	return nil
}

// inTerm reports whether d lies between the report-in and the last day, as far as that is known.
func (o *oracle) inTerm(d date.Date) bool {
	return o.started() && d >= o.start && (o.last().IsZero() || d <= o.last())
}

// suspended reports whether the execution is suspended on day d; an exit ends that.
func (o *oracle) suspended(d date.Date) bool {
	return o.inTerm(d) && o.held(d) && (o.exit == nil || d < o.exit.Date)
}

func (o *oracle) stage() Stage {
	decided, unfit := false, false
	for _, x := range o.facts { // a paper served, a good cause, a refusal or a change of place imply a decision
		switch x.Body.(type) {
		case *Decision, *Service, *GoodCause, *Transfer, *Refusal:
			decided = true
		}
	}
	each(o, func(_ Fact, b *Screening) { unfit = b.Conclusion == Unfit })
	switch {
	case o.exit != nil:
		return o.exitStage
	case !o.started() && decided:
		return StageAwaiting
	case !o.started() && unfit:
		return StageToIsolation
	case !o.started():
		return StageScreening
	case o.suspended(o.today):
		return StageSuspended
	case !o.last().IsZero() && o.today > o.last():
		return StageTermEnded
	}
	return StageInExecution
}

// phases counts the phases of the term: twelve months each, the last one what is left.
func (o *oracle) phases() int { return (o.file.TermMonths + 11) / 12 }

// phaseStart returns the first day of phase n, or of what follows the last one.
func (o *oracle) phaseStart(n int) date.Date { return o.boundary(min(12*(n-1), o.file.TermMonths)) }

// phaseOn returns the phase that day d lies in; 0 outside the term.
func (o *oracle) phaseOn(d date.Date) int {
	if !o.started() {
		return 0
	}
	phase := 0
	for n := 1; n <= o.phases(); n++ {
		if s := o.phaseStart(n); !s.IsZero() && s <= d {
			phase = n
		}
	}
	if l := o.last(); !l.IsZero() && d > l {
		return 0
	}
	return phase
}

func (o *oracle) phaseToday() int {
	if o.exit != nil {
		return 0
	}
	return o.phaseOn(o.today)
}
