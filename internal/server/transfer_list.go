package server

import (
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/transfer"
)

const (
	transfersPath = "/transfers"
	transfersPage = 50
)

// transferSteps are the steps by which the list can be filtered, in their order.
var transferSteps = []string{
	string(rehab.StepOrigin), string(rehab.StepDestination), string(rehab.StepPolice), string(rehab.StepEffective), string(rehab.StepReportIn),
	string(rehab.StepReceipt), string(rehab.StepRefused),
}

// transferList shows the residence changes under way.
func (s *Server) transferList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	step := q.Choice("step", transferSteps...)
	lines, more, err := s.Work.Transfers(ctx, actorOf(r), step, transferKey(q.Typed("after")), transfersPage)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{
		Excel: excelAddress(r, len(lines)),
		Filter: components.FilterBarView{Action: transfersPath, Target: "main", Clear: transfersPath, Filters: []components.Filter{
			{Name: "step", Label: text.T(ctx, text.TransferStep), Value: step, Options: components.OptionsOf(ctx, text.FamilyTransferStep, transferSteps...)},
		}},
		Table: s.transferTable(r, g, lines), Pages: components.PaginationView{From: min(1, len(lines)), To: len(lines), Keys: true},
	}
	if more {
		last := lines[len(lines)-1]
		v.Pages.Next = transfersPath + "?" + url.Values{"step": {step}, "after": {last.Due.String() + "_" + last.CaseID.String()}}.Encode()
	}
	return s.page(w, r, text.T(ctx, text.TransferTitle), pages.List(v))
}

func transferKey(s string) (k store.TransferKey) {
	due, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Due.UnmarshalText([]byte(due)) != nil {
		return store.TransferKey{}
	}
	k.Case = key
	return k
}

func (s *Server) transferTable(r *http.Request, g *gazetteer, lines []store.TransferLine) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.TransferCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.TransferPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.TransferFrom)}, {Label: text.T(ctx, text.TransferTo)},
			{Label: text.T(ctx, text.TransferSince)}, {Label: text.T(ctx, text.TransferStep), Phone: components.PhoneWide}, {Label: text.T(ctx, text.TransferDue)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.TransferEmpty), Note: text.T(ctx, text.TransferEmptyNote)},
	}
	for _, l := range lines {
		t.Rows = append(t.Rows, transferRow(r, g, l, s.Clock.Today()))
	}
	return t
}

func transferRow(r *http.Request, g *gazetteer, l store.TransferLine, today date.Date) components.Row {
	ctx, late := r.Context(), !l.Due.IsZero() && l.Due < today
	row := components.Row{ID: l.CaseID.String(), Late: late}
	name := components.Cell{Words: text.T(ctx, text.TransferMoved)}
	if l.Name != nil {
		name, row.Href = components.Cell{Words: *l.Name, Sub: tail(l.DocMask)}, backTo(transferPath(l.CaseID), r.URL.RequestURI())
	}
	mark := components.MarkView{Tone: components.Due, Words: text.Of(ctx, text.FamilyTransferStep, l.Step)}
	due := components.Cell{Words: dueWords(ctx, l.Due, today)}
	if late {
		mark.Tone, due.Tone = components.Late, components.Late
	}
	row.Cells = []components.Cell{name, {Words: g.Full(l.From)}, {Words: placeOr(ctx, g, l.To)}, {Words: text.Date(ctx, l.Since)}, {Body: components.Mark(mark)}, due}
	return row
}
