package server

import (
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// paperRegisterExport answers with the numbers of the same address as a workbook, in the order of the page.
func (s *Server) paperRegisterExport(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f := registerFilter(actor, readQuery(r))
	reg, err := s.Papers.Register(ctx, actor, f, store.RegisterKey{}, false, wholeList)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.RegisterLine]{
		title: text.T(ctx, text.RegisterTitle), list: "paper_register", action: access.PaperRegister, filters: registerAudited(r), rows: reg.Lines,
		columns: []workbook.Column{
			head(ctx, text.PaperNumber, wideText), head(ctx, text.RegisterYear, 0), head(ctx, text.RegisterRunning, 0), head(ctx, text.PaperKindLabel, widePlace), head(ctx, text.PaperDay, 0),
			head(ctx, text.RegisterPerson, 0), head(ctx, text.PaperIssuer, widePlace), head(ctx, text.RegisterIssuedBy, 0), head(ctx, text.PaperState, widePlace),
			head(ctx, text.RegisterVoidReason, wideText), head(ctx, text.RegisterVoidedWhen, widePlace), head(ctx, text.RegisterVoidedWho, 0),
		},
		row: func(l store.RegisterLine) []any {
			voided := ""
			if l.VoidedAt != nil {
				voided = text.Moment(ctx, *l.VoidedAt)
			}
			return []any{l.Text, l.Year, l.Number, kindWords(ctx, l.Kind), l.Day, registerPerson(ctx, &l), registerIssuer(ctx, g, l.IssuerKind, l.IssuerName, l.Division),
				registerIssuedBy(ctx, &l), text.Of(ctx, text.FamilyNumberState, l.State), givenText(l.VoidReason), voided, givenText(l.Voider)}
		},
	})
}

// registerAudited are the filters as the audit log tells them.
func registerAudited(r *http.Request) map[string]any {
	f := filtersOf(r.URL.Query())
	delete(f, "sort")
	if kind, ok := f["kind"]; ok {
		delete(f, "kind")
		f["paper"] = kind
	}
	return f
}
