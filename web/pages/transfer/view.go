// Package transfer holds the pages of residence changes: the list, and one change with its steps and the form of the next.
package transfer

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// ListView is the list of changes under way.
type ListView struct {
	Excel  string // where the same list is taken along; empty: nowhere
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// PageView is one person's residence change.
type PageView struct {
	Title      string
	Note       string // number, measure and phase
	Way        string // how a change goes, in a sentence; empty once there is one
	Name       string
	CaseHref   string
	Answerable *components.AnswerableView // nil without a change
	Steps      []components.Step
	From       string                // the origin
	Facts      []components.Pair     // where to, why, since when
	Said       []components.FactView // what was requested and answered, newest first
	Owed       []components.DutyView // what the origin still owes
	MoreOwed   []components.DutyView // further ones, folded
	MoreNote   string
	Moves      components.TableView // what passes on
	Forms      []FormView           // what this actor may do now; the first is the main one
	Notice     string               // whose step it is, when it is not this actor's; empty otherwise
	NoticeTone components.Tone
	First      *components.Link // the form of what must happen first; nil: none, or not the reader's
}

// FormView is the form of one step.
type FormView struct {
	ID      string // the fact's kind
	Title   string
	Hint    string
	Action  string
	Key     string
	Date    string // YYYY-MM-DD
	Today   string
	Note    string
	Reason  bool // the note is a reason that has to be given
	Answer  bool // asks for agree or refuse
	Agreed  string
	To      []components.Option // villages to choose from; nil: not asked
	Village string
	Field   string // name of the village's field
	Why     bool   // asks for residence or work
	WhySaid string
	Folded  bool // shown closed

	Where     string // "in" or "out" of the county, when that is asked; empty: not asked
	Outside   string // unit of another county
	Elsewhere string // address of a form with a page of its own; empty: it stands here

	Errors components.Errors
}

func noteLabel(ctx context.Context, f FormView) string {
	if f.Reason {
		return text.T(ctx, text.TransferWhy)
	}
	return text.T(ctx, text.TransferNoteSaid)
}

// saveLabel names what the button does: an answer is given, any other step is the form's title.
func saveLabel(ctx context.Context, f FormView) string {
	if f.Answer {
		return text.T(ctx, text.TransferGive)
	}
	return f.Title
}

// elsewhereWeight: one primary button a page.
func elsewhereWeight(main bool) components.Weight {
	if main {
		return components.Primary
	}
	return components.Outline
}
