package casework

import (
	"context"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Page is a case with everything its own page shows beyond the file.
type Page struct {
	Opened
	store.CaseBeside
	Stub *Stub // the actor sees only this; every other field is empty
}

// Stub is what an office keeps of a case that has moved on (DOMAIN §7): no name, no number, no fact.
type Stub struct {
	Case        uuid.UUID
	Measure     rehab.Measure
	Initial     string    // first character of the name
	From        date.Date // from when the actor's office answered; none when only the decision named it
	Until       date.Date // the day the destination took over
	Destination division.Code
}

// Page returns a case for the page about it, and writes into the audit log that it was looked at. A case the actor does not see is fault.NotFound.
func (w *Work) Page(ctx context.Context, actor access.Actor, id uuid.UUID) (Page, error) {
	var p Page
	err := w.store.CasePage(ctx, actor, id, w.Today(), store.Audited{Action: access.CaseView}, func(tx *store.Tx, row store.CasePage) (err error) {
		if !row.Found {
			p.Stub, err = w.stub(ctx, tx, actor, id)
			return err
		}
		p.Opened, p.CaseBeside = w.opened(row.CaseWhole), row.CaseBeside
		if p.Track.Stage != rehab.StageScreening || !actor.Role.Police() {
			p.Draft = nil // once it has become the decision, the page shows that
		}
		return nil
	})
	return p, err
}

func (w *Work) stub(ctx context.Context, tx *store.Tx, actor access.Actor, id uuid.UUID) (*Stub, error) {
	row, err := tx.CaseStub(ctx, id)
	if err != nil {
		return nil, err
	}
	whole, err := tx.WholeBehindStub(ctx, id)
	if err != nil {
		return nil, err
	}
	_, initial := utf8.DecodeRuneInString(whole.Person.Name)
	s := &Stub{Case: id, Measure: whole.Case.Measure, Initial: whole.Person.Name[:initial]}
	left, o := false, w.opened(whole)
	for _, p := range o.Track.Places {
		switch here := actor.Sees(p.Division); {
		case here:
			s.From, s.Until, s.Destination = earliest(s.From, p.From), 0, 0
			left = true
		case left && s.Until.IsZero():
			s.Until, s.Destination = p.From, p.Division
		}
	}
	return s, tx.Audit(ctx, store.Audited{Action: access.CaseView, Case: id, Person: row.PersonID, Detail: map[string]any{"stub": true}})
}

func earliest(a, b date.Date) date.Date {
	if a.IsZero() {
		return b
	}
	return min(a, b)
}

// Answers is the office answerable today; before report-in the place the decision names.
func (o *Opened) Answers() division.Code {
	f := folder{file: o.Case, track: o.Track}
	return f.answerable()
}

// PhaseMonth is which month of today's phase this is, from 1, and how many the phase has; zeros outside the phases.
func (o *Opened) PhaseMonth() (month, months int) { return phaseMonth(&o.Track) }

func phaseMonth(t *rehab.Track) (month, months int) {
	for i := range t.Months {
		if m := &t.Months[i]; t.Phase != 0 && m.Phase == t.Phase {
			months++
			if m.Month <= t.Today.Month() {
				month++
			}
		}
	}
	return month, months
}
