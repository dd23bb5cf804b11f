package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/attachment"
)

// scanVoidForm shows a scan of a slot and asks why it is taken back.
func (s *Server) scanVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.scanVoidView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, attachment.Void(v))
}

// scanVoid takes a scan out of its slot.
func (s *Server) scanVoid(w http.ResponseWriter, r *http.Request) error {
	id, slot, one, err := pathScan(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Work.VoidFiled(r.Context(), actorOf(r), id, slot, one, reason)
	}
	if err == nil {
		return s.done(w, r, slotPath(id, slot), text.DossierScanVoided)
	}
	v, verr := s.scanVoidView(r)
	if verr != nil {
		return verr
	}
	v.Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = labelled(es, "reason", text.T(r.Context(), text.CasefileVoidReason))
		return attachment.Void(v)
	})
}

func (s *Server) scanVoidView(r *http.Request) (attachment.VoidView, error) {
	_, slot, one, err := pathScan(r)
	if err != nil {
		return attachment.VoidView{}, err
	}
	c, err := s.openDossier(r)
	if err != nil {
		return attachment.VoidView{}, err
	}
	a := c.d.Attachment(one.String())
	if a == nil || a.Slot != string(slot) {
		return attachment.VoidView{}, fault.ErrNotFound()
	}
	v := attachment.VoidView{Title: c.t(text.DossierScanVoidTitle), Name: c.page.Person.Name, CaseHref: casePath(c.id()), ListHref: s.listHref(c.actor),
		Back: slotPath(c.id(), slot), Item: c.scan(a), Action: scanPath(a) + "/void"}
	switch {
	case a.Voided():
		v.Locked = c.t(text.AttachmentVoidedAlready)
	case v.Item.Void == "":
		v.Locked = c.t(text.AttachmentVoidNotYours)
	}
	v.Item.Void = ""
	return v, nil
}

// labelled gives the error on a field a label of its own.
func labelled(es components.Errors, name, label string) components.Errors {
	for i := range es {
		if es[i].Name == name {
			es[i].Label = label
		}
	}
	return es
}
