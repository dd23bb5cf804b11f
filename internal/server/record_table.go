package server

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// recordForm is a form that records one fact of a case. Its words stand in the catalogue under its name: record_title, record_effect (what
// happens by it, with the article) and record_field (labels that differ from the usual ones).
type recordForm struct {
	name   string // of the catalogue's entries; the kind unless two forms record one
	kind   rehab.Kind
	path   string // last part of the address
	action access.Action
	parts  []recordPart
	also   []rehab.Kind             // forms to which this one points
	save   saveFact                 // nil: casework.RecordFact
	tidy   func(*casework.FactForm) // turns what the form asks for into what the fact says; nil: it is the same
	aside  asideOf                  // nil: none
	after  afterOf                  // where to go and what to say; nil: back to the case
	known  knownOf                  // what is on file already and stands in the fields at first; nil: nothing
}

// saveFact writes what the form says.
type saveFact func(*casework.Work, context.Context, access.Actor, casework.FactForm) (casework.Recorded, error)

// knownOf is what is on file about what the form is about, by the form's fields; of may be empty.
type knownOf func(o *casework.Opened, of string) map[string]string

// recordPart is a group of fields under a line; only names the state of the form in which the group is shown (web/styles/record.css).
type recordPart struct {
	title  text.Key
	only   string
	side   bool                          // short fields side by side
	when   func(o *casework.Opened) bool // whose cases have the group; nil: all
	fields []recordField
}

// asked is how a field is asked for.
type asked int

const (
	askLine    asked = iota // one line of text
	askArea                 // several lines
	askDay                  // a day up to today
	askAnyDay               // a day, also one to come
	askNumber               // a whole number
	askChoice               // one of few
	askYesNo                // yes or no
	askNames                // several names
	askAbout                // a fact, a window or the serious breach that the fact is about
	askVillage              // a village of the actor's scope
)

// recordField is one field of a form; its name is the field of the kind's struct in package rehab.
type recordField struct {
	name    string
	as      asked
	family  text.Family // of choices
	options []string    // of choices, in order
	limit   int         // characters of text; 0: 200
	start   startOf     // what stands in it at first; nil: nothing
	hint    text.Key
	marked  bool // shown as required: it is wherever it is shown
	depends bool // whether it is required depends on the rest of the form, as the hint says
}

// startOf is what stands in a field when the form is opened.
type startOf func(o *casework.Opened, actor access.Actor) string

func whole(fields ...recordField) []recordPart { return []recordPart{{fields: fields}} }

// Fields that many forms have.
var (
	fieldDate   = recordField{name: "date", as: askDay}
	fieldOf     = recordField{name: "of", as: askAbout}
	fieldNote   = recordField{name: "note", as: askArea, limit: 500}
	fieldReason = recordField{name: "reason", as: askArea, limit: 500}
	fieldNumber = recordField{name: "number", as: askLine, limit: 60}
	fieldText   = recordField{name: "text", as: askArea, limit: 2000}
)

// recordForms are all of them, in the order of a case's life. Every row here is two rows of the table of routes.
func recordFormList() []*recordForm {
	list := intakeForms()
	list = append(list, executionForms()...)
	list = append(list, testForms()...)
	list = append(list, leaveForms()...)
	list = append(list, breachForms()...)
	list = append(list, endForms()...)
	list = append(list, paperForms()...)
	for _, f := range list {
		if f.name == "" {
			f.name = string(f.kind)
		}
		if f.path == "" {
			f.path = recordForms[f.kind]
		}
		if f.action == "" {
			f.action = casework.FactAction(f.kind)
		}
		if f.save == nil {
			f.save = (*casework.Work).RecordFact
		}
	}
	return list
}

// recordRoutes are the rows of the forms that record one fact.
func recordRoutes() []Route {
	var rows []Route
	for _, f := range recordFormList() {
		path := casePrefix + f.path
		rows = append(rows,
			Route{Method: "GET", Path: path, Action: f.action, Handler: recordShow(f)},
			Route{Method: "POST", Path: path, Action: f.action, Handler: recordSave(f), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyRecordTitle, f.name)})
	}
	return rows
}
