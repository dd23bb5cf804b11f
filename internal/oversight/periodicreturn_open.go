package oversight

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// OpenedReturn is a return as its page shows it.
type OpenedReturn struct {
	store.PeriodicReturn
	Months  []date.Month
	Rules   rehab.Rules
	Steps   []store.ReturnStep
	Kept    *store.ReturnStep  // the step whose figures it says; nil: it says those of today
	Sheet   rehab.ReturnSheet  // what it says
	Now     rehab.ReturnSheet  // what it would say today
	Before  rehab.ReturnCount  // of the period before: as kept, else as of today
	Last    date.Date          // the first day of the period before
	Remarks map[string]string  // by part
	Below   []store.ReturnCopy // of the units below, by place and period
	Lacks   []store.PeriodicReturn
	Above   *store.PeriodicReturn // nil: none, or not the actor's to see
	Papers  []store.Paper
}

// Whose is the level of the return.
func (o *OpenedReturn) Whose() rehab.ReturnLevel { return rehab.ReturnLevel(o.Level) }

// Standing is where it stands after its steps.
func (o *OpenedReturn) Standing() rehab.ReturnStanding {
	return rehab.ReturnStanding{State: rehab.ReturnState(o.State), NextDue: o.NextDue, SubmittedOn: o.SubmittedOn}
}

// Differs reports whether what it says is kept and is no longer what it would say today.
func (o *OpenedReturn) Differs() bool { return o.Kept != nil && !o.Sheet.Equal(o.Now) }

// Comparable reports whether the figures can be held against those of the period before: this period is over, none of its parts lacks, and there was something before.
func (o *OpenedReturn) Comparable(today date.Date) bool {
	return today >= o.Opens && (o.Kept != nil || len(o.Lacks) == 0) && len(rehab.ReturnCount{}.Changed(o.Before)) > 0
}

// Bar returns what stands against a step by the actor, "" when it may be taken.
func (o *OpenedReturn) Bar(actor access.Actor, k rehab.ReturnStepKind, today date.Date) rehab.ReturnBar {
	a := rehab.ReturnAround{Today: today, Lacks: len(o.Lacks) > 0}
	if o.Above != nil {
		a.Above = rehab.ReturnState(o.Above.State)
	}
	for i := range o.Steps {
		if s := &o.Steps[i]; s.Kind == rehab.ReturnSubmit {
			a.OwnAct = s.RecordedBy == actor.Account
		}
	}
	bar := o.Standing().Bar(o.Whose(), periodOf(&o.PeriodicReturn), k, a)
	if bar == "" && k == rehab.ReturnCorrect && !o.Differs() {
		return rehab.ReturnNoChange
	}
	return bar
}

// StepsFor returns the steps that the actor may take now, the usual one first.
func (o *OpenedReturn) StepsFor(actor access.Actor, today date.Date) (out []rehab.ReturnStepKind) {
	for _, k := range rehab.ReturnStepKinds() {
		if mayReturn(actor, &o.PeriodicReturn, k) && o.Bar(actor, k, today) == "" {
			out = append(out, k)
		}
	}
	return out
}

// mayReturn reports whether a step with the return is the actor's to take: what a township's worker has prepared, any of the township takes back. A village's month is for the township that
// the village belonged to then, or that goes on for it: a village that has come from another township since brings along what it reported, not who reviews it.
func mayReturn(actor access.Actor, r *store.PeriodicReturn, k rehab.ReturnStepKind) bool {
	if r.Level == string(rehab.VillageReturn) && actor.Division.IsTownship() && !actor.StandsFor(r.Division.Township()) {
		return false
	}
	if k == rehab.ReturnWithdraw && r.Level == string(rehab.TownshipReturn) && r.State != string(rehab.ReturnSubmitted) {
		k = rehab.ReturnPrepare
	}
	return actor.MayReturn(rehab.ReturnLevel(r.Level), k)
}

// OpenReturn gives a return to look at. Faults: not found (there is none for this actor).
func (o *Office) OpenReturn(ctx context.Context, actor access.Actor, id uuid.UUID) (out OpenedReturn, err error) {
	if !actor.May(access.ReturnView) {
		return out, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		r, err := tx.Return(ctx, id)
		if err != nil {
			return err
		}
		if out, err = o.opened(ctx, tx, r); err != nil {
			return err
		}
		out.Papers, err = tx.OfficePapers(ctx, id)
		return err
	})
	return out, err
}

// opened reads what a return rests on.
func (o *Office) opened(ctx context.Context, tx *store.Tx, r store.PeriodicReturn) (out OpenedReturn, err error) {
	out.PeriodicReturn = r
	if out.Steps, err = tx.ReturnSteps(ctx, r.ID); err != nil {
		return out, err
	}
	if out.Rules, err = tx.Rules(ctx); err != nil {
		return out, err
	}
	first, err := tx.ReturnStart(ctx)
	if err != nil {
		return out, err
	}
	out.Months = rehab.ReturnMonths(periodOf(&r), first)
	if out.Whose() == rehab.VillageReturn {
		err = o.openVillage(ctx, tx, &out)
	} else {
		err = o.openQuarter(ctx, tx, &out, first)
	}
	if err != nil {
		return out, err
	}
	out.keep()
	return out, o.compare(ctx, tx, &out)
}

func (o *Office) openVillage(ctx context.Context, tx *store.Tx, out *OpenedReturn) error {
	counted, err := o.tallyOf(ctx, tx, out.Months, rangeOf(&out.PeriodicReturn))
	if err != nil {
		return err
	}
	m := out.Period.Month()
	out.Now = rehab.VillageSheet(m, counted[m][out.Division])
	out.Sheet = out.Now
	from, until := quarterOf(out.Period)
	town := out.Division.Township()
	above, err := tx.Returns(ctx, store.ReturnFilter{Level: string(rehab.TownshipReturn), Within: division.Range{Low: town, High: town}, From: from, To: until})
	if err == nil && len(above) > 0 {
		out.Above = &above[0]
	}
	return err
}

func (o *Office) openQuarter(ctx context.Context, tx *store.Tx, out *OpenedReturn, first date.Month) error {
	q, err := o.quarterAround(ctx, tx, &out.PeriodicReturn, first, true)
	if err != nil {
		return err
	}
	out.Lacks = q.lacks(&out.PeriodicReturn)
	if out.Whose() == rehab.CityReturn {
		out.Below, out.Now, out.Sheet = q.towns, q.city(out.Division, true), q.city(out.Division, false)
		return nil
	}
	own := q.own(out.Division)
	out.Below, out.Now, out.Sheet = q.villages, q.town(out.Division, own, true), q.town(out.Division, own, false)
	return nil
}

// keep takes the figures and remarks of the step that counts: the last prepared, submitted, locked or corrected, unless that was withdrawn or sent back.
func (o *OpenedReturn) keep() {
	for i := range o.Steps {
		s := &o.Steps[i]
		if s.Remarks != nil {
			o.Remarks = s.Remarks
		}
		switch {
		case s.Kind == rehab.ReturnWithdraw || s.Kind == rehab.ReturnSendBack:
			o.Kept = nil
		case s.Kind.Copies() && s.Kind != rehab.ReturnPrepare:
			o.Kept = s
		}
	}
	if o.Kept != nil && o.Kept.Figures != nil {
		o.Sheet = *o.Kept.Figures
	}
}

// compare finds what the period before said.
func (o *Office) compare(ctx context.Context, tx *store.Tx, out *OpenedReturn) error {
	length := out.Until.Month() - out.Period.Month() + 1
	last := out.Period.Month() - length
	out.Last = last.First()
	copies, err := tx.ReturnCopies(ctx, store.ReturnFilter{Level: out.Level, Within: division.Range{Low: out.Division, High: out.Division}, From: last.First(), To: last.First()})
	if err != nil {
		return err
	}
	if len(copies) > 0 && copies[0].Figures != nil {
		out.Before = copies[0].Figures.Total
		return nil
	}
	var months []date.Month
	for m := last; m < out.Period.Month(); m++ {
		months = append(months, m)
	}
	counted, err := o.tallyOf(ctx, tx, months, rangeOf(&out.PeriodicReturn))
	out.Before = counted.whole(months)
	return err
}
