package server

import (
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/blob/picture"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// filePolicy is for answers that are no pages: should a browser take one for a page all the same, it may do nothing at all.
const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

// attachmentShow answers with an attachment; that it was looked at stands in the audit log.
func (s *Server) attachmentShow(w http.ResponseWriter, r *http.Request) error {
	return s.attachmentBytes(w, r, false)
}

// attachmentThumbnail answers with the small picture of an image.
func (s *Server) attachmentThumbnail(w http.ResponseWriter, r *http.Request) error {
	return s.attachmentBytes(w, r, true)
}

func (s *Server) attachmentBytes(w http.ResponseWriter, r *http.Request, small bool) error {
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
	a, b, err := s.Work.ReadAttachment(r.Context(), actorOf(r), id, fact, one, small)
	if err != nil {
		return err
	}
	return sendAttachment(w, r, &a, b)
}

func sendAttachment(w http.ResponseWriter, r *http.Request, a *store.Attachment, b []byte) error {
	h := w.Header()
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Content-Type", a.MediaType)
	h.Set("Content-Length", strconv.Itoa(len(b)))
	h.Set("Content-Disposition", disposition(a, text.T(r.Context(), text.AttachmentFile)))
	_, err := w.Write(b)
	return ignoreGone(err)
}

// disposition: an image, which was written anew, is shown; a PDF is as somebody made it, with whatever scripts, and is only ever given as a file.
func disposition(a *store.Attachment, unnamed string) string {
	how, ending := "attachment", ".pdf"
	if a.MediaType == string(picture.JPEG) {
		how, ending = "inline", ".jpg"
	}
	return how + `; filename="attachment` + ending + `"; filename*=UTF-8''` + url.PathEscape(picture.FileName(a.Label, unnamed, ending))
}
