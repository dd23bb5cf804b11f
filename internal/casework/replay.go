package casework

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Step is one thing somebody did to a case at some past instant.
type Step struct {
	Actor  access.Actor
	Action access.Action
	At     time.Time // when it was entered; the legal day is that of this instant
	Entry  Entry
}

// Replay records a whole history in one transaction, each step judged on its own day by its own actor exactly as Record would have judged it then.
// It serves invented caseloads and the taking over of other records; setup is the system's actor that may write them. A decision among the
// steps gets the next number of its year.
func (w *Work) Replay(ctx context.Context, setup access.Actor, in Intake, steps []Step) (rehab.Track, error) {
	var t rehab.Track
	err := w.store.WithTx(ctx, setup, func(tx *store.Tx) error {
		f, err := w.replayIntake(ctx, tx, in, steps[0].Actor)
		if err != nil {
			return err
		}
		for _, s := range steps {
			f.clock = instant(s.At)
			f.compute()
			if d, ok := s.Entry.Body.(*rehab.Decision); ok {
				if err := w.replayDecision(ctx, tx, f, s.Entry.Key, d); err != nil {
					return err
				}
			}
			if _, err := f.apply(s.Actor, Change{Case: in.Key, Action: s.Action, Entries: []Entry{s.Entry}}); err != nil {
				return fmt.Errorf("casework: %s of %s by %s: %w", s.Entry.Body.Kind(), s.Entry.Date, s.Actor.Role, err)
			}
		}
		f.clock = w.clock
		f.compute()
		t = f.track
		if err := w.save(ctx, tx, access.IntakeOpen, f); err != nil {
			return err
		}
		return tx.DecideCase(ctx, f.file) // after the save, since before it nobody sees the case
	})
	return t, err
}

func (w *Work) replayIntake(ctx context.Context, tx *store.Tx, in Intake, police access.Actor) (*folder, error) {
	if err := in.Person.check(w.clock.Today()); err != nil {
		return nil, err
	}
	known, err := w.findOrAddPerson(ctx, tx, in.Person)
	if err != nil {
		return nil, err
	}
	c := store.CaseFile{ID: in.Key, PersonID: known.PersonID, Measure: in.Measure, TermMonths: in.Term, Place: in.Place, Station: police.Unit, OpenedOn: in.Date}
	if err := tx.AddCaseFile(ctx, c); err != nil {
		return nil, err
	}
	rules, err := tx.Rules(ctx)
	if err != nil {
		return nil, err
	}
	return w.newFolder(store.Folder{Case: c}, rules), nil
}

// replayDecision takes the decision's number, as Issue does; the case gets it when the replay is over.
func (w *Work) replayDecision(ctx context.Context, tx *store.Tx, f *folder, fact uuid.UUID, d *rehab.Decision) error {
	paper := AutoPaper{Kind: decisionPaper(f.file.Measure), Fact: fact.String()}
	issuer, err := takeNumber(ctx, tx, f.clock.Today(), f.file.ID, &paper)
	if err != nil {
		return err
	}
	d.Number, d.IssuedBy, d.Place = paper.Number, issuer, f.file.Place
	f.file.Number = &paper.Number
	return nil
}

// instant is a clock that stands still.
type instant time.Time

// shanghai is the zone of the legal day; it has had no other offset since 1991.
var shanghai = time.FixedZone("CST", 8*60*60)

// Now returns the instant.
func (i instant) Now() time.Time { return time.Time(i) }

// Today returns the instant's legal day.
func (i instant) Today() date.Date { return date.Of(time.Time(i).In(shanghai)) }
