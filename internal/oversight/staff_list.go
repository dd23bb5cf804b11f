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

// States of the register's list besides the standings.
const (
	StaffWaiting  = "waiting"  // for the office's decision
	StaffExpiring = "expiring" // counts, but the certificate soon runs out
	StaffInPost   = "in_post"  // counting or lacking
)

// StaffStates returns the states by which the register can be listed, in order.
func StaffStates() []string {
	out := []string{StaffWaiting, StaffExpiring, StaffInPost}
	for _, s := range rehab.StaffStandings() {
		out = append(out, string(s))
	}
	return out
}

// StaffFilter chooses lines of the register; its zero value chooses all.
type StaffFilter struct {
	Place division.Code
	Own   bool // of a township: its own posts, not those of its villages
	Post  rehab.StaffPost
	State string    // see StaffStates
	On    date.Date // the day on which they stand so; none: today
}

// StaffList is a part of the register as it stands on a day.
type StaffList struct {
	On     date.Date
	Lines  []StaffLine    // in the order of StaffOrder
	Counts map[string]int // by state, whatever state was chosen
	Norm   rehab.Staffing
}

// StaffList returns the lines of the register that the filter chooses. Faults: not found.
func (o *Office) StaffList(ctx context.Context, actor access.Actor, f StaffFilter) (l StaffList, err error) {
	if !actor.May(access.StaffingView) {
		return l, fault.ErrNotFound()
	}
	l.On, l.Counts = o.today(), map[string]int{}
	if !f.On.IsZero() {
		l.On = f.On
	}
	var book store.StaffBook
	var rules rehab.Rules
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if book, err = tx.Staff(ctx, division.Range{}); err != nil {
			return err
		}
		rules, err = tx.Rules(ctx)
		return err
	})
	l.Norm = rules.On(l.On).Staffing
	for _, line := range placed(staffLines(book, l.On), &rules, l.On) {
		if !actor.Sees(line.Place) || !f.Place.IsZero() && !f.Place.Holds(line.Place) || f.Own && line.Place != f.Place || f.Post != "" && line.Post != f.Post {
			continue
		}
		states := line.States(l.On, l.Norm)
		for _, s := range states {
			l.Counts[s]++
		}
		if f.State == "" || slices.Contains(states, f.State) {
			l.Lines = append(l.Lines, line)
		}
	}
	slices.SortFunc(l.Lines, StaffOrder)
	return l, err
}

// placed says of each line which place stands for its own on the day: what has gone over into another counts there, its posts too.
func placed(lines []StaffLine, rules *rehab.Rules, on date.Date) []StaffLine {
	for i := range lines {
		lines[i].Place = rules.Successor(lines[i].Division, on)
	}
	return lines
}

// States returns the states of the list that the line is in on the day.
func (l *StaffLine) States(on date.Date, norm rehab.Staffing) []string {
	out := []string{string(l.Standing)}
	if l.Standing == rehab.StaffCounts || l.Standing == rehab.StaffLacking {
		out = append(out, StaffInPost)
	}
	if l.Waiting() && l.Standing != rehab.StaffEnded {
		out = append(out, StaffWaiting)
	}
	if l.Expiring(on, norm) {
		out = append(out, StaffExpiring)
	}
	return out
}

// Expiring reports whether the person counts now and the certificate runs out within the norm's days of warning.
func (l *StaffLine) Expiring(on date.Date, norm rehab.Staffing) bool {
	return l.Standing == rehab.StaffCounts && !l.Expires.IsZero() && l.Expires <= on.AddDays(norm.WarnDays) && (l.Record.Until.IsZero() || l.Record.Until > l.Expires)
}
