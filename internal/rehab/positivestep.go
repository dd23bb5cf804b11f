package rehab

import "xinsheng/internal/date"

// PositiveStep names a step of the track of a positive (DOMAIN §5).
type PositiveStep string

// The steps, in their order.
const (
	PositiveTaken        PositiveStep = "taken"
	PositiveSealed       PositiveStep = "sealed"        // bottles A and B, numbered and signed
	PositiveRead         PositiveStep = "read"          // the person told, and the report signed
	PositiveTold         PositiveStep = "told"          // the police
	PositiveObjection    PositiveStep = "objection"     // the person's, against the strip
	PositiveLaboratory   PositiveStep = "laboratory"    //
	PositiveLabObjection PositiveStep = "lab_objection" // the person's, against the laboratory
	PositiveRecheck      PositiveStep = "recheck"       // by another laboratory
	PositiveOutcome      PositiveStep = "outcome"       // what the police decided
	PositiveKept         PositiveStep = "kept"          // the B bottle
)

// PositiveSteps returns every step.
func PositiveSteps() []PositiveStep {
	return []PositiveStep{PositiveTaken, PositiveSealed, PositiveRead, PositiveTold, PositiveObjection, PositiveLaboratory, PositiveLabObjection,
		PositiveRecheck, PositiveOutcome, PositiveKept}
}

// PositiveStepState is how a step stands.
type PositiveStepState string

// Unrecorded: nobody noted this step, and it is not owed any more. Later: something else has to come first.
const (
	PositiveDone       PositiveStepState = "done"
	PositiveOpen       PositiveStepState = "open"
	PositiveOverdue    PositiveStepState = "overdue"
	PositiveLater      PositiveStepState = "later"
	PositiveNotNeeded  PositiveStepState = "not_needed"
	PositiveUnrecorded PositiveStepState = "unrecorded"
)

// PositiveStepStates returns every state of a step.
func PositiveStepStates() []PositiveStepState {
	return []PositiveStepState{PositiveDone, PositiveOpen, PositiveOverdue, PositiveLater, PositiveNotNeeded, PositiveUnrecorded}
}

// PositiveStatus is one step with its days.
type PositiveStatus struct {
	Step    PositiveStep
	State   PositiveStepState
	On      date.Date // when it was done; none otherwise
	Due     date.Date // last day in time; none when the law sets none
	By      string    // the fact that did it
	OwedBy  Debtor
	Article string
}

// PositiveTrack is the way of one positive as things stand on the Track's day.
type PositiveTrack struct {
	Confirmation
	Sample DrugTest     // with what was supplied later
	From   PositiveStep // which result is the final one: taken, laboratory or recheck (ruling 52)
	Steps  []PositiveStatus
}

// FollowPositive returns the track of the positive test with that id; false when t has none. t is what r says of f.
func FollowPositive(r Rules, f File, t *Track, test string) (PositiveTrack, bool) {
	for i := range t.Positives {
		if t.Positives[i].Test != test {
			continue
		}
		w := positiveWay{c: computation{rules: r}, file: f, track: t}
		w.PositiveTrack = PositiveTrack{Confirmation: t.Positives[i], From: PositiveTaken}
		w.follow()
		return w.PositiveTrack, true
	}
	return PositiveTrack{}, false
}

type positiveWay struct {
	PositiveTrack
	c     computation // for counting days
	file  File
	track *Track
}

func (w *positiveWay) fact(id string) *Fact {
	for i := range w.file.Facts {
		if id != "" && w.file.Facts[i].ID == id {
			return &w.file.Facts[i]
		}
	}
	return nil
}

func (w *positiveWay) follow() {
	if x := w.fact(w.Test); x != nil {
		w.Sample = *x.Body.(*DrugTest)
	}
	if x := w.fact(w.Details); x != nil {
		w.Sample.Supply(x.Body.(*TestDetails))
	}
	if x := w.fact(w.Lab); x != nil && x.Body.(*LabResult).Result.Valid() {
		w.From = PositiveLaboratory
	}
	if x := w.fact(w.Recheck); x != nil && x.Body.(*RecheckResult).Result.Valid() {
		w.From = PositiveRecheck
	}
	w.Steps = []PositiveStatus{
		{Step: PositiveTaken, State: PositiveDone, On: w.Taken, By: w.Test, OwedBy: OwedByVillage, Article: "吸毒检测程序规定 8"},
		w.sealed(), w.read(), w.told(), w.objection(), w.laboratory(), w.labObjection(), w.recheck(), w.outcome(), w.kept(),
	}
}

// Supply lays what was supplied later over a test; result and day stay.
func (b *DrugTest) Supply(d *TestDetails) {
	for _, f := range []struct{ to, from *PanelResult }{{&b.MOP, &d.MOP}, {&b.MET, &d.MET}, {&b.KET, &d.KET}, {&b.MDMA, &d.MDMA}, {&b.THC, &d.THC}, {&b.COC, &d.COC}} {
		over(f.to, *f.from)
	}
	for _, f := range []struct{ to, from *string }{{&b.Place, &d.Place}, {&b.CollectorA, &d.CollectorA}, {&b.CollectorB, &d.CollectorB},
		{&b.Specimen, &d.Specimen}, {&b.SealA, &d.SealA}, {&b.SealB, &d.SealB}} {
		over(f.to, *f.from)
	}
	over(&b.Method, d.Method)
	over(&b.WomanCollected, d.WomanCollected)
	over(&b.ReadOn, d.ReadOn)
	over(&b.Signed, d.Signed)
}

func over[T comparable](to *T, from T) {
	var none T
	if from != none {
		*to = from
	}
}

// done marks a step as taken by a fact.
func (w *positiveWay) done(s PositiveStatus, id string) PositiveStatus {
	s.State, s.By = PositiveDone, id
	if x := w.fact(id); x != nil {
		s.On = x.Date
	}
	return s
}

// due marks a step as one to take by its day.
func (w *positiveWay) due(s PositiveStatus, day date.Date) PositiveStatus {
	s.State, s.Due = PositiveOpen, day
	if !day.IsZero() && day < w.track.Today {
		s.State = PositiveOverdue
	}
	return s
}

// settled reports whether nothing further can be asked of anybody: the police have decided, or the case has ended.
func (w *positiveWay) settled() bool { return w.Outcome != "" || w.track.Stage.Ended() }

// unlessSettled is due while the positive is not settled.
func (w *positiveWay) unlessSettled(s PositiveStatus, day date.Date, otherwise PositiveStepState) PositiveStatus {
	if s = w.due(s, day); w.settled() {
		s.State = otherwise
	}
	return s
}

func (w *positiveWay) sealed() PositiveStatus {
	s := PositiveStatus{Step: PositiveSealed, OwedBy: OwedByVillage, Article: "吸毒检测程序规定 8"}
	switch {
	case !w.Sample.Method.Bottled() || w.Sample.ElsewhereUnit != "":
		s.State = PositiveNotNeeded
		return s
	case w.Sample.Specimen != "" && w.Sample.SealA != "" && w.Sample.SealB != "":
		s.State, s.On, s.By = PositiveDone, w.Taken, w.Test
		if x := w.fact(w.Details); x != nil && x.Body.(*TestDetails).SealA != "" {
			s.By = w.Details
		}
		return s
	}
	return w.unlessSettled(s, w.ObjectionUntil, PositiveUnrecorded)
}

func (w *positiveWay) read() PositiveStatus {
	s := PositiveStatus{Step: PositiveRead, OwedBy: OwedByVillage, Article: "吸毒检测程序规定 9"}
	switch {
	case w.Sample.Signed == "" && w.Sample.DetailsDue:
		return w.unlessSettled(s, w.Taken, PositiveUnrecorded)
	case w.Sample.Signed == "": // the rest of the record is on file, and nobody is asked for it again
		s.State, s.Due = PositiveUnrecorded, w.Taken
		return s
	}
	s.State, s.On, s.By = PositiveDone, w.Sample.ReadOn, w.Test
	if s.On.IsZero() {
		s.On = w.Taken
	}
	if x := w.fact(w.Details); x != nil && x.Body.(*TestDetails).Signed != "" {
		s.By = w.Details
	}
	return s
}

// owed returns the duty of a kind about the test, nil when there is none.
func (w *positiveWay) owed(k Duty) *Obligation {
	for i := range w.track.Obligations {
		if o := &w.track.Obligations[i]; o.Kind == k && o.Of == w.Test {
			return o
		}
	}
	return nil
}

func (w *positiveWay) told() PositiveStatus {
	s := PositiveStatus{Step: PositiveTold, State: PositiveNotNeeded, OwedBy: OwedByTownship, Article: CiteOf(DutyReportToPolice, w.file.Measure).Article}
	o := w.owed(DutyReportToPolice)
	switch {
	case w.Told != "":
		s = w.done(s, w.Told)
	case o == nil:
		return s
	case o.MetBy == w.Outcome && o.MetBy != "": // the police knew without a report on file
		s.State = PositiveNotNeeded
	case o.MetBy != "":
		s = w.done(s, o.MetBy)
	default:
		s = w.due(s, o.Due)
	}
	s.Due = w.Taken
	return s
}

// objection is the person's right and never overdue: when its days are over and nothing was said, none was made.
func (w *positiveWay) objection() PositiveStatus {
	s := PositiveStatus{Step: PositiveObjection, OwedBy: OwedByPerson, Article: "吸毒检测程序规定 10", Due: w.ObjectionUntil}
	switch {
	case w.Objection != "":
		return w.done(s, w.Objection)
	case w.Lab != "" || w.settled() || w.ObjectionUntil < w.track.Today:
		s.State = PositiveNotNeeded
		return s
	}
	return w.due(s, w.ObjectionUntil)
}

func (w *positiveWay) laboratory() PositiveStatus {
	s := PositiveStatus{Step: PositiveLaboratory, State: PositiveNotNeeded, OwedBy: OwedByPolice, Article: "吸毒检测程序规定 11、12", Due: w.LaboratoryBy}
	if w.Lab != "" {
		return w.done(s, w.Lab)
	}
	if o := w.owed(DutyConfirmPositive); o != nil && o.MetBy == "" {
		return w.due(s, o.Due)
	}
	return s
}

func (w *positiveWay) labObjection() PositiveStatus {
	s := PositiveStatus{Step: PositiveLabObjection, OwedBy: OwedByPerson, Article: "吸毒检测程序规定 13"}
	lab := w.fact(w.Lab)
	if lab != nil {
		p := w.c.policyOn(w.Taken)
		s.Due = w.c.objectionDay(p, lab.Date, p.ObjectionDays)
	}
	switch {
	case w.LabObjection != "":
		return w.done(s, w.LabObjection)
	case w.settled() || w.Recheck != "" || lab != nil && (s.Due < w.track.Today || w.Final != Positive):
		s.State = PositiveNotNeeded
		return s
	case lab == nil:
		s.State = PositiveLater
		return s
	}
	return w.due(s, s.Due)
}

// recheck follows an objection against the laboratory; without one it is not needed.
func (w *positiveWay) recheck() PositiveStatus {
	s := PositiveStatus{Step: PositiveRecheck, OwedBy: OwedByPolice, Article: "吸毒检测程序规定 14、15"}
	objection := w.fact(w.LabObjection)
	switch {
	case w.Recheck != "":
		return w.done(s, w.Recheck)
	case objection != nil:
		p := w.c.policyOn(w.Taken)
		return w.unlessSettled(s, w.c.objectionDay(p, objection.Date, p.LaboratoryDays), PositiveNotNeeded)
	case w.labObjection().State == PositiveNotNeeded:
		s.State = PositiveNotNeeded
		return s
	}
	s.State = PositiveLater
	return s
}

func (w *positiveWay) outcome() PositiveStatus {
	s := PositiveStatus{Step: PositiveOutcome, State: PositiveLater, OwedBy: OwedByPolice, Article: CiteOf(DutyPoliceOutcome, w.file.Measure).Article}
	switch {
	case w.Outcome != "":
		return w.done(s, w.Outcome)
	case w.Final != Positive || w.track.Stage.Ended():
		s.State = PositiveNotNeeded
		return s
	case w.owed(DutyPoliceOutcome) != nil:
		return w.due(s, 0)
	}
	return s
}

// kept: the B bottle is kept until its day, whatever becomes of the positive.
func (w *positiveWay) kept() PositiveStatus {
	s := PositiveStatus{Step: PositiveKept, State: PositiveOpen, OwedBy: OwedByPolice, Article: "吸毒检测程序规定 8", Due: w.KeepUntil}
	switch {
	case !w.Sample.Method.Bottled() || w.Sample.ElsewhereUnit != "":
		s.State = PositiveNotNeeded
	case w.KeepUntil < w.track.Today:
		s.State, s.On = PositiveDone, w.KeepUntil
	}
	return s
}
