package server

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

// get returns a field without the blanks around it; false when it is no text, which is noted.
func (f *Form) get(name string) (string, bool) {
	v := f.values.Get(name)
	if !isText(v) {
		f.Add(name, text.ValidNotText)
		return "", false
	}
	return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n")), true
}

// Text reads an optional text of at most limit characters.
func (f *Form) Text(name string, limit int) string {
	v, _ := f.get(name)
	if utf8.RuneCountInString(v) > limit {
		f.Add(name, text.ValidTooLong, "Max", limit)
		return ""
	}
	return v
}

// Required reads a text of 1 to limit characters.
func (f *Form) Required(name string, limit int) string {
	v, ok := f.get(name)
	if ok && v == "" {
		f.Add(name, text.ValidRequired)
		return ""
	}
	if !ok {
		return ""
	}
	return f.Text(name, limit)
}

// Secret reads a password: not trimmed, at most 1,000 bytes, never empty.
func (f *Form) Secret(name string) string {
	v := f.values.Get(name)
	switch {
	case v == "":
		f.Add(name, text.ValidRequired)
	case !isText(v):
		f.Add(name, text.ValidNotText)
	case len(v) > 1000:
		f.Add(name, text.ValidTooLong, "Max", 1000)
	default:
		return v
	}
	return ""
}

// Date reads an optional day.
func (f *Form) Date(name string) date.Date {
	v, _ := f.get(name)
	if v == "" {
		return 0
	}
	d, err := date.Parse(v)
	if err != nil || d < date.New(1900, 1, 1) || d > date.New(2200, 12, 31) {
		f.Add(name, text.ValidNotADate)
		return 0
	}
	return d
}

// RequiredDate reads a day.
func (f *Form) RequiredDate(name string) date.Date {
	if v, ok := f.get(name); ok && v == "" {
		f.Add(name, text.ValidRequired)
	}
	return f.Date(name)
}

// Month reads an optional month.
func (f *Form) Month(name string) date.Month {
	v, _ := f.get(name)
	if v == "" {
		return 0
	}
	m, err := date.ParseMonth(v)
	if err != nil {
		f.Add(name, text.ValidNotAMonth)
		return 0
	}
	return m
}

// Int reads an optional whole number between low and high; 0 when nothing is there.
func (f *Form) Int(name string, low, high int) int {
	v, _ := f.get(name)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	switch {
	case err != nil:
		f.Add(name, text.ValidNotANumber)
	case n < low || n > high:
		f.Add(name, text.ValidNumberRange, "Min", low, "Max", high)
	default:
		return n
	}
	return 0
}

// RequiredInt reads a whole number between low and high.
func (f *Form) RequiredInt(name string, low, high int) int {
	if v, ok := f.get(name); ok && v == "" {
		f.Add(name, text.ValidRequired)
	}
	return f.Int(name, low, high)
}

// Choice reads an optional value that is one of the options.
func (f *Form) Choice(name string, options ...string) string {
	v, _ := f.get(name)
	if v == "" || slices.Contains(options, v) {
		return v
	}
	f.Add(name, text.ValidNotAnOption)
	return ""
}

// RequiredChoice reads a value that is one of the options.
func (f *Form) RequiredChoice(name string, options ...string) string {
	if v, ok := f.get(name); ok && v == "" {
		f.Add(name, text.ValidChoose)
		return ""
	}
	return f.Choice(name, options...)
}

// Choices reads the values of a group of checkboxes, each one of the options.
func (f *Form) Choices(name string, options ...string) []string {
	var out []string
	for _, v := range f.values[name] {
		if !slices.Contains(options, v) {
			f.Add(name, text.ValidNotAnOption)
			return nil
		}
		out = append(out, v)
	}
	return out
}

// Checked reports whether a checkbox is ticked.
func (f *Form) Checked(name string) bool { return f.values.Get(name) != "" }

// Number reads the key of a row, as a select gives it; 0 when nothing is chosen.
func (f *Form) Number(name string) int64 {
	v, _ := f.get(name)
	if v == "" {
		return 0
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n <= 0 {
		f.Add(name, text.ValidNotAnOption)
		return 0
	}
	return n
}

// RequiredNumber reads the key of a row that has to be chosen.
func (f *Form) RequiredNumber(name string) int64 {
	if v, ok := f.get(name); ok && v == "" {
		f.Add(name, text.ValidChoose)
	}
	return f.Number(name)
}

// Division reads an optional division code.
func (f *Form) Division(name string) division.Code {
	v, _ := f.get(name)
	if v == "" {
		return 0
	}
	c, err := division.Parse(v)
	if err != nil {
		f.Add(name, text.ValidNotAnOption)
	}
	return c
}

// RequiredDivision reads a division code that has to be chosen.
func (f *Form) RequiredDivision(name string) division.Code {
	if v, ok := f.get(name); ok && v == "" {
		f.Add(name, text.ValidChoose)
	}
	return f.Division(name)
}

// UUID reads an optional key of a case, fact or form; uuid.Nil when nothing is there.
func (f *Form) UUID(name string) uuid.UUID {
	v, _ := f.get(name)
	if v == "" {
		return uuid.Nil
	}
	id, err := uuid.Parse(v)
	if err != nil {
		f.Add(name, text.ValidNotAnOption)
	}
	return id
}

// Key reads the form's own key, which becomes the fact's: a form without a good one was not made by us and is refused as a whole.
func (f *Form) Key() uuid.UUID {
	id, err := uuid.Parse(f.values.Get(FormKey))
	if err != nil || id.Version() != 7 {
		f.Add("", text.ValidFormKey)
		return uuid.Nil
	}
	return id
}

// NewFormKey returns a key for a form that is about to be shown.
func NewFormKey() string { return uuid.Must(uuid.NewV7()).String() }
