// Package person holds the pages about the person behind a case: their data with its history, correcting the document, merging a second record.
package person

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/casefile"
)

// PageView is a person with everything that is known of them.
type PageView struct {
	Title    string
	Name     string
	Note     string // masked number, measure, phase
	CaseHref string
	Notice   string // why nothing can be changed here; empty otherwise

	Identity []components.Pair
	Correct  string // address of the correction of the document; empty: not by this actor
	Merge    string // address of the merge; empty: not by this actor
	Unmask   *casefile.UnmaskView
	Data     []components.Pair // instead of the form
	Form     *FormView         // nil: not by this actor
	Merged   []MergedView
	Changes  []ChangeView
	More     string // that older changes are not listed; empty otherwise
}

// FormView is the form of a person's data.
type FormView struct {
	Action   string
	Key      string
	Version  string
	Back     string // where one came from and returns to
	Cancel   string
	Today    string
	Values   map[string]string // as typed or on record, by field
	Errors   components.Errors
	Conflict *ConflictView

	AskSex        bool // the document is none that says sex and birth
	Minor         bool
	Phone         string // masked; empty: none on record
	GuardianPhone string
	Transfer      string // address of the residence change; empty: not by this actor

	Sexes, Ethnicity, Education, Marital []components.Option
	Works                                []string
	Quick                                []components.QuickValue
}

// ConflictView is what somebody else has saved meanwhile, beside what was typed.
type ConflictView struct {
	Who, When string
	Rows      []components.ConflictRow
	Saved     string // address that shows the saved one
}

// MergedView is a record that was merged into this one and still is.
type MergedView struct {
	ID      string
	Which   string
	By      string
	Reason  string
	Undo    string // address; empty: not to be undone by this actor
	Typed   string // reason for undoing it, as typed
	Errors  components.Errors
	FieldID string
}

// ChangeView is one change of a person's data.
type ChangeView struct {
	ISO, Date string
	Icon      icon.Name
	Title     string
	By        string
	Notes     []string
	Rows      []FieldView
}

// FieldView is what a field said before and after.
type FieldView struct {
	Field, Before, After string
}

// DocumentView is the page that corrects a document.
type DocumentView struct {
	Title, Name        string
	Note               string
	CaseHref, BackHref string
	Now                []components.Pair

	Action, Key, Version   string
	Types                  []components.Option
	DocumentType, Document string
	Reason                 string
	Confirm                bool // asks to confirm what the new number says otherwise
	Confirmed              bool
	Errors                 components.Errors

	Taken string         // what can be done because another record has the number; empty otherwise
	Merge *MergeFormView // nil: not by this actor
}

// MergeView is the page that merges two records.
type MergeView struct {
	Title, Name        string
	Note               string
	CaseHref, BackHref string
	Form               MergeFormView
}

// MergeFormView is the form that merges two records.
type MergeFormView struct {
	Action, Key            string
	Types                  []components.Option
	DocumentType, Document string
	Keep                   string
	Keeps                  []components.Option
	Reason                 string
	Cancel                 string
	Errors                 components.Errors
}

// field is one field of the form with what is in it.
func (v *FormView) field(name string, limit int) components.FieldView {
	return components.FieldView{Name: name, Value: v.Values[name], Error: v.Errors.Of(name), MaxLength: limit}
}

func (v *FormView) choice(name string, options []components.Option) components.FieldView {
	f := v.field(name, 0)
	f.Options = options
	return f
}

func must(f components.FieldView) components.FieldView {
	f.Required = true
	return f
}

func mustIf(yes bool, f components.FieldView) components.FieldView {
	f.Required = yes
	return f
}

func hint(f components.FieldView, words string) components.FieldView {
	f.Hint = words
	return f
}

func lines(f components.FieldView, n int) components.FieldView {
	f.Rows = n
	return f
}

func narrow(f components.FieldView) components.FieldView {
	f.Narrow = true
	return f
}

func phone(f components.FieldView) components.FieldView {
	f.Type, f.InputMode = "tel", "tel"
	return f
}

func suggest(f components.FieldView, list []string) components.FieldView {
	f.List = list
	return f
}

func day(f components.FieldView, max string, quick []components.QuickValue) components.FieldView {
	f.Max, f.Quick = max, quick
	return f
}

func on(yes bool) string {
	if yes {
		return "on"
	}
	return ""
}

// kept says which number stays when the field is left empty.
func kept(ctx context.Context, mask string) string {
	if mask == "" {
		return text.T(ctx, text.PersonNoPhoneYet)
	}
	return text.T(ctx, text.PersonKeepPhone, "Mask", mask)
}

func reasonHint(ctx context.Context, asksSex bool) string {
	if asksSex {
		return text.T(ctx, text.PersonReasonHintDocument)
	}
	return text.T(ctx, text.PersonReasonHint)
}
