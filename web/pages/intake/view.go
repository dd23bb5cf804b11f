// Package intake holds the pages with which police open a screening: the question whether a person is known, its answer, and the form.
package intake

import "xinsheng/web/components"

// AskView is the form of the question.
type AskView struct {
	Action       string
	DocumentType string
	Types        []components.Option
	Document     string // as typed
	Reason       string
	Notice       string // why the question has to be put again; empty otherwise
	Errors       components.Errors
}

// AnswerView is the answer, and the form when a screening may be recorded.
type AnswerView struct {
	Ask      string // address of a new question
	Document string // kind and masked number
	Notice   string
	Tone     components.Tone
	Pairs    []components.Pair     // who is to be rung, how many cases
	Open     string                // address of the open case when the actor sees it; empty otherwise
	Cases    *components.TableView // earlier cases that the actor sees; nil for none
	Form     *FormView             // nil when a case is open
	Other    string                // address of the form for somebody else, when the number is one that was corrected; empty otherwise
}

// FormView is the form of the screening.
type FormView struct {
	Action   string
	Key      string
	Question string // the sealed question
	Part     string // tells the draft about this person from those about others
	Today    string
	Values   map[string]string // as typed, by field
	Errors   components.Errors
	Conflict *ConflictView // nil unless the same form was recorded with other content

	New        bool              // the person is not known: asks for everything
	Another    bool              // the number was once another person's by mistake
	Lacks      []string          // fields of a known person's record that a decision needs and that are empty
	Locked     []components.Pair // what the ID number says; empty for another document
	Minor      bool              // known to be under age
	Sexes      []components.Option
	Ethnicity  []components.Option
	Education  []components.Option
	Marital    []components.Option
	Works      []string
	Measures   []components.Option
	Places     []components.Option
	Ratings    []components.Option
	Conclusion []components.Option
	Cancel     string
}

// ConflictView is what was recorded with the same form before.
type ConflictView struct {
	Rows []components.ConflictRow
	Open string // address of what was recorded
	Who  string
	When string
}

// field is one field of the form with what was typed into it.
func (v *FormView) field(name string) components.FieldView {
	return components.FieldView{Name: name, Value: v.Values[name], Error: v.Errors.Of(name)}
}

// required is a field that has to be filled.
func (v *FormView) required(name string) components.FieldView {
	f := v.field(name)
	f.Required = true
	return f
}

// text is an optional field of one line of at most limit characters.
func (v *FormView) text(name string, limit int) components.FieldView {
	f := v.field(name)
	f.MaxLength, f.Optional = limit, true
	return f
}

// choice is a field with options.
func (v *FormView) choice(name string, options []components.Option) components.FieldView {
	f := v.field(name)
	f.Options, f.Optional = options, true
	return f
}

// must marks a field as one that has to be filled.
func must(f components.FieldView) components.FieldView {
	f.Required, f.Optional = true, false
	return f
}

// hint puts a line below a field.
func hint(f components.FieldView, words string) components.FieldView {
	f.Hint = words
	return f
}
