// Package visit holds the form that records a test and contacts of one person together.
package visit

import (
	"xinsheng/web/components"
)

// PageView is the form of one person.
type PageView struct {
	Title  string
	Name   string
	Note   string // sex, ID ending, phase
	Back   string // where one came from
	Crumb  string // its name
	Due    []components.MarkView
	Why    []components.Reason
	Months []components.Link // other months that can be entered late
	Cannot string            // why nothing can be recorded; the form is left out
	First  *components.Link  // the form of what must happen first; nil: none, or not the reader's
	Past   string            // why nothing of today can be recorded, though what happened before can
	Form   FormView
}

// FormView is the form.
type FormView struct {
	Action     string
	Key        string
	Version    string
	Back       string
	Month      string // that is entered late; "" for the present one
	Errors     components.Errors
	Date       components.FieldView
	Staff      components.FieldView
	Choice     components.ChoiceView
	Reason     components.FieldView
	Collectors []components.FieldView
	Woman      *components.FieldView // of a woman: her sample was collected by a woman
	Method     components.FieldView
	Place      components.FieldView
	TestOpen   bool // shows method and place
	Panel      components.FieldView
	Bottles    []components.FieldView // of a positive
	Contacts   []ContactView
	Situation  []components.FieldView
	Aid        components.FieldView // help given, recorded with one of the contacts
	AidHead    components.FieldView
	ChoiceNote string // the error of the result, in words
}

// ContactView is one kind of contact: the box, and what to say of it once ticked.
type ContactView struct {
	Kind    string
	Label   string
	Note    string // due, or done on
	Owed    bool
	Checked bool
	Error   string
	Fields  []components.FieldView
	Content components.FieldView
}
