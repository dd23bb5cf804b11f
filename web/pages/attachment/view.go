// Package attachment holds the pages of the photos and scans of a fact: those there are with the form to add some, and taking one back.
package attachment

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// ListView is what is attached to a fact.
type ListView struct {
	Title    string
	Name     string // of the person
	CaseHref string
	ListHref string // the list of cases; empty when this actor has none
	Back     string // the fact on the case's page
	Fact     components.FactView
	Items    []ItemView
	Outcome  *OutcomeView // nil unless some of what was sent was not kept
	Add      *AddView     // nil: not by this actor, or not to this fact; Locked says why
	Locked   string
}

// ItemView is one attachment.
type ItemView struct {
	Label     string // what the file was called
	Note      string // kind and size
	By        string // who attached it and when
	Href      string
	Image     bool   // shown by the browser; anything else is given as a file
	Thumbnail string // empty for none
	Portrait  bool   // the person is known by it
	Choose    string // address to make it the person's photo, or no longer; empty: not by this actor, or no image
	Void      string // address to take it back; empty: not by this actor
	VoidWhy   string // why, by whom and when it was taken back; empty: it stands
}

// AddView is the form that attaches files.
type AddView struct {
	Action       string
	Accept       string // kinds of file, for the browser's choice only
	AcceptImages string // the same for the camera
	Hint         string
	Shrink       int // pixels to which a browser may make images smaller before it sends them
}

// OutcomeView is what was not kept of what was sent.
type OutcomeView struct {
	Title   string
	Refused []RefusedView
}

// RefusedView is one file that was not kept; without a name the form as a whole is meant.
type RefusedView struct{ Name, Why string }

// VoidView is the taking back of one attachment.
type VoidView struct {
	Title    string
	Name     string
	CaseHref string
	ListHref string
	Back     string // the fact's attachments
	Item     ItemView
	Locked   string // why it cannot be; empty when it can
	Action   string
	Reason   string
	Errors   components.Errors
}

func crumbs(ctx context.Context, list, name, caseHref string, more ...components.Crumb) []components.Crumb {
	var out []components.Crumb
	if list != "" {
		out = append(out, components.Crumb{Label: text.T(ctx, text.CasefileList), Href: list})
	}
	return append(append(out, components.Crumb{Label: name, Href: caseHref}), more...)
}
