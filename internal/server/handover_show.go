package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/handover"
)

const (
	handoverPath = "/handover"
	workerNone   = "none" // in an address: the cases of nobody
	workerMine   = "mine"
	workerAll    = "all"
)

// workerPage makes the page that says who answers for what.
type workerPage struct {
	casework.Workers
	ctx    context.Context
	r      *http.Request
	actor  access.Actor
	places *gazetteer
	place  division.Code
	worker int64 // whose cases are shown; 0: those of nobody
}

// handoverShow shows who answers for which cases, and those that can be handed over.
func (s *Server) handoverShow(w http.ResponseWriter, r *http.Request) error {
	p, err := s.workerPage(r)
	if err != nil {
		return err
	}
	lines, foot := cut(r, keysetOf(readQuery(r)), p.Lines, listLimit, func(l store.CaseLine) string { return l.CaseID.String() })
	p.Lines = lines
	foot.From, foot.To, foot.Total = rowsShown(p.filter(readQuery(r)), p.Sums, len(lines))
	v := pages.PageView{
		Figures: p.figures(), Filter: p.placeFilter("workers"), Workers: p.table(), Last: p.last(),
		Note: text.T(p.ctx, text.HandoverByWorkerNote, "Count", 0, "Month", p.Month),
	}
	if p.Divided {
		v.Splits = splitsPath
	}
	if len(p.Cells) > 0 {
		v.Excel = excelAddress(r, len(p.Cells))
	}
	if p.worker != 0 || p.Sums.Total > 0 {
		v.Chosen = p.chosen(foot, s)
	}
	return s.page(w, r, text.T(p.ctx, text.HandoverTitle), pages.Page(v))
}

// workerPage reads the address and what it asks for.
func (s *Server) workerPage(r *http.Request) (*workerPage, error) {
	p := &workerPage{ctx: r.Context(), r: r, actor: actorOf(r)}
	in := readQuery(r)
	if c := in.Division("place"); in.Typed("place") == c.String() {
		p.place = c
	}
	p.worker = in.Number("worker") // anything but a number is nobody
	var err error
	if p.Workers, err = s.Work.Workers(p.ctx, p.actor, p.filter(in)); err != nil {
		return nil, err
	}
	p.Cells = slices.DeleteFunc(p.Cells, func(c store.WorkerCell) bool {
		return !p.place.IsZero() && !division.ScopeOf(p.place).Contains(c.Division)
	})
	p.places, err = s.gazetteer(p.ctx)
	return p, err
}

func (p *workerPage) filter(in *Form) store.CaseFilter {
	k := keysetOf(in)
	f := store.CaseFilter{Stage: store.StageOpen, Sort: "place", Worker: p.worker, Unassigned: p.worker == 0, Back: k.back(), Limit: listLimit + 1}
	f.Key, _ = uuid.Parse(k.After + k.Before) // nonsense is the first page
	if !p.place.IsZero() {
		f.Within = p.place.Range()
	}
	return f
}

func (p *workerPage) say(key text.Key, args ...any) string { return text.T(p.ctx, key, args...) }

// cases is the address of the list of cases of a worker, of one village if it is given, with further filters.
func (p *workerPage) cases(worker *int64, village division.Code, more ...string) string {
	q := url.Values{"worker": {workerValue(worker)}}
	if village.IsZero() {
		village = p.place
	}
	if !village.IsZero() {
		q.Set("place", village.String())
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return casesPath + "?" + q.Encode()
}

func workerValue(worker *int64) string {
	if worker == nil {
		return workerNone
	}
	return strconv.FormatInt(*worker, 10)
}

func (p *workerPage) figures() []components.FigureView {
	open, nobody, workers := 0, 0, map[int64]bool{}
	for _, c := range p.Cells {
		open += c.Cases
		if c.Worker == nil {
			nobody += c.Cases
		} else {
			workers[*c.Worker] = true
		}
	}
	all := url.Values{"worker": {workerAll}}
	none := url.Values{"worker": {workerNone}}
	if !p.place.IsZero() {
		all.Set("place", p.place.String())
		none.Set("place", p.place.String())
	}
	missing := components.FigureView{Label: p.say(text.HandoverFigureNobody), Icon: icon.CircleAlert, N: text.Number(p.ctx, nobody), Unit: p.say(text.HandoverFigureCases),
		Note: p.say(text.HandoverFigureNobodyNone), Href: casesPath + "?" + none.Encode()}
	if nobody > 0 {
		missing.Tone, missing.Note = components.Late, p.say(text.HandoverFigureNobodyNote)
	}
	return []components.FigureView{
		{Label: p.say(text.HandoverFigureOpen), Icon: icon.FolderOpen, N: text.Number(p.ctx, open), Unit: p.say(text.HandoverFigureCases), Note: p.say(text.HandoverFigureOpenNote), Href: casesPath + "?" + all.Encode()},
		missing,
		{Label: p.say(text.HandoverFigureWorkers), Icon: icon.User, N: text.Number(p.ctx, len(workers)), Unit: p.say(text.HandoverFigurePeople), Note: p.say(text.HandoverFigureWorkersNote), Href: "#workers"},
	}
}

// placeFilter chooses the place, where the actor has several; keep says what of the address stays.
func (p *workerPage) placeFilter(keep ...string) *components.FilterBarView {
	options := whereOptions(p.places, p.actor.Scope, p.place)
	if len(options) == 0 {
		return nil
	}
	label := text.CaselistPlace
	if len(p.places.Townships(p.actor.Scope)) < 2 {
		label = text.CaselistVillage
	}
	v := &components.FilterBarView{Action: handoverPath, Target: "main", Clear: handoverPath, Filters: []components.Filter{
		{Name: "place", Label: p.say(label), Value: p.place.String(), Options: options},
	}}
	if p.worker != 0 && slices.Contains(keep, "worker") {
		v.Hidden = []components.Option{{Label: "worker", Value: workerValue(&p.worker)}}
		v.Clear += "?worker=" + workerValue(&p.worker)
	}
	return v
}

// chosen is the list of the cases of nobody, or of one worker, to be handed over.
func (p *workerPage) chosen(foot components.PaginationView, s *Server) *pages.ChosenView {
	v := &pages.ChosenView{
		Title: p.say(text.HandoverNobodyTitle, "Count", p.Sums.Total), Note: p.say(text.HandoverNobodyNote), May: p.actor.May(access.HandoverAssign),
		Action: handoverPath + "/choose", From: workerNone, Pages: foot,
	}
	if p.worker != 0 {
		v.Title, v.Note, v.From = p.say(text.HandoverOfTitle, "Count", p.Sums.Total, "Name", p.nameOf(p.worker)), p.say(text.HandoverOfNote), workerValue(&p.worker)
		v.Back, v.Filter = handoverPath, p.placeFilter("worker")
	}
	if !v.May {
		v.Note = ""
		if p.worker == 0 {
			v.Note = p.say(text.HandoverNobodyView)
		}
	}
	for _, c := range p.Cells {
		if v.May && p.of(c.Worker) {
			v.Whole = append(v.Whole, components.Option{Value: c.Division.String(), Label: p.say(text.HandoverWholeOf, "Village", p.places.Short(c.Division), "Count", c.Cases)})
		}
	}
	rows := caseRows{ctx: p.ctx, places: p.places, today: s.Clock.Today(), wide: len(p.places.Townships(p.actor.Scope)) > 1}
	v.Table = components.TableView{
		Caption: p.say(text.HandoverListCaption), Empty: components.EmptyView{Title: p.say(text.HandoverNoneHere), Note: p.say(text.HandoverNoneHereNote)},
		Columns: []components.Column{
			{Label: p.say(text.HandoverPerson), Phone: components.PhoneTitle}, {Label: p.say(text.HandoverPlace), Phone: components.PhoneSub},
			{Label: p.say(text.HandoverStage), Phone: components.PhoneSub}, {Label: p.say(text.CaselistNow), Phone: components.PhoneSide}, {Label: p.say(text.HandoverNextDue)},
		},
	}
	if v.May {
		v.Table.Pick = "case"
	}
	for _, l := range p.Lines {
		row := rows.person(l)
		row.Name, row.Late = deref(l.Name), l.LateKind != nil
		row.Cells[1].Sub = township(p.places, l.Division, rows.wide)
		row.Cells = append(row.Cells, rows.kind(l), components.Cell{Body: components.Mark(rows.mark(l))}, rows.due(l))
		v.Table.Rows = append(v.Table.Rows, row)
	}
	return v
}

// of reports whether the page shows the cases of the worker; nil is nobody.
func (p *workerPage) of(worker *int64) bool {
	if worker == nil {
		return p.worker == 0
	}
	return *worker == p.worker
}

// nameOf is the name of a worker, as the cells or the postings say it.
func (p *workerPage) nameOf(worker int64) string {
	for _, c := range p.Cells {
		if c.Worker != nil && *c.Worker == worker {
			return deref(c.Name)
		}
	}
	for _, x := range p.Posts {
		if x.Account == worker {
			return x.Name
		}
	}
	return text.T(p.ctx, text.HandoverFilterGone)
}

func (p *workerPage) last() []pages.LastView {
	var out []pages.LastView
	for _, h := range p.Last {
		v := pages.LastView{Words: p.say(text.HandoverLastBack, "Count", h.Cases), Note: p.say(text.HandoverLastNote, "Moment", text.Moment(p.ctx, h.RecordedAt), "By", h.By, "Reason", h.Reason)}
		if h.Worker != nil {
			v.Words = p.say(text.HandoverLastGiven, "Count", h.Cases, "Name", deref(h.WorkerName))
		}
		switch {
		case h.Reverted:
			v.Mark = &components.MarkView{Tone: components.Shut, Words: p.say(text.HandoverWasTakenBack)}
		case h.Worker != nil && h.Standing > 0 && p.actor.May(access.HandoverAssign):
			v.Action, v.ID, v.Key = handoverPath+"/take-back", h.ID.String(), NewFormKey()
			v.Whole = p.say(text.HandoverTakeBackOf, "Count", h.Standing, "Name", deref(h.WorkerName))
			if h.Standing < h.Cases {
				v.Standing = p.say(text.HandoverLastStanding, "Count", h.Standing)
			}
		}
		out = append(out, v)
	}
	return out
}
