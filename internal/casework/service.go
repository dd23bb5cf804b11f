package casework

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Service is one handing over of the decision as the form says it; without a date it has not happened.
type Service struct {
	To       rehab.Receiver
	Date     date.Date
	How      rehab.Manner
	Receiver string // who signed; of a service left behind, the witness
	Relation string // the receiver's relation to the person
}

// ServiceForm is the form of one case's service: to the person, the family and the township, those that have happened.
type ServiceForm struct {
	Case     uuid.UUID
	Key      uuid.UUID
	ServedBy string // the officers who served it
	Services []Service
}

// Serve records the services of a form, all or none. Messages stand on fields named <receiver>_<field>. The person's receipt starts the 15 days for
// reporting in (ruling 5).
func (w *Work) Serve(ctx context.Context, actor access.Actor, in ServiceForm) error {
	if !actor.May(access.ServiceRecord) {
		return fault.ErrNotFound()
	}
	return w.hold(ctx, actor, in.Case, func(tx *store.Tx, f *folder) error {
		if err := in.check(f); err != nil {
			return err
		}
		for _, sv := range in.Services {
			if sv.Date.IsZero() {
				continue
			}
			body := &rehab.Service{To: sv.To, How: sv.How, Receiver: sv.Receiver, Relation: sv.Relation, ServedBy: in.ServedBy}
			entry := Entry{Key: in.keyOf(sv.To), Date: sv.Date, Body: body}
			if _, err := f.apply(actor, Change{Case: in.Case, Action: access.ServiceRecord, Entries: []Entry{entry}}); err != nil {
				return onBlock(err, sv.To)
			}
		}
		if len(f.added) == 0 { // the same form had been recorded before
			return nil
		}
		return w.save(ctx, tx, access.ServiceRecord, f)
	})
}

// check notes what is wrong with the form, unless nothing can be served now at all. What was served is not served again.
func (in *ServiceForm) check(f *folder) error {
	today, o := f.clock.Today(), f.open()
	if err := o.barred(rehab.KindService, in.earliest()); err != nil {
		return err
	}
	var wrong fault.Fields
	filled := false
	for _, sv := range in.Services {
		name := func(field string) string { return string(sv.To) + "_" + field }
		if sv.Date.IsZero() {
			if sv.Receiver != "" || sv.Relation != "" {
				wrong.Add(name("date"), text.ValidRequired)
			}
			continue
		}
		filled = true
		if sv.Date > today {
			wrong.Add(name("date"), text.ValidFuture, "Today", today)
		}
		if x, _, done := o.ServedOn(sv.To); done && x.ID != in.keyOf(sv.To).String() {
			wrong.Add(name("date"), text.DecisionServedAlready, "Day", x.Date)
		}
		if !sv.How.Known() {
			wrong.Add(name("how"), text.ValidChoose)
		}
		if sv.To == rehab.ToFamily && strings.TrimSpace(sv.Receiver) == "" || sv.How == rehab.Left && strings.TrimSpace(sv.Receiver) == "" {
			wrong.Add(name("receiver"), text.ValidRequired)
		}
		if sv.To == rehab.ToFamily && strings.TrimSpace(sv.Relation) == "" {
			wrong.Add(name("relation"), text.ValidRequired)
		}
	}
	if !filled && len(wrong) == 0 {
		wrong.Add("", text.DecisionNothingServed)
	}
	return wrong.Err()
}

func (in *ServiceForm) keyOf(to rehab.Receiver) uuid.UUID { return uuid.NewSHA1(in.Key, []byte(to)) }

// earliest is the first day on which the form says something was served; none when it names no day.
func (in *ServiceForm) earliest() (day date.Date) {
	for _, sv := range in.Services {
		if !sv.Date.IsZero() && (day.IsZero() || sv.Date < day) {
			day = sv.Date
		}
	}
	return day
}

// onBlock puts a message about a date on the block of the form it belongs to.
func onBlock(err error, to rehab.Receiver) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	for i := range f.Fields {
		if f.Fields[i].Name == "date" {
			f.Fields[i].Name = string(to) + "_date"
		}
	}
	return f
}

// ServedOn returns the first service on a receiver that stands; false when there is none.
func (o *Opened) ServedOn(to rehab.Receiver) (store.RecordedFact, *rehab.Service, bool) {
	voided := o.Voided()
	for _, x := range o.Facts {
		if b, is := x.Body.(*rehab.Service); is && b.To == to {
			if _, void := voided[x.ID]; !void {
				return x, b, true
			}
		}
	}
	return store.RecordedFact{}, nil, false
}
