package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/split"
)

// Names and values of the choices of a row.
const (
	splitCase  = "case-"
	splitStaff = "staff-"
)

// splitShow shows the cases of a village that is divided, each with where it goes.
func (s *Server) splitShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.splitView(r, nil)
	if err != nil {
		return err
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Show(v))
}

// splitDesk puts a division into words.
type splitDesk struct {
	casework.SplitFile
	ctx    context.Context
	places *gazetteer
	choose bool
	typed  *Form // what was sent and refused; nil: nothing was
}

func splitFilter(in *Form) store.SplitFilter {
	k := keysetOf(in)
	f := store.SplitFilter{State: in.Choice("state", store.SplitStates()...), Back: k.back(), Limit: listLimit + 1}
	f.Key, _ = uuid.Parse(k.After + k.Before) // nonsense is the first page
	return f
}

func (s *Server) splitView(r *http.Request, typed *Form) (v pages.ShowView, err error) {
	ctx, in := r.Context(), readQuery(r)
	d, f, err := s.splitDesk(r, splitFilter(in))
	if err != nil {
		return v, err
	}
	d.typed = typed
	cases, foot := cut(r, keysetOf(in), d.Cases, listLimit, func(c store.SplitCase) string { return c.CaseID.String() })
	d.Cases = cases
	v = pages.ShowView{
		Title: text.T(ctx, text.SplitShowTitle, "From", d.places.Short(d.FromCode), "Into", d.places.Short(d.ToCode)), Note: text.T(ctx, text.SplitShowNote, "Day", d.Day, "Basis", d.Basis),
		Crumbs: []components.Crumb{{Label: text.T(ctx, text.SplitTitle), Href: splitsPath}}, Excel: excelAddress(r, d.Sums.Open),
		Figures: d.figures(), Table: d.table(), Pages: foot, Back: splitsPath,
	}
	v.Crumbs = append(v.Crumbs, components.Crumb{Label: v.Title})
	if f.State != "" {
		v.Shown = text.T(ctx, text.SplitShown, "State", text.Of(ctx, text.FamilySplitAnswer, f.State))
	}
	switch n := d.Sums.Waiting(); {
	case !d.Ahead:
		v.State, v.Words = components.Shut, text.T(ctx, text.SplitOverNote, "Day", d.Day)
	case n > 0:
		v.State, v.Words = components.Due, text.T(ctx, text.SplitAheadNote, "Count", n, "Before", d.Day-1)
	default:
		v.State, v.Words = components.Done, text.T(ctx, text.SplitDoneNote, "Before", d.Day-1)
	}
	if !d.choose {
		return v, nil
	}
	v.Send = splitPath(&d.Split)
	if q := r.URL.RawQuery; q != "" {
		v.Send += "?" + q
	}
	if len(d.Staff) > 0 {
		v.Staff = d.staff()
	}
	if n := d.Sums.Waiting(); n > 0 {
		v.Rest = text.T(ctx, text.SplitRest, "From", d.places.Short(d.FromCode))
	}
	return v, nil
}

func (s *Server) splitDesk(r *http.Request, f store.SplitFilter) (*splitDesk, store.SplitFilter, error) {
	id, err := pathUUID(r, "split")
	if err != nil {
		return nil, f, err
	}
	d := &splitDesk{ctx: r.Context()}
	if d.SplitFile, err = s.Work.SplitFile(d.ctx, actorOf(r), id, f); err != nil {
		return nil, f, err
	}
	d.choose = d.Ahead && actorOf(r).May(access.SplitChoose)
	d.places, err = s.gazetteer(d.ctx)
	return d, f, err
}

func (d *splitDesk) say(key text.Key, args ...any) string { return text.T(d.ctx, key, args...) }

func (d *splitDesk) figures() []components.FigureView {
	unit, at := d.say(text.SplitUnit), splitPath(&d.Split)
	f := func(label string, n int, note text.Key, state string, tone components.Tone) components.FigureView {
		v := components.FigureView{Label: label, N: text.Number(d.ctx, n), Unit: unit, Note: d.say(note), Href: at}
		if state != "" {
			v.Href += "?state=" + state
		}
		if n > 0 {
			v.Tone = tone
		}
		return v
	}
	answer := func(state string) string { return text.Of(d.ctx, text.FamilySplitAnswer, state) }
	all := []components.FigureView{f(d.say(text.SplitOpen), d.Sums.Open, text.SplitOpenNote, "", components.Plain)}
	if d.Ahead {
		all = append(all, f(answer(store.SplitWaiting), d.Sums.Waiting(), text.SplitWaitingNote, store.SplitWaiting, components.Due))
	} else {
		all[0].Label, all[0].Note = d.say(text.SplitAnswered), d.say(text.SplitAnsweredNote)
	}
	return append(all,
		f(answer(store.SplitGoes), d.Sums.Goes, text.SplitGoesNote, store.SplitGoes, components.Plain),
		f(answer(store.SplitStays), d.Sums.Stay, text.SplitStaysNote, store.SplitStays, components.Plain))
}

func (d *splitDesk) table() components.TableView {
	t := components.TableView{
		Caption: d.say(text.SplitCasesTitle),
		Columns: []components.Column{
			{Label: d.say(text.CaselistPerson), Phone: components.PhoneTitle}, {Label: d.say(text.SplitAddress), Phone: components.PhoneSub}, {Label: d.say(text.CaselistKindPhase), Phone: components.PhoneSub},
			{Label: d.say(text.HandoverStage), Phone: components.PhoneSide}, {Label: d.say(text.SplitWorker)}, {Label: d.say(text.SplitWhere), Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: d.say(text.SplitNoCases), Note: d.say(text.SplitNoCasesNote), Icon: icon.Users},
	}
	for i := range d.Cases {
		c := &d.Cases[i]
		rows := caseRows{ctx: d.ctx, places: d.places}
		who := components.Cell{Words: d.say(text.CaselistMoved), Sub: d.say(text.CaselistMovedNote)}
		if c.Full && c.Name != nil {
			who = components.Cell{Words: *c.Name, Sub: deref(c.DocMask)}
		}
		row := components.Row{Cells: []components.Cell{
			who, {Words: deref(c.Address)}, rows.kind(store.CaseLine{Measure: c.Measure, Phase: c.Phase}),
			{Body: components.Mark(components.StageTag(c.Stage, text.Of(d.ctx, text.FamilyStage, c.Stage)))}, d.worker(c), d.where(c),
		}}
		if c.Full {
			row.Href = casesPath + "/" + c.CaseID.String()
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// worker is who answers for the case by name, and whether they go along.
func (d *splitDesk) worker(c *store.SplitCase) components.Cell {
	if c.Worker == nil {
		return components.Cell{Words: "—"}
	}
	out := components.Cell{Words: *c.Worker}
	if c.WorkerGoes && d.Ahead {
		out.Sub = d.say(text.SplitWorkerGoes, "Into", d.places.Short(d.ToCode))
	}
	return out
}

// where is the choice of a case, or the answer it has.
func (d *splitDesk) where(c *store.SplitCase) components.Cell {
	name := splitCase + c.CaseID.String()
	if !d.choose {
		return d.answer(c.Goes)
	}
	return components.Cell{Body: pages.Choice(d.choice(name, d.say(text.SplitWhereOf, "Name", deref(c.Name)), c.Goes))}
}

func (d *splitDesk) answer(goes *bool) components.Cell {
	if goes == nil {
		return components.Cell{Body: components.Mark(components.MarkView{Tone: components.Due, Icon: icon.Clock, Words: text.Of(d.ctx, text.FamilySplitAnswer, store.SplitWaiting)})}
	}
	return components.Cell{Words: d.villageOf(*goes)}
}

func (d *splitDesk) villageOf(goes bool) string {
	if goes {
		return d.say(text.SplitGoesTo, "Name", d.places.Short(d.ToCode))
	}
	return d.say(text.SplitStaysIn, "Name", d.places.Short(d.FromCode))
}

func (d *splitDesk) choice(name, label string, goes *bool) pages.ChoiceView {
	v := pages.ChoiceView{Name: name, Label: label, Options: []components.Option{{Value: store.SplitStays, Label: d.villageOf(false)}, {Value: store.SplitGoes, Label: d.villageOf(true)}}}
	switch {
	case d.typed != nil:
		v.Value = d.typed.Typed(name)
	case goes != nil && *goes:
		v.Value = store.SplitGoes
	case goes != nil:
		v.Value = store.SplitStays
	}
	return v
}

func (d *splitDesk) staff() *components.TableView {
	t := &components.TableView{Caption: d.say(text.SplitStaffTitle), Columns: []components.Column{
		{Label: d.say(text.StaffName), Phone: components.PhoneTitle}, {Label: d.say(text.StaffPost), Phone: components.PhoneSub}, {Label: d.say(text.StaffSince)}, {Label: d.say(text.SplitWhere), Phone: components.PhoneWide},
	}}
	for i := range d.Staff {
		p := &d.Staff[i]
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
			{Words: p.Name}, {Words: text.Of(d.ctx, text.FamilyStaffPost, p.Post)}, {Words: text.Date(d.ctx, p.Starts)},
			{Body: pages.Choice(d.choice(splitStaff+p.ID.String(), d.say(text.SplitWhereOf, "Name", p.Name), &p.Follows))},
		}})
	}
	return t
}

// splitExport answers with the cases of a division as a workbook.
func (s *Server) splitExport(w http.ResponseWriter, r *http.Request) error {
	f := splitFilter(readQuery(r))
	f.Key, f.Back, f.Limit = uuid.Nil, false, wholeList
	d, _, err := s.splitDesk(r, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return takeAlong(s, w, r, listBook[store.SplitCase]{
		title: text.T(ctx, text.SplitShowTitle, "From", d.places.Short(d.FromCode), "Into", d.places.Short(d.ToCode)), list: "split_cases", action: access.CaseExport,
		filters: filtersOf(r.URL.Query()), rows: d.Cases,
		columns: []workbook.Column{
			head(ctx, text.CaselistPerson, 0), fieldHead(ctx, "document", wideNumber), head(ctx, text.SplitAddress, wideText), head(ctx, text.CaselistKindPhase, widePlace), head(ctx, text.HandoverStage, 0),
			head(ctx, text.SplitWorker, 0), head(ctx, text.SplitWhere, widePlace),
		},
		row: func(c store.SplitCase) []any {
			name := deref(c.Name)
			if !c.Full {
				name = d.say(text.CaselistMoved)
			}
			kind := text.Of(ctx, text.FamilyMeasure, c.Measure)
			if c.Phase != nil {
				kind = text.Join(ctx, []string{kind, text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(*c.Phase))})
			}
			where := text.Of(ctx, text.FamilySplitAnswer, store.SplitWaiting)
			if c.Goes != nil {
				where = d.villageOf(*c.Goes)
			}
			return []any{name, deref(c.DocMask), deref(c.Address), kind, text.Of(ctx, text.FamilyStage, c.Stage), deref(c.Worker), where}
		},
	})
}
