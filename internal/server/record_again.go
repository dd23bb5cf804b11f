package server

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// againField is the part of an address that names a voided fact, with whose content the form opens.
const againField = "again"

// againPath is where a fact of the kind that was voided is recorded anew, and with which note; "" where there is no form. Forms that record one
// fact open filled; the others ask for the day alone, or are steps on a page that several share.
func againPath(kind rehab.Kind, caseID uuid.UUID, fact, day string) (string, text.Key) {
	path := recordPath(kind, caseID)
	switch {
	case path == "" || sharedForms[recordForms[kind]]:
		return path, text.VoidRecordAnew
	case slices.ContainsFunc(recordFormList(), func(f *recordForm) bool { return f.name == string(kind) }):
		return path + "?" + url.Values{"date": {day}, againField: {fact}}.Encode(), text.VoidRecordFilled
	}
	return path + "?date=" + day, text.VoidRecordAnew
}

// said is what the voided fact says that the address names, by the form's fields; nil unless it is one of this case and of the form's kind.
func (rf *recordForm) said(o *casework.Opened, query *Form) map[string]string {
	f, ok := o.Fact(query.Typed(againField))
	if !ok || f.Body.Kind() != rf.kind || rf.name != string(rf.kind) {
		return nil
	}
	if _, void := o.Voided()[f.ID]; !void {
		return nil
	}
	return fieldsOf(f.Body)
}

// fieldsOf is a body as a form shows it: the fields of the forms bear the body's names.
func fieldsOf(b rehab.Body) map[string]string {
	raw, err := rehab.EncodeBody(b)
	if err != nil {
		return nil
	}
	var body map[string]any
	if json.Unmarshal(raw, &body) != nil {
		return nil
	}
	said := map[string]string{}
	for field, v := range body {
		if shown := saidText(v); shown != "" {
			said[field] = shown
		}
	}
	if t, ok := b.(*rehab.DrugTest); ok && t.Result.Sampled() {
		said[fieldPanel] = panelOf(t)
	}
	return said
}

// saidText is a value of a body's JSON as a field shows it.
func saidText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []any:
		names := make([]string, len(v))
		for i := range v {
			names[i] = saidText(v[i])
		}
		return strings.Join(names, "、")
	}
	return fmt.Sprint(v)
}

// panelOf is how the test form asks for the readings that a test has.
func panelOf(t *rehab.DrugTest) string {
	readings := t.Panel()
	other := func(than rehab.PanelResult) bool {
		return slices.ContainsFunc(readings[:], func(r rehab.PanelResult) bool { return r != than })
	}
	switch {
	case !other(rehab.PanelNegative):
		return panelNegative
	case other(""):
		return panelEach
	}
	return panelNotTested
}
