package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/blob/picture"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	pages "xinsheng/web/pages/attachment"
)

func attachmentsPath(id uuid.UUID, fact string) string {
	return casePath(id) + "/facts/" + fact + "/attachments"
}

func attachmentPath(a *store.Attachment) string {
	return attachmentsPath(a.CaseID, a.FactID.String()) + "/" + a.ID.String()
}

// attachmentList shows what is attached to a fact, and the form to attach more.
func (s *Server) attachmentList(w http.ResponseWriter, r *http.Request) error {
	v, err := s.attachmentsView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.List(v))
}

// attachmentsView reads the case as its own page does: the fact in words, its attachments and who answers come in one batch.
func (s *Server) attachmentsView(r *http.Request) (pages.ListView, error) {
	c, fact, err := s.openFact(r)
	if err != nil {
		return pages.ListView{}, err
	}
	v := pages.ListView{Title: c.t(text.AttachmentTitle), Name: c.page.Person.Name, CaseHref: casePath(c.id()), ListHref: s.listHref(c.actor), Fact: c.fact(fact),
		Back: casePath(c.id()) + "#" + factAnchor(fact.ID)}
	v.Fact.Correct, v.Fact.Clips = "", nil
	for i := range c.page.Attachments {
		if a := &c.page.Attachments[i]; a.FactID.String() == fact.ID {
			v.Items = append(v.Items, c.attachment(a))
		}
	}
	id, err := uuid.Parse(fact.ID)
	if err != nil {
		return v, err
	}
	if wrong, ok := errors.AsType[*fault.Error](c.page.WhyNotAttach(c.actor, id)); ok {
		v.Locked = formSentence(c.ctx, wrong)
		return v, nil
	}
	v.Add = &pages.AddView{Action: attachmentsPath(c.id(), fact.ID), Accept: picture.Accept, AcceptImages: picture.AcceptImages, Shrink: picture.LongSide,
		Hint: c.t(text.AttachmentHint, "Size", picture.MaxBytes>>20, "Count", maxFiles)}
	return v, nil
}

// openFact opens the case and the fact of an address; a stub, a void and a fact of another case are not found.
func (s *Server) openFact(r *http.Request) (*caseView, store.RecordedFact, error) {
	fact, err := pathUUID(r, "fact")
	if err != nil {
		return nil, store.RecordedFact{}, err
	}
	c, err := s.openCase(r)
	if err != nil {
		return nil, store.RecordedFact{}, err
	}
	f, ok := c.page.Fact(fact.String())
	if c.page.Stub != nil || !ok || casework.IsVoid(f) {
		return nil, store.RecordedFact{}, fault.ErrNotFound()
	}
	c.words.href = nil // other facts do not stand on these pages
	return c, f, nil
}

// attachment is one attachment as the list shows it.
func (c *caseView) attachment(a *store.Attachment) pages.ItemView {
	v := pages.ItemView{Label: attachmentLabel(c.ctx, a), Note: c.attachmentNote(a), By: c.t(text.AttachmentBy, "Name", a.Recorder, "Day", date.Of(a.RecordedAt.In(clock.Shanghai))),
		Href: attachmentPath(a), Image: a.Thumbnail != nil}
	if a.Voided() {
		v.VoidWhy = c.t(text.FactWasVoided, "Reason", *a.VoidReason, "Name", *a.Voider, "Day", date.Of(a.VoidedAt.In(clock.Shanghai)))
		return v
	}
	if v.Image {
		v.Thumbnail = attachmentPath(a) + "/thumbnail"
	}
	v.Portrait = c.page.Portrait != nil && c.page.Portrait.ID == a.ID
	if v.Image && c.page.CanAttach(c.actor) {
		v.Choose = attachmentPath(a) + "/portrait"
	}
	if c.page.CanVoidAttachment(c.actor, a) {
		v.Void = attachmentPath(a) + "/void"
	}
	return v
}

// attachmentNote is what kind of thing it is: 图片 1920 × 2560，310 KB.
func (c *caseView) attachmentNote(a *store.Attachment) string {
	kb := (a.Size + 1023) / 1024
	if a.Width == nil || a.Height == nil {
		return c.t(text.AttachmentPDF, "Size", kb)
	}
	return c.t(text.AttachmentImage, "Width", strconv.Itoa(*a.Width), "Height", strconv.Itoa(*a.Height), "Size", kb)
}

// attachmentLabel is what the file was called, or that it has no name.
func attachmentLabel(ctx context.Context, a *store.Attachment) string {
	if a.Label == "" {
		return text.T(ctx, text.AttachmentUnnamed)
	}
	return a.Label
}
