package casework

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Archiving is what a township says when it puts the dossier of a case that is over into its archive.
type Archiving struct {
	Key       uuid.UUID // the same form twice archives once
	Day       date.Date
	Archivist string
	Place     string // number of the box or shelf
	Missing   string // the slots that the form showed as missing, parted by commas
	Reason    string // why it is archived without them
}

// Closed is the day on which the case ended, or the screening that found the person unfit; no day while it goes on.
func (o *Opened) Closed() date.Date {
	f := folder{file: o.Case, facts: o.Facts, track: o.Track}
	return f.closed()
}

// Missing names the slots that lack something, parted by commas.
func (d *Dossier) Missing() string { return missingSlots(&d.Dossier) }

func missingSlots(d *rehab.Dossier) string {
	var all []string
	for i := range d.Slots {
		if d.Slots[i].State == rehab.SlotMissing {
			all = append(all, string(d.Slots[i].Slot))
		}
	}
	return strings.Join(all, ",")
}

// Archived returns how the dossier lies in the archive; nil when it does not.
func (d *Dossier) Archived() *store.Archive { return standingArchive(d.Archives) }

func standingArchive(all []store.Archive) *store.Archive {
	for i := range all {
		if !all[i].Voided() {
			return &all[i]
		}
	}
	return nil
}

// CanArchive reports whether the actor is of the township whose archive the dossier goes to: the one that answers for the case, or did last.
func (o *Opened) CanArchive(actor access.Actor) bool {
	return actor.May(access.ArchiveRecord) && actor.Sees(o.Answers())
}

// ArchiveDossier puts the dossier of a case that is over into the township's archive, with what is missing acknowledged. Faults: not found; invalid (the
// case goes on, others' case, a field, other slots missing than the form showed); conflict (archived already).
func (w *Work) ArchiveDossier(ctx context.Context, actor access.Actor, caseID uuid.UUID, in Archiving) error {
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		o := f.open()
		archives, err := tx.Archives(ctx, caseID)
		if err != nil {
			return err
		}
		d := f.dossier()
		missing := missingSlots(&d)
		if done, err := mayArchive(&o, actor, archives, &in, missing); done || err != nil {
			return err
		}
		a := store.Archive{ID: in.Key, CaseID: caseID, Day: in.Day, Archivist: in.Archivist, Place: in.Place, Missing: missing, RecordedAt: w.clock.Now()}
		if missing != "" {
			a.Reason = &in.Reason
		}
		if err := tx.AddArchive(ctx, a); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.ArchiveRecord, Case: caseID, Person: o.Case.PersonID, Subject: store.Subject("archive", a.ID),
			Detail: map[string]any{"change": "archived", "count": d.Count(rehab.SlotMissing)}})
	})
}

// mayArchive reports true when the same form has archived the dossier before, or why it cannot be.
func mayArchive(o *Opened, actor access.Actor, archives []store.Archive, in *Archiving, missing string) (bool, error) {
	for i := range archives {
		if archives[i].ID == in.Key {
			return true, nil
		}
	}
	closed := o.Closed()
	switch {
	case closed.IsZero():
		return false, fault.New(fault.Invalid, text.DossierStillOpen)
	case !o.CanArchive(actor):
		return false, fault.New(fault.Invalid, text.DossierArchiveNotYours)
	case standingArchive(archives) != nil:
		return false, fault.New(fault.Conflict, text.DossierArchivedAlready)
	case in.Day > o.Today:
		return false, fault.OnField("day", text.ValidFuture, "Today", o.Today)
	case in.Day < closed:
		return false, fault.OnField("day", text.DossierBeforeEnd, "Day", closed)
	case in.Missing != missing:
		return false, fault.New(fault.Conflict, text.DossierMissingChanged)
	case missing != "" && in.Reason == "":
		return false, fault.OnField("reason", text.DossierMissingReason)
	}
	return false, nil
}

// VoidArchive takes a dossier out of the archive with a reason: the case goes on, or something has to be added. The same form twice does so once. Faults:
// not found, invalid (no reason, others' case), conflict (taken out already for another reason).
func (w *Work) VoidArchive(ctx context.Context, actor access.Actor, caseID, archive uuid.UUID, reason string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return fault.OnField("reason", text.ValidReasonRequired)
	case utf8.RuneCountInString(reason) > maxVoidReason:
		return fault.OnField("reason", text.ValidTooLong, "Max", maxVoidReason)
	}
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		o := f.open()
		archives, err := tx.Archives(ctx, caseID)
		if err != nil {
			return err
		}
		for _, a := range archives {
			if a.ID == archive {
				return voidArchive(ctx, tx, &o, a, reason, w.clock.Now())
			}
		}
		return fault.ErrNotFound()
	})
}

func voidArchive(ctx context.Context, tx *store.Tx, o *Opened, a store.Archive, reason string, now time.Time) error {
	switch {
	case a.Voided() && *a.VoidReason == reason:
		return nil
	case a.Voided():
		return fault.New(fault.Conflict, text.DossierTakenOutAlready)
	case !o.CanArchive(tx.Actor()):
		return fault.New(fault.Invalid, text.DossierArchiveNotYours)
	}
	if err := tx.VoidArchive(ctx, a, reason, now); err != nil {
		return err
	}
	return tx.Audit(ctx, store.Audited{Action: access.ArchiveRecord, Case: a.CaseID, Person: o.Case.PersonID, Subject: store.Subject("archive", a.ID),
		Detail: map[string]any{"change": "archive_voided"}})
}
