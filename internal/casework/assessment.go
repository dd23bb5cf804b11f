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

// AssessmentStep is what an assessment waits for.
type AssessmentStep string

// The steps of assessments: a phase waits for the village's opinion, then for the township's decision; the final one is the township's.
const (
	AwaitsOpinion  AssessmentStep = "opinion"
	AwaitsDecision AssessmentStep = "decision"
	AwaitsFinal    AssessmentStep = "final"
)

// AssessmentSteps are the steps in their order.
func AssessmentSteps() []AssessmentStep {
	return []AssessmentStep{AwaitsDecision, AwaitsOpinion, AwaitsFinal}
}

// AssessmentStepOf says what the assessment owed waits for.
func AssessmentStepOf(kind string, prepared bool) AssessmentStep {
	switch {
	case kind == string(rehab.DutyFinalAssessment):
		return AwaitsFinal
	case prepared:
		return AwaitsDecision
	}
	return AwaitsOpinion
}

// chosen are the duties that a step stands for; all of them for none.
func (a AssessmentStep) chosen() store.DutyFilter {
	phase, final := string(rehab.DutyPhaseAssessment), string(rehab.DutyFinalAssessment)
	yes, no := true, false
	switch a {
	case AwaitsDecision:
		return store.DutyFilter{Kinds: []string{phase}, Prepared: &yes}
	case AwaitsOpinion:
		return store.DutyFilter{Kinds: []string{phase}, Prepared: &no}
	case AwaitsFinal:
		return store.DutyFilter{Kinds: []string{final}}
	}
	return store.DutyFilter{Kinds: []string{phase, final}}
}

// AssessmentList is a page of the assessments owed, with how many of all of them wait for what.
type AssessmentList struct {
	Lines []store.DutyLine
	More  bool // there are others after these
	Waits map[AssessmentStep]int
	Late  map[AssessmentStep]int
}

// Assessments returns the phase and final assessments that the actor's offices owe and that wait for a step ("": for any), the one due first first,
// at most limit after the given one.
func (w *Work) Assessments(ctx context.Context, actor access.Actor, step AssessmentStep, after store.DutyKey, limit int) (AssessmentList, error) {
	a := AssessmentList{Waits: map[AssessmentStep]int{}, Late: map[AssessmentStep]int{}}
	if !actor.May(access.AssessmentOpinion) {
		return a, fault.ErrNotFound()
	}
	err := w.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if a.Lines, err = tx.DutyLines(ctx, step.chosen(), w.clock.Today(), after, limit+1); err != nil {
			return err
		}
		counts, err := tx.DutyWaits(ctx, AssessmentStep("").chosen().Kinds, w.clock.Today())
		for _, c := range counts {
			s := AssessmentStepOf(c.Kind, c.Prepared)
			a.Waits[s], a.Late[s] = a.Waits[s]+c.Count, a.Late[s]+c.Late
		}
		return err
	})
	if len(a.Lines) > limit {
		a.Lines, a.More = a.Lines[:limit], true
	}
	return a, err
}
