package server

import (
	"net/http"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

func noticeFilePath(f *store.NoticeFile) string {
	return noticePath(f.Notice) + "/files/" + f.ID.String()
}

// noticeFile answers with a piece of evidence; that it was looked at stands in the audit log.
func (s *Server) noticeFile(w http.ResponseWriter, r *http.Request) error {
	return s.noticeBytes(w, r, false)
}

// noticeThumbnail answers with the small picture of an image.
func (s *Server) noticeThumbnail(w http.ResponseWriter, r *http.Request) error {
	return s.noticeBytes(w, r, true)
}

func (s *Server) noticeBytes(w http.ResponseWriter, r *http.Request, small bool) error {
	id, err := pathUUID(r, "notice")
	if err != nil {
		return err
	}
	one, err := pathUUID(r, "notice_file")
	if err != nil {
		return err
	}
	f, b, err := s.Oversee.ReadNoticeFile(r.Context(), actorOf(r), id, one, small)
	if err != nil {
		return err
	}
	a := store.Attachment{MediaType: f.MediaType, Label: f.Label}
	if a.Label == "" {
		a.Label = text.T(r.Context(), text.NoticeFile)
	}
	return sendAttachment(w, r, &a, b)
}
