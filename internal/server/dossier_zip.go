package server

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"xinsheng/internal/blob/picture"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

const zipType = "application/zip"

// zipped is one file of a ZIP.
type zipped struct {
	name    string
	content []byte
}

// pack writes the files into a ZIP, in their order.
func pack(files []zipped) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.content)
		}
		if err != nil {
			return nil, fmt.Errorf("server: ZIP: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("server: ZIP: %w", err)
	}
	return b.Bytes(), nil
}

// makeDossierZIP: the index as a workbook, the bound file, and with a reason every photo and scan as it lies there, a folder a slot.
func (s *Server) makeDossierZIP(ctx context.Context, j export.Job) (export.File, error) {
	var o dossierOrder
	if err := json.Unmarshal(j.Params, &o); err != nil {
		return export.File{}, fmt.Errorf("server: order of a dossier: %w", err)
	}
	m, err := s.openMaker(ctx, j.Actor, o)
	if err != nil {
		return export.File{}, err
	}
	pdf, err := m.pdf(j.Progress)
	if err != nil {
		return export.File{}, err
	}
	scans, names, err := m.scans()
	if err != nil {
		return export.File{}, err
	}
	index, err := m.index(names)
	if err != nil {
		return export.File{}, err
	}
	content, err := pack(append([]zipped{{m.t(text.DossierPrintTitle) + ".xlsx", index}, {m.name() + ".pdf", pdf}}, scans...))
	return export.File{Name: m.name() + ".zip", MediaType: zipType, Content: content}, err
}

// scans are the photos and scans as they lie there, a folder a slot, and by slot the names of their files.
func (m *dossierMaker) scans() (files []zipped, names map[rehab.Slot][]string, err error) {
	names = map[rehab.Slot][]string{}
	for i := range m.d.Dossier.Slots {
		d := &m.d.Dossier.Slots[i]
		for _, id := range d.Filings {
			a := m.d.Attachment(id)
			if a == nil || !m.whole() {
				continue
			}
			content, err := m.s.Work.FiledBytes(m.ctx, a)
			if err != nil {
				return nil, nil, err
			}
			name := fmt.Sprintf("%02d-%02d %s", d.Slot.Number(), len(names[d.Slot])+1, m.scanFile(a))
			names[d.Slot] = append(names[d.Slot], name)
			files = append(files, zipped{fmt.Sprintf("%02d %s/%s", d.Slot.Number(), text.Of(m.ctx, text.FamilySlot, d.Slot), name), content})
		}
	}
	return files, names, nil
}

// scanFile is the name of a scan's file: what it was called, cleaned, with the ending of what it is.
func (m *dossierMaker) scanFile(a *store.Attachment) string {
	ending := ".pdf"
	if a.MediaType == string(picture.JPEG) {
		ending = ".jpg"
	}
	return strings.ReplaceAll(picture.FileName(a.Label, m.t(text.AttachmentFile), ending), "/", "_")
}

// index is the checklist as a workbook, with the files of each slot.
func (m *dossierMaker) index(names map[rehab.Slot][]string) ([]byte, error) {
	head := m.head()
	sheet := workbook.Sheet{
		Name: head.Title,
		Columns: []workbook.Column{columnOf(m.t(text.DossierNumber), 6), columnOf(m.t(text.DossierSlot), widePlace), columnOf(m.t(text.DossierState), 0), columnOf(m.t(text.DossierCount), 0),
			columnOf(m.t(text.DossierLacks), wideText), columnOf(m.t(text.DossierFiles), wideText)},
		Rows: workbook.Rows(m.d.Dossier.Slots, func(d rehab.DossierSlot) []any {
			return []any{d.Slot.Number(), text.Of(m.ctx, text.FamilySlot, d.Slot), text.Of(m.ctx, text.FamilySlotState, d.State), d.Filed(), m.lacksOnPaper(&d), strings.Join(names[d.Slot], "\n")}
		}),
		Notes: []string{head.Person, head.Case, head.Progress, head.Note},
	}
	var b bytes.Buffer
	err := workbook.Write(&b, sheet)
	return b.Bytes(), err
}

func columnOf(words string, width float64) workbook.Column {
	return workbook.Column{Head: words, Width: width}
}

// villageOrder is what the maker of many dossiers is asked for.
type villageOrder struct {
	Filter store.DossierFilter `json:"filter"`
	Reason string              `json:"reason,omitempty"`
}

// maxVillage is how many dossiers one order may have.
const maxVillage = 100

// makeVillage: a PDF a dossier, and the list of them as a workbook. One that is no longer the owner's to see is left out.
func (s *Server) makeVillage(ctx context.Context, j export.Job) (export.File, error) {
	var o villageOrder
	if err := json.Unmarshal(j.Params, &o); err != nil {
		return export.File{}, fmt.Errorf("server: order of dossiers: %w", err)
	}
	o.Filter.Limit = maxVillage
	l, err := s.Work.Dossiers(ctx, j.Actor, o.Filter)
	switch {
	case err != nil:
		return export.File{}, err
	case len(l.Lines) == 0:
		return export.File{}, export.NothingToExport
	case len(l.Lines) > maxVillage:
		return export.File{}, export.TooLarge
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return export.File{}, err
	}
	var list bytes.Buffer
	book := dossierBook(ctx, g, l.Lines, nil)
	if err := workbook.Write(&list, workbook.Sheet{Name: book.title, Columns: book.columns, Rows: workbook.Rows(l.Lines, book.row)}); err != nil {
		return export.File{}, err
	}
	files := []zipped{{text.T(ctx, text.DossierPrintTitle) + ".xlsx", list.Bytes()}}
	for i, line := range l.Lines {
		j.Progress(i, len(l.Lines))
		m, err := s.openMaker(ctx, j.Actor, dossierOrder{line.CaseID, o.Reason})
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return export.File{}, err
		}
		pdf, err := m.pdf(func(int, int) {})
		if err != nil {
			return export.File{}, err
		}
		files = append(files, zipped{fmt.Sprintf("%03d %s %s.pdf", i+1, m.name(), tail(&line.DocMask)), pdf})
	}
	j.Progress(len(l.Lines), len(l.Lines))
	content, err := pack(files)
	return export.File{Name: text.T(ctx, text.DossierTitle) + ".zip", MediaType: zipType, Content: content}, err
}
