package casework

import (
	"cmp"
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// TransferStep is what a form says of one step of a residence change (DOMAIN §7). Which fields count depends on the step.
type TransferStep struct {
	Case    uuid.UUID
	Key     uuid.UUID
	Kind    rehab.Kind // the fact that takes the step
	Date    date.Date
	To      rehab.Destination // of a request
	Village division.Code     // of the destination's answer and of the report-in there
	Why     rehab.ChangeReason
	Agreed  bool   // of an answer
	Note    string // reason or note
}

// TakeTransferStep records one step of a residence change. An answer that refuses, and a withdrawal, need a reason. The step must be the one
// that is next, and the actor of the side whose turn it is; otherwise the fault says what must happen first.
func (w *Work) TakeTransferStep(ctx context.Context, actor access.Actor, t TransferStep) (Recorded, error) {
	action, known := transferActions[t.Kind]
	if !known || !actor.May(action) {
		return Recorded{}, fault.ErrNotFound()
	}
	return w.change(ctx, actor, t.Case, func(f *folder) (Change, error) {
		o := f.open()
		if _, known := o.Fact(t.Key.String()); !known {
			if err := o.barred(t.Kind, t.Date); err != nil {
				return Change{}, err
			}
			if last := f.lastRequest(); t.Kind == rehab.KindTransferRequest && !t.Date.IsZero() && t.Date < last {
				return Change{}, fault.OnField("date", text.TransferBeforeLast, "Day", last)
			}
		}
		if err := w.checkTransferStep(actor, t, f.answerable()); err != nil {
			return Change{}, err
		}
		body, err := t.body(&f.track)
		return Change{Case: t.Case, Action: action, Entries: []Entry{{Key: t.Key, Date: t.Date, Body: body}}}, err
	})
}

// lastRequest is the day of the newest request that stands, no day without any. An earlier one made after it would be taken for what it answered.
func (f *folder) lastRequest() date.Date {
	var last date.Date
	for _, x := range f.standing() {
		if _, ok := x.Body.(*rehab.TransferRequest); ok {
			last = max(last, x.Date)
		}
	}
	return last
}

// transferActions says which action each step of a residence change is.
var transferActions = map[rehab.Kind]access.Action{
	rehab.KindTransferRequest: access.TransferRequest, rehab.KindTransferWithdrawn: access.TransferRequest,
	rehab.KindTransferOrigin: access.TransferDecide, rehab.KindTransferDestination: access.TransferDecide,
	rehab.KindTransferPoliceNotified: access.TransferReceive, rehab.KindTransfer: access.TransferReceive,
	rehab.KindTransferReportIn: access.TransferReceive, rehab.KindForwardFile: access.TransferReceive,
}

func (w *Work) checkTransferStep(actor access.Actor, t TransferStep, here division.Code) error {
	var wrong fault.Fields
	if t.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	} else if t.Date > w.clock.Today() {
		wrong.Add("date", text.ValidFuture, "Today", w.clock.Today())
	}
	refuses := !t.Agreed && (t.Kind == rehab.KindTransferOrigin || t.Kind == rehab.KindTransferDestination)
	if (refuses || t.Kind == rehab.KindTransferWithdrawn) && strings.TrimSpace(t.Note) == "" {
		wrong.Add("note", text.ValidReasonRequired)
	}
	if t.Kind == rehab.KindTransferRequest {
		checkDestination(&wrong, actor, t.To, here)
		if !t.Why.Known() {
			wrong.Add("why", text.ValidChoose)
		}
	}
	if t.Kind == rehab.KindTransferDestination && t.Agreed && !t.Village.IsVillage() {
		wrong.Add("village", text.ValidChoose)
	} else if t.Kind == rehab.KindTransferDestination && t.Agreed && t.Village == here {
		wrong.Add("village", text.TransferToHere)
	}
	return wrong.Err()
}

// checkDestination: a village of the county other than the one that answers now, or a unit elsewhere by its name or by its code of six or
// twelve digits.
func checkDestination(wrong *fault.Fields, actor access.Actor, to rehab.Destination, here division.Code) {
	if to == "" {
		wrong.Add("to", text.ValidChoose)
	}
	if c := to.Code(); !c.IsZero() && (!c.IsVillage() || c.County() != actor.Division.County()) {
		wrong.Add("to", text.ValidNotAnOption)
	} else if !c.IsZero() && c == here {
		wrong.Add("to", text.TransferToHere)
	}
	unit := to.Unit()
	if unit == "" || strings.Trim(unit, "0123456789") != "" {
		return
	}
	const countyDigits, divisionDigits = 6, 12
	if len(unit) != countyDigits && len(unit) != divisionDigits {
		wrong.Add("outside", text.TransferOutsideCode)
	} else if unit[:countyDigits] == actor.Division.String()[:countyDigits] {
		wrong.Add("outside", text.TransferOutsideHere)
	}
}

// body makes the fact of the step from where the residence change stands.
func (t TransferStep) body(track *rehab.Track) (rehab.Body, error) {
	switch t.Kind {
	case rehab.KindTransferRequest:
		return &rehab.TransferRequest{To: t.To, Reason: t.Why, Note: t.Note}, nil
	case rehab.KindForwardFile:
		for _, o := range track.Obligations {
			if o.Kind == rehab.DutyForwardFile && o.State != rehab.DutyMet {
				return &rehab.ForwardFile{Of: o.Of, Note: t.Note}, nil
			}
		}
	}
	if track.Change == nil {
		return nil, fault.New(fault.Invalid, sentence(rehab.NoTransfer, string(t.Kind)))
	}
	return t.answer(track.Change)
}

// answer makes the fact of a step of the change under way.
func (t TransferStep) answer(ch *rehab.Change) (rehab.Body, error) {
	switch t.Kind {
	case rehab.KindTransferOrigin:
		return &rehab.TransferOrigin{Of: ch.Request, Agreed: t.Agreed, Reason: t.Note}, nil
	case rehab.KindTransferDestination:
		if t.Agreed && t.Village.Township() != ch.To.Code().Township() {
			return nil, fault.OnField("village", text.ValidNotAnOption)
		}
		return &rehab.TransferDestination{Of: ch.Request, Agreed: t.Agreed, Reason: t.Note, Village: t.Village}, nil
	case rehab.KindTransferPoliceNotified:
		return &rehab.TransferPoliceNotified{Of: ch.Request, Note: t.Note}, nil
	case rehab.KindTransfer:
		to := ch.To
		if !ch.Out {
			to = rehab.Destination(destination(ch).String())
		}
		return &rehab.Transfer{To: to, Of: ch.Request, Out: ch.Out, Note: t.Note}, nil
	case rehab.KindTransferReportIn:
		return &rehab.TransferReportIn{Of: ch.Transfer, Village: destination(ch)}, nil
	case rehab.KindTransferWithdrawn:
		return &rehab.TransferWithdrawn{Of: cmp.Or(ch.Transfer, ch.Request), Reason: t.Note}, nil
	}
	return nil, fault.New(fault.Invalid, sentence(rehab.NoTransfer, string(t.Kind)))
}

// StepsFor returns the steps of a residence change that the actor may take now, the next one first; withdrawing comes last.
func (o *Opened) StepsFor(actor access.Actor) []rehab.Kind {
	var steps []rehab.Kind
	for _, kind := range []rehab.Kind{
		rehab.KindTransferRequest, rehab.KindTransferOrigin, rehab.KindTransferDestination, rehab.KindTransferPoliceNotified, rehab.KindTransfer,
		rehab.KindTransferReportIn, rehab.KindForwardFile, rehab.KindTransferReceipt, rehab.KindTransferWithdrawn,
	} {
		if actor.May(RecordAction(kind)) && o.CanDo(actor, kind) {
			steps = append(steps, kind)
		}
	}
	return steps
}

// ChangeFacts returns the facts of the residence change under way that stand, by day: what was requested, answered, told and set.
func (o *Opened) ChangeFacts() []store.RecordedFact {
	ch := o.Track.Change
	if ch == nil {
		return nil
	}
	voided := o.Voided()
	var all []store.RecordedFact
	for _, x := range o.Facts {
		if _, void := voided[x.ID]; void || x.Body.Kind() == rehab.KindVoid {
			continue
		}
		if of := rehab.Reference(x.Body); x.ID == ch.Request || x.ID == ch.Transfer || (of != "" && (of == ch.Request || of == ch.Transfer)) {
			all = append(all, x)
		}
	}
	return all
}

// StepDone returns the fact that took a step of the residence change under way; false when none did.
func (o *Opened) StepDone(kind rehab.Kind) (done store.RecordedFact, ok bool) {
	for _, x := range o.ChangeFacts() {
		if x.Body.Kind() == kind {
			done, ok = x, true
		}
	}
	return done, ok
}
