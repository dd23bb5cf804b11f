// Package fault holds the kinds of error that cross a room's door, so that one place can turn any error into a status and a page.
//
// A fault carries keys of the text catalogue, never sentences, and never personal data: what it holds may be logged.
package fault

import (
	"errors"
	"strings"

	"xinsheng/internal/text"
)

// Kind says what went wrong, in the only terms a caller may act on.
type Kind string

// The kinds of fault. What the actor may not see is NotFound, never Forbidden, so that an answer does not betray that it exists (DOMAIN §2).
const (
	NotFound  Kind = "not_found"
	Invalid   Kind = "invalid"
	Conflict  Kind = "conflict"
	Forbidden Kind = "forbidden"
	TooLarge  Kind = "too_large"
	Internal  Kind = "internal"

	Unsupported Kind = "unsupported" // a file of a kind that is not taken
)

// Field is one thing wrong with one field of a form.
type Field struct {
	Name string         // the form field's name; empty when the whole form is meant
	Key  text.Key       // the message
	Args map[string]any // arguments of the message
}

// Error is an error of a known kind.
type Error struct {
	Kind   Kind
	Key    text.Key       // the sentence for the person, empty for the kind's own
	Args   map[string]any // arguments of the sentence
	Fields []Field        // for Invalid: what is wrong where
	Cause  error          // for the log; may be nil
}

// Error describes the fault for a log: kind, key, field names and cause, never values.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind))
	if e.Key != "" {
		b.WriteString(" " + string(e.Key))
	}
	for _, f := range e.Fields {
		b.WriteString(" " + f.Name + ":" + string(f.Key))
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// New returns a fault of kind k with the sentence named by key and its arguments (pairs of name and value).
func New(k Kind, key text.Key, args ...any) *Error {
	return &Error{Kind: k, Key: key, Args: pairs(args)}
}

// Wrap returns a fault of kind k caused by err.
func Wrap(k Kind, err error) *Error { return &Error{Kind: k, Cause: err} }

// ErrNotFound is the fault for everything that does not exist for this actor.
func ErrNotFound() *Error { return &Error{Kind: NotFound} }

// OnField returns an Invalid fault with one message on one field.
func OnField(field string, key text.Key, args ...any) *Error {
	return &Error{Kind: Invalid, Fields: []Field{{field, key, pairs(args)}}}
}

// KindOf returns the kind of err: that of the first fault in its chain, Internal for any other error, and "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Fields collects what is wrong with a form, so that all of it can be shown at once.
type Fields []Field

// Add notes that the field is wrong in the way the key says.
func (fs *Fields) Add(field string, key text.Key, args ...any) {
	*fs = append(*fs, Field{field, key, pairs(args)})
}

// Err returns nil when nothing was added, else an Invalid fault with all of it.
func (fs Fields) Err() error {
	if len(fs) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Fields: fs}
}

func pairs(args []any) map[string]any {
	if len(args) == 0 {
		return nil
	}
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i].(string)] = args[i+1]
	}
	return m
}
