package server

import (
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/dossier"
)

func archivePath(id uuid.UUID) string { return casePath(id) + "/archive" }

// archiveShow shows the form that puts a dossier into the archive, or takes it out.
func (s *Server) archiveShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.archiveView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Archive(v))
}

func (s *Server) archiveView(r *http.Request) (pages.ArchiveView, error) {
	v, err := s.openDossier(r)
	if err != nil {
		return pages.ArchiveView{}, err
	}
	today := v.today.String()
	out := pages.ArchiveView{Title: v.t(text.DossierArchiveOf, "Name", v.page.Person.Name), Name: v.page.Person.Name, CaseHref: casePath(v.id()), Back: v.here,
		Note: v.t(text.DossierArchiveNote), Key: NewFormKey(), Day: today, Today: today, Who: v.actor.Name, Missing: v.d.Missing()}
	lies := v.d.Archived()
	for i := range v.d.Archives {
		if a := &v.d.Archives[i]; a.Voided() {
			out.Earlier = append(out.Earlier, v.archived(a))
		}
	}
	if lies != nil {
		a := v.archived(lies)
		out.Now = &a
	}
	mine := v.page.CanArchive(v.actor)
	switch closed := v.page.Closed(); {
	case !mine:
		out.Locked = v.t(text.DossierArchiveNotYours)
	case lies != nil:
		out.Void = archivePath(v.id()) + "/" + lies.ID.String() + "/void"
		if closed.IsZero() {
			out.Locked = v.t(text.DossierReopened)
		}
	case closed.IsZero():
		out.Locked = v.t(text.DossierStillOpen)
	default:
		out.Action = archivePath(v.id())
		out.Lacks = v.slotLinks(out.Missing)
	}
	return out, nil
}

// slotLinks name slots given by their names parted by commas.
func (v *dossierView) slotLinks(slots string) []components.Link {
	var out []components.Link
	for _, name := range strings.Split(slots, ",") {
		if s := rehab.Slot(name); s.Known() {
			out = append(out, components.Link{Words: text.Of(v.ctx, text.FamilySlot, s), Href: slotPath(v.id(), s)})
		}
	}
	return out
}

// archived says how a dossier lies in the archive, or lay.
func (v *dossierView) archived(a *store.Archive) pages.ArchivedView {
	day := func(t time.Time) date.Date { return date.Of(t.In(clock.Shanghai)) }
	out := pages.ArchivedView{Words: v.t(text.DossierArchived, "Day", a.Day, "Place", a.Place, "Archivist", a.Archivist),
		By: v.t(text.DossierArchivedBy, "Name", a.Recorder, "Day", day(a.RecordedAt))}
	if a.Reason != nil {
		var names []string
		for _, l := range v.slotLinks(a.Missing) {
			names = append(names, l.Words)
		}
		out.Lacks = v.t(text.DossierArchivedLacks, "Slots", text.Join(v.ctx, names), "Reason", *a.Reason)
	}
	if a.Voided() {
		out.Void = v.t(text.DossierTakenOutWhy, "Day", day(*a.VoidedAt), "Name", *a.Voider, "Reason", *a.VoidReason)
	}
	return out
}
