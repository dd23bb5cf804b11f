package components

import (
	"context"
	"io"
	"strings"
	"unicode"

	"github.com/a-h/templ"
)

// Names of the fields by which a form says which draft is its own.
const (
	FieldDraft     = "draft"      // the form, among the account's drafts
	FieldDraftPage = "draft_page" // address of the page it stands on
	FieldDraftAt   = "draft_at"   // when the draft that the page knows of was saved
)

// DraftNote is the id of the element that says that the form of a draft shows it again.
func DraftNote(form string) string {
	return "draft" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, form)
}

// DraftView says how what is typed into a form is kept on the server until the form is saved.
type DraftView struct {
	Form     string
	Page     string
	At       string // empty: the page knows of no draft
	KeepTo   string // address that keeps it
	DropTo   string // address that discards it
	Restored string // when what the form shows again was typed, in words; empty: it shows no draft
	Now      bool   // to be kept at once: what was refused stands in it
}

// Drafting gives the draft of the form with the action, nil for a form whose typing is not kept. part tells apart forms of one action.
type Drafting func(action, part string) *DraftView

type draftingKey struct{}

// WithDrafting returns a context in which forms keep what is typed.
func WithDrafting(ctx context.Context, d Drafting) context.Context {
	return context.WithValue(ctx, draftingKey{}, d)
}

type draftKey struct{}

// draftForm is the form being written, for the parts inside it.
type draftForm struct {
	DraftView
	told bool // a save bar has said how it stands with the draft
}

// draftIn returns the form being written when what is typed into it is kept, else nil.
func draftIn(ctx context.Context) *draftForm {
	d, _ := ctx.Value(draftKey{}).(*draftForm)
	return d
}

// Form is a form that writes; its children are its fields. What is typed into one that records something of a case is kept until it is saved.
func Form(v FormView) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var d *draftForm
		if of, ok := ctx.Value(draftingKey{}).(Drafting); ok && !v.Sent {
			if shown := of(v.Action, v.Part); shown != nil {
				d = &draftForm{DraftView: *shown}
			}
		}
		return form(v, d).Render(context.WithValue(ctx, draftKey{}, d), w)
	})
}

// tell says that the part asking is the one that says how it stands with the draft.
func (d *draftForm) tell() bool {
	told := d.told
	d.told = true
	return !told
}
