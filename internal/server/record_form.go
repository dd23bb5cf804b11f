package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/record"
)

// Limits of what is typed.
const (
	lineLimit   = 200
	namesLimit  = 20
	numberLimit = 9999
)

// afterOf says where to go after a form was saved, and with which note.
type afterOf func(ctx context.Context, in *casework.FactForm, done *casework.Recorded) (path string, key text.Key, args []any)

// recordShow returns the handler that shows a form.
func recordShow(form *recordForm) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "case")
		if err != nil {
			return err
		}
		v, err := s.recordView(r, id, form, nil)
		if err != nil {
			return err
		}
		return s.page(w, r, v.Title, pages.Page(v))
	}
}

// recordSave returns the handler that takes a form.
func recordSave(form *recordForm) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "case")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		in := form.read(f, id)
		var done casework.Recorded
		if err = f.Err(); err == nil {
			done, err = form.save(s.Work, r.Context(), actorOf(r), in)
		}
		switch {
		case fault.KindOf(err) == fault.NotFound:
			return err
		case err != nil:
			return s.recordAgain(w, r, id, form, f, err)
		case form.after != nil:
			path, key, args := form.after(r.Context(), &in, &done)
			if path == casePath(id) {
				path = backOr(readQuery(r), path)
			}
			return s.doneAndOffer(w, r, path, id, in.Key, key, args...)
		}
		return s.doneAndOffer(w, r, backOr(readQuery(r), casePath(id)), id, in.Key, text.RecordSaved, "What", text.Of(r.Context(), text.FamilyRecordTitle, form.name))
	}
}

// recordAgain shows the form again with what was typed and what is wrong with it.
func (s *Server) recordAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, form *recordForm, f *Form, err error) error {
	v, verr := s.recordView(r, id, form, f)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name != "" {
				es[i].Label = form.label(r.Context(), es[i].Name)
			}
		}
		v.Form.SetErrors(es)
		return pages.Page(v)
	})
}

// read takes the form's fields; what is required is package casework's to say.
func (rf *recordForm) read(f *Form, id uuid.UUID) casework.FactForm {
	in := casework.FactForm{Case: id, Key: f.Key(), Kind: rf.kind, Said: map[string]any{}}
	for _, p := range rf.parts {
		for i := range p.fields {
			if field := &p.fields[i]; field.name == "date" {
				in.Date = f.Date("date")
			} else if v := field.read(f); v != nil {
				in.Said[field.name] = v
			}
		}
	}
	if rf.tidy != nil {
		rf.tidy(&in)
	}
	return in
}

// read returns what the field says, nil for nothing.
func (rf *recordField) read(f *Form) any {
	switch rf.as {
	case askDay, askAnyDay:
		if d := f.Date(rf.name); !d.IsZero() {
			return d.String()
		}
	case askNumber:
		if f.Typed(rf.name) != "" {
			return f.Int(rf.name, 0, numberLimit)
		}
	case askChoice:
		return f.Choice(rf.name, rf.options...)
	case askYesNo:
		if v := f.Choice(rf.name, "yes", "no"); v != "" {
			return v == "yes"
		}
	case askNames:
		return splitNames(f, rf.name)
	case askVillage:
		if c := f.Division(rf.name); !c.IsZero() {
			return c.String()
		}
	default:
		return f.Text(rf.name, rf.most())
	}
	return nil
}

func (rf *recordField) most() int {
	if rf.limit > 0 {
		return rf.limit
	}
	return lineLimit
}

// splitNames reads names that stand on lines of their own or between commas.
func splitNames(f *Form, field string) any {
	var list []string
	for name := range strings.FieldsFuncSeq(f.Text(field, lineLimit), func(r rune) bool { return strings.ContainsRune("\n,，、;；", r) }) {
		if name = strings.TrimSpace(name); name != "" {
			list = append(list, name)
		}
	}
	if len(list) > namesLimit {
		f.Add(field, text.ValidTooLong, "Max", namesLimit)
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// label is the field's name in words: the form's own word for it, or the usual one.
func (rf *recordForm) label(ctx context.Context, field string) string {
	for _, name := range []string{rf.name + "." + field, field} {
		if text.Has(text.FamilyRecordField, name) {
			return text.Of(ctx, text.FamilyRecordField, name)
		}
	}
	return text.Of(ctx, text.FamilyField, field)
}

// dayOf is the day a form speaks of: what was typed, or the address asks for, if it is a day up to today, else today.
func dayOf(typed, query *Form, today date.Date) date.Date {
	f := query
	if typed != nil {
		f = typed
	}
	if d, err := date.Parse(f.Typed("date")); err == nil && d <= today {
		return d
	}
	return today
}

func phaseName(ctx context.Context, n int) string {
	return text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(n))
}
