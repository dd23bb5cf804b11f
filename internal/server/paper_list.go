package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

func papersPath(id uuid.UUID) string { return casePath(id) + "/papers" }

// paperPath is where a paper is shown: with its case, or by itself.
func paperPath(p *store.Paper) string {
	if p.OfOffice() {
		return officePaperPath(p.ID)
	}
	return papersPath(p.CaseID) + "/" + p.ID.String()
}

// paperWritePath is where a paper of the kind about a fact is written; fact is empty when it is about the case.
func paperWritePath(id uuid.UUID, kind document.Kind, fact string) string {
	q := url.Values{"kind": {string(kind)}}
	if fact != "" {
		q.Set("fact", fact)
	}
	return papersPath(id) + "/new?" + q.Encode()
}

// paperList shows a case's papers and which could be issued.
func (s *Server) paperList(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), actorOf(r)
	of, err := s.Papers.Case(ctx, actor, id)
	if err != nil {
		return err
	}
	v := pages.ListView{Title: text.T(ctx, text.PaperOf, "Name", of.Opened.Person.Name), Name: of.Opened.Person.Name, CaseHref: casePath(id), ListHref: s.listHref(actor)}
	v.Papers = paperTable(ctx, &of.Opened, of.Papers)
	v.Ready = readyViews(ctx, id, of.Ready)
	return s.page(w, r, v.Title, pages.List(v))
}

// readyShown is how many facts of a kind without its paper are listed unfolded.
const readyShown = 6

func readyViews(ctx context.Context, id uuid.UUID, all []paper.Ready) []pages.ReadyView {
	var out []pages.ReadyView
	at := map[document.Kind]int{}
	for _, x := range all {
		i, known := at[x.Spec.Kind]
		if !known {
			i = len(out)
			at[x.Spec.Kind] = i
			out = append(out, pages.ReadyView{Title: text.Of(ctx, text.FamilyPaperKind, x.Spec.Kind)})
		}
		v := &out[i]
		link := components.Link{Words: text.T(ctx, text.PaperWrite), Href: paperWritePath(id, x.Spec.Kind, "")}
		if x.Fact != nil {
			link = components.Link{Words: paperAbout(ctx, x.Fact), Href: paperWritePath(id, x.Spec.Kind, x.Fact.ID)}
		}
		if len(v.About) < readyShown {
			v.About = append(v.About, link)
		} else {
			v.Rest = append(v.Rest, link)
		}
	}
	return out
}

// paperAbout names the fact a paper is about: 警告 2026年6月1日.
func paperAbout(ctx context.Context, f *store.RecordedFact) string {
	return text.Of(ctx, text.FamilyFact, f.Body.Kind()) + " " + text.Date(ctx, f.Date)
}

func paperTable(ctx context.Context, o *casework.Opened, papers []store.Paper) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaperIssued), Columns: []components.Column{
		{Label: text.T(ctx, text.PaperNumber), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PaperKindLabel)}, {Label: text.T(ctx, text.PaperDay)},
		{Label: text.T(ctx, text.PaperIssuer)}, {Label: text.T(ctx, text.PaperState)}},
		Empty: components.EmptyView{Title: text.T(ctx, text.PaperNone)}}
	for i := range papers {
		p := &papers[i]
		t.Rows = append(t.Rows, components.Row{ID: p.ID.String(), Href: paperPath(p), Cells: []components.Cell{
			{Words: p.Number}, {Words: text.Of(ctx, text.FamilyPaperKind, p.Kind)}, {Words: text.Date(ctx, p.Day)}, {Words: p.IssuerName}, {Body: components.Mark(paperMark(ctx, p, o.ServedOf(p.ID, p.Kind)))}}})
	}
	return t
}

// paperMark is how a paper stands: issued, served, about a fact that was voided, taken back.
func paperMark(ctx context.Context, p *store.Paper, served []casework.Served) components.MarkView {
	switch {
	case p.Voided():
		return components.MarkView{Tone: components.Shut, Words: text.T(ctx, text.PaperIsVoid)}
	case p.FactVoided:
		return components.MarkView{Tone: components.Late, Words: text.T(ctx, text.PaperFactVoid)}
	}
	if len(served) > 0 {
		return servedMark(ctx, served)
	}
	return components.MarkView{Tone: components.Plain, Words: text.T(ctx, text.PaperIsIssued)}
}
