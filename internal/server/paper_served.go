package server

import (
	"context"
	"net/url"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/paper"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/paper"
)

// fillServed shows on the page of a paper how it was served, and leads to where that is recorded.
func (s *Server) fillServed(ctx context.Context, actor access.Actor, shown *paper.Shown, v *pages.IssuedView) error {
	p, o := &shown.Paper, &shown.Opened
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	served := o.ServedOf(p.ID, p.Kind)
	v.Mark = paperMark(ctx, p, served)
	c := s.viewOf(ctx, actor, g, o)
	for _, x := range served {
		f := c.words.view(x.Fact)
		f.Title, f.Links = text.Of(ctx, text.FamilyPaperTo, x.To)+" ·", nil
		f.Strong = servedWords(ctx, &x)
		f.Clips = &components.ClipsView{Href: attachmentsPath(o.Case.ID, x.Fact.ID), Add: text.T(ctx, text.AttachmentAdd)}
		if !o.CanAttach(actor) {
			f.Clips = nil
		}
		if o.CanVoid(actor, x.Fact) {
			f.Correct, f.Label = voidPath(o.Case.ID, x.Fact.ID), text.T(ctx, text.ButtonCorrect)
		}
		v.Served = append(v.Served, f)
	}
	v.Serve = serveLink(ctx, actor, o, p)
	if !p.Voided() {
		v.Slips = append(v.Slips, components.Link{Words: text.T(ctx, text.PaperserviceSlip), Href: paperPath(p) + "/slip"})
		if len(served) > 0 {
			v.Slips = append(v.Slips, components.Link{Words: text.T(ctx, text.PaperserviceSlipEmpty), Href: paperPath(p) + "/slip?empty=1"})
		}
	}
	return nil
}

// serveLink leads to the form that records the service of a paper, if the actor may fill it now; nil otherwise.
func serveLink(ctx context.Context, actor access.Actor, o *casework.Opened, p *store.Paper) *components.Link {
	kind := casework.ServiceKind(p.Kind)
	if p.Voided() || !mayRecord(actor, o, kind) || kind == rehab.KindService && len(openBlocks(o)) == 0 {
		return nil
	}
	path := recordPath(kind, o.Case.ID)
	if kind == rehab.KindPaperService {
		path += "?" + url.Values{"of": {p.ID.String()}}.Encode()
	}
	return &components.Link{Words: text.Of(ctx, text.FamilyRecordTitle, kind), Href: path}
}

// servedWords says how a service went: signed for, refused, left in place, by post.
func servedWords(ctx context.Context, x *casework.Served) string {
	if x.Refused {
		return text.T(ctx, text.PaperserviceRefused)
	}
	return text.Of(ctx, text.FamilyPaperHow, x.How)
}

// servedMark is how a paper that was served stands in lists: by its service on the person, or else by the first.
func servedMark(ctx context.Context, served []casework.Served) components.MarkView {
	first := &served[0]
	for i := range served {
		if served[i].To == string(rehab.ServedPerson) {
			first = &served[i]
			break
		}
	}
	m := components.MarkView{Tone: components.Done, Words: text.T(ctx, text.PaperserviceServed)}
	switch {
	case first.Refused:
		m.Tone, m.Words = components.Due, text.T(ctx, text.PaperserviceRefused)
	case first.How == rehab.ByLeave:
		m.Words = text.T(ctx, text.PaperserviceLeft)
	}
	m.Words = text.T(ctx, text.PaperserviceOn, "Mark", m.Words, "Day", first.Fact.Date)
	return m
}

// sayPaper puts the service of a paper into words, with the way to the paper.
func (p factPrinter) sayPaper(s *factSaid, b rehab.Body) bool {
	x, ok := b.(*rehab.PaperService)
	if !ok {
		return false
	}
	s.strong = text.Of(p.ctx, text.FamilyPaperTo, x.To)
	if x.Refused {
		s.strong, s.tone = s.strong+" "+text.T(p.ctx, text.PaperserviceRefused), components.Due
	}
	p.part(s, "number", x.Number)
	p.part(s, "how", text.Of(p.ctx, text.FamilyPaperHow, x.Manner()))
	p.part(s, "receiver", x.Receiver)
	p.part(s, "relation", x.Relation)
	p.part(s, "witness", x.Witness)
	p.part(s, "place", x.Place)
	p.part(s, "served_by", text.Join(p.ctx, x.ServedBy))
	p.part(s, "note", x.Note)
	return true
}

// paperLinks lead from a line of the case's facts to the papers about the fact, and from a service to what was served.
func (c *caseView) paperLinks(f store.RecordedFact) []components.Link {
	if c.past != nil {
		return nil
	}
	var out []components.Link
	for _, p := range c.page.PapersAbout(f.ID) {
		out = append(out, components.Link{Words: c.t(text.PaperserviceOf, "Number", p.Number), Href: papersPath(c.id()) + "/" + p.ID.String()})
	}
	if x, ok := f.Body.(*rehab.PaperService); ok && uuid.Validate(x.Of) == nil {
		out = append(out, components.Link{Words: c.t(text.PaperserviceGo), Href: papersPath(c.id()) + "/" + x.Of})
	}
	return out
}

// papersButton leads to the case's papers and says how many stand.
func (c *caseView) papersButton() components.ButtonView {
	n := 0
	for i := range c.page.Papers {
		if !c.page.Papers[i].Voided {
			n++
		}
	}
	return components.ButtonView{Label: c.t(text.PaperserviceCount, "Count", n), Icon: icon.FileText, Weight: components.Quiet, Href: papersPath(c.id())}
}
