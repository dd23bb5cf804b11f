package casework

import (
	"context"
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

// ReferralForm is a help need that a township wants to send to a department (DOMAIN §8).
type ReferralForm struct {
	Case         uuid.UUID
	Key          uuid.UUID
	Date         date.Date // of sending
	At           time.Time // when it was recorded; zero: now
	Department   int64     // unit
	Head         rehab.HelpHead
	Need         string
	WholeName    bool // the department is told the whole name, else the surname
	Sex, Age     bool // whether it is told them
	ContactName  string
	ContactPhone string
	Follows      uuid.UUID // an earlier referral of the same need; Nil: none
}

// PreviewReferral checks the form and returns what would be sent, without sending it.
func (w *Work) PreviewReferral(ctx context.Context, actor access.Actor, in ReferralForm) (r store.Referral, err error) {
	if !actor.May(access.ReferralSend) {
		return r, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseWhole(ctx, in.Case)
		if err != nil {
			return err
		}
		r, err = w.referralOf(ctx, tx, actor, in, w.opened(c))
		return err
	})
	return r, err
}

// SendReferral sends the need to the department. A referral that this one follows is thereby noted. Faults: not found, invalid (a field is wrong,
// the case has ended, something is said that a department is not to be told), conflict (the same form with other content).
func (w *Work) SendReferral(ctx context.Context, actor access.Actor, in ReferralForm) error {
	if !actor.May(access.ReferralSend) {
		return fault.ErrNotFound()
	}
	return w.hold(ctx, actor, in.Case, func(tx *store.Tx, f *folder) error {
		r, err := w.referralOf(ctx, tx, actor, in, Opened{Case: f.file, Person: f.person, Facts: f.facts, Rules: f.rules, Track: f.track, Today: w.clock.Today()})
		if err != nil {
			return err
		}
		if old, err := tx.Referral(ctx, r.ID); err == nil {
			return sameReferral(&old, &r)
		}
		if err := tx.AddReferral(ctx, r); err != nil {
			return err
		}
		if err := w.noteFollowed(ctx, tx, &r); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.ReferralSend, Case: in.Case, Person: f.file.PersonID, Subject: store.Subject("referral", r.ID)})
	})
}

// sameReferral: the same form sent twice is one referral.
func sameReferral(old, now *store.Referral) error {
	told := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	if old.CaseID != now.CaseID || old.Department != now.Department || old.Head != now.Head || old.Need != now.Need || old.ShownName != now.ShownName ||
		told(old.Sex) != told(now.Sex) || told(old.Age) != told(now.Age) || old.ContactName != now.ContactName || old.ContactPhone != now.ContactPhone || old.SentOn != now.SentOn {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

// referralOf makes the referral of the form, or says what is wrong with it.
func (w *Work) referralOf(ctx context.Context, tx *store.Tx, actor access.Actor, in ReferralForm, o Opened) (store.Referral, error) {
	if !actor.Sees(o.Answers()) {
		return store.Referral{}, fault.ErrNotFound()
	}
	if bar := o.BarToReferral(); bar != "" {
		return store.Referral{}, fault.New(fault.Invalid, bar)
	}
	departments, err := tx.Units(ctx, "department")
	if err != nil {
		return store.Referral{}, err
	}
	var wrong fault.Fields
	checkReferral(&wrong, &in, &o, departments)
	switch {
	case in.Date > o.Today:
		wrong.Add("date", text.ValidFuture, "Today", o.Today)
	case !in.Date.IsZero() && in.Date < o.Case.OpenedOn:
		wrong.Add("date", text.ValidPast, "Day", o.Case.OpenedOn)
	}
	if err := wrong.Err(); err != nil {
		return store.Referral{}, err
	}
	r := store.Referral{
		ID: in.Key, CaseID: in.Case, Department: in.Department, Head: in.Head, Need: in.Need, Naming: "surname", ShownName: Surname(o.Person.Name),
		Township: o.Answers().Township(), ContactName: in.ContactName, ContactPhone: in.ContactPhone, SentOn: in.Date, RecordedAt: w.recordedAt(in.At), Answerable: o.Answers(),
	}
	if in.WholeName {
		r.Naming, r.ShownName = "name", o.Person.Name
	}
	if in.Sex {
		r.Sex = &o.Person.Sex
	}
	if in.Age {
		band := AgeBand(o.Person.Birth, o.Today)
		r.Age = &band
	}
	if in.Follows != uuid.Nil {
		r.Follows = &in.Follows
	}
	r.ReferralStanding = standingOf(o.Rules, &r, nil)
	return r, nil
}

// BarToReferral says why no help need of the case can be sent, "" when one can: there is no case yet, or it has ended.
func (o *Opened) BarToReferral() text.Key {
	switch s := o.Track.Stage; {
	case s == rehab.StageScreening:
		return text.ReferralBarScreening
	case s.Ended():
		return text.ReferralBarEnded
	}
	return ""
}

func checkReferral(wrong *fault.Fields, in *ReferralForm, o *Opened, departments []store.Unit) {
	in.Need, in.ContactName, in.ContactPhone = strings.TrimSpace(in.Need), strings.TrimSpace(in.ContactName), strings.TrimSpace(in.ContactPhone)
	if in.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	known := false
	for _, u := range departments {
		known = known || u.ID == in.Department
	}
	switch {
	case in.Department == 0:
		wrong.Add("department", text.ValidChoose)
	case !known:
		wrong.Add("department", text.ValidNotAnOption)
	}
	if !in.Head.Known() {
		wrong.Add("head", text.ValidChoose)
	}
	if in.Need == "" {
		wrong.Add("need", text.ValidRequired)
	}
	checkLeast(wrong, "need", in.Need, &o.Person, in.WholeName)
	checkContact(wrong, in.ContactName, in.ContactPhone)
}

// checkContact: whom the department rings, by name and a number that can be dialled.
func checkContact(wrong *fault.Fields, name, phone string) {
	if name == "" {
		wrong.Add("contact_name", text.ValidRequired)
	}
	digits := 0
	for _, c := range phone {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	const fewest = 7 // of a number within the city
	switch {
	case phone == "":
		wrong.Add("contact_phone", text.ValidRequired)
	case digits < fewest || strings.Trim(phone, "0123456789-+ ()") != "":
		wrong.Add("contact_phone", text.ReferralPhone)
	}
}

// noteFollowed notes the referral that r follows, so that nobody is asked to look at it again.
func (w *Work) noteFollowed(ctx context.Context, tx *store.Tx, r *store.Referral) error {
	if r.Follows == nil {
		return nil
	}
	old, err := tx.LockReferral(ctx, *r.Follows)
	if err != nil {
		return err
	}
	if old.CaseID != r.CaseID {
		return fault.ErrNotFound()
	}
	_, err = w.addReferralStep(ctx, tx, &old, ReferralForward{Key: uuid.NewSHA1(r.ID, []byte("followed")), Kind: rehab.ReferralNote, Date: r.SentOn})
	if fault.KindOf(err) == fault.Invalid {
		return nil // not ended, or noted before: there is nothing to note
	}
	return err
}

// Departments returns the units that a help need can be sent to, and the telephone that the actor gave last.
func (w *Work) Departments(ctx context.Context, actor access.Actor) (all []store.Unit, phone string, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if all, err = tx.Units(ctx, "department"); err != nil {
			return err
		}
		phone, err = tx.ContactPhone(ctx)
		return err
	})
	return all, phone, err
}
