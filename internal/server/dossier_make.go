package server

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob/picture"
	"xinsheng/internal/paper/bind"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web"
	pages "xinsheng/web/pages/dossier"
)

// Kinds of export that this file makes.
const (
	exportDossierPDF = "dossier_pdf"
	exportDossierZIP = "dossier_zip"
	exportVillage    = "village_dossiers"
)

// dossierOrder is what the maker of a dossier's file is asked for.
type dossierOrder struct {
	Case   uuid.UUID `json:"case"`
	Reason string    `json:"reason,omitempty"` // why numbers and scans go along; empty: they do not
}

// registerDossiers says who makes the files of dossiers.
func (s *Server) registerDossiers() {
	if s.Exports == nil {
		return
	}
	s.Exports.Register(exportDossierPDF, s.makeDossierPDF)
	s.Exports.Register(exportDossierZIP, s.makeDossierZIP)
	s.Exports.Register(exportVillage, s.makeVillage)
}

func (s *Server) makeDossierPDF(ctx context.Context, j export.Job) (export.File, error) {
	var o dossierOrder
	if err := json.Unmarshal(j.Params, &o); err != nil {
		return export.File{}, fmt.Errorf("server: order of a dossier: %w", err)
	}
	m, err := s.openMaker(ctx, j.Actor, o)
	if err != nil {
		return export.File{}, err
	}
	pdf, err := m.pdf(j.Progress)
	return export.File{Name: m.name() + ".pdf", MediaType: "application/pdf", Content: pdf}, err
}

// dossierMaker makes the file of one dossier, with the rights and in the language of whoever ordered it.
type dossierMaker struct {
	*dossierView
	s      *Server
	order  dossierOrder
	number string // of the person's document; masked unless a reason was stated
}

func (s *Server) openMaker(ctx context.Context, actor access.Actor, o dossierOrder) (*dossierMaker, error) {
	if s.Print == nil {
		return nil, export.NoChromium
	}
	d, err := s.Work.ExportDossier(ctx, actor, o.Case, o.Reason)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	m := &dossierMaker{dossierView: &dossierView{caseView: s.viewOf(ctx, actor, g, &d.Opened), d: &d, here: dossierPath(o.Case)}, s: s, order: o}
	m.number = d.Person.DocumentMask
	if m.whole() {
		m.number, _, err = s.Work.WholeNumbers(d.Person)
	}
	return m, err
}

// head is what stands above contents and index.
func (m *dossierMaker) head() pages.PrintView {
	v := m.printView()
	v.Person = m.t(text.DossierPrintPerson, "Name", m.page.Person.Name, "Document", m.number)
	return v
}

// name is what the file is called; only its owner sees it.
func (m *dossierMaker) name() string { return m.t(text.DossierOf, "Name", m.page.Person.Name) }

func (m *dossierMaker) whole() bool { return m.order.Reason != "" }

// pdf is the whole file with contents and page numbers.
func (m *dossierMaker) pdf(progress func(done, total int)) ([]byte, error) {
	var parts []bind.Part
	for i := range m.d.Dossier.Slots {
		more, err := m.slotParts(&m.d.Dossier.Slots[i])
		if err != nil {
			return nil, err
		}
		parts = append(parts, more...)
	}
	f := m.file(parts)
	f.Progress = progress
	return f.Bind(m.ctx)
}

func (m *dossierMaker) file(parts []bind.Part) *bind.File {
	fonts := document.Fonts{}
	fonts.Regular, fonts.Bold = web.PaperFonts()
	whole := func(body []byte) []byte { return document.Original(m.t(text.DossierPrintTitle), body, fonts) }
	return &bind.File{
		Parts: parts, Document: whole, Contents: func(list []bind.Entry) []byte { return whole(m.html(pages.Contents(m.contents(list)))) },
		Unreadable: func(p bind.Part, err error) []byte {
			why := text.DossierUnreadable
			if errors.Is(err, bind.ErrEncrypted) {
				why = text.DossierEncrypted
			}
			return m.html(pages.Notice(pages.NoticeView{Words: p.Words, Why: m.t(why)}))
		},
		Print: func(ctx context.Context, html []byte) ([]byte, error) {
			pdf, err := m.s.Print(ctx, html)
			return pdf.Bytes, err
		},
	}
}

// html writes a component; those of this file cannot fail to be written into memory.
func (m *dossierMaker) html(c templ.Component) []byte {
	var b bytes.Buffer
	if err := c.Render(m.ctx, &b); err != nil {
		panic(fmt.Errorf("server: a part of a dossier: %w", err))
	}
	return b.Bytes()
}

func slotWords(ctx context.Context, s rehab.Slot) string {
	return strconv.Itoa(s.Number()) + "　" + text.Of(ctx, text.FamilySlot, s)
}

// slotParts are the sheet of a slot, its papers, and its photos and scans; nothing of one that holds nothing.
func (m *dossierMaker) slotParts(d *rehab.DossierSlot) ([]bind.Part, error) {
	if d.Filed() == 0 {
		return nil, nil
	}
	words := slotWords(m.ctx, d.Slot)
	parts := []bind.Part{{Words: words, HTML: m.html(pages.Sheet(m.sheet(d, words)))}}
	below := func(what string) string {
		return strconv.Itoa(d.Slot.Number()) + "-" + strconv.Itoa(len(parts)) + "　" + what
	}
	for _, id := range d.Filings {
		if p := m.d.Paper(id); p != nil {
			part, err := m.paperPart(p, below(m.paperLink(p).Words))
			if err != nil {
				return nil, err
			}
			parts = append(parts, part)
		}
	}
	for _, id := range d.Filings {
		if a := m.d.Attachment(id); a != nil && m.whole() {
			part, err := m.scanPart(a, below(m.scanLink(a).Words))
			if err != nil {
				return nil, err
			}
			parts = append(parts, part)
		}
	}
	return parts, nil
}

// paperPart is an issued paper: with a reason as it was issued, else anew with its numbers masked.
func (m *dossierMaker) paperPart(p *store.Paper, words string) (bind.Part, error) {
	head := m.html(pages.PaperHead(words))
	if !m.whole() {
		shown, err := m.s.Papers.Show(m.ctx, m.actor, p.CaseID, p.ID)
		return bind.Part{Words: words, Level: 1, HTML: append(head, shown.Body...)}, err
	}
	if p.Content != nil {
		_, pdf, err := m.s.Papers.PDF(m.ctx, m.actor, p.CaseID, p.ID, m.order.Reason)
		return bind.Part{Words: words, Level: 1, Made: pdf}, err
	}
	_, original, err := m.s.Papers.Original(m.ctx, m.actor, p.CaseID, p.ID, m.order.Reason)
	return bind.Part{Words: words, Level: 1, HTML: append(head, document.BodyOf(original)...)}, err
}

// The room for a photo on a page, in pixels of 1/96 inch.
const (
	photoWidth  = 600
	photoHeight = 820
)

// scanPart is a photo on a page of its own, or a PDF as it was attached.
func (m *dossierMaker) scanPart(a *store.Attachment, words string) (bind.Part, error) {
	content, err := m.s.Work.FiledBytes(m.ctx, a)
	if err != nil {
		return bind.Part{}, err
	}
	if a.MediaType != string(picture.JPEG) || a.Width == nil || a.Height == nil {
		return bind.Part{Words: words, Level: 1, PDF: content}, nil
	}
	scale := min(1, photoWidth/float64(*a.Width), photoHeight/float64(*a.Height))
	return bind.Part{Words: words, Level: 1, HTML: m.html(pages.Photo(pages.PhotoView{
		Words: words, Note: m.t(text.AttachmentBy, "Name", a.Recorder, "Day", attachedOn(a)), Source: "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(content),
		Width: strconv.Itoa(int(float64(*a.Width) * scale)), Height: strconv.Itoa(int(float64(*a.Height) * scale)),
	}))}, nil
}

// sheet is what is recorded in a slot.
func (m *dossierMaker) sheet(d *rehab.DossierSlot, words string) pages.SheetView {
	v := pages.SheetView{Words: words, State: text.Of(m.ctx, text.FamilySlotState, d.State), Lacks: m.lacksOnPaper(d)}
	if v.Lacks != "" {
		v.Lacks = m.t(text.DossierSheetLacks, "What", v.Lacks)
	}
	if !m.whole() && m.hasScans(d) {
		v.State = m.t(text.DossierScansLeftOut, "State", v.State)
	}
	for _, id := range d.Facts {
		if f, ok := m.page.Fact(id); ok {
			said := m.words.view(f)
			v.Facts = append(v.Facts, pages.SheetFact{Date: said.Date, Words: said.Title + " " + said.Strong, Note: said.Note, By: said.By})
		}
	}
	if d.Kept > 0 {
		for i := range m.track().Windows {
			w := &m.track().Windows[i]
			date := pages.SheetDate{Window: text.DateRange(m.ctx, w.From, w.To), State: text.Of(m.ctx, text.FamilyWindowState, w.State)}
			if f, ok := m.page.Fact(w.MetBy); ok {
				date.Taken = text.Date(m.ctx, f.Date)
			}
			v.Dates = append(v.Dates, date)
		}
	}
	return v
}

func (m *dossierMaker) hasScans(d *rehab.DossierSlot) bool {
	for _, id := range d.Filings {
		if m.d.Attachment(id) != nil {
			return true
		}
	}
	return false
}

// contents are all 23 slots, also those without a page, and below each what lies in it.
func (m *dossierMaker) contents(list []bind.Entry) pages.ContentsView {
	head := m.head()
	v := pages.ContentsView{Title: head.Title, Person: head.Person, Case: head.Case, Progress: head.Progress, Note: head.Note,
		Printed: m.t(text.DossierPrintWhen, "Who", m.actor.Name, "When", text.From(m.ctx).Moment(m.s.Clock.Now()))}
	if m.whole() {
		v.Note += m.t(text.DossierWholeFile)
	}
	at := map[string][]bind.Entry{}
	slot := ""
	for _, e := range list {
		if e.Level == 0 {
			slot = e.Words
		}
		at[slot] = append(at[slot], e)
	}
	page := func(e bind.Entry) string { return text.Number(m.ctx, e.Page) }
	for i := range m.d.Dossier.Slots {
		d := &m.d.Dossier.Slots[i]
		row := pages.ContentsRow{No: strconv.Itoa(d.Slot.Number()), Words: text.Of(m.ctx, text.FamilySlot, d.Slot), State: text.Of(m.ctx, text.FamilySlotState, d.State)}
		entries := at[slotWords(m.ctx, d.Slot)]
		if len(entries) > 0 {
			row.Page = page(entries[0])
		}
		v.Rows = append(v.Rows, row)
		for _, e := range entries[min(1, len(entries)):] {
			v.Rows = append(v.Rows, pages.ContentsRow{Words: e.Words, Page: page(e), Below: true})
		}
	}
	return v
}
