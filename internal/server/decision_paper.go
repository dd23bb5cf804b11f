package server

import (
	"cmp"
	"context"
	"io"
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/decision"
)

// decisionSheet is a decision to be shown as its paper says it: a draft, or one that was issued.
type decisionSheet struct {
	draft             casework.DecisionDraft
	day               date.Date // of issue; none of a draft
	number            string
	drafted, approved string
	document          string // number of the person's document; empty: masked
}

// sheetOf writes the paper of a decision; what is not there yet stands on it as still to be filled in.
func (s *Server) sheetOf(ctx context.Context, g *gazetteer, d *casework.DecisionFile, x decisionSheet) (templ.Component, error) {
	kind, b := document.Kind("decision_detox"), x.draft
	if b.Measure == rehab.Rehab {
		kind = "decision_rehab"
	}
	spec, _ := document.SpecOf(kind)
	o := d.Opened
	o.Case.Measure, o.Case.TermMonths = b.Measure, b.Term
	fact := store.RecordedFact{Fact: rehab.Fact{Date: x.day, Body: &rehab.Decision{CreditDays: b.CreditDays, Place: b.Place, FactsFound: b.FactsFound, Evidence: b.Evidence, LegalBasis: b.LegalBasis}}}
	src := document.Source{Opened: &o, Fact: &fact, Places: g, Organ: document.BureauHan(g, d.Case.Place), Number: x.number, Head: d.Heads[b.Measure],
		Day: x.day, Document: cmp.Or(x.document, d.Person.DocumentMask), Drafted: x.drafted, Approved: x.approved}
	body, _, err := document.Write(ctx, &spec, src)
	return templ.Raw(string(body)), err
}

// decisionPaper is the decision on A4 alone, with the number masked.
func (s *Server) decisionPaper(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	d, g, err := s.decisionOf(r, id)
	if err != nil {
		return err
	}
	v, err := s.decisionView(r.Context(), g, actorOf(r), &d, false)
	if err != nil {
		return err
	}
	if v.Sheet == nil {
		return s.redirect(w, r, decisionPath(id))
	}
	return s.paper(w, r, v.Title, decisionPath(id), v.Sheet)
}

// decisionPaperFull is the issued decision on A4 with the whole number, for service. The reason is logged. It is an answer to a form, so that neither
// an address nor the browser's history leads to the number.
func (s *Server) decisionPaperFull(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	d, g, err := s.decisionOf(r, id)
	if err != nil {
		return err
	}
	v, err := s.decisionView(r.Context(), g, actorOf(r), &d, false)
	if err != nil {
		return err
	}
	if v.Print == nil {
		return s.redirect(w, r, decisionPath(id))
	}
	reason := f.Required("reason", 200)
	var number string
	if err = f.Err(); err == nil {
		number, _, err = s.Work.Unmask(r.Context(), actorOf(r), id, reason)
	}
	if err != nil {
		v.Print.Reason = f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors, v.Print.Errors = es, es
			return pages.Page(v)
		})
	}
	fact, issued, _ := d.Issued()
	sheet, err := s.sheetOf(r.Context(), g, &d, decisionSheet{draft: issuedDraft(&d, issued), day: fact.Date, number: issued.Number, drafted: issued.DraftedBy, approved: issued.ApprovedBy, document: number})
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.paper(w, r, v.Title, decisionPath(id), sheet)
}

// paper answers with sheets of A4 to be printed; back is where the bar above them leads.
func (s *Server) paper(w http.ResponseWriter, r *http.Request, title, back string, sheet templ.Component) error {
	p := s.shell(r, title)
	p.Path = back
	return s.render(w, r, http.StatusOK, templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return layout.Paper(p, false).Render(templ.WithChildren(ctx, sheet), out)
	}))
}
