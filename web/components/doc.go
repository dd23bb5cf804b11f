// Package components holds the parts pages are made of, one templ file each, with a struct of finished values as the only parameter.
//
// A component decides nothing: words, addresses, counts and booleans come in finished. Names ending in View are those structs. Words that
// belong to the component itself ("why", "next page") come from the catalogue; everything else is passed in.
package components

import (
	"context"

	"xinsheng/internal/text"
)

// Tone is how pressing something is. Every tone is shown by an icon and a word as well as by colour.
type Tone string

// The tones: overdue or positive, due soon, done, closed or locked; the zero Tone is neutral.
const (
	Plain Tone = ""
	Late  Tone = "late"
	Due   Tone = "due"
	Done  Tone = "done"
	Shut  Tone = "shut"
)

// labelOf returns the label of a form's field: the given one, else that of the family "field" of the catalogue.
func labelOf(ctx context.Context, label, name string) string {
	if label == "" && text.Has(text.FamilyField, name) {
		return text.Of(ctx, text.FamilyField, name)
	}
	return label
}
