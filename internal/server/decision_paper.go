package server

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/decision"
)

// paperOf writes a decision as the paper says it, in the statute's language whatever the reader's: legal prose. The number of the document is masked.
func paperOf(g *gazetteer, d *casework.DecisionFile, b casework.DecisionDraft, day date.Date) *pages.PaperView {
	zh, county := text.For(text.ZhCN), g.Short(d.Case.Place.County())
	v := &pages.PaperView{
		Organ: county + "公安局", Title: "责令社区戒毒决定书", Duty: "报到。无正当理由逾期不报到的，视为拒绝接受社区戒毒。", // 戒毒条例 14
		NumberHead: d.Heads[b.Measure], Year: strconv.Itoa(d.Today.Year()), Date: zh.Date(day),
		Name: d.Person.Name, Sex: zh.Of(text.FamilySex, d.Person.Sex), Birth: zh.Date(d.Person.Birth),
		Document:   zh.Of(text.FamilyDocumentType, d.Person.DocumentType) + " " + d.Person.DocumentMask,
		Registered: d.Person.RegisteredAddress, Actual: d.Person.ActualAddress, Work: d.Person.Work,
		Facts: b.FactsFound, Evidence: strings.TrimRight(b.Evidence, "。，、 "), Basis: strings.TrimRight(b.LegalBasis, "。，、 "),
		Government: county + "人民政府", Court: county + "人民法院",
	}
	if b.Measure == rehab.Rehab {
		v.Title, v.Duty = "责令社区康复决定书", "报到，并签订社区康复协议。" // 戒毒条例 38; article 14 is not of rehab (ruling 49)
	}
	v.Order = "现决定责令" + d.Person.Name + "接受" + zh.Of(text.FamilyMeasure, string(b.Measure)) + termHan(b.Term) + "，期限自报到之日起计算。"
	if b.CreditDays > 0 {
		v.Credit = strconv.Itoa(b.CreditDays)
	}
	if !b.Place.IsZero() {
		v.Office = officeHan(county, g, b.Place)
	}
	return v
}

// termHan is a term of whole years as the statute writes it.
func termHan(months int) string {
	return map[int]string{12: "一年", 24: "二年", 36: "三年"}[months]
}

// officeHan is the office at which a person of the village reports: the township's government, or the subdistrict's office, and the village.
func officeHan(county string, g *gazetteer, village division.Code) string {
	town := g.Short(village.Township())
	office := town + "人民政府"
	if strings.HasSuffix(town, "街道") {
		office = town + "办事处"
	}
	return county + office + "（" + g.Short(village) + "）"
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
	v := s.decisionView(r.Context(), g, actorOf(r), &d, false)
	if v.Paper == nil {
		return s.redirect(w, r, decisionPath(id))
	}
	return s.paper(w, r, v.Title, decisionPath(id), pages.Paper(*v.Paper))
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
	v := s.decisionView(r.Context(), g, actorOf(r), &d, false)
	if v.Print == nil {
		return s.redirect(w, r, decisionPath(id))
	}
	reason := f.Required("reason", 200)
	var document string
	if err = f.Err(); err == nil {
		document, _, err = s.Work.Unmask(r.Context(), actorOf(r), id, reason)
	}
	if err != nil {
		v.Print.Reason = f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors, v.Print.Errors = es, es
			return pages.Page(v)
		})
	}
	v.Paper.Document = text.For(text.ZhCN).Of(text.FamilyDocumentType, d.Person.DocumentType) + " " + document
	w.Header().Set("Cache-Control", "no-store")
	return s.paper(w, r, v.Title, decisionPath(id), pages.Paper(*v.Paper))
}

// paper answers with sheets of A4 to be printed; back is where the bar above them leads.
func (s *Server) paper(w http.ResponseWriter, r *http.Request, title, back string, sheet templ.Component) error {
	p := s.shell(r, title)
	p.Path = back
	return s.render(w, r, http.StatusOK, templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return layout.Paper(p, false).Render(templ.WithChildren(ctx, sheet), out)
	}))
}
