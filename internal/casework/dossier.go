package casework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Dossier is a person's file of one case: its 23 slots, and what lies in them.
type Dossier struct {
	Opened
	Dossier     rehab.Dossier
	Attachments []store.Attachment // of slots and of facts, voided ones too, as they came
	Papers      []store.Paper      // voided ones too, the newest first
	Archives    []store.Archive    // the newest first, those taken back too
}

// Dossier returns the dossier of a case, and writes into the audit log that it was looked at. A case that the actor does not see, or sees as a stub, is
// fault.NotFound.
func (w *Work) Dossier(ctx context.Context, actor access.Actor, id uuid.UUID) (Dossier, error) {
	return w.readDossier(ctx, actor, id, store.Audited{Action: access.CaseView})
}

// ExportDossier returns the dossier of a case to be taken along as a file, and writes into the audit log that it is; with the reason, when numbers and
// scans go along as they are.
func (w *Work) ExportDossier(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) (Dossier, error) {
	a := store.Audited{Action: access.CaseExport, Detail: map[string]any{"change": "exported", "list": "dossier"}}
	if reason != "" {
		a.Action, a.Detail["reason"] = access.Unmask, reason
	}
	return w.readDossier(ctx, actor, id, a)
}

// FiledBytes returns the bytes of an attachment. Whoever takes them along has written that into the audit log.
func (w *Work) FiledBytes(ctx context.Context, a *store.Attachment) ([]byte, error) {
	return w.unsealed(ctx, a, false)
}

func (w *Work) readDossier(ctx context.Context, actor access.Actor, id uuid.UUID, a store.Audited) (Dossier, error) {
	var d Dossier
	err := w.store.Dossier(ctx, actor, id, a, func(_ *store.Tx, whole store.DossierWhole) error {
		if !whole.Found {
			return fault.ErrNotFound()
		}
		d.Opened, d.Attachments, d.Papers, d.Archives = w.opened(whole.CaseWhole), whole.Attachments, whole.Papers, whole.Archives
		d.Dossier = rehab.DossierOf(d.Rules, store.FileOf(d.Case, d.Facts), &d.Track, filingsOf(whole.Filings))
		return nil
	})
	return d, err
}

func filingsOf(rows []store.Filing) []rehab.Filing {
	all := make([]rehab.Filing, len(rows))
	for i := range rows {
		x := &rows[i]
		all[i] = rehab.Filing{ID: x.ID.String(), Date: x.Day}
		if x.FactID != nil {
			all[i].Of = x.FactID.String()
		}
		switch {
		case x.Slot != nil:
			all[i].Slot = rehab.Slot(*x.Slot)
		case x.Paper != nil:
			all[i].Slot = paperSlots[*x.Paper]
		}
	}
	return all
}

// paperSlots are the kinds of paper that do not lie where the fact lies that they are about, or are about none.
var paperSlots = map[string]rehab.Slot{
	"rules_notice": rehab.SlotRules, "test_notice": rehab.SlotTestNotices,
	"breach_record": rehab.SlotBreaches, "serious_breach_proof": rehab.SlotBreaches, "late_report_in_proof": rehab.SlotBreaches,
}

// SlotOfPaper returns the slot in which a paper of a kind lies that is about a fact of a kind, "" for no fact.
func SlotOfPaper(paper string, fact rehab.Kind) rehab.Slot {
	if s, ok := paperSlots[paper]; ok {
		return s
	}
	for _, s := range rehab.Slots() {
		if slices.Contains(s.Kinds(), fact) {
			return s
		}
	}
	return ""
}

// Attachment returns the attachment with the id; nil when there is none.
func (d *Dossier) Attachment(id string) *store.Attachment {
	for i := range d.Attachments {
		if d.Attachments[i].ID.String() == id {
			return &d.Attachments[i]
		}
	}
	return nil
}

// Paper returns the issued paper with the id; nil when there is none.
func (d *Dossier) Paper(id string) *store.Paper {
	for i := range d.Papers {
		if d.Papers[i].ID.String() == id {
			return &d.Papers[i]
		}
	}
	return nil
}

// InSlot returns the scans filed in a slot by themselves, voided ones too, as they came.
func (d *Dossier) InSlot(s rehab.Slot) []*store.Attachment {
	var all []*store.Attachment
	for i := range d.Attachments {
		if a := &d.Attachments[i]; a.Slot == string(s) {
			all = append(all, a)
		}
	}
	return all
}

// slotLetters write the states of slots in case_summary.dossier.
var slotLetters = map[rehab.SlotState]byte{rehab.SlotMissing: 'm', rehab.SlotNeeded: 'n', rehab.SlotFiled: 'f', rehab.SlotNotNeeded: '-'}

// SlotStates reads the states of the slots, in their order, from what lists keep of a dossier.
func SlotStates(dossier string) []rehab.SlotState {
	all := make([]rehab.SlotState, 0, len(dossier))
	for i := range len(dossier) {
		for state, letter := range slotLetters {
			if letter == dossier[i] {
				all = append(all, state)
			}
		}
	}
	return all
}

func (f *folder) dossier() rehab.Dossier {
	return rehab.DossierOf(f.rules, f.onPaper(), &f.track, filingsOf(f.filings))
}

// summariseDossier says how the slots stand, and has the case computed again when one of them changes.
func (f *folder) summariseDossier(s *store.Summary) {
	d := f.dossier()
	letters := make([]byte, len(d.Slots))
	for i := range d.Slots {
		letters[i] = slotLetters[d.Slots[i].State]
	}
	s.Dossier, s.DossierMissing, s.DossierNeeded, s.DossierFiled = string(letters), d.Count(rehab.SlotMissing), d.Count(rehab.SlotNeeded), d.Count(rehab.SlotFiled)
	if !d.Next.IsZero() {
		s.RecomputeOn = earliest(s.RecomputeOn, d.Next)
	}
}

// refile has lists show what lies in the dossier after papers were issued or taken back.
func (f *folder) refile(ctx context.Context, tx *store.Tx) (err error) {
	if f.filings, err = tx.Filings(ctx, f.file.ID); err != nil {
		return err
	}
	return tx.SetDossier(ctx, f.summary())
}

// putAway has lists show what was just attached or filed.
func (f *folder) putAway(ctx context.Context, tx *store.Tx, a *store.Attachment) error {
	x := store.Filing{ID: a.ID, CaseID: a.CaseID, Day: a.Day}
	if a.Slot != "" {
		x.Slot = &a.Slot
	} else {
		x.FactID, x.Day = &a.FactID, f.standing()[a.FactID.String()].Date
	}
	f.filings = append(f.filings, x)
	return tx.SetDossier(ctx, f.summary())
}

// takeOut has lists show that an attachment was taken back.
func (f *folder) takeOut(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	f.filings = slices.DeleteFunc(f.filings, func(x store.Filing) bool { return x.ID == id })
	return tx.SetDossier(ctx, f.summary())
}

// WhyNotFile returns why the actor may file nothing in a slot; nil when they may. A slot that takes no scans is not found.
func (o *Opened) WhyNotFile(actor access.Actor, u Upload) error {
	switch {
	case !u.Slot.TakesScans():
		return fault.ErrNotFound()
	case !o.CanAttach(actor):
		return fault.New(fault.Invalid, text.AttachmentNotYours)
	case u.Day > o.Today:
		return fault.OnField("day", text.ValidFuture, "Today", o.Today)
	}
	return nil
}

// MayFile returns why the actor may file nothing in a slot, before anything is read of what is sent; nil when they may.
func (w *Work) MayFile(ctx context.Context, actor access.Actor, caseID uuid.UUID, slot rehab.Slot) error {
	return w.store.Read(ctx, actor, func(tx *store.Tx) error {
		o, err := w.open(ctx, tx, caseID)
		if err != nil {
			return err
		}
		return o.WhyNotFile(actor, Upload{Slot: slot, Day: o.Today})
	})
}

func inSlot(caseID uuid.UUID, slot rehab.Slot, id uuid.UUID) finder {
	return func(ctx context.Context, tx *store.Tx) (store.Attachment, error) {
		return tx.SlotAttachment(ctx, caseID, id, string(slot))
	}
}

// ReadFiled returns a scan in a slot and its bytes, as ReadAttachment does of a fact's.
func (w *Work) ReadFiled(ctx context.Context, actor access.Actor, caseID uuid.UUID, slot rehab.Slot, id uuid.UUID, small bool) (store.Attachment, []byte, error) {
	return w.readAttachment(ctx, actor, caseID, small, inSlot(caseID, slot, id))
}

// VoidFiled takes a scan in a slot back with a reason, as VoidAttachment does one of a fact.
func (w *Work) VoidFiled(ctx context.Context, actor access.Actor, caseID uuid.UUID, slot rehab.Slot, id uuid.UUID, reason string) error {
	return w.voidAttachment(ctx, actor, caseID, reason, inSlot(caseID, slot, id))
}

// DossierList is a page of the dossiers of an actor's scope.
type DossierList struct {
	Lines  []store.DossierLine
	Sums   store.DossierSums   // of all pages
	Counts store.DossierCounts // of the place, whatever view and state
}

// Dossiers returns the dossiers chosen, those that lack most first; Limit and one more row, which shows that there is another page.
func (w *Work) Dossiers(ctx context.Context, actor access.Actor, f store.DossierFilter) (l DossierList, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if f.Limit > 0 {
			f.Limit++
		}
		if l.Lines, l.Sums, err = tx.DossierLines(ctx, f); err != nil {
			return err
		}
		l.Counts, err = tx.DossierCounts(ctx, f.Within)
		return err
	})
	return l, err
}
