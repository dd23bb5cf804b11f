package paper

import (
	"cmp"
	"context"
	"crypto/sha256"
	"maps"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Wanted is a paper that somebody wants to see or to issue.
type Wanted struct {
	Case uuid.UUID
	Key  uuid.UUID // of the form; it becomes the paper's id, so that a form sent twice is one paper
	Kind document.Kind
	Fact string            // id of the fact it is about; empty: the newest that it can be about, or the case
	Said map[string]string // what the kind asks for besides, by field

	Month date.Month // the case has one paper of the kind for a day of it; none: any number
}

// Written is a paper before it is issued.
type Written struct {
	Opened  casework.Opened
	Spec    document.Spec
	Fact    *store.RecordedFact // nil: about the case
	Said    map[string]string
	Body    []byte   // with numbers masked
	Head    string   // what its number will begin with
	Lacks   []string // fields that are missing, by name; it cannot be issued before they are there
	Already *store.Paper
	May     bool // the actor may issue it
}

// Preview writes a paper as it would be issued today, with numbers masked, and says what it lacks. A kind that does not exist, a fact that it cannot be
// about and a case the actor does not see are fault.NotFound; a fact that was voided is a conflict.
func (d *Desk) Preview(ctx context.Context, actor access.Actor, w Wanted) (Written, error) {
	var out Written
	err := d.work.Looked(ctx, actor, w.Case, func(tx *store.Tx, o *casework.Opened) (err error) {
		out, err = d.preview(ctx, tx, o, w)
		return err
	})
	return out, err
}

func (d *Desk) preview(ctx context.Context, tx *store.Tx, o *casework.Opened, w Wanted) (Written, error) {
	out, err := written(o, w)
	if err != nil {
		return out, err
	}
	if out.Already, err = issued(ctx, tx, w, out.Fact); err != nil {
		return out, err
	}
	src, office, err := d.source(ctx, tx, &out)
	if err != nil {
		return out, err
	}
	if src.Head, err = numberHead(ctx, tx, &out.Spec, office, d.clock.Today()); err != nil {
		return out, err
	}
	src.Document, src.Phone = casework.Mask(src.Document), casework.Mask(src.Phone)
	out.Head = src.Head
	out.May = MayIssue(tx.Actor(), &out.Spec, o) && !out.Spec.Auto
	out.Body, out.Lacks, err = document.Write(ctx, &out.Spec, src)
	out.Body = document.Masked(out.Body, casework.Mask)
	return out, err
}

// written finds what a wanted paper is about.
func written(o *casework.Opened, w Wanted) (Written, error) {
	spec, ok := document.SpecOf(w.Kind)
	if !ok || spec.Office {
		return Written{}, fault.ErrNotFound()
	}
	out := Written{Opened: *o, Spec: spec, Said: map[string]string{}}
	for _, field := range spec.Asks {
		out.Said[field] = strings.TrimSpace(w.Said[field])
	}
	if len(spec.Of) == 0 {
		if w.Fact != "" {
			return out, fault.ErrNotFound()
		}
		return out, nil
	}
	for _, f := range spec.Subjects(o) {
		if w.Fact == "" || f.ID == w.Fact {
			out.Fact = &f
			return out, nil
		}
	}
	if _, void := o.Voided()[w.Fact]; void {
		return out, fault.New(fault.Conflict, text.PaperFactVoid)
	}
	return out, fault.ErrNotFound()
}

// issued returns the paper of the kind that stands, about the fact or of the month; nil when there is none. About the case as a whole there can be any number.
func issued(ctx context.Context, tx *store.Tx, w Wanted, fact *store.RecordedFact) (*store.Paper, error) {
	if fact == nil && w.Month.IsZero() {
		return nil, nil
	}
	all, err := tx.Papers(ctx, w.Case)
	if fact == nil {
		return ofMonth(all, w.Kind, w.Month), err
	}
	return standing(all, fact.ID, w.Kind), err
}

// source is what a paper is filled from, as of today.
func (d *Desk) source(ctx context.Context, tx *store.Tx, w *Written) (document.Source, office, error) {
	p, err := placesOf(ctx, tx)
	if err != nil {
		return document.Source{}, office{}, err
	}
	by, err := officeOf(ctx, tx, p, &w.Spec, &w.Opened)
	if err != nil {
		return document.Source{}, office{}, err
	}
	src := document.Source{Opened: &w.Opened, Fact: w.Fact, Said: w.Said, Places: p, Organ: by.organ}
	if w.Fact != nil && !access.OfProgram(w.Fact.RecordedBy) {
		src.Drafted = w.Fact.Recorder
	}
	src.Document, src.Phone, err = d.work.WholeNumbers(w.Opened.Person)
	return src, by, err
}

// numberHead is what the number will begin with.
func numberHead(ctx context.Context, tx *store.Tx, s *document.Spec, by office, today date.Date) (string, error) {
	return tx.NumberHead(ctx, store.NumberWanted{Issuer: by.unit, Kind: string(s.Kind), Day: today, Unit: by.short, Pattern: s.Pattern})
}

// Issue writes the paper, gives it the next number of its issuer, and freezes it, all in one transaction that holds the case. Sent twice it is one paper.
// What is missing, a fact that has the paper already, and a kind that is not the actor's to issue are faults in words.
func (d *Desk) Issue(ctx context.Context, actor access.Actor, w Wanted) (store.Paper, error) {
	var done store.Paper
	err := d.work.Held(ctx, actor, w.Case, func(tx *store.Tx, o *casework.Opened) error {
		out, err := written(o, w)
		if err != nil {
			return err
		}
		if known, err := again(ctx, tx, w, &out); known != nil || err != nil {
			if known != nil {
				done = *known
			}
			return err
		}
		if out.Already, err = issued(ctx, tx, w, out.Fact); err != nil {
			return err
		}
		if err := out.whyNot(actor); err != nil {
			return err
		}
		done, err = d.issue(ctx, tx, w.Key, &out)
		return err
	})
	return done, err
}

// again returns the paper that the very form has made already; the same form with other content is a conflict.
func again(ctx context.Context, tx *store.Tx, w Wanted, out *Written) (*store.Paper, error) {
	p, err := tx.Paper(ctx, w.Key)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case p.CaseID != w.Case || p.Kind != string(w.Kind) || !maps.Equal(p.Said, out.Said), p.FactID != nil && w.Fact != "" && p.FactID.String() != w.Fact:
		return nil, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return &p, nil
}

// whyNot is why the actor cannot issue the paper, nil when they can as far as is known before it is written.
func (w *Written) whyNot(actor access.Actor) error {
	switch {
	case !MayIssue(actor, &w.Spec, &w.Opened):
		return fault.New(fault.Invalid, text.PaperNotYours)
	case w.Spec.Auto:
		return fault.New(fault.Invalid, text.PaperIssuedWithFact)
	case w.Already != nil:
		return fault.New(fault.Conflict, text.PaperAlready, "Number", w.Already.Number)
	}
	var wrong fault.Fields
	for _, field := range w.Spec.Asks {
		switch said := w.Said[field]; {
		case said == "":
			wrong.Add(field, text.ValidRequired)
		case field == "on":
			if key := dayWrong(&w.Opened.Track, said); key != "" {
				wrong.Add(field, key)
			}
		}
	}
	return wrong.Err()
}

// dayWrong is what is wrong with a day on which somebody is called, empty when it is one of the term.
func dayWrong(t *rehab.Track, said string) text.Key {
	switch d, err := date.Parse(said); {
	case err != nil:
		return text.ValidNotADate
	case t.ReportIn != nil && d < t.ReportIn.Local || t.Term != nil && d > t.Term.LastDay:
		return text.PaperDayOutside
	}
	return ""
}

// issue takes the number and keeps the paper.
func (d *Desk) issue(ctx context.Context, tx *store.Tx, key uuid.UUID, w *Written) (store.Paper, error) {
	src, by, err := d.source(ctx, tx, w)
	if err != nil {
		return store.Paper{}, err
	}
	src.Day, src.Approved = d.clock.Today(), tx.Actor().Name
	src.Drafted = cmp.Or(src.Drafted, tx.Actor().Name)
	want := store.NumberWanted{Issuer: by.unit, Kind: string(w.Spec.Kind), Day: src.Day, Unit: by.short, Pattern: w.Spec.Pattern, Case: w.Opened.Case.ID, Paper: key}
	if w.Fact != nil {
		want.Fact = uuid.MustParse(w.Fact.ID)
	}
	src.Number, err = tx.NextNumber(ctx, want)
	if err != nil {
		return store.Paper{}, err
	}
	return d.keep(ctx, tx, key, by.unit, &w.Spec, src)
}

// keep writes the paper about a case, freezes it and orders its PDF.
func (d *Desk) keep(ctx context.Context, tx *store.Tx, id uuid.UUID, issuer int64, s *document.Spec, src document.Source) (store.Paper, error) {
	p := store.Paper{ID: id, CaseID: src.Case.ID, Issuer: issuer, Said: src.Said}
	if src.Fact != nil {
		fact := uuid.MustParse(src.Fact.ID)
		p.FactID = &fact
	}
	return d.freeze(ctx, tx, p, s, src, src.Case.PersonID)
}

// freeze writes a paper of which is known what it is about, keeps its original and orders its PDF.
func (d *Desk) freeze(ctx context.Context, tx *store.Tx, p store.Paper, s *document.Spec, src document.Source, person uuid.UUID) (store.Paper, error) {
	body, lacks, err := document.Write(ctx, s, src)
	if err != nil {
		return store.Paper{}, err
	}
	if len(lacks) > 0 {
		return store.Paper{}, fault.New(fault.Invalid, text.PaperLacks, "Count", len(lacks))
	}
	original := document.Original(text.For(text.ZhCN).Of(text.FamilyPaperKind, string(s.Kind))+" "+src.Number, body, d.fonts)
	sum := sha256.Sum256(original)
	p.Kind, p.Number, p.Day, p.DraftedBy, p.ApprovedBy = string(s.Kind), src.Number, src.Day, src.Drafted, src.Approved
	p.SHA256, p.IssuedAt, p.IssuedBy = sum[:], d.clock.Now(), tx.Actor().Account
	if err := tx.AddPaper(ctx, p, d.box.Seal(string(original), originalBinding(p.ID))); err != nil {
		return store.Paper{}, err
	}
	if d.order != nil {
		if err := d.order(ctx, tx, p.ID); err != nil {
			return store.Paper{}, err
		}
	}
	return p, tx.Audit(ctx, store.Audited{Action: access.PaperIssue, Case: p.CaseID, Person: person, Subject: store.Subject("paper", p.ID), Detail: map[string]any{"paper": p.Kind}})
}

// Freeze keeps the paper of a fact that casework records with it, under the number that casework took.
func (d *Desk) Freeze(ctx context.Context, tx *store.Tx, o *casework.Opened, a casework.AutoPaper) error {
	w, err := written(o, Wanted{Case: o.Case.ID, Kind: document.Kind(a.Kind), Fact: a.Fact})
	if err != nil {
		return err
	}
	src, by, err := d.source(ctx, tx, &w)
	if err != nil {
		return err
	}
	src.Number, src.Day, src.Drafted, src.Approved = a.Number, w.Fact.Date, a.Drafted, a.Approved
	_, err = d.keep(ctx, tx, a.ID, by.unit, &w.Spec, src)
	return err
}
