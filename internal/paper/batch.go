package paper

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// BatchLimit is how many papers are issued at once: each in a transaction of its own, all within one request.
const BatchLimit = 60

// Notice is the kind of paper that calls somebody to a test.
const Notice document.Kind = "test_notice"

// Batch are papers that could be issued together, and those that were.
type Batch struct {
	Todo []store.BatchLine
	Done []store.BatchLine
	More bool // there are more to do than are listed
}

// Notices returns for whom of a village a test notice of a month is to be issued, and for whom it was. A village out of the
// actor's scope, and an actor who issues none, are fault.NotFound.
func (d *Desk) Notices(ctx context.Context, actor access.Actor, village division.Code, month date.Month) (Batch, error) {
	issues := slices.ContainsFunc(Kinds(actor), func(s document.Spec) bool { return s.Kind == Notice })
	if !issues || !actor.May(access.PaperIssue) || !village.IsVillage() || !actor.Sees(village) {
		return Batch{}, fault.ErrNotFound()
	}
	return d.batch(ctx, actor, func(tx *store.Tx) ([]store.BatchLine, error) {
		return tx.NoticeLines(ctx, string(Notice), village, month, d.clock.Today())
	})
}

// BatchKinds returns the kinds of paper that the actor may issue for many facts at once: those about a fact, whatever the case behind it.
func BatchKinds(actor access.Actor) []document.Spec {
	return slices.DeleteFunc(slices.Clone(Kinds(actor)), func(s document.Spec) bool {
		return len(s.Of) == 0 || s.Auto || s.About != nil || !actor.May(access.PaperIssue)
	})
}

// Letters returns the facts since a day, in the actor's scope, that have no paper of the kind yet, and those that have.
func (d *Desk) Letters(ctx context.Context, actor access.Actor, kind document.Kind, since date.Date) (Batch, error) {
	i := slices.IndexFunc(BatchKinds(actor), func(s document.Spec) bool { return s.Kind == kind })
	if i < 0 {
		return Batch{}, fault.ErrNotFound()
	}
	var of []string
	for _, k := range BatchKinds(actor)[i].Of {
		of = append(of, string(k))
	}
	return d.batch(ctx, actor, func(tx *store.Tx) ([]store.BatchLine, error) {
		return tx.LetterLines(ctx, string(kind), of, since, BatchLimit+1)
	})
}

func (d *Desk) batch(ctx context.Context, actor access.Actor, read func(*store.Tx) ([]store.BatchLine, error)) (Batch, error) {
	var b Batch
	err := d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		lines, err := read(tx)
		for _, l := range lines {
			if l.PaperID == nil {
				b.Todo = append(b.Todo, l)
			} else {
				b.Done = append(b.Done, l)
			}
		}
		if err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.CaseList, Detail: map[string]any{"persons": len(lines)}})
	})
	if len(b.Todo) > BatchLimit {
		b.Todo, b.More = b.Todo[:BatchLimit], true
	}
	b.Done = b.Done[:min(len(b.Done), BatchLimit)]
	return b, err
}

// Item is what one paper of a batch is about.
type Item struct {
	Case uuid.UUID
	Fact string // id; empty: the case
}

// Outcome is what became of one paper of a batch.
type Outcome struct {
	Item
	Number string
	Err    error    // why it was not issued, nil when it was
	Lacks  []string // fields that are missing, by name
}

// IssueAll issues a paper of the kind for each item, one after the other, each in its own transaction with its own number: what is wrong with one holds up
// none of the others. The papers' ids follow from the form's key, so that a form sent twice is issued once; of a month (none: of any) each case has one
// paper of the kind.
func (d *Desk) IssueAll(ctx context.Context, actor access.Actor, key uuid.UUID, kind document.Kind, month date.Month, said map[string]string, items []Item) ([]Outcome, error) {
	out := make([]Outcome, 0, len(items))
	for _, item := range items {
		w := Wanted{Case: item.Case, Key: uuid.NewSHA1(key, []byte(item.Case.String()+item.Fact)), Kind: kind, Fact: item.Fact, Said: said, Month: month}
		p, err := d.Issue(ctx, actor, w)
		o := Outcome{Item: item, Number: p.Number, Err: err}
		f, known := errors.AsType[*fault.Error](err)
		switch {
		case err != nil && !known: // the program's own trouble, not this paper's
			return out, err
		case known && f.Key == text.PaperLacks:
			draft, err := d.Preview(ctx, actor, w)
			if err != nil {
				return out, err
			}
			o.Lacks = draft.Lacks
		}
		out = append(out, o)
	}
	return out, nil
}

// ofMonth returns the paper of the kind that a case has for a day of the month, nil when it has none that stands.
func ofMonth(all []store.Paper, kind document.Kind, month date.Month) *store.Paper {
	for i := range all {
		p := &all[i]
		on, err := date.Parse(p.Said["on"])
		if p.Kind == string(kind) && !p.Voided() && err == nil && on.Month() == month {
			return p
		}
	}
	return nil
}
