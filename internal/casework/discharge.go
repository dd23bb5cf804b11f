package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Discharge records the discharge notice with the next number of the deciding organ. Said are "drafted_by", "approved_by" (never the same
// person, DOMAIN §2) and "note"; whoever issues it is an approver. The number is taken in the transaction that writes the fact, so that none is lost.
func (w *Work) Discharge(ctx context.Context, actor access.Actor, f FactForm) (done Recorded, err error) {
	if !actor.May(access.DischargeIssue) {
		return done, fault.ErrNotFound()
	}
	err = w.hold(ctx, actor, f.Case, func(tx *store.Tx, folder *folder) error {
		done.Track = folder.track
		if done.Repeated, err = folder.discharged(&f); err != nil || done.Repeated {
			return err
		}
		if err := folder.checkDischarge(&f); err != nil {
			return err
		}
		body := &rehab.Discharge{DraftedBy: f.text("drafted_by"), ApprovedBy: f.text("approved_by"), Note: f.text("note")}
		paper := AutoPaper{ID: w.paperID(), Kind: "discharge", Fact: f.Key.String(), Drafted: body.DraftedBy, Approved: body.ApprovedBy}
		if body.IssuedBy, err = takeNumber(ctx, tx, f.Date, f.Case, &paper); err != nil {
			return err
		}
		body.Number = paper.Number
		if err := folder.add(actor, Entry{Key: f.Key, Date: f.Date, Body: body}); err != nil {
			return err
		}
		done.Track = folder.track
		if err := w.save(ctx, tx, access.DischargeIssue, folder); err != nil {
			return err
		}
		return w.freeze(ctx, tx, folder, paper)
	})
	return done, err
}

func (f *folder) checkDischarge(form *FactForm) error {
	o := f.open()
	if err := o.barred(rehab.KindDischarge, form.Date); err != nil {
		return err
	}
	var wrong fault.Fields
	if form.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	for _, field := range []string{"drafted_by", "approved_by"} {
		if !form.says(field) {
			wrong.Add(field, text.ValidRequired)
		}
	}
	if form.says("drafted_by") && form.text("drafted_by") == form.text("approved_by") {
		wrong.Add("approved_by", text.RecordOwnDraft)
	}
	return wrong.Err()
}

// discharged reports whether the very form is on file already; the same form with other names or another day is a conflict.
func (f *folder) discharged(form *FactForm) (bool, error) {
	for _, old := range f.facts {
		if old.ID != form.Key.String() {
			continue
		}
		b, ok := old.Body.(*rehab.Discharge)
		if !ok || old.Date != form.Date || b.DraftedBy != form.text("drafted_by") || b.ApprovedBy != form.text("approved_by") || b.Note != form.text("note") {
			return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		}
		return true, nil
	}
	return false, nil
}

// checkDischargeService: nobody is served twice, and whoever of the family signs says how they are related.
func checkDischargeService(c *factCheck) {
	to := rehab.Receiver(c.text("to"))
	for _, f := range c.Facts {
		b, ok := f.Body.(*rehab.DischargeService)
		if _, void := c.Voided()[f.ID]; ok && !void && b.To == to {
			c.wrong.Add("to", text.RecordServedAlready)
		}
	}
	if to == rehab.ToFamily && c.text("how") == string(rehab.Direct) && !c.says("relation") {
		c.wrong.Add("relation", text.ValidRequired)
	}
}
