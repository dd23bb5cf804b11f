// Package dossier holds the pages of a person's dossier (一人一档): its 23 slots, one slot with its scans, the checklist on paper, the list of dossiers,
// and the archive.
package dossier

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/attachment"
)

// PageView is the 23 slots of one dossier.
type PageView struct {
	Title    string
	Name     string
	CaseHref string
	ListHref string // the list of dossiers
	Note     string // whose it is, in a line
	Progress string
	Filed    int // of Whole that are called for
	Missing  int
	Whole    int
	Figures  []components.FigureView
	Table    components.TableView
	Print    string
	Archive  *ArchivedView         // nil: it does not lie in the archive
	ToDo     components.ButtonView // to the archive; without a label none
	Notice   string                // something about the archive that does not fit the case
	File     *ExportView           // orders the file; nil: not by this actor

	FileErrors components.Errors
}

// ArchivedView is how a dossier lies in the archive, or lay.
type ArchivedView struct {
	Words string
	By    string
	Lacks string // what was missing and why; empty for nothing
	Void  string // why, by whom and when it was taken out; empty: it lies there
}

// SlotCell is what lies in a slot, or lacks in it, in a row of the page.
type SlotCell struct {
	Links []components.Link
	Kept  string // what the program keeps there by itself
	More  components.Link
	Late  bool
}

// SlotView is one slot.
type SlotView struct {
	Title    string
	Name     string
	CaseHref string
	Back     string // the dossier
	Mark     components.MarkView
	Since    string
	Rule     string
	Article  string
	Kept     string
	Lacks    []LackView
	Facts    []components.FactView
	Papers   []components.Link     // issued, the newest first
	Issue    components.ButtonView // issues the paper that belongs here; without a label none
	Scans    []attachment.ItemView
	Outcome  *attachment.OutcomeView // nil unless some of what was sent was not kept
	Add      *AddView                // nil: not by this actor, or no slot for scans; Locked says why
	Locked   string
}

// LackView is one thing that a slot lacks.
type LackView struct {
	Words  string
	Mark   components.MarkView
	Button components.ButtonView
}

// AddView is the form that files scans.
type AddView struct {
	attachment.AddView
	Day, Today, Note string
	Errors           components.Errors
}

// PrintView is the checklist on A4.
type PrintView struct {
	Title    string
	Person   string
	Case     string
	Progress string
	Rows     []PrintRow
	Note     string
	Printed  string
	Check    string
}

// PrintRow is one line of the checklist.
type PrintRow struct{ No, Slot, State, Count, Since, Lacks string }

// ListView is the dossiers of a place.
type ListView struct {
	Excel   string
	Figures []components.FigureView
	Filter  components.FilterBarView
	Sum     string
	Table   components.TableView
	Pages   components.PaginationView
	File    *ExportView // orders the files of all; nil: not by this actor, or there are none

	FileErrors components.Errors
}

// ArchiveView is the form that archives a dossier, or takes it out.
type ArchiveView struct {
	Title    string
	Name     string
	CaseHref string
	Back     string
	Note     string
	Now      *ArchivedView  // it lies there
	Earlier  []ArchivedView // the newest first
	Locked   string         // why it cannot be archived; empty when it can
	Lacks    []components.Link
	Action   string
	Void     string // address to take it out; empty: it does not lie there, or not by this actor
	Key      string
	Missing  string
	Day      string
	Today    string
	Who      string
	Place    string
	Reason   string
	Errors   components.Errors
}

func crumbs(ctx context.Context, list, name, caseHref string, more ...components.Crumb) []components.Crumb {
	var out []components.Crumb
	if list != "" {
		out = append(out, components.Crumb{Label: text.T(ctx, text.DossierTitle), Href: list})
	}
	return append(append(out, components.Crumb{Label: name, Href: caseHref}), more...)
}
