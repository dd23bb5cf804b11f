package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// ChoosePortrait makes an image attached to a fact the photo by which the person is known (DOMAIN §3), or with show false no longer. Faults: not
// found, invalid (no image, taken back, others' case).
func (w *Work) ChoosePortrait(ctx context.Context, actor access.Actor, caseID, fact, id uuid.UUID, show bool) error {
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		o := f.open()
		a, err := tx.Attachment(ctx, caseID, fact, id)
		switch {
		case err != nil:
			return err
		case !o.CanAttach(actor):
			return fault.New(fault.Invalid, text.AttachmentNotYours)
		case a.Voided() || a.Thumbnail == nil:
			return fault.New(fault.Invalid, text.AttachmentNoPortrait)
		}
		chosen, change := &id, "portrait_chosen"
		if !show {
			chosen, change = nil, "portrait_removed"
		}
		if err := tx.AddPortrait(ctx, caseID, chosen, w.clock.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.AttachmentRecord, Case: caseID, Person: o.Case.PersonID, Subject: store.Subject("attachment", id),
			Detail: map[string]any{"change": change}})
	})
}
