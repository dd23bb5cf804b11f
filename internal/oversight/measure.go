package oversight

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MeasureForm is a measure that a meeting gave to a unit.
type MeasureForm struct {
	Meeting uuid.UUID
	Key     uuid.UUID
	At      time.Time // when it was recorded; zero: now
	Subject rehab.MeetingSubject
	Words   string
	Owner   int64 // unit
	Due     date.Date
}

// ownerKinds are the kinds of unit that a measure can be given to.
var ownerKinds = []string{"bureau", "station", "department", "township"}

// MeasureOwners returns the units that a measure can be given to.
func (o *Office) MeasureOwners(ctx context.Context, actor access.Actor) ([]store.Unit, error) {
	return o.units(ctx, actor, access.MeetingRecord, ownerKinds)
}

// AddMeasure records a measure; its owner sees it at once. Faults: conflict (the meeting was not held, its minutes were issued, the same form with other
// content), invalid (no owner, a deadline before the meeting).
func (o *Office) AddMeasure(ctx context.Context, actor access.Actor, in MeasureForm) error {
	in.Words = strings.TrimSpace(in.Words)
	return o.onMeeting(ctx, actor, in.Meeting, "measure", func(tx *store.Tx, m *store.Meeting) error {
		if err := open(m); err != nil {
			return err
		}
		if old, err := tx.Measure(ctx, in.Key); err == nil {
			if old.Meeting != in.Meeting || old.Subject != in.Subject || old.Words != in.Words || old.Owner != in.Owner || old.FirstDue != in.Due {
				return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
			}
			return errRepeated
		}
		if err := checkMeasure(ctx, tx, m, &in); err != nil {
			return err
		}
		return tx.AddMeasure(ctx, store.Measure{ID: in.Key, Meeting: in.Meeting, Division: m.Division, Day: m.Day, Subject: in.Subject, Words: in.Words, Owner: in.Owner,
			FirstDue: in.Due, RecordedAt: in.At, MeasureStanding: store.MeasureStanding{State: rehab.MeasureAssigned, Since: m.Day, Due: in.Due}})
	})
}

func checkMeasure(ctx context.Context, tx *store.Tx, m *store.Meeting, in *MeasureForm) error {
	var wrong fault.Fields
	if !slices.Contains(rehab.MeetingSubjects(), in.Subject) {
		wrong.Add("measure_subject", text.ValidChoose)
	}
	if in.Words == "" {
		wrong.Add("measure_words", text.ValidRequired)
	}
	owners, err := unitsOf(ctx, tx, ownerKinds)
	switch {
	case err != nil:
		return err
	case in.Owner == 0:
		wrong.Add("measure_owner", text.MeasureNoOwner)
	case !slices.ContainsFunc(owners, func(u store.Unit) bool { return u.ID == in.Owner }):
		wrong.Add("measure_owner", text.ValidNotAnOption)
	}
	switch {
	case in.Due.IsZero():
		wrong.Add("measure_due", text.ValidRequired)
	case in.Due < m.Day:
		wrong.Add("measure_due", text.MeasureDueBefore, "Day", m.Day)
	}
	return wrong.Err()
}

// MeasureForward is what a form says of one step of a measure.
type MeasureForward struct {
	Measure uuid.UUID
	Key     uuid.UUID
	Kind    rehab.MeasureKind
	Date    date.Date
	At      time.Time // when it was recorded; zero: now
	Words   string    // reason, or what was done
	Due     date.Date // of an extension; of a return, where it sets a new one
	Of      uuid.UUID // of a void: the step taken back
}

// TakeMeasureStep records a step. The owner accepts, reports and says that it is done; the municipal office confirms, sends back, extends and drops; each takes
// back its own last step. Faults: not found (no such measure for this actor, or the other side's step), invalid, conflict (something else must happen
// first, the same form with other content, or confirming what one has reported as done oneself).
func (o *Office) TakeMeasureStep(ctx context.Context, actor access.Actor, in MeasureForward) error {
	action := access.MeasureAnswer
	if actor.May(access.MeasureDecide) {
		action = access.MeasureDecide
	}
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.LockMeasure(ctx, in.Measure)
		if err != nil {
			return err
		}
		if !actor.May(access.MeasureDecide) && !actor.SitsIn(m.Owner) {
			return fault.ErrNotFound()
		}
		if repeated, err := o.addMeasureStep(ctx, tx, &m, in); err != nil || repeated {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: action, Subject: store.Subject("measure", m.ID), Detail: map[string]any{"measure_step": in.Kind}})
	})
}

// addMeasureStep checks the step against the locked measure and writes it with where the measure stands then.
func (o *Office) addMeasureStep(ctx context.Context, tx *store.Tx, m *store.Measure, in MeasureForward) (repeated bool, err error) {
	rules, err := tx.Rules(ctx)
	if err != nil {
		return false, err
	}
	steps, err := tx.MeasureSteps(ctx, m.ID)
	if err != nil {
		return false, err
	}
	x := store.MeasureStep{ID: in.Key, Measure: m.ID, Kind: in.Kind, Date: in.Date, Words: strings.TrimSpace(in.Words), RecordedAt: in.At}
	if in.Kind == rehab.MeasureExtend || in.Kind == rehab.MeasureReturn {
		x.Due = in.Due
	}
	if in.Kind == rehab.MeasureVoid {
		x.OfStep = &in.Of
	}
	for i := range steps {
		if old := &steps[i]; old.ID == x.ID {
			if old.Kind != x.Kind || old.Date != x.Date || old.Words != x.Words || old.Due != x.Due {
				return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
			}
			return true, nil
		}
	}
	if err := o.checkMeasureStep(tx.Actor(), rules.Measure(m.Day, m.FirstDue, measureRule(steps)), steps, &x); err != nil {
		return false, err
	}
	x.Seq = len(steps) + 1
	s := rules.Measure(m.Day, m.FirstDue, measureRule(append(steps, x)))
	return false, tx.AddMeasureStep(ctx, x, store.MeasureStanding{State: s.State, Since: s.Since, Due: s.Due, ConfirmDue: s.ConfirmDue, EndedOn: s.Ended})
}

func measureRule(steps []store.MeasureStep) []rehab.MeasureStep {
	out := make([]rehab.MeasureStep, len(steps))
	for i := range steps {
		out[i] = steps[i].Rule()
	}
	return out
}

func (o *Office) checkMeasureStep(actor access.Actor, s rehab.MeasureStanding, steps []store.MeasureStep, x *store.MeasureStep) error {
	if !ofOwnSide(actor, steps, x) {
		return fault.ErrNotFound()
	}
	bar := s.Bar(x.Rule())
	var wrong fault.Fields
	switch {
	case x.Date.IsZero():
		wrong.Add("date", text.ValidRequired)
	case x.Date > o.today():
		wrong.Add("date", text.ValidFuture, "Today", o.today())
	case bar == rehab.MeasureBefore:
		wrong.Add("date", text.ValidPast, "Day", s.Latest())
	}
	switch {
	case x.Kind == rehab.MeasureExtend && x.Due.IsZero():
		wrong.Add("new_due", text.ValidRequired)
	case bar == rehab.MeasureNotLater:
		wrong.Add("new_due", text.MeasureNotLater, "Day", s.Due)
	case bar == rehab.MeasurePastDue:
		wrong.Add("new_due", text.ValidPast, "Day", x.Date)
	}
	if x.Kind.Reasoned() && x.Words == "" {
		wrong.Add("words", missing(x.Kind))
	}
	if bar != "" && bar != rehab.MeasureBefore && bar != rehab.MeasureNotLater && bar != rehab.MeasurePastDue {
		return fault.New(fault.Conflict, text.Key(string(text.FamilyMeasureBar)+"."+string(bar)))
	}
	if x.Kind == rehab.MeasureConfirm && doneBy(steps) == actor.Account {
		return fault.New(fault.Conflict, text.MeasureOwnWork)
	}
	return wrong.Err()
}

func missing(k rehab.MeasureKind) text.Key {
	if k.OfOwner() {
		return text.ValidRequired
	}
	return text.ValidReasonRequired
}

// doneBy is the account that said last that a measure is done; 0 for none.
func doneBy(steps []store.MeasureStep) int64 {
	for i := range slices.Backward(steps) {
		if steps[i].Kind == rehab.MeasureDone {
			return steps[i].Account
		}
	}
	return 0
}

// ofOwnSide reports whether the step is the actor's side's to take; a void is for whose step it takes back.
func ofOwnSide(actor access.Actor, steps []store.MeasureStep, x *store.MeasureStep) bool {
	owner := !actor.May(access.MeasureDecide)
	if x.Kind != rehab.MeasureVoid {
		return x.Kind.OfOwner() == owner
	}
	for i := range steps {
		if steps[i].ID == *x.OfStep {
			return steps[i].Kind.OfOwner() == owner
		}
	}
	return true // there is no such step, which the rules say
}

// Measures is a page of a list of measures.
type Measures struct {
	Lines  []store.MeasureLine
	Counts []store.MeasureCount // of everything the filter chooses, whatever state and page; only where asked for
}

// Measures returns a page of the measures that the actor sees: the office all of its county, a unit its own.
func (o *Office) Measures(ctx context.Context, actor access.Actor, f store.MeasureFilter, counts bool) (list Measures, err error) {
	if !actor.May(access.MeasureView) {
		return list, fault.ErrNotFound()
	}
	f.Today = o.today()
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if list.Lines, err = tx.MeasureLines(ctx, f); err != nil || !counts {
			return err
		}
		list.Counts, err = tx.MeasureCounts(ctx, f)
		return err
	})
	return list, err
}

// OpenedMeasure is a measure as its page shows it.
type OpenedMeasure struct {
	store.MeasureLine
	Steps   []store.MeasureStep // in order, those taken back and their voids too
	Rules   rehab.MeasureStanding
	Voids   map[uuid.UUID]store.MeasureStep // the void of each step taken back
	Invited bool                            // the actor sees the meeting too
}

// OpenMeasure returns a measure to look at.
func (o *Office) OpenMeasure(ctx context.Context, actor access.Actor, id uuid.UUID) (m OpenedMeasure, err error) {
	if !actor.May(access.MeasureView) {
		return m, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if m.MeasureLine, err = tx.MeasureLine(ctx, id, o.today()); err != nil {
			return err
		}
		if m.Steps, err = tx.MeasureSteps(ctx, id); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		_, err = tx.Meeting(ctx, m.Meeting)
		m.Invited = err == nil
		if fault.KindOf(err) == fault.NotFound {
			err = nil
		}
		m.Rules = rules.Measure(m.Day, m.FirstDue, measureRule(m.Steps))
		m.Voids = map[uuid.UUID]store.MeasureStep{}
		for _, x := range m.Steps {
			if x.OfStep != nil {
				m.Voids[*x.OfStep] = x
			}
		}
		return err
	})
	return m, err
}

// StepsFor returns the steps that the actor may take now, the usual one first.
func (m *OpenedMeasure) StepsFor(actor access.Actor) []rehab.MeasureKind {
	var out []rehab.MeasureKind
	for _, kind := range rehab.MeasureKinds() {
		if kind != rehab.MeasureVoid && m.sideOf(actor, kind) && m.Rules.Bar(rehab.MeasureStep{Kind: kind, Date: m.Rules.Latest(), Due: max(m.Rules.Due+1, m.Rules.Latest())}) == "" {
			out = append(out, kind)
		}
	}
	return out
}

// CanVoid reports whether the actor may take the step back: it is the last one that stands, and of the actor's side.
func (m *OpenedMeasure) CanVoid(actor access.Actor, x *store.MeasureStep) bool {
	last, ok := m.Rules.Last()
	return ok && last.ID == x.ID.String() && m.sideOf(actor, x.Kind)
}

func (m *OpenedMeasure) sideOf(actor access.Actor, kind rehab.MeasureKind) bool {
	if kind.OfOwner() {
		return actor.May(access.MeasureAnswer) && actor.SitsIn(m.Owner)
	}
	return actor.May(access.MeasureDecide)
}
