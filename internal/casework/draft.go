package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// How long what was typed is kept. A form that was sent after its session had ended is offered to be sent again for as long as SentLife; one that can be
// opened again stays as a draft after that.
const (
	DraftLife = 14 * 24 * time.Hour // unless Work.KeepDraftsFor says otherwise
	SentLife  = 2 * time.Hour
)

// Draft is what somebody has typed into a form and not saved yet. It is kept sealed, for the account and the posting under which it was typed.
type Draft struct {
	Form    string              // the form by its address, without a name or number of a person
	Page    string              // address of the page the form stands on
	Case    uuid.UUID           // uuid.Nil when the form is about no case
	Key     uuid.UUID           // of the form; uuid.Nil where it has none
	Send    string              // address to which it was sent after its session had ended; empty while it was only kept
	Typed   map[string][]string // by field
	Saved   time.Time           // set when kept
	Sent    bool                // sent after its session had ended, and not longer ago than SentLife
	Name    string              // of the case's person; empty without a case
	DocMask string              // the person's document, masked
}

// DraftLife is how long drafts are kept.
func (w *Work) DraftLife() time.Duration { return w.draftLife }

// KeepDraftsFor sets how long drafts are kept.
func (w *Work) KeepDraftsFor(d time.Duration) { w.draftLife = d }

// draftContent is what is sealed of a draft.
type draftContent struct {
	Send  string
	Typed map[string][]string
}

// KeptDraft says what became of a draft.
type KeptDraft struct {
	Saved  time.Time
	Before *time.Time // when the draft was saved whose place it took; nil for none
}

// KeepDraft keeps a draft in place of an older one of the same form. It says nothing about whether the form may be saved.
func (w *Work) KeepDraft(ctx context.Context, actor access.Actor, d Draft) (KeptDraft, error) {
	now := w.clock.Now()
	return w.keepDraft(ctx, actor, d, store.Draft{SavedAt: now, EndsAt: now.Add(w.draftLife)})
}

// KeepSent keeps what a form sent after its session had ended. opens says that its page can be opened again, so that it may stay as a draft.
func (w *Work) KeepSent(ctx context.Context, actor access.Actor, d Draft, opens bool) error {
	now := w.clock.Now()
	life := SentLife
	if opens {
		life = w.draftLife
	}
	_, err := w.keepDraft(ctx, actor, d, store.Draft{SavedAt: now, SentAt: &now, EndsAt: now.Add(life)})
	return err
}

func (w *Work) keepDraft(ctx context.Context, actor access.Actor, d Draft, row store.Draft) (KeptDraft, error) {
	raw, err := json.Marshal(draftContent{d.Send, d.Typed})
	if err != nil {
		return KeptDraft{}, err
	}
	row.Form, row.Page, row.Sealed = d.Form, d.Page, w.box.Seal(string(raw), draftBinding(actor, d.Form))
	if d.Case != uuid.Nil {
		row.CaseID = &d.Case
	}
	if d.Key != uuid.Nil {
		row.FormKey = &d.Key
	}
	kept := KeptDraft{Saved: row.SavedAt}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) (err error) {
		kept.Before, err = tx.SaveDraft(ctx, row)
		return err
	})
	return kept, err
}

// Drafts returns the actor's drafts, the newest first. Those of cases the actor does not see any more, and those whose form has been saved, are none; so
// is what was sealed with a key that is gone.
func (w *Work) Drafts(ctx context.Context, actor access.Actor) ([]Draft, error) {
	now := w.clock.Now()
	var lines []store.DraftLine
	err := w.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		lines, err = tx.Drafts(ctx, now)
		return err
	})
	var all []Draft
	for _, l := range lines {
		plain, sealed := w.box.Open(l.Sealed, draftBinding(actor, l.Form))
		d := Draft{Form: l.Form, Page: l.Page, Saved: l.SavedAt, Sent: l.SentAt != nil && now.Sub(*l.SentAt) < SentLife}
		var c draftContent
		if sealed != nil || json.Unmarshal([]byte(plain), &c) != nil {
			continue
		}
		d.Send, d.Typed = c.Send, c.Typed
		if l.CaseID != nil {
			d.Case = *l.CaseID
		}
		if l.Name != nil && l.DocMask != nil {
			d.Name, d.DocMask = *l.Name, *l.DocMask
		}
		all = append(all, d)
	}
	return all, err
}

// DropDraft removes the actor's draft of a form, if there is one.
func (w *Work) DropDraft(ctx context.Context, actor access.Actor, form string) error {
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error { return tx.RemoveDraft(ctx, form) })
}

// PurgeDrafts removes everybody's drafts that have ended.
func (w *Work) PurgeDrafts(ctx context.Context) error {
	return w.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error { return tx.PurgeDrafts(ctx, w.clock.Now()) })
}

func draftBinding(actor access.Actor, form string) string {
	return fmt.Sprintf("draft:%d:%d:%s", actor.Account, actor.Posting, form)
}
