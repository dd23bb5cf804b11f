package server

import (
	"context"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

// paperShow shows an issued paper with its numbers masked.
func (s *Server) paperShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.issuedView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Issued(v))
}

func pathPaper(r *http.Request) (caseID, id uuid.UUID, err error) {
	if caseID, err = pathUUID(r, "case"); err == nil {
		id, err = pathUUID(r, "paper")
	}
	return caseID, id, err
}

func (s *Server) issuedView(r *http.Request) (pages.IssuedView, error) {
	caseID, id, err := pathPaper(r)
	if err != nil {
		return pages.IssuedView{}, err
	}
	ctx, actor := r.Context(), actorOf(r)
	shown, err := s.Papers.Show(ctx, actor, caseID, id)
	if err != nil {
		return pages.IssuedView{}, err
	}
	p := &shown.Paper
	v := pages.IssuedView{
		Title: text.Of(ctx, text.FamilyPaperKind, p.Kind), Number: p.Number, Name: shown.Opened.Person.Name, CaseHref: casePath(caseID), ListHref: s.listHref(actor),
		Papers: components.Link{Words: text.T(ctx, text.PaperTitle), Href: papersPath(caseID)}, Sheet: templ.Raw(string(shown.Body)),
		Facts: paperFacts(ctx, p), PDF: paperPDF(ctx, actor, p),
	}
	if err := s.fillServed(ctx, actor, &shown, &v); err != nil {
		return v, err
	}
	if actor.May(access.Unmask) {
		v.Print.Action = paperPath(p) + "/original"
	}
	if p.Voided() {
		v.VoidWhy = text.T(ctx, text.PaperVoidedWhy, "Reason", *p.VoidReason, "Who", *p.Voider, "Day", text.Moment(ctx, *p.VoidedAt))
	} else if spec, ok := document.SpecOf(document.Kind(p.Kind)); ok && (!spec.Auto || p.FactVoided) && actor.May(access.PaperVoid) && paper.MayIssue(actor, &spec, &shown.Opened) {
		v.Void = paperPath(p) + "/void"
	}
	return v, nil
}

func paperFacts(ctx context.Context, p *store.Paper) []components.Pair {
	pair := func(key text.Key, value string) components.Pair {
		return components.Pair{Name: text.T(ctx, key), Value: value}
	}
	pairs := []components.Pair{pair(text.PaperNumber, p.Number), pair(text.PaperIssuer, issuerWords(ctx, p.IssuerKind, p.IssuerName))}
	if p.Addressed != nil {
		pairs = append(pairs, pair(text.PaperRecipient, *p.Addressed))
	}
	return append(pairs, pair(text.PaperDay, text.Date(ctx, p.Day)), pair(text.PaperDrafted, p.DraftedBy),
		pair(text.PaperApproved, p.ApprovedBy), pair(text.PaperHash, hex.EncodeToString(p.SHA256)))
}

// issuerWords names the office that issued a paper: of the county it is the municipal office.
func issuerWords(ctx context.Context, kind, name string) string {
	if kind == "county" {
		return text.Of(ctx, text.FamilyPaperIssuer, document.ByOffice)
	}
	return name
}

// paperPDF is how the PDF of a paper stands.
func paperPDF(ctx context.Context, actor access.Actor, p *store.Paper) pages.PDFView {
	v := pages.PDFView{State: "failed", Words: text.T(ctx, text.PaperPDFNone)}
	if p.State == nil {
		return v
	}
	switch v.State = *p.State; v.State {
	case "waiting":
		v.Words, v.Reload = text.T(ctx, text.PaperPDFWaiting), paperPath(p)
	case "made":
		v.Words = text.T(ctx, text.PaperPDFMade, "Size", strconv.Itoa((*p.Size+1023)/1024), "Hash", hex.EncodeToString(p.PDFHash)[:12])
		if actor.May(access.Unmask) || p.OfOffice() {
			v.Action = paperPath(p) + "/pdf"
		}
	case "failed":
		v.Words = text.Of(ctx, text.FamilyPaperPDFWhy, *p.Why)
		if actor.May(access.PaperIssue) || p.OfOffice() {
			v.Again = paperPath(p) + "/print-again"
		}
	}
	return v
}

// paperOriginal answers with the exact original, for service or print; it is an answer to a form, so that no address leads to whole numbers.
func (s *Server) paperOriginal(w http.ResponseWriter, r *http.Request) error {
	return s.paperWhole(w, r, s.Papers.Original, func(v *pages.IssuedView) *pages.ReasonView { return &v.Print }, func(_ *store.Paper, b []byte) error {
		return writeOriginal(w, b)
	})
}

// writeOriginal answers with an original, or several of one look, as a page of its own.
func writeOriginal(w http.ResponseWriter, b []byte) error {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; font-src 'self'; style-src "+document.StyleHash(b)+"; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	_, err := w.Write(b)
	return ignoreGone(err)
}

// paperPDFShow answers with the PDF as a file.
func (s *Server) paperPDFShow(w http.ResponseWriter, r *http.Request) error {
	return s.paperWhole(w, r, s.Papers.PDF, func(v *pages.IssuedView) *pages.ReasonView { return &v.PDF.ReasonView }, func(p *store.Paper, b []byte) error {
		return writePDF(w, p, b)
	})
}

// writePDF answers with the PDF of a paper as a file of its name.
func writePDF(w http.ResponseWriter, p *store.Paper, b []byte) error {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	h.Set("Content-Security-Policy", filePolicy)
	name := text.For(text.ZhCN).Of(text.FamilyPaperKind, p.Kind) + " " + p.Number + ".pdf"
	h.Set("Content-Disposition", `attachment; filename="paper.pdf"; filename*=UTF-8''`+url.PathEscape(name))
	_, err := w.Write(b)
	return ignoreGone(err)
}

// wholePaper gives out a paper with whole numbers for a stated reason.
type wholePaper func(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, reason string) (store.Paper, []byte, error)

func (s *Server) paperWhole(w http.ResponseWriter, r *http.Request, get wholePaper, form func(*pages.IssuedView) *pages.ReasonView, give func(*store.Paper, []byte) error) error {
	caseID, id, err := pathPaper(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 200)
	var p store.Paper
	var b []byte
	if err = f.Err(); err == nil {
		p, b, err = get(r.Context(), actorOf(r), caseID, id, reason)
	}
	if err == nil {
		return give(&p, b)
	}
	v, verr := s.issuedView(r)
	if verr != nil {
		return verr
	}
	form(&v).Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		form(&v).Errors = es
		return pages.Issued(v)
	})
}

// paperPrintAgain orders the PDF once more.
func (s *Server) paperPrintAgain(w http.ResponseWriter, r *http.Request) error {
	caseID, id, err := pathPaper(r)
	if err != nil {
		return err
	}
	if err := s.Papers.PrintAgain(r.Context(), actorOf(r), caseID, id); err != nil {
		return err
	}
	return s.redirect(w, r, papersPath(caseID)+"/"+id.String())
}
