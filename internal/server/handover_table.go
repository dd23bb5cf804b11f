package server

import (
	"net/http"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/handover"
)

// workerRow is one worker with the villages answered for, and the sums.
type workerRow struct {
	worker *int64 // nil: nobody
	name   string
	cells  []store.WorkerCell
	sum    store.WorkerCell
}

// workers groups the cells: first what nobody answers for, then the workers in the order of their villages, then those who answer for nothing yet.
func (p *workerPage) workers() []workerRow {
	var nobody *workerRow
	var out []workerRow
	at := map[int64]int{}
	for _, c := range p.Cells {
		if c.Worker == nil {
			if nobody == nil {
				nobody = &workerRow{name: p.say(text.HandoverNobody)}
			}
			nobody.add(c)
			continue
		}
		i, there := at[*c.Worker]
		if !there {
			i = len(out)
			at[*c.Worker] = i
			out = append(out, workerRow{worker: c.Worker, name: deref(c.Name)})
		}
		out[i].add(c)
	}
	for _, x := range p.Posts {
		if _, there := at[x.Account]; !there && x.Role == string(access.VillageWorker) && (p.place.IsZero() || division.ScopeOf(p.place).Contains(x.Division)) {
			at[x.Account] = len(out)
			out = append(out, workerRow{worker: &x.Account, name: x.Name})
		}
	}
	if nobody != nil {
		out = append([]workerRow{*nobody}, out...)
	}
	return out
}

func (w *workerRow) add(c store.WorkerCell) {
	w.cells = append(w.cells, c)
	w.sum = addCells(w.sum, c)
}

// addCells adds up two cells.
func addCells(a, b store.WorkerCell) store.WorkerCell {
	a.Cases, a.Late = a.Cases+b.Cases, a.Late+b.Late
	a.TestDue, a.TestDone, a.ReportDue, a.ReportDone = a.TestDue+b.TestDue, a.TestDone+b.TestDone, a.ReportDue+b.ReportDue, a.ReportDone+b.ReportDone
	a.TalkDue, a.TalkDone, a.VisitDue, a.VisitDone = a.TalkDue+b.TalkDue, a.TalkDone+b.TalkDone, a.VisitDue+b.VisitDue, a.VisitDone+b.VisitDone
	return a
}

// table is a row a worker with the number of cases and what is still to do this month; each number opens the list of just those persons.
func (p *workerPage) table() components.TableView {
	num := func(key text.Key) components.Column { return components.Column{Label: p.say(key), Num: true} }
	t := components.TableView{
		Caption: p.say(text.HandoverCaption),
		Columns: []components.Column{
			{Label: p.say(text.HandoverWorker), Phone: components.PhoneTitle}, {Label: p.say(text.HandoverVillages), Phone: components.PhoneWide},
			num(text.HandoverCases), num(text.HandoverTestShort), num(text.HandoverReportShort), num(text.HandoverTalkShort), num(text.HandoverVisitShort), num(text.HandoverLate),
			{Label: p.say(text.HandoverAct), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: p.say(text.HandoverEmpty), Note: p.say(text.HandoverEmptyNote)},
	}
	var sum store.WorkerCell
	for _, w := range p.workers() {
		sum = addCells(sum, w.sum)
		t.Rows = append(t.Rows, p.row(&w))
	}
	if len(t.Rows) > 1 {
		t.Totals = []components.Cell{{Words: p.say(text.ListTotal)}, {}}
		for _, n := range []int{sum.Cases, sum.TestDue - sum.TestDone, sum.ReportDue - sum.ReportDone, sum.TalkDue - sum.TalkDone, sum.VisitDue - sum.VisitDone, sum.Late} {
			t.Totals = append(t.Totals, components.Cell{Words: strconv.Itoa(n)})
		}
		t.Totals = append(t.Totals, components.Cell{})
	}
	return t
}

func (p *workerPage) row(w *workerRow) components.Row {
	n := func(n int, tone components.Tone, more ...string) components.Cell {
		c := components.Cell{Words: strconv.Itoa(n)}
		if n > 0 {
			c.Tone, c.Href = tone, p.cases(w.worker, 0, more...)
		}
		return c
	}
	month := p.Month.String()
	who := components.Cell{Words: w.name, Sub: p.post(w.worker)}
	if w.worker == nil {
		who = components.Cell{Words: w.name, Tone: components.Late}
	}
	return components.Row{Late: w.worker == nil, Cells: []components.Cell{
		who, {Body: pages.Villages(p.villagesOf(w))}, n(w.sum.Cases, components.Plain),
		n(w.sum.TestDue-w.sum.TestDone, components.Due, "month", month, "test", store.TestShort),
		n(w.sum.ReportDue-w.sum.ReportDone, components.Due, "month", month, "contact", "report"),
		n(w.sum.TalkDue-w.sum.TalkDone, components.Due, "month", month, "contact", "talk"),
		n(w.sum.VisitDue-w.sum.VisitDone, components.Due, "month", month, "contact", "visit"),
		n(w.sum.Late, components.Late, "duty", store.DutyLate), p.act(w),
	}}
}

// act leads to the cases of the worker, to hand them over.
func (p *workerPage) act(w *workerRow) components.Cell {
	if w.worker == nil || w.sum.Cases == 0 {
		return components.Cell{}
	}
	b := components.ButtonView{Label: p.say(text.HandoverShow), Small: true, Href: handoverPath + "?worker=" + workerValue(w.worker) + "#cases"}
	if p.actor.May(access.HandoverAssign) {
		b.Label = p.say(text.HandoverHandOver)
	}
	return components.Cell{Body: components.Button(b)}
}

func (p *workerPage) villagesOf(w *workerRow) []pages.VillageView {
	var out []pages.VillageView
	wide := len(p.places.Townships(p.actor.Scope)) > 1
	for _, c := range w.cells {
		name := p.places.Short(c.Division)
		if wide {
			name = p.places.Full(c.Division)
		}
		out = append(out, pages.VillageView{Words: p.say(text.HandoverVillageCount, "Village", name, "Count", c.Cases), Href: p.cases(w.worker, c.Division)})
	}
	return out
}

// post says in which role somebody is posted.
func (p *workerPage) post(worker *int64) string {
	for _, x := range p.Posts {
		if worker != nil && x.Account == *worker {
			return text.Of(p.ctx, text.FamilyRole, x.Role)
		}
	}
	return p.say(text.HandoverNoPost)
}

// township is the name of a village's township for those who see several, unless the village's own name begins with it.
func township(g *gazetteer, village division.Code, wide bool) string {
	if !wide || g.Full(village) == g.Short(village) {
		return ""
	}
	return g.Short(village.Township())
}

// handoverExport answers with who answers for what as a workbook: a row a worker and village.
func (s *Server) handoverExport(w http.ResponseWriter, r *http.Request) error {
	p, err := s.workerPage(r)
	if err != nil {
		return err
	}
	sum := func(key text.Key) workbook.Column { return workbook.Column{Head: p.say(key), Sum: true} }
	return takeAlong(s, w, r, listBook[store.WorkerCell]{
		title: p.say(text.HandoverTitle), list: "workers", action: access.CaseExport, filters: filtersOf(r.URL.Query()), rows: p.Cells, total: true,
		columns: []workbook.Column{
			head(p.ctx, text.HandoverWorker, 0), head(p.ctx, text.HandoverExcelTownship, widePlace), head(p.ctx, text.HandoverExcelVillage, widePlace), sum(text.HandoverCases),
			sum(text.HandoverTestShort), sum(text.HandoverReportShort), sum(text.HandoverTalkShort), sum(text.HandoverVisitShort), sum(text.HandoverLate),
		},
		row: func(c store.WorkerCell) []any {
			name := p.say(text.HandoverNobody)
			if c.Worker != nil {
				name = deref(c.Name)
			}
			return []any{name, p.places.Short(c.Division.Township()), p.places.Short(c.Division), c.Cases, c.TestDue - c.TestDone, c.ReportDue - c.ReportDone,
				c.TalkDue - c.TalkDone, c.VisitDue - c.VisitDone, c.Late}
		},
	})
}
