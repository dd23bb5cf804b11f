package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// event is one thing that happened in an invented life.
type event struct {
	on     date.Date
	by     side
	action access.Action
	name   string // tells it apart from others of this life; its key follows from it
	body   rehab.Body
}

// side is who records an event.
type side int

const (
	village side = iota
	township
	lead
	officer
	approver
	destination // the lead of the place the person moves to
)

// script is an invented life while it is written down.
type script struct {
	r       *rand.Rand
	key     uuid.UUID
	intake  casework.Intake
	today   date.Date
	to      division.Code // of a residence change
	arrived date.Date     // when the person reported there; none: not yet
	events  []event
	held    []rehab.Days // suspended: nobody visits
	end     date.Date    // nothing is recorded after it; none: today
	rate    rates
}

// rates are how often the month's round goes wrong, in per cent.
type rates struct{ missed, absent, contact int }

// id returns the key of a named event of this life, so that every load invents the same.
func (s *script) id(name string) uuid.UUID { return uuid.NewSHA1(s.key, []byte(name)) }

// note writes an event down if its day has come; it returns the event's id for others to refer to.
func (s *script) note(on date.Date, by side, action access.Action, name string, body rehab.Body) string {
	if on <= s.today && (s.end.IsZero() || on <= s.end) {
		s.events = append(s.events, event{on, by, action, name, body})
	}
	return s.id(name).String()
}

// happened reports whether an event of that name has been written down.
func (s *script) happened(name string) bool {
	return slices.ContainsFunc(s.events, func(e event) bool { return e.name == name })
}

// steps puts the life in order for casework.Replay. Events of one day keep the order in which they were written down.
func (s *script) steps(cast *cast) []casework.Step {
	slices.SortStableFunc(s.events, func(a, b event) int { return cmp.Compare(a.on, b.on) })
	out := make([]casework.Step, len(s.events))
	for i, e := range s.events {
		at := s.enteredOn(e).Time().Add(time.Duration(1+i%8) * time.Hour) // between nine and five in Shanghai, which is eight hours ahead
		out[i] = casework.Step{Actor: cast.actor(e.by, s.placeOf(e)), Action: e.action, At: at.In(clock.Shanghai),
			Entry: casework.Entry{Key: s.id(e.name), Date: e.on, Body: e.body}}
	}
	return out
}

// enteredOn is the day on which an event is entered: now and then a contact or a test only some days later, though in its month.
func (s *script) enteredOn(e event) date.Date {
	if e.action != access.ContactRecord && e.action != access.DrugTestRecord {
		return e.on
	}
	id := s.id(e.name)
	if id[0]%23 != 0 {
		return e.on
	}
	return min(e.on.AddDays(2+int(id[1]%7)), e.on.Month().Last(), max(s.today, e.on))
}

// placeOf is the place whose staff record the event: from the arrival on it is the destination of a residence change.
func (s *script) placeOf(e event) division.Code {
	if e.by == destination || (!s.arrived.IsZero() && e.on >= s.arrived) {
		return s.to
	}
	return s.intake.Place
}

// between returns a day at least low and at most high days after d.
func (s *script) between(d date.Date, low, high int) date.Date {
	return d.AddDays(low + s.r.IntN(high-low+1))
}

func (s *script) chance(percent int) bool { return s.r.IntN(100) < percent }

func numbered(name string, n int) string { return fmt.Sprintf("%s %d", name, n) }

// isHeld reports whether the person is suspended on d.
func (s *script) isHeld(d date.Date) bool {
	return slices.ContainsFunc(s.held, func(h rehab.Days) bool { return d >= h.From && (h.To.IsZero() || d < h.To) })
}
