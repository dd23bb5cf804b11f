package server

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob/picture"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/attachment"
)

// added is what became of the files of one form.
type added struct {
	saved, again int
	refused      []pages.RefusedView
	status       int // of the first refusal
}

// attachmentAdd keeps the files that can be and says which were not, and why.
func (s *Server) attachmentAdd(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	fact, err := pathUUID(r, "fact")
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), actorOf(r)
	var done added
	if err = s.Work.MayAttach(ctx, actor, id, fact); err == nil {
		err = eachFile(w, r, "file", picture.MaxBytes, func(f file) error {
			_, again, err := s.Work.Attach(ctx, actor, casework.Upload{Case: id, Fact: fact, Name: f.name, Content: f.content})
			return s.count(r, &done, f, again, err)
		})
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	if err == nil && done.saved+done.again+len(done.refused) == 0 {
		err = fault.New(fault.Invalid, text.AttachmentNothing)
	}
	if err = s.count(r, &done, file{}, false, err); err != nil {
		return err
	}
	if len(done.refused) > 0 {
		return s.attachmentPartly(w, r, done)
	}
	key, n := text.AttachmentSaved, done.saved
	if done.saved == 0 {
		key, n = text.AttachmentSavedAgain, done.again
	}
	return s.done(w, r, attachmentsPath(id, fact.String()), key, "Count", n)
}

// count notes what became of one file, or without a name of the form; an error that is nobody's input is returned.
func (s *Server) count(r *http.Request, done *added, f file, again bool, err error) error {
	wrong, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil && f.content == nil: // the form as a whole
	case err == nil && again:
		done.again++
	case err == nil:
		done.saved++
	case !ok || wrong.Kind == fault.NotFound || wrong.Kind == fault.Internal:
		return err
	default:
		name := ""
		if f.content != nil {
			if name = picture.Label(f.name); name == "" {
				name = text.T(r.Context(), text.AttachmentUnnamed)
			}
		}
		done.refused = append(done.refused, pages.RefusedView{Name: name, Why: formSentence(r.Context(), wrong)})
		if done.status == 0 {
			done.status = statusOf[wrong.Kind]
		}
	}
	return nil
}

// attachmentPartly shows the page again: what was saved is there, what was not stands above with the reason.
func (s *Server) attachmentPartly(w http.ResponseWriter, r *http.Request, done added) error {
	v, err := s.attachmentsView(r)
	if err != nil {
		return err
	}
	v.Outcome = s.outcome(r, done)
	return s.pageStatus(w, r, done.status, s.shell(r, v.Title), pages.List(v))
}

// outcome says what of a form with files was not kept.
func (s *Server) outcome(r *http.Request, done added) *pages.OutcomeView {
	ctx, kept := r.Context(), done.saved+done.again
	v := &pages.OutcomeView{Title: text.T(ctx, text.AttachmentNotSaved), Refused: done.refused}
	if kept > 0 {
		v.Title = text.T(ctx, text.AttachmentPartly, "Saved", kept, "Count", len(done.refused))
	}
	return v
}

// doneAndOffer is done for a fact just recorded: it offers to issue its paper, or to see the one issued with it, and to attach a photo or scan of it.
func (s *Server) doneAndOffer(w http.ResponseWriter, r *http.Request, path string, caseID, fact uuid.UUID, key text.Key, args ...any) error {
	n := session.Note{Tone: string(layout.ToneDone), Key: key, Args: noteArgs(r.Context(), args), Photo: photoOffer(r, caseID, fact)}
	switch next, issued := s.Papers.After(r.Context(), actorOf(r), caseID, fact); {
	case next != nil:
		n.Href, n.Link = paperWritePath(caseID, next.Kind, fact.String()), text.PaperWriteNow
	case issued != nil:
		n.Href, n.Link = paperPath(issued), text.PaperSeeNow
	}
	s.Sessions.Leave(r.Context(), n)
	return s.redirect(w, r, path)
}

// photoOffer is where a photo or scan of a fact just recorded can be added; empty for roles that add none.
func photoOffer(r *http.Request, caseID, fact uuid.UUID) string {
	if !actorOf(r).May(access.AttachmentRecord) {
		return ""
	}
	return attachmentsPath(caseID, fact.String())
}
