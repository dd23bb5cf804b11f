// Package paper holds the pages of a case's statutory papers: those it has, one before it is issued, one that was, and taking one back.
package paper

import (
	"context"

	"github.com/a-h/templ"

	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// ListView are the papers of a case.
type ListView struct {
	Title    string
	Name     string
	CaseHref string
	ListHref string               // the list of cases; empty when this reader has none
	Papers   components.TableView // issued, voided ones too
	Ready    []ReadyView          // what this reader could issue, by kind
}

// ReadyView is a kind of paper that could be issued, with what it would be about.
type ReadyView struct {
	Title string
	About []components.Link // the facts, the newest first; one to the kind itself when it is about the case
	Rest  []components.Link // further facts, folded
}

// WriteView is a paper before it is issued.
type WriteView struct {
	Title    string
	Name     string
	CaseHref string
	ListHref string
	Papers   components.Link // the case's papers
	Sheet    templ.Component
	About    string // the fact, in words; empty: the case
	Lacks    []LackView
	Action   string
	Key      string
	Kind     string
	Fact     string
	Asks     []components.FieldView
	Number   string // how the number will begin
	May      bool   // this reader may issue it
	Locked   string // why it cannot be issued now, other than what is missing
	Already  *components.Link
	Errors   components.Errors
}

// LackView is one thing that is missing on a paper.
type LackView struct {
	Label string
	Href  string // where it is filled in; empty: nowhere that this reader could
	Asked bool   // by the form itself
}

// IssuedView is an issued paper.
type IssuedView struct {
	Title    string
	Number   string
	Name     string
	CaseHref string
	ListHref string
	Papers   components.Link
	Sheet    templ.Component
	Mark     components.MarkView // issued, served, voided
	Facts    []components.Pair   // who, when, SHA-256
	Void     string              // address to take it back; empty: not by this reader
	VoidWhy  string              // why, by whom and when it was taken back
	Serve    *components.Link    // where service is recorded; nil: not by this reader
	Served   []components.FactView
	Slips    []components.Link // return slips to print
	Print    ReasonView
	PDF      PDFView
}

// OfficeView is a paper of an office, about no case.
type OfficeView struct {
	Title    string
	Number   string
	Register components.Crumb // the register of numbers; no address: not for this reader
	Matter   string           // address of what it is about; empty: it has no page
	Sheet    templ.Component
	Mark     components.MarkView
	Facts    []components.Pair
	Void     string // address to take it back; empty: not by this reader
	VoidWhy  string
	Print    ReasonView
	PDF      PDFView
}

// ReasonView is the form that states why whole numbers are needed.
type ReasonView struct {
	Free   bool // none are on it, so that no reason is asked for
	Action string
	Reason string
	Errors components.Errors
}

// PDFView is how the PDF of a paper stands.
type PDFView struct {
	ReasonView
	State  string // waiting, made or failed
	Words  string // what there is to say of it
	Again  string // address to have it printed once more; empty: not by this reader, or it need not be
	Reload string // address at which the page looks again while it waits; empty: it does not
}

// VoidView is the taking back of a paper.
type VoidView struct {
	Title    string
	Name     string
	CaseHref string // empty: it is about no case
	ListHref string
	Papers   components.Link
	Number   string
	Locked   string // why it cannot be taken back
	Action   string
	Reason   string
	Errors   components.Errors
}

func (v OfficeView) crumbs() []components.Crumb {
	own := components.Crumb{Label: v.Title}
	if v.Register.Href == "" {
		return []components.Crumb{own}
	}
	return []components.Crumb{v.Register, own}
}

// voidCrumbs lead back to the case's papers, or to the paper where it is about no case.
func voidCrumbs(ctx context.Context, v VoidView) []components.Crumb {
	papers, own := components.Crumb{Label: v.Papers.Words, Href: v.Papers.Href}, components.Crumb{Label: v.Title}
	if v.CaseHref == "" {
		return []components.Crumb{papers, own}
	}
	return crumbs(v.ListHref, text.T(ctx, text.CasefileList), v.Name, v.CaseHref, papers, own)
}

// printNote says whether a reason is asked for before the original opens.
func printNote(ctx context.Context, v ReasonView) string {
	if v.Free {
		return text.T(ctx, text.PaperWholeFree)
	}
	return text.T(ctx, text.PaperPrintNote)
}

func crumbs(listHref, list, name, caseHref string, more ...components.Crumb) []components.Crumb {
	var all []components.Crumb
	if listHref != "" {
		all = append(all, components.Crumb{Label: list, Href: listHref})
	}
	return append(append(all, components.Crumb{Label: name, Href: caseHref}), more...)
}

// onlyAsked reports whether nothing is missing but what the form itself asks for.
func onlyAsked(v WriteView) bool {
	for _, l := range v.Lacks {
		if !l.Asked {
			return false
		}
	}
	return true
}
