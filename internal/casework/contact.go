package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// ContactForm is one contact with the person as a form says it (DOMAIN §5).
type ContactForm struct {
	Case     uuid.UUID
	Key      uuid.UUID
	Date     date.Date
	Type     rehab.ContactType
	Place    string
	Staff    string // empty: the actor
	WithWhom string
	Content  string
	Mood     string // state of mind
	Work     string
	NextStep string
}

func (c *ContactForm) check() error {
	var wrong fault.Fields
	if c.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	if !c.Type.Known() {
		wrong.Add("type", text.ValidChoose)
	}
	return wrong.Err()
}

func (c *ContactForm) body(actor access.Actor) *rehab.Contact {
	b := &rehab.Contact{Type: c.Type, Place: c.Place, Staff: c.Staff, WithWhom: c.WithWhom, Content: c.Content, Mood: c.Mood, Work: c.Work, NextStep: c.NextStep}
	if b.Staff == "" {
		b.Staff = actor.Name
	}
	return b
}

// RecordContact records one periodic report, talk or home visit.
func (w *Work) RecordContact(ctx context.Context, actor access.Actor, c ContactForm) (Recorded, error) {
	if err := c.check(); err != nil {
		return Recorded{}, err
	}
	return w.Record(ctx, actor, Change{Case: c.Case, Action: access.ContactRecord, Entries: []Entry{{c.Key, c.Date, c.body(actor)}}})
}
