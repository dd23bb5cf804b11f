package server

import (
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// clipsShown is how many thumbnails stand beside a fact; the others are on its own page.
const clipsShown = 4

// clips are the attachments of a fact beside it on the case's page; nil when it has none and this actor may attach nothing.
func (c *caseView) clips(f store.RecordedFact) *components.ClipsView {
	v := &components.ClipsView{Href: attachmentsPath(c.id(), f.ID)}
	n := 0
	for _, a := range c.attached()[f.ID] {
		if n++; a.Thumbnail != nil && len(v.Shown) < clipsShown {
			v.Shown = append(v.Shown, components.ClipView{Href: attachmentPath(a), Source: attachmentPath(a) + "/thumbnail", Label: attachmentLabel(c.ctx, a)})
		}
	}
	switch {
	case n > 0:
		v.Count = c.t(text.AttachmentCount, "Count", n)
	case !c.isVoid(f.ID) && c.page.CanAttach(c.actor):
		v.Add = c.t(text.AttachmentAdd)
	default:
		return nil
	}
	return v
}

// attached are the attachments that stand, by fact.
func (c *caseView) attached() map[string][]*store.Attachment {
	if c.byFact != nil {
		return c.byFact
	}
	c.byFact = map[string][]*store.Attachment{}
	for i := range c.page.Attachments {
		if a := &c.page.Attachments[i]; !a.Voided() {
			c.byFact[a.FactID.String()] = append(c.byFact[a.FactID.String()], a)
		}
	}
	return c.byFact
}
