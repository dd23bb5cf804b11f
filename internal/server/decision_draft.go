package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/decision"
)

// decisionSave saves the draft, or submits it for approval.
func (s *Server) decisionSave(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	version, submit := f.Int("version", 0, 1_000_000), f.RequiredChoice("do", "save", "submit") == "submit"
	draft := readDraft(f)
	if err = f.Err(); err == nil {
		err = s.Work.SaveDraft(r.Context(), actorOf(r), id, version, draft, submit)
	}
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return err
	case err != nil:
		return s.decisionAgain(w, r, id, f, err)
	case submit:
		return s.done(w, r, decisionPath(id), text.DecisionSubmitted)
	}
	return s.done(w, r, decisionPath(id), text.DecisionDraftSaved)
}

func readDraft(f *Form) casework.DecisionDraft {
	d := casework.DecisionDraft{CreditDays: f.Int("credit_days", 0, 1095), Place: f.Division("place"), FactsFound: f.Text("facts_found", 4000), Evidence: f.Text("evidence", 1000), LegalBasis: f.Text("legal_basis", 300)}
	d.Measure, d.Term = readMeasure(f)
	if d.Measure.Known() {
		d.Suit()
	}
	return d
}

// decisionPreview shows the paper as it is typed and saves nothing.
func (s *Server) decisionPreview(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	v, err := s.decisionTyped(r, id, f)
	if err != nil {
		return err
	}
	if err := f.Err(); err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component { return withErrors(v, es) })
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

// decisionTyped is the page with the form filled as it was sent, and the paper saying what was typed.
func (s *Server) decisionTyped(r *http.Request, id uuid.UUID, f *Form) (pages.PageView, error) {
	d, g, err := s.decisionOf(r, id)
	if err != nil {
		return pages.PageView{}, err
	}
	v, err := s.decisionView(r.Context(), g, actorOf(r), &d, true)
	if err != nil {
		return v, err
	}
	if v.Form == nil { // decided meanwhile, or not to be decided at all
		return v, nil
	}
	typed := readDraft(f)
	form := v.Form
	form.Measure, form.Place, form.CreditDays, form.FactsFound = f.Typed("measure"), f.Typed("place"), f.Typed("credit_days"), f.Typed("facts_found")
	form.Evidence, form.LegalBasis, form.Changed = f.Typed("evidence"), typed.LegalBasis, true
	if form.Version = f.Typed("version"); form.Version == "" {
		form.Version = strconv.Itoa(d.Row.Version)
	}
	if !typed.Measure.Known() {
		typed.Measure, typed.Term = d.Draft.Measure, d.Draft.Term
	}
	v.Sheet, err = s.sheetOf(r.Context(), g, &d, decisionSheet{draft: typed, drafted: d.Row.Drafter})
	return v, err
}

// decisionAgain shows the form again as it was filled; when somebody else has saved meanwhile, both versions.
func (s *Server) decisionAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, f *Form, err error) error {
	v, verr := s.decisionTyped(r, id, f)
	if verr != nil {
		return verr
	}
	if fault.KindOf(err) == fault.Conflict && v.Form != nil {
		d, g, verr := s.decisionOf(r, id)
		if verr != nil {
			return verr
		}
		v.Conflict = decisionConflict(r.Context(), g, &d, f)
		v.Form.Version = strconv.Itoa(d.Row.Version) // saving once more is meant
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component { return withErrors(v, es) })
}

func withErrors(v pages.PageView, es components.Errors) templ.Component {
	v.Errors = es
	if v.Form != nil {
		v.Form.Errors = es
	}
	return pages.Page(v)
}

// decisionConflict puts what is saved beside what was typed, where they differ.
func decisionConflict(ctx context.Context, g *gazetteer, d *casework.DecisionFile, f *Form) *pages.ConflictView {
	v := &pages.ConflictView{Who: d.Row.Drafter, When: text.Moment(ctx, d.Row.DraftedAt), Saved: decisionPath(d.Case.ID)}
	add := func(field, saved string, words func(string) string) {
		if typed := f.Typed(field); typed != saved {
			v.Rows = append(v.Rows, components.ConflictRow{Field: text.Of(ctx, text.FamilyField, field), Saved: words(saved), Yours: words(typed)})
		}
	}
	plain := func(s string) string { return s }
	add("measure", string(d.Draft.Measure)+"-"+strconv.Itoa(d.Draft.Term), func(s string) string { return wordsOf(ctx, text.FamilyIntakeMeasure, s) })
	add("place", d.Draft.Place.String(), func(s string) string { return placeWords(g, s) })
	add("facts_found", d.Draft.FactsFound, plain)
	add("evidence", d.Draft.Evidence, plain)
	add("legal_basis", d.Draft.LegalBasis, plain)
	if d.Draft.CreditDays > 0 || f.Typed("credit_days") != "" {
		add("credit_days", strconv.Itoa(d.Draft.CreditDays), plain)
	}
	state := map[bool]text.Key{true: text.DecisionStateSubmitted, false: text.DecisionStateDraft}
	if saved, yours := d.Row.SubmittedAt != nil, f.Typed("do") == "submit"; saved != yours {
		v.Rows = append(v.Rows, components.ConflictRow{Field: text.T(ctx, text.DecisionState), Saved: text.T(ctx, state[saved]), Yours: text.T(ctx, state[yours])})
	}
	return v
}
