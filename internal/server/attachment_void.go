package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/attachment"
)

// attachmentVoidForm shows an attachment and asks why it is taken back.
func (s *Server) attachmentVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.attachmentVoidView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Void(v))
}

// attachmentVoid takes an attachment back.
func (s *Server) attachmentVoid(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	fact, err := pathUUID(r, "fact")
	if err != nil {
		return err
	}
	one, err := pathUUID(r, "attachment")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Work.VoidAttachment(r.Context(), actorOf(r), id, fact, one, reason)
	}
	if err == nil {
		return s.done(w, r, attachmentsPath(id, fact.String()), text.AttachmentVoided)
	}
	v, verr := s.attachmentVoidView(r)
	if verr != nil {
		return verr
	}
	v.Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name == "reason" {
				es[i].Label = text.T(r.Context(), text.CasefileVoidReason)
			}
		}
		v.Errors = es
		return pages.Void(v)
	})
}

func (s *Server) attachmentVoidView(r *http.Request) (pages.VoidView, error) {
	one, err := pathUUID(r, "attachment")
	if err != nil {
		return pages.VoidView{}, err
	}
	c, fact, err := s.openFact(r)
	if err != nil {
		return pages.VoidView{}, err
	}
	var a *store.Attachment
	for i := range c.page.Attachments {
		if x := &c.page.Attachments[i]; x.ID == one && x.FactID.String() == fact.ID {
			a = x
		}
	}
	if a == nil {
		return pages.VoidView{}, fault.ErrNotFound()
	}
	v := pages.VoidView{Title: c.t(text.AttachmentVoidTitle), Name: c.page.Person.Name, CaseHref: casePath(c.id()), ListHref: s.listHref(c.actor),
		Back: attachmentsPath(c.id(), fact.ID), Item: c.attachment(a), Action: attachmentPath(a) + "/void"}
	switch {
	case a.Voided():
		v.Locked = c.t(text.AttachmentVoidedAlready)
	case v.Item.Void == "":
		v.Locked = c.t(text.AttachmentVoidNotYours)
	}
	v.Item.Void = ""
	return v, nil
}
