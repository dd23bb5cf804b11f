package server

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
)

// Limits of a form. What is longer is read past and dropped, so that the other fields can be given back filled; a body beyond the last
// limit is not read to its end.
const (
	maxField  = 64 << 10 // bytes of one field, as sent
	maxForm   = 1 << 20  // bytes of all fields, as sent
	maxFields = 5_000
	maxBody   = 32 << 20 // bytes read of a body at all
)

// Form is what somebody filled in. The readers in field.go take fields out of it and note what is wrong with them; Err then says all of
// it. What was typed stays in it, to be shown again.
type Form struct {
	values url.Values
	wrong  fault.Fields
	large  fault.Fields // fields that were too large to keep
}

// LogValue is empty: forms hold what people typed.
func (f *Form) String() string { return "form" }

// readForm reads the body of a form. A form that is too large or not a form is an error at Err, where the handler asks for it with
// what could be read still in the form; the error returned here is for bodies that cannot be read at all.
func readForm(r *http.Request) (*Form, error) {
	f := &Form{values: url.Values{}}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil && r.ContentLength == 0 {
		return f, nil // a button alone
	}
	if kind != "application/x-www-form-urlencoded" {
		return nil, fault.New(fault.Invalid, text.FaultNotForm)
	}
	body := &io.LimitedReader{R: r.Body, N: maxBody}
	if err := f.read(bufio.NewReaderSize(body, 8<<10)); err != nil {
		return nil, fault.Wrap(fault.Invalid, err)
	}
	if body.N == 0 {
		f.large.Add("", text.FaultTooLargeForm)
	}
	noteDraft(r, f)
	return f, nil
}

// read splits the body into fields, keeping no more than the limits allow.
func (f *Form) read(b *bufio.Reader) error {
	kept, count := 0, 0
	for {
		pair, cut, err := readPair(b)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		kept += len(pair)
		count++
		switch name, raw, _ := strings.Cut(pair, "="); {
		case kept > maxForm || count > maxFields:
			f.large = fault.Fields{{Key: text.FaultTooLargeForm}}
		case cut:
			f.large.Add(clean(unescape(name)), text.FaultTooLargeField)
		case pair != "":
			f.values.Add(clean(unescape(name)), unescape(raw))
		}
		if err != nil {
			return nil
		}
	}
}

// readPair reads to the next &; cut says that the pair was longer than a field may be and only its beginning is returned.
func readPair(b *bufio.Reader) (pair string, cut bool, err error) {
	var all []byte
	for {
		part, err := b.ReadSlice('&')
		if len(all)+len(part) > maxField+1 {
			part, cut = part[:max(0, min(len(part), 256-len(all)))], true // enough to know the field's name
		}
		all = append(all, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return strings.TrimSuffix(string(all), "&"), cut, err
		}
	}
}

func unescape(s string) string {
	if v, err := url.QueryUnescape(s); err == nil {
		return v
	}
	return s
}

// readQuery returns the filters in an address as a form. Filters that are not text are as good as none.
func readQuery(r *http.Request) *Form {
	f := &Form{values: url.Values{}}
	for name, all := range r.URL.Query() {
		for _, v := range all {
			f.values.Add(clean(name), clean(v))
		}
	}
	return f
}

// Err returns what is wrong with the form so far: TooLarge when something had to be dropped, else Invalid with all fields, else nil.
func (f *Form) Err() error {
	if len(f.large) > 0 {
		return &fault.Error{Kind: fault.TooLarge, Fields: append(f.large, f.wrong...)}
	}
	return f.wrong.Err()
}

// Add notes that a field is wrong.
func (f *Form) Add(field string, key text.Key, args ...any) { f.wrong.Add(field, key, args...) }

// Typed returns what was typed into a field, to be shown again; bytes that are no text are replaced.
func (f *Form) Typed(name string) string { return clean(f.values.Get(name)) }

// TypedAll is Typed for a field that stands in the form several times.
func (f *Form) TypedAll(name string) []string {
	out := make([]string, len(f.values[name]))
	for i, v := range f.values[name] {
		out[i] = clean(v)
	}
	return out
}

// Has reports whether the form has the field at all.
func (f *Form) Has(name string) bool { return f.values.Has(name) }

// Back returns the address to return to, which the frame's own forms carry; "/" when it is none of ours.
func (f *Form) Back() string {
	if p := f.Typed(layout.FieldBack); session.Local(p) {
		return p
	}
	return layout.HomePath
}

// FormKey is the name of the hidden field with the form's key.
const FormKey = components.FormKeyName

// clean replaces what is not text: invalid bytes and control characters other than tab and line ends.
func clean(s string) string {
	if isText(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if control(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, control) }

func control(r rune) bool { return (r < ' ' && r != '\t' && r != '\n' && r != '\r') || r == 0x7f }
