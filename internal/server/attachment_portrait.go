package server

import (
	"net/http"

	"xinsheng/internal/text"
)

// attachmentPortrait makes an image the photo by which the person is known, or no longer.
func (s *Server) attachmentPortrait(w http.ResponseWriter, r *http.Request) error {
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
	show := f.RequiredChoice("show", "yes", "no") == "yes"
	if err := f.Err(); err != nil {
		return err
	}
	if err := s.Work.ChoosePortrait(r.Context(), actorOf(r), id, fact, one, show); err != nil {
		return err
	}
	key := text.AttachmentPortraitChosen
	if !show {
		key = text.AttachmentPortraitRemoved
	}
	return s.done(w, r, attachmentsPath(id, fact.String()), key)
}

// portrait is the address of the small picture of the person's photo; empty when there is none.
func (c *caseView) portrait() string {
	if a := c.page.Portrait; a != nil && a.Thumbnail != nil {
		return attachmentPath(a) + "/thumbnail"
	}
	return ""
}
