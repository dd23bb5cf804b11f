// Package record holds the page of the forms that record one fact of a case.
package record

import "xinsheng/web/components"

// PageView is one form: what it is for, what stands against it, the form, and what is worth knowing beside it.
type PageView struct {
	Title    string // of the document: person and form
	Name     string // of the person
	What     string // what is recorded
	CaseHref string
	Note     string // measure, stage and place of the case
	Effect   string // what happens by it, with the article
	Bars     []BarView
	Form     *FormView // nil when it cannot be used
	Asides   []AsideView
	Also     []components.Link // forms that may be meant instead, or come next
}

// BarView is why the form cannot be used now, and what has to be done first.
type BarView struct {
	Words string
	Go    *components.Link // nil for nothing that this person can do
}

// FormView is the form.
type FormView struct {
	Action string
	Key    string
	Cancel string
	Parts  []Part
	Errors components.Errors
}

// SetErrors puts what is wrong on the form and on its fields.
func (v *FormView) SetErrors(es components.Errors) {
	v.Errors = es
	for i := range v.Parts {
		for j := range v.Parts[i].Fields {
			f := &v.Parts[i].Fields[j].View
			f.Error = es.Of(f.Name)
		}
	}
}

// Part is a group of fields.
type Part struct {
	Title  string // empty for none
	Only   string // the state of the form in which it is shown where the browser can tell; empty: always
	Side   bool   // side by side
	Fields []Field
}

// Control is how a field is asked for.
type Control int

// The controls.
const (
	Line Control = iota
	Area
	Day
	Choice
	Select
)

// Field is one field.
type Field struct {
	Control Control
	View    components.FieldView
}

// AsideView is a card beside the form.
type AsideView struct {
	Title  string
	Pairs  []components.Pair
	Tone   components.Tone
	Notice string // empty for none
}
