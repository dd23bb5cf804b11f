package server

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"xinsheng/internal/blob/picture"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/attachment"
	pages "xinsheng/web/pages/dossier"
)

// scanPath is the address of a scan that lies in a slot.
func scanPath(a *store.Attachment) string {
	return slotPath(a.CaseID, rehab.Slot(a.Slot)) + "/" + a.ID.String()
}

// pathSlot is the slot of an address; nonsense is not found.
func pathSlot(r *http.Request) (rehab.Slot, error) {
	if s := rehab.Slot(chi.URLParam(r, "slot")); s.Known() {
		return s, nil
	}
	return "", fault.ErrNotFound()
}

// slotShow shows one slot of a dossier, with the form that files scans in it.
func (s *Server) slotShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.slotView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Slot(v))
}

func (s *Server) slotView(r *http.Request) (pages.SlotView, error) {
	slot, err := pathSlot(r)
	if err != nil {
		return pages.SlotView{}, err
	}
	v, err := s.openDossier(r)
	if err != nil {
		return pages.SlotView{}, err
	}
	return v.slotView(slot), nil
}

func (v *dossierView) slotView(slot rehab.Slot) pages.SlotView {
	d := &v.d.Dossier.Slots[slot.Number()-1]
	out := pages.SlotView{Title: strconv.Itoa(slot.Number()) + "　" + text.Of(v.ctx, text.FamilySlot, slot), Name: v.page.Person.Name, CaseHref: casePath(v.id()), Back: v.here,
		Mark: v.slotMark(d.State), Since: v.since(d), Rule: text.Of(v.ctx, text.FamilySlotRule, slot), Article: text.Citation(v.ctx, d.Rule.Article)}
	if d.Kept > 0 {
		out.Kept = v.t(text.DossierKept, "Count", d.Kept)
	}
	for _, x := range d.Open() {
		l := pages.LackView{Words: v.lackWords(slot, &x), Mark: v.itemState(&x)}
		if path := v.itemForm(slot, &x, slotPath(v.id(), slot)); path != "" {
			l.Button = components.ButtonView{Label: v.t(text.DossierPrepare), Small: true, Weight: components.Outline, Href: path}
		}
		out.Lacks = append(out.Lacks, l)
	}
	for _, id := range slices.Backward(d.Facts) {
		if f, ok := v.page.Fact(id); ok {
			out.Facts = append(out.Facts, v.fact(f))
		}
	}
	for _, id := range slices.Backward(d.Filings) {
		if p := v.d.Paper(id); p != nil {
			out.Papers = append(out.Papers, v.paperLink(p))
		}
	}
	if path := v.paperForm(slot); path != "" {
		out.Issue = components.ButtonView{Label: v.t(text.DossierIssue), Icon: icon.FileText, Small: true, Href: path}
	}
	for _, a := range v.d.InSlot(slot) {
		out.Scans = append(out.Scans, v.scan(a))
	}
	v.fillAdd(&out, slot)
	return out
}

func (v *dossierView) fillAdd(out *pages.SlotView, slot rehab.Slot) {
	today := v.today.String()
	wrong, refused := errors.AsType[*fault.Error](v.page.WhyNotFile(v.actor, casework.Upload{Slot: slot, Day: v.today}))
	switch {
	case !slot.TakesScans():
		out.Locked = v.t(text.DossierNotForScans)
	case refused:
		out.Locked = formSentence(v.ctx, wrong)
	default:
		out.Add = &pages.AddView{Day: today, Today: today, AddView: attachment.AddView{Action: slotPath(v.id(), slot), Accept: picture.Accept, AcceptImages: picture.AcceptImages,
			Shrink: picture.LongSide, Hint: v.t(text.AttachmentHint, "Size", picture.MaxBytes>>20, "Count", maxFiles)}}
	}
}

// scan is one scan as the page of its slot shows it.
func (v *dossierView) scan(a *store.Attachment) attachment.ItemView {
	item := v.attachment(a)
	item.Label, item.Href, item.Choose, item.Portrait = v.scanLink(a).Words, scanPath(a), "", false
	if item.Thumbnail != "" {
		item.Thumbnail = scanPath(a) + "/thumbnail"
	}
	if item.Void != "" {
		item.Void = scanPath(a) + "/void"
	}
	return item
}

// slotFile files scans in a slot; the good ones are kept, and the page says which were not and why.
func (s *Server) slotFile(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	slot, err := pathSlot(r)
	if err != nil {
		return err
	}
	ctx, actor, said := r.Context(), actorOf(r), &Form{values: map[string][]string{}}
	var done added
	if err = s.Work.MayFile(ctx, actor, id, slot); err != nil {
		return err
	}
	heard := false
	u := casework.Upload{Case: id, Slot: slot}
	err = eachFileOf(w, r, "file", picture.MaxBytes, said, func(f file) error {
		if !heard {
			heard, u.Day, u.Note = true, said.RequiredDate("day"), said.Text("note", 200)
			if u.Day > s.Clock.Today() {
				said.Add("day", text.ValidFuture, "Today", s.Clock.Today())
			}
		}
		if said.Err() != nil {
			return nil // nothing is kept of a form whose day is wrong
		}
		u.Name, u.Content = f.name, f.content
		_, again, err := s.Work.Attach(ctx, actor, u)
		return s.count(r, &done, f, again, err)
	})
	if err == nil {
		err = said.Err()
	}
	if err == nil && done.saved+done.again+len(done.refused) == 0 {
		err = fault.New(fault.Invalid, text.AttachmentNothing)
	}
	if wrong, ok := errors.AsType[*fault.Error](err); ok && len(wrong.Fields) > 0 {
		return s.slotAgain(w, r, said, err)
	}
	if err = s.count(r, &done, file{}, false, err); err != nil {
		return err
	}
	if len(done.refused) > 0 {
		return s.slotPartly(w, r, said, done)
	}
	key, n := text.DossierScanSaved, done.saved
	if done.saved == 0 {
		key, n = text.DossierScanAgain, done.again
	}
	return s.done(w, r, slotPath(id, slot), key, "Count", n)
}

// slotAgain shows the page again with what is wrong with the fields; files have to be chosen once more.
func (s *Server) slotAgain(w http.ResponseWriter, r *http.Request, said *Form, err error) error {
	v, verr := s.slotView(r)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		keepSaid(&v, said, es)
		return pages.Slot(v)
	})
}

// slotPartly shows the page again: what was saved is there, what was not stands above with the reason.
func (s *Server) slotPartly(w http.ResponseWriter, r *http.Request, said *Form, done added) error {
	v, err := s.slotView(r)
	if err != nil {
		return err
	}
	keepSaid(&v, said, nil)
	v.Outcome = s.outcome(r, done)
	return s.pageStatus(w, r, done.status, s.shell(r, v.Title), pages.Slot(v))
}

// keepSaid leaves in the form what was typed into it.
func keepSaid(v *pages.SlotView, said *Form, es components.Errors) {
	if v.Add != nil {
		v.Add.Day, v.Add.Note, v.Add.Errors = said.Typed("day"), said.Typed("note"), es
	}
}

// scanShow answers with a scan; that it was looked at stands in the audit log.
func (s *Server) scanShow(w http.ResponseWriter, r *http.Request) error {
	return s.scanBytes(w, r, false)
}

// scanThumbnail answers with the small picture of a scan.
func (s *Server) scanThumbnail(w http.ResponseWriter, r *http.Request) error {
	return s.scanBytes(w, r, true)
}

func (s *Server) scanBytes(w http.ResponseWriter, r *http.Request, small bool) error {
	id, slot, one, err := pathScan(r)
	if err != nil {
		return err
	}
	a, b, err := s.Work.ReadFiled(r.Context(), actorOf(r), id, slot, one, small)
	if err != nil {
		return err
	}
	return sendAttachment(w, r, &a, b)
}

func pathScan(r *http.Request) (id uuid.UUID, slot rehab.Slot, one uuid.UUID, err error) {
	if id, err = pathUUID(r, "case"); err != nil {
		return id, slot, one, err
	}
	if slot, err = pathSlot(r); err != nil {
		return id, slot, one, err
	}
	one, err = pathUUID(r, "scan")
	return id, slot, one, err
}
