package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/dossier"
)

// archiveRecord puts the dossier of a case that is over into the archive.
func (s *Server) archiveRecord(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := casework.Archiving{Key: f.Key(), Day: f.RequiredDate("day"), Archivist: f.Required("archivist", 60), Place: f.Required("archive_place", 100),
		Missing: f.Typed("missing"), Reason: f.Text("reason", 500)}
	if err = f.Err(); err == nil {
		err = s.Work.ArchiveDossier(r.Context(), actorOf(r), id, in)
	}
	if err == nil {
		return s.done(w, r, dossierPath(id), text.DossierArchiveDone)
	}
	return s.archiveAgain(w, r, f, err)
}

// archiveVoid takes a dossier out of the archive.
func (s *Server) archiveVoid(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	one, err := pathUUID(r, "archive")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Work.VoidArchive(r.Context(), actorOf(r), id, one, reason)
	}
	if err == nil {
		return s.done(w, r, dossierPath(id), text.DossierTakenOut)
	}
	return s.archiveAgain(w, r, f, err)
}

// archiveAgain shows the form again, filled as it was; the slots that are missing are those of now.
func (s *Server) archiveAgain(w http.ResponseWriter, r *http.Request, f *Form, err error) error {
	v, verr := s.archiveView(r)
	if verr != nil {
		return verr
	}
	v.Reason = f.Typed("reason")
	if f.Typed("day")+f.Typed("archivist")+f.Typed("archive_place") != "" {
		v.Day, v.Who, v.Place = f.Typed("day"), f.Typed("archivist"), f.Typed("archive_place")
	}
	ctx := r.Context()
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		label := text.DossierArchiveReason
		if v.Void != "" {
			label = text.CasefileVoidReason
		}
		v.Errors = labelled(labelled(es, "reason", text.T(ctx, label)), "day", text.T(ctx, text.DossierArchivedOn))
		return pages.Archive(v)
	})
}
