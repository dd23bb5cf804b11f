package server

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

func officePaperPath(id uuid.UUID) string { return "/papers/" + id.String() }

// matterPaths are the addresses of what papers of offices are about, by kind: the id of the thing is put behind.
var matterPaths = map[document.Kind]string{
	"periodic_return":    returnsPath + "/",
	"supervision_notice": noticeListPath + "/",
}

// officePaper shows a paper of an office.
func (s *Server) officePaper(w http.ResponseWriter, r *http.Request) error {
	v, err := s.officePaperView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Office(v))
}

func (s *Server) officePaperView(r *http.Request) (pages.OfficeView, error) {
	id, err := pathUUID(r, "office_paper")
	if err != nil {
		return pages.OfficeView{}, err
	}
	ctx, actor := r.Context(), actorOf(r)
	shown, err := s.Papers.ShowOffice(ctx, actor, id)
	if err != nil {
		return pages.OfficeView{}, err
	}
	p := &shown.Paper
	v := pages.OfficeView{
		Title: text.Of(ctx, text.FamilyPaperKind, p.Kind), Number: p.Number, Sheet: templ.Raw(string(shown.Body)), Mark: paperMark(ctx, p, nil),
		Facts: paperFacts(ctx, p), PDF: paperPDF(ctx, actor, p),
	}
	v.Print.Action, v.Print.Free, v.PDF.Free = paperPath(p)+"/original", !shown.Secret, !shown.Secret
	if actor.May(access.PaperRegister) {
		v.Register = components.Crumb{Label: text.T(ctx, text.RegisterTitle), Href: registerPath}
	}
	if to, ok := matterPaths[shown.Spec.Kind]; ok && p.About != nil {
		v.Matter = to + p.About.String()
	}
	if p.Voided() {
		v.VoidWhy = text.T(ctx, text.PaperVoidedWhy, "Reason", *p.VoidReason, "Who", *p.Voider, "Day", text.Moment(ctx, *p.VoidedAt))
	} else if shown.Void {
		v.Void = paperPath(p) + "/void"
	}
	return v, nil
}

// officePaperOriginal answers with the exact original, to be printed.
func (s *Server) officePaperOriginal(w http.ResponseWriter, r *http.Request) error {
	return s.officePaperWhole(w, r, func(id uuid.UUID, reason string) error {
		_, b, err := s.Papers.OfficeOriginal(r.Context(), actorOf(r), id, reason)
		if err != nil {
			return err
		}
		return writeOriginal(w, b)
	}, func(v *pages.OfficeView) *pages.ReasonView { return &v.Print })
}

// officePaperPDF answers with the PDF as a file.
func (s *Server) officePaperPDF(w http.ResponseWriter, r *http.Request) error {
	return s.officePaperWhole(w, r, func(id uuid.UUID, reason string) error {
		p, b, err := s.Papers.OfficePDF(r.Context(), actorOf(r), id, reason)
		if fault.KindOf(err) == fault.NotFound {
			return s.redirect(w, r, officePaperPath(id)) // it is not made yet; the page says how it stands, or that there is no such paper
		}
		if err != nil {
			return err
		}
		return writePDF(w, &p, b)
	}, func(v *pages.OfficeView) *pages.ReasonView { return &v.PDF.ReasonView })
}

func (s *Server) officePaperWhole(w http.ResponseWriter, r *http.Request, give func(uuid.UUID, string) error, form func(*pages.OfficeView) *pages.ReasonView) error {
	v, err := s.officePaperView(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 200)
	id, err := pathUUID(r, "office_paper")
	if err == nil {
		err = f.Err()
	}
	if err == nil {
		err = give(id, reason)
	}
	if err == nil || fault.KindOf(err) == fault.NotFound {
		return err
	}
	form(&v).Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		form(&v).Errors = es
		return pages.Office(v)
	})
}

// officePaperPrintAgain orders the PDF once more.
func (s *Server) officePaperPrintAgain(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "office_paper")
	if err != nil {
		return err
	}
	if err := s.Papers.PrintOfficeAgain(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.redirect(w, r, officePaperPath(id))
}

// officePaperVoidForm asks why a paper of an office is taken back.
func (s *Server) officePaperVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.officePaperVoidView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Void(v))
}

// officePaperVoid takes a paper of an office back; its number stays in the register.
func (s *Server) officePaperVoid(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "office_paper")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Papers.VoidOffice(r.Context(), actorOf(r), id, reason)
	}
	if err == nil {
		return s.done(w, r, officePaperPath(id), text.PaperWasVoided)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v, verr := s.officePaperVoidView(r)
	if verr != nil {
		return verr
	}
	v.Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Void(v)
	})
}

func (s *Server) officePaperVoidView(r *http.Request) (pages.VoidView, error) {
	id, err := pathUUID(r, "office_paper")
	if err != nil {
		return pages.VoidView{}, err
	}
	ctx := r.Context()
	shown, err := s.Papers.ShowOffice(ctx, actorOf(r), id)
	if err != nil {
		return pages.VoidView{}, err
	}
	p := &shown.Paper
	v := pages.VoidView{
		Title: text.T(ctx, text.PaperVoidTitle), Papers: components.Link{Words: text.Of(ctx, text.FamilyPaperKind, p.Kind), Href: paperPath(p)}, Number: p.Number, Action: paperPath(p) + "/void",
	}
	v.Locked = officeVoidLocked(r, &shown.Spec, p, shown.Void)
	return v, nil
}

// officeVoidLocked is why a paper of an office cannot be taken back by itself; empty when it can.
func officeVoidLocked(r *http.Request, spec *document.Spec, p *store.Paper, may bool) string {
	ctx := r.Context()
	switch {
	case p.Voided():
		return text.T(ctx, text.PaperVoidedWhy, "Reason", *p.VoidReason, "Who", *p.Voider, "Day", text.Moment(ctx, *p.VoidedAt))
	case spec.Auto:
		return text.T(ctx, text.PaperFallsWithAbout)
	case !may:
		return text.T(ctx, text.PaperNotYours)
	}
	return ""
}
