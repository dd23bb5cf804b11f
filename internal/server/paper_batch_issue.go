package server

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

// readBatch reads the list that a request is about.
type readBatch func(*Server, *http.Request) (*batch, error)

// batchShow returns the handler that shows a list of papers to be issued together.
func batchShow(read readBatch) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		b, err := read(s, r)
		if err != nil {
			return err
		}
		v := s.batchView(r.Context(), b, nil, nil)
		return s.page(w, r, v.Title, pages.Batch(v))
	}
}

// batchDo returns the handler that issues what is ticked, or answers with the originals of what is ticked to be printed.
func batchDo(read readBatch) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		b, err := read(s, r)
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		if f.Typed("do") == "print" {
			return s.batchPrint(w, r, b, f)
		}
		return s.batchIssue(w, r, read, b, f)
	}
}

// batchIssue issues the papers ticked. When some could not be, the list comes back and says of each why.
func (s *Server) batchIssue(w http.ResponseWriter, r *http.Request, read readBatch, b *batch, f *Form) error {
	key, said, items := f.Key(), map[string]string{}, itemsOf(f)
	for _, field := range b.spec.Asks {
		said[field] = f.Required(field, 200)
	}
	if on := f.Date("on"); !b.village.IsZero() && !on.IsZero() && (on.Month() != b.month || on < s.Clock.Today()) {
		f.Add("on", text.PaperbatchDay, "Month", b.month)
	}
	if err := f.Err(); err != nil {
		return s.batchAgain(w, r, b, f, err)
	}
	outcomes, err := s.Papers.IssueAll(r.Context(), b.actor, key, b.spec.Kind, b.month, said, items)
	if err != nil {
		return err
	}
	why, bad := map[string]paper.Outcome{}, 0
	for i := range outcomes {
		if o := &outcomes[i]; o.Err != nil {
			bad++
			why[strings.TrimSuffix(o.Case.String()+"/"+o.Fact, "/")] = *o
		}
	}
	if bad == 0 {
		return s.done(w, r, b.address(), text.PaperbatchIssued, "Count", len(outcomes))
	}
	fresh, err := read(s, r)
	if err != nil {
		return err
	}
	v := s.batchView(r.Context(), fresh, f, why)
	v.Key = NewFormKey() // what was issued is; the rest is a new attempt
	v.Outcome = fresh.outcome(r.Context(), why, len(outcomes)-bad)
	return s.pageStatus(w, r, http.StatusUnprocessableEntity, s.shell(r, v.Title), pages.Batch(v))
}

// itemsOf reads what is ticked, each once, in the order of the list.
func itemsOf(f *Form) []paper.Item {
	var out []paper.Item
	seen := map[paper.Item]bool{}
	for _, v := range f.TypedAll("item") {
		caseID, fact, _ := strings.Cut(v, "/")
		id, err := uuid.Parse(caseID)
		if err != nil || fact != "" && uuid.Validate(fact) != nil {
			f.Add("", text.ValidNotAnOption)
			return nil
		}
		if item := (paper.Item{Case: id, Fact: fact}); !seen[item] {
			seen[item] = true
			out = append(out, item)
		}
	}
	switch {
	case len(out) == 0:
		f.Add("", text.PaperbatchNoneTicked)
	case len(out) > paper.BatchLimit:
		f.Add("", text.PaperbatchTooMany, "Max", paper.BatchLimit)
	}
	return out
}

// outcome is "18 issued, 2 not" with the way to each that was not.
func (b *batch) outcome(ctx context.Context, why map[string]paper.Outcome, issued int) *components.OutcomeView {
	v := &components.OutcomeView{Title: text.T(ctx, text.PaperbatchPartly, "Count", issued, "Bad", len(why)), Hint: text.T(ctx, text.PaperbatchPartlyHint)}
	names := map[string]string{}
	for i := range b.Todo {
		names[itemOf(&b.Todo[i])] = b.Todo[i].Name
	}
	for _, item := range slices.Sorted(maps.Keys(why)) {
		o := why[item]
		l := components.Link{Words: outcomeWords(ctx, &o)}
		if name, listed := names[item]; listed {
			l = components.Link{Words: text.T(ctx, text.FormError, "Label", name, "Message", l.Words), Href: "#" + whyID(item)}
		}
		v.Links = append(v.Links, l)
	}
	return v
}

func (s *Server) batchAgain(w http.ResponseWriter, r *http.Request, b *batch, f *Form, err error) error {
	v := s.batchView(r.Context(), b, f, nil)
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors, v.Print.Errors = es, es
		for i := range v.Asks {
			v.Asks[i].Error = es.Of(v.Asks[i].Name)
			for j := range es {
				if es[j].Name == v.Asks[i].Name {
					es[j].Label = v.Asks[i].Label
				}
			}
		}
		return pages.Batch(v)
	})
}

// batchPrint answers with the originals ticked, one after the other, for a stated reason.
func (s *Server) batchPrint(w http.ResponseWriter, r *http.Request, b *batch, f *Form) error {
	if !b.actor.May(access.Unmask) {
		return fault.ErrNotFound()
	}
	reason, picked := f.Required("reason", 200), f.TypedAll("paper")
	switch {
	case len(picked) == 0:
		f.Add("", text.PaperbatchNoneTicked)
	case len(picked) > paper.BatchLimit:
		f.Add("", text.PaperbatchTooMany, "Max", paper.BatchLimit)
	}
	if err := f.Err(); err != nil {
		return s.batchAgain(w, r, b, f, err)
	}
	var all [][]byte
	for _, v := range picked {
		caseID, id, _ := strings.Cut(v, "/")
		of, err1 := uuid.Parse(caseID)
		paperID, err2 := uuid.Parse(id)
		if err1 != nil || err2 != nil {
			return fault.ErrNotFound()
		}
		_, original, err := s.Papers.Original(r.Context(), b.actor, of, paperID, reason)
		if err != nil {
			return err
		}
		all = append(all, original)
	}
	whole, same := document.Together(all)
	if !same {
		return s.batchAgain(w, r, b, f, fault.New(fault.Conflict, text.PaperbatchLooks))
	}
	return writeOriginal(w, whole)
}
