package components

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/text"
)

// FieldView is one field of a form: label, control, hint and error, tied together for screen readers.
type FieldView struct {
	Name     string
	ID       string // empty: the name
	Label    string // empty: the name's sentence in the family "field"
	Hint     string
	Error    string // the message without the label; Errors.Of gives it
	Value    string // what was typed or stored
	Required bool
	Optional bool // says "optional" beside the label, where most fields are required
	Focus    bool // gets the cursor when the page opens
	Narrow   bool // a short field: dates, numbers
	Small    bool // the size inside tables and bars
	Bare     bool // the label is for screen readers only, because a table head or the row says it

	Type         string   // of an input: empty = text; "search", "password", "tel", "number", "month", "time", "file"
	Autocomplete string   // empty = off
	InputMode    string   // "numeric", "decimal", "tel"
	MaxLength    int      // characters; 0 for no limit in the browser (the server has its own)
	Rows         int      // of a text area; 0 = 4
	Accept       string   // of a file input
	Multiple     bool     // of a file input: several at once
	Camera       bool     // of a file input: a telephone opens its camera; with script a photo is sent as soon as it is taken
	Shrink       int      // of a file input: with script, larger images are made this long before they are sent, in pixels; 0 for never
	List         []string // suggestions for an input

	Min, Max string       // of a date, month or number, as the control writes it (YYYY-MM-DD)
	Quick    []QuickValue // buttons that fill a date: today, yesterday

	Options []Option
	Values  []string // chosen values of a group of checkboxes
	NoBlank bool     // a select without the empty choice
	Wide    bool     // a radio group with notes, one under the other
}

// QuickValue is a button that fills a field, for those with script.
type QuickValue struct {
	Words string
	Value string
}

// Option is one choice of a select, a radio group or a group of checkboxes.
type Option struct {
	Value string
	Label string
	Note  string // a second line, in wide groups
	Group string // heading in a select; consecutive options with the same one stand together
	Off   bool   // cannot be chosen; Note says why
}

// OptionsOf returns the choices of a family of the catalogue, in the given order.
func OptionsOf[S ~string](ctx context.Context, f text.Family, values ...S) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Value: string(v), Label: text.Of(ctx, f, v)}
	}
	return out
}

// Error is what is wrong with one field, in words.
type Error struct {
	Name    string // the field's name; empty when the whole form is meant
	ID      string // anchor of the field; empty: the name
	Label   string // empty: the name's sentence in the family "field"
	Message string
}

// Errors is what is wrong with a form.
type Errors []Error

// Of returns the message on a field, empty when there is none.
func (es Errors) Of(name string) string {
	for _, e := range es {
		if e.Name == name {
			return e.Message
		}
	}
	return ""
}

func (e Error) anchor() string {
	if e.ID != "" {
		return e.ID
	}
	return e.Name
}

func (v FieldView) id() string {
	if v.ID != "" {
		return v.ID
	}
	return v.Name
}

// described returns the ids of hint and error for aria-describedby.
func (v FieldView) described() string {
	s := ""
	if v.Hint != "" {
		s = v.id() + "-hint"
	}
	if v.Error != "" {
		if s != "" {
			s += " "
		}
		s += v.id() + "-error"
	}
	return s
}

// attributes are those every control of the field has.
func (v FieldView) attributes() templ.Attributes {
	a := templ.Attributes{"id": v.id(), "name": v.Name}
	set := func(name, value string) {
		if value != "" {
			a[name] = value
		}
	}
	set("aria-describedby", v.described())
	set("inputmode", v.InputMode)
	set("accept", v.Accept)
	set("min", v.Min)
	set("max", v.Max)
	if v.Multiple {
		a["multiple"] = true
	}
	if v.Camera {
		a["capture"], a["data-send"] = "environment", true
	}
	if v.Shrink > 0 {
		a["data-shrink"] = strconv.Itoa(v.Shrink)
	}
	if v.Error != "" {
		a["aria-invalid"] = "true"
	}
	if v.Required {
		a["aria-required"] = "true"
	}
	if v.Focus {
		a["autofocus"] = true
	}
	if v.MaxLength > 0 {
		a["maxlength"] = strconv.Itoa(v.MaxLength)
	}
	return a
}

func (v FieldView) autocomplete() string {
	if v.Autocomplete != "" {
		return v.Autocomplete
	}
	return "off"
}

func (v FieldView) kind() string {
	if v.Type != "" {
		return v.Type
	}
	return "text"
}

func (v FieldView) rows() string {
	if v.Rows > 0 {
		return strconv.Itoa(v.Rows)
	}
	return "4"
}

// optionGroup is consecutive options under one heading.
type optionGroup struct {
	name    string
	options []Option
}

func (v FieldView) groups() []optionGroup {
	var out []optionGroup
	for _, o := range v.Options {
		if len(out) == 0 || out[len(out)-1].name != o.Group {
			out = append(out, optionGroup{name: o.Group})
		}
		last := &out[len(out)-1]
		last.options = append(last.options, o)
	}
	return out
}
