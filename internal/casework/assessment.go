package casework

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// PhaseFigures is what a phase assessment is decided on, counted from the file.
type PhaseFigures struct {
	TestsDue, TestsDone, TestsMissed, TestsExcused, Positives int
	ContactsOwed, ContactsDone                                int
	Breaches                                                  int
	SuspendedDays                                             int
}

// Figures counts what happened in a phase.
func (o *Opened) Figures(n rehab.PhaseNumber) PhaseFigures {
	var p PhaseFigures
	for i := range o.Track.Windows {
		w := &o.Track.Windows[i]
		if w.Phase != n || w.State == rehab.WindowUpcoming {
			continue
		}
		p.TestsDue++
		switch w.State {
		case rehab.WindowDone:
			p.TestsDone++
		case rehab.WindowMissed:
			p.TestsMissed++
		case rehab.WindowExcused:
			p.TestsDue--
			p.TestsExcused++
		}
	}
	for i := range o.Track.Months {
		m := &o.Track.Months[i]
		if m.Phase != n || m.Month > o.Today.Month() {
			continue
		}
		p.SuspendedDays += m.SuspendedDays
		p.Breaches += len(m.Breaches)
		for _, c := range m.Contacts {
			p.ContactsOwed += c.Owed
			p.ContactsDone += min(c.Done, c.Owed)
		}
		for _, id := range m.Tests {
			if f, ok := o.Fact(id); ok {
				if t, isTest := f.Body.(*rehab.DrugTest); isTest && t.Result == rehab.Positive {
					p.Positives++
				}
			}
		}
	}
	return p
}

// Assessable returns the phases that may be assessed now: from 30 days before their end on, decided or not (ruling 26).
func (o *Opened) Assessable() []rehab.Phase {
	var out []rehab.Phase
	for _, d := range o.Track.Obligations {
		if d.Kind != rehab.DutyPhaseAssessment || d.Opens > o.Today {
			continue
		}
		for _, p := range o.Track.Phases {
			if p.N == d.Phase {
				out = append(out, p)
			}
		}
	}
	return out
}

// AssessmentForm is a village's opinion or the township's decision on a phase.
type AssessmentForm struct {
	Case   uuid.UUID
	Key    uuid.UUID
	Date   date.Date
	Phase  int
	Result rehab.Grade
	Text   string
	Health string
	Work   string
	Family string
	Help   string
}

func (a *AssessmentForm) check() error {
	var wrong fault.Fields
	if a.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	if a.Phase < 1 || a.Phase > 3 {
		wrong.Add("phase", text.ValidChoose)
	}
	if !a.Result.Known() {
		wrong.Add("result", text.ValidChoose)
	}
	if strings.TrimSpace(a.Text) == "" {
		wrong.Add("text", text.ValidRequired)
	}
	return wrong.Err()
}

// GiveOpinion records the village's part of a phase assessment.
func (w *Work) GiveOpinion(ctx context.Context, actor access.Actor, a AssessmentForm) (Recorded, error) {
	if err := a.check(); err != nil {
		return Recorded{}, err
	}
	body := &rehab.PhaseOpinion{Phase: a.Phase, Suggestion: a.Result, Text: a.Text}
	return w.Record(ctx, actor, Change{Case: a.Case, Action: access.AssessmentOpinion, Entries: []Entry{{a.Key, a.Date, body}}})
}

// Assess records the township's decision on a phase; a decision on a phase that had one replaces it, which reverses a reward it earned (ruling 29).
func (w *Work) Assess(ctx context.Context, actor access.Actor, a AssessmentForm) (Recorded, error) {
	if err := a.check(); err != nil {
		return Recorded{}, err
	}
	body := &rehab.Assessment{Phase: a.Phase, Result: a.Result, Text: a.Text, Health: a.Health, Work: a.Work, Family: a.Family, Help: a.Help}
	return w.Record(ctx, actor, Change{Case: a.Case, Action: access.AssessmentDecide, Entries: []Entry{{a.Key, a.Date, body}}})
}

// AssessFinally records the comprehensive assessment before expiry (scheme S7).
func (w *Work) AssessFinally(ctx context.Context, actor access.Actor, a AssessmentForm) (Recorded, error) {
	a.Phase = 1
	if err := a.check(); err != nil {
		return Recorded{}, err
	}
	body := &rehab.FinalAssessment{Result: a.Result, Text: a.Text, Health: a.Health, Work: a.Work, Family: a.Family, Help: a.Help}
	return w.Record(ctx, actor, Change{Case: a.Case, Action: access.AssessmentDecide, Entries: []Entry{{a.Key, a.Date, body}}})
}

// Assessments returns the phase and final assessments that the actor's offices owe, the one due first first.
func (w *Work) Assessments(ctx context.Context, actor access.Actor, after store.DutyKey, limit int) (lines []store.DutyLine, more bool, err error) {
	if !actor.May(access.AssessmentOpinion) {
		return nil, false, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		lines, err = tx.DutyLines(ctx, []string{string(rehab.DutyPhaseAssessment), string(rehab.DutyFinalAssessment)}, w.clock.Today(), after, limit+1)
		return err
	})
	if len(lines) > limit {
		return lines[:limit], true, err
	}
	return lines, false, err
}
