package server

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"xinsheng/internal/casework"
	"xinsheng/web/components"
)

// fillForms writes the page with each draft put into its form, which has the attribute data-draft: one way for every form, whatever its handler knows of.
// What a form sends without showing it stays as the page has it, but for the key and the versions, which belong to what was typed. Fields of the form that
// the draft does not know stay as they are, except boxes, which are not sent while they are empty.
func fillForms(w io.Writer, page []byte, drafts []casework.Draft) error {
	f := filler{z: html.NewTokenizer(bytes.NewReader(page)), drafts: drafts}
	for f.next() {
	}
	if err := f.z.Err(); !errors.Is(err, io.EOF) {
		return err
	}
	for _, part := range f.out {
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}

// filler goes through a page once and keeps its pieces, since a fold is opened when something inside it turns out to be filled in.
type filler struct {
	z      *html.Tokenizer
	drafts []casework.Draft
	out    []string
	typed  map[string][]string // of the form the filler is in; nil outside
	choice string              // name of the select it is in
	chosen []string            // what was chosen there; nil when the draft does not know the select
	folds  []int               // pieces in out that open the folds it is in
}

func (f *filler) next() bool {
	kind := f.z.Next()
	if kind == html.ErrorToken {
		return false
	}
	raw := string(f.z.Raw())
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		f.start(raw, f.z.Token())
	case html.EndTagToken:
		f.end(raw, f.z.Token())
	default:
		f.out = append(f.out, raw)
	}
	return true
}

func (f *filler) start(raw string, t html.Token) {
	f.out = append(f.out, raw)
	switch {
	case t.Data == "details":
		f.folds = append(f.folds, len(f.out)-1)
	case t.Data == "form":
		f.typed = nil
		for _, d := range f.drafts {
			if name, ok := attr(t, "data-draft"); ok && name == d.Form {
				f.typed = d.Typed
			}
		}
	case f.typed == nil:
	case t.Data == "input":
		f.input(t)
	case t.Data == "textarea":
		f.textarea(t)
	case t.Data == "select":
		f.choice, _ = attr(t, "name")
		f.chosen = f.typed[f.choice]
	case t.Data == "option" && f.chosen != nil:
		value, _ := attr(t, "value")
		f.set(mark(t, "selected", slices.Contains(f.chosen, value)), value != "" && slices.Contains(f.chosen, value))
	}
}

func (f *filler) end(raw string, t html.Token) {
	f.out = append(f.out, raw)
	switch t.Data {
	case "form":
		f.typed = nil
	case "select":
		f.chosen = nil
	case "details":
		f.folds = f.folds[:max(0, len(f.folds)-1)]
	}
}

// set puts the tag in place of the newest piece; filled opens the folds around it.
func (f *filler) set(t html.Token, filled bool) {
	f.out[len(f.out)-1] = t.String()
	if !filled {
		return
	}
	for _, at := range f.folds {
		if fold := f.out[at]; !strings.Contains(fold, " open") {
			f.out[at] = strings.TrimSuffix(fold, ">") + " open>"
		}
	}
	f.folds = nil
}

func (f *filler) input(t html.Token) {
	name, _ := attr(t, "name")
	kind, _ := attr(t, "type")
	switch kind {
	case "submit", "button", "image", "reset", "file", "password":
	case "checkbox", "radio":
		value, _ := attr(t, "value")
		on := slices.Contains(f.typed[name], value)
		_, was := attr(t, "checked")
		f.set(mark(t, "checked", on), on && !was)
	case "hidden":
		if ofTyping(name) {
			f.text(t, name)
		}
	default:
		f.text(t, name)
	}
}

// ofTyping reports whether a field that is not shown belongs to what was typed: the form's key, and the version that was in view.
func ofTyping(name string) bool {
	return name == FormKey || name == "version" || strings.HasPrefix(name, "key-") || strings.HasPrefix(name, "version-")
}

func (f *filler) text(t html.Token, name string) {
	v, ok := f.take(name)
	if !ok {
		return
	}
	was, _ := attr(t, "value")
	t.Attr = slices.DeleteFunc(slices.Clone(t.Attr), func(a html.Attribute) bool { return a.Key == "value" })
	t.Attr = append(t.Attr, html.Attribute{Key: "value", Val: v})
	kind, _ := attr(t, "type")
	f.set(t, v != was && kind != "hidden")
}

// take returns what was typed into a field; a name that stands several times gives its values in order.
func (f *filler) take(name string) (string, bool) {
	all := f.typed[name]
	if len(all) == 0 || name == "" || name == components.FieldDraft {
		return "", false
	}
	if len(all) > 1 {
		rest := map[string][]string{}
		for n, v := range f.typed {
			rest[n] = v
		}
		rest[name], f.typed = all[1:], rest
	}
	return clean(all[0]), true
}

// textarea replaces everything up to the end of the element.
func (f *filler) textarea(t html.Token) {
	name, _ := attr(t, "name")
	v, ok := f.take(name)
	if !ok {
		return
	}
	was := ""
	for kind := f.z.Next(); kind != html.ErrorToken && kind != html.EndTagToken; kind = f.z.Next() {
		was += f.z.Token().Data
	}
	f.set(t, v != was)
	f.out = append(f.out, "\n", html.EscapeString(v), "</textarea>") // a line end right after the tag is not part of the text
}

func attr(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// mark returns the tag with or without an attribute that has no value.
func mark(t html.Token, name string, on bool) html.Token {
	t.Attr = slices.DeleteFunc(slices.Clone(t.Attr), func(a html.Attribute) bool { return a.Key == name })
	if on {
		t.Attr = append(t.Attr, html.Attribute{Key: name})
	}
	return t
}
