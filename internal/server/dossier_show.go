package server

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/dossier"
)

const dossiersPath = "/dossiers"

// cellShown is how many things stand in a cell of the page; the others are on the page of the slot.
const cellShown = 2

func dossierPath(id uuid.UUID) string { return casePath(id) + "/dossier" }

func slotPath(id uuid.UUID, s rehab.Slot) string { return dossierPath(id) + "/" + string(s) }

// dossierShow shows how the 23 slots of a person's dossier stand.
func (s *Server) dossierShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openDossier(r)
	if err != nil {
		return err
	}
	page := v.pageView(rehab.SlotState(readQuery(r).Typed("state")))
	page.File = fileForm(r, v.here+"/file", false, nil)
	return s.page(w, r, page.Title, pages.Page(page))
}

// dossierView makes the pages of one dossier.
type dossierView struct {
	*caseView
	d    *casework.Dossier
	here string // address of the dossier
}

func (s *Server) openDossier(r *http.Request) (*dossierView, error) {
	id, err := pathUUID(r, "case")
	if err != nil {
		return nil, err
	}
	ctx, actor := r.Context(), actorOf(r)
	d, err := s.Work.Dossier(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	v := &dossierView{caseView: s.viewOf(ctx, actor, g, &d.Opened), d: &d, here: dossierPath(id)}
	v.page.Attachments = d.Attachments
	v.words.href = v.factHref
	return v, nil
}

func (v *dossierView) pageView(only rehab.SlotState) pages.PageView {
	out := pages.PageView{Title: v.t(text.DossierOf, "Name", v.page.Person.Name), Name: v.page.Person.Name, CaseHref: casePath(v.id()), Note: v.line(), Print: v.here + "/print",
		Progress: v.progress(), Filed: v.count(rehab.SlotFiled), Missing: v.count(rehab.SlotMissing), Whole: v.calledFor(), Figures: v.figures(only), Table: v.table(only)}
	if v.actor.May(access.CaseList) {
		out.ListHref = dossiersPath
	}
	closed, lies := v.page.Closed(), v.d.Archived()
	if lies != nil {
		a := v.archived(lies)
		out.Archive = &a
	}
	switch {
	case !v.page.CanArchive(v.actor):
	case lies != nil:
		out.ToDo = components.ButtonView{Label: v.t(text.DossierTakeOut), Icon: icon.FolderOpen, Small: true, Href: archivePath(v.id())}
	case !closed.IsZero():
		out.ToDo = components.ButtonView{Label: v.t(text.DossierArchiveDo), Icon: icon.FolderOpen, Small: true, Weight: components.Primary, Href: archivePath(v.id())}
	}
	if lies != nil && closed.IsZero() {
		out.Notice = v.t(text.DossierReopened)
	}
	return out
}

func (v *dossierView) count(s rehab.SlotState) int { return v.d.Dossier.Count(s) }

// calledFor is how many slots are called for, or hold something all the same.
func (v *dossierView) calledFor() int { return len(v.d.Dossier.Slots) - v.count(rehab.SlotNotNeeded) }

func (v *dossierView) progress() string {
	return v.t(text.DossierFiledOf, "Total", v.calledFor(), "Count", v.count(rehab.SlotFiled))
}

var slotIcons = map[rehab.SlotState]icon.Name{
	rehab.SlotMissing: icon.CircleAlert, rehab.SlotNeeded: icon.Clock, rehab.SlotFiled: icon.CircleCheck, rehab.SlotNotNeeded: icon.CircleDashed,
}

var slotTones = map[rehab.SlotState]components.Tone{rehab.SlotMissing: components.Late, rehab.SlotNeeded: components.Due, rehab.SlotFiled: components.Done}

func (v *dossierView) slotMark(s rehab.SlotState) components.MarkView {
	return components.MarkView{Tone: slotTones[s], Icon: slotIcons[s], Words: text.Of(v.ctx, text.FamilySlotState, s)}
}

// figures count the slots by state; each opens the page with just those, and once more with all.
func (v *dossierView) figures(only rehab.SlotState) []components.FigureView {
	var out []components.FigureView
	for _, s := range rehab.SlotStates() {
		f := components.FigureView{Label: text.Of(v.ctx, text.FamilySlotState, s), Icon: slotIcons[s], N: text.Number(v.ctx, v.count(s)),
			Note: text.Of(v.ctx, text.FamilySlotStateNote, s), Href: v.here + "?state=" + string(s) + "#slots"}
		if v.count(s) > 0 && s != rehab.SlotFiled {
			f.Tone = slotTones[s]
		}
		if s == only {
			f.Note, f.Href = v.t(text.DossierAll), v.here+"#slots"
		}
		out = append(out, f)
	}
	return out
}

func (v *dossierView) table(only rehab.SlotState) components.TableView {
	t := components.TableView{
		Caption: v.t(text.DossierChecklist),
		Columns: []components.Column{
			{Label: v.t(text.DossierSlot), Phone: components.PhoneTitle}, {Label: v.t(text.DossierState), Phone: components.PhoneSide}, {Label: v.t(text.DossierCount), Num: true, Phone: components.PhoneNone},
			{Label: v.t(text.DossierFiled)}, {Label: v.t(text.DossierLacks)}, {Label: v.t(text.DossierAct), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: v.t(text.DossierNoneInState), Icon: icon.CircleCheck},
	}
	all := slices.Contains(rehab.SlotStates(), only)
	for i := range v.d.Dossier.Slots {
		if s := &v.d.Dossier.Slots[i]; !all || s.State == only {
			t.Rows = append(t.Rows, v.row(s))
		}
	}
	return t
}

func (v *dossierView) row(s *rehab.DossierSlot) components.Row {
	name := strconv.Itoa(s.Slot.Number()) + "　" + text.Of(v.ctx, text.FamilySlot, s.Slot)
	n := components.Cell{}
	if s.Filed() > 0 {
		n.Words = text.Number(v.ctx, s.Filed())
	}
	row := components.Row{ID: string(s.Slot), Href: slotPath(v.id(), s.Slot), Cells: []components.Cell{
		{Words: name, Sub: v.since(s)}, {Body: components.Mark(v.slotMark(s.State))}, n, {}, {}, {},
	}}
	if s.Filed() > 0 {
		row.Cells[3].Body = pages.Cell(v.filedCell(s))
	}
	if len(s.Open()) > 0 {
		row.Cells[4].Body = pages.Cell(v.lackCell(s))
	}
	if b := v.button(s); b.Label != "" {
		row.Cells[5].Body = components.Button(b)
	}
	return row
}

// since says from when a slot stands as it does.
func (v *dossierView) since(s *rehab.DossierSlot) string {
	switch {
	case s.State == rehab.SlotMissing:
		return v.t(text.DossierSinceMissing, "Day", s.Since)
	case s.State == rehab.SlotNeeded && s.Due.IsZero():
		return v.t(text.DossierPromptly)
	case s.State == rehab.SlotNeeded:
		return v.t(text.DossierSinceNeeded, "Day", s.Due)
	case s.State == rehab.SlotFiled && s.Kept == 0:
		return v.t(text.DossierSinceFiled, "Day", s.Since)
	}
	return ""
}

// filedCell names the newest things in a slot.
func (v *dossierView) filedCell(s *rehab.DossierSlot) pages.SlotCell {
	c := pages.SlotCell{Links: v.words.links(s.Facts...)}
	for _, id := range s.Filings {
		if a := v.d.Attachment(id); a != nil {
			c.Links = append(c.Links, v.scanLink(a))
		} else if p := v.d.Paper(id); p != nil {
			c.Links = append(c.Links, v.paperLink(p))
		}
	}
	slices.Reverse(c.Links)
	if more := len(c.Links) - cellShown; more > 0 {
		c.Links = c.Links[:cellShown]
		c.More = components.Link{Words: v.t(text.DossierMore, "Count", more), Href: slotPath(v.id(), s.Slot)}
	}
	if s.Kept > 0 {
		c.Kept = v.t(text.DossierKept, "Count", s.Kept)
	}
	return c
}

// scanLink names a scan: its day and what it is.
func (v *dossierView) scanLink(a *store.Attachment) components.Link {
	l := components.Link{Words: attachmentLabel(v.ctx, a), Href: attachmentPath(a)}
	day := a.Day
	if a.Slot != "" {
		l.Href = scanPath(a)
	} else {
		day = attachedOn(a)
	}
	if a.Note != "" {
		l.Words = a.Note
	}
	l.Words = text.Date(v.ctx, day) + " " + l.Words
	return l
}

// attachedOn is the day on which an attachment was recorded.
func attachedOn(a *store.Attachment) date.Date { return date.Of(a.RecordedAt.In(clock.Shanghai)) }

// paperLink names an issued paper: its day, kind and number.
func (v *dossierView) paperLink(p *store.Paper) components.Link {
	return components.Link{Words: text.Date(v.ctx, p.Day) + " " + text.Of(v.ctx, text.FamilyPaperKind, p.Kind) + " " + p.Number, Href: paperPath(p)}
}

// lackCell names the first things a slot lacks.
func (v *dossierView) lackCell(s *rehab.DossierSlot) pages.SlotCell {
	c := pages.SlotCell{Late: s.State == rehab.SlotMissing}
	open := s.Open()
	for i := range open {
		if i == cellShown {
			c.More = components.Link{Words: v.t(text.DossierMore, "Count", len(open)-i), Href: slotPath(v.id(), s.Slot)}
			break
		}
		c.Links = append(c.Links, components.Link{Words: v.lackWords(s.Slot, &open[i])})
	}
	return c
}
