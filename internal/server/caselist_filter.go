package server

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

const (
	exportPath = casesPath + "/export"
	// monthsBack is how many months before the present one can be chosen: the longest term and a year more.
	monthsBack = 48
	stageAll   = "all"
)

// caseQuery is what the address of a list of cases asks for. What it does not understand is left out.
type caseQuery struct {
	filter store.CaseFilter
	q      url.Values // the filters again, without the place in the list
	place  division.Code
	terms  string // what was searched for; only with filter.Find
	gone   bool   // the session no longer knows what was searched for
}

func (s *Server) readCaseQuery(r *http.Request) caseQuery {
	in := readQuery(r)
	c := caseQuery{q: url.Values{}}
	f := &c.filter
	f.Month = pastMonth(in.Month("month"), s.Clock.Today())
	f.Test, f.Contact = in.Choice("test", slices.Concat(store.TestStates, store.TestFigures)...), in.Choice("contact", slices.Concat(store.ContactKinds, store.ContactFigures)...)
	if name := in.Typed("figure"); store.IsFigure(name) {
		f.Figure = store.Figure(name)
	}
	if f.Month.IsZero() && (f.Test != "" || f.Contact != "" || f.Figure != "") {
		f.Month = s.Clock.Today().Month()
	}
	if !f.Month.IsZero() {
		c.keep("month", f.Month.String())
		f.Sort = in.Choice("sort", store.MonthSorts...)
	} else {
		f.Duty, f.Kind = in.Choice("duty", store.DutyTimes...), in.Choice("kind", dutyKinds()...)
		f.Only, f.Sort = in.Choice("only", store.CaseOnly...), in.Choice("sort", store.CaseSorts...)
		if f.Began = in.Month("began"); !f.Began.IsZero() {
			c.keep("began", f.Began.String())
		}
	}
	s.readFind(r, in, &c)
	c.readWorker(in)
	c.readStage(in)
	f.Phase, f.Measure = in.Int("phase", 1, 3), in.Choice("measure", "detox", "rehab")
	if place := in.Division("place"); in.Typed("place") == place.String() && !place.IsZero() {
		c.place, f.Within = place, place.Range()
	}
	for name, v := range map[string]string{"test": f.Test, "contact": f.Contact, "figure": string(f.Figure), "duty": f.Duty, "kind": f.Kind, "only": f.Only, "sort": f.Sort,
		"measure": f.Measure, "place": c.place.String(), "find": in.Typed("find")} {
		c.keep(name, v)
	}
	if f.Phase != 0 {
		c.keep("phase", strconv.Itoa(f.Phase))
	}
	if f.Sort == "" {
		f.Sort = c.sorts()[0]
	}
	k := keysetOf(in)
	f.Back = k.back()
	f.Key, _ = uuid.Parse(k.After + k.Before) // nonsense is the first page
	return c
}

func (c *caseQuery) keep(name, value string) {
	if value != "" {
		c.q.Set(name, value)
	}
}

// readStage reads the stage. A list that says nothing else is one of open cases; what was searched for is found whatever its stage.
func (c *caseQuery) readStage(in *Form) {
	stage := in.Choice("stage", stageValues()...)
	c.keep("stage", stage)
	switch {
	case stage == stageAll, stage == "" && (c.filter.Find != nil || c.filter.Figure != ""): // a figure says itself which cases it counts
	case stage == "":
		c.filter.Stage = store.StageOpen
	default:
		c.filter.Stage = stage
	}
}

// readWorker reads who answers for the cases: the reader, nobody, or somebody by account; "all" says that it does not matter.
func (c *caseQuery) readWorker(in *Form) {
	f := &c.filter
	switch who := in.Typed("worker"); who {
	case workerMine:
		f.Mine = true
		c.keep("worker", who)
	case workerNone:
		f.Unassigned = true
		c.keep("worker", who)
	case workerAll:
		c.keep("worker", who)
	default:
		if f.Worker = in.Number("worker"); f.Worker != 0 {
			c.keep("worker", who)
		}
	}
}

// readFind recalls what was searched for, which stands in the session.
func (s *Server) readFind(r *http.Request, in *Form, c *caseQuery) {
	key := in.Typed("find")
	if key == "" {
		return
	}
	sealed, _ := s.Sessions.Recall(r.Context(), key)
	terms, ok := s.Work.OpenTerms(actorOf(r), sealed)
	c.terms, c.gone, c.filter.Find = terms, !ok, s.Work.Finder(terms)
}

func (c *caseQuery) sorts() []string {
	if c.filter.Month.IsZero() {
		return store.CaseSorts
	}
	return store.MonthSorts
}

// filtered reports whether the list is anything but that of all open cases.
func (c *caseQuery) filtered() bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(c.q)), func(name string) bool { return name != "sort" && c.q.Get(name) != workerAll })
}

// pastMonth is m if figures of it can be shown: the present month or one of those before.
func pastMonth(m date.Month, today date.Date) date.Month {
	if m > today.Month() || m < today.Month()-monthsBack {
		return 0
	}
	return m
}

func stageValues() []string {
	out := []string{stageAll, store.StageEnded, store.StageLeft}
	for _, st := range rehab.Stages() {
		out = append(out, string(st))
	}
	return out
}

func dutyKinds() []string {
	var out []string
	for _, d := range rehab.Duties() {
		out = append(out, string(d))
	}
	return out
}

// filterBar shows the filters that the list can have.
func (c *caseQuery) filterBar(ctx context.Context, g *gazetteer, actor access.Actor, today date.Date, workers []components.Option) components.FilterBarView {
	v := components.FilterBarView{Action: casesPath, Target: "main", Clear: casesPath}
	add := func(name string, label text.Key, blank string, options []components.Option) {
		if len(options) > 0 {
			v.Filters = append(v.Filters, components.Filter{Name: name, Label: text.T(ctx, label), Value: c.q.Get(name), Blank: blank, Options: options})
		}
	}
	blank, stages := text.T(ctx, text.CaselistStageOpen), stageOptions(ctx)
	if c.filter.Find != nil {
		v.Hidden = append(v.Hidden, components.Option{Label: "find", Value: c.q.Get("find")})
	}
	if c.filter.Find != nil || c.filter.Figure != "" {
		blank, stages = text.T(ctx, text.CaselistStageAll), stages[1:] // all of them is what is found and counted anyway
	}
	add("stage", text.CaselistStage, blank, stages)
	label := text.CaselistPlace
	if len(g.Townships(actor.Scope)) < 2 {
		label = text.CaselistVillage
	}
	add("place", label, "", whereOptions(g, actor.Scope, c.place))
	add("worker", text.HandoverWorker, "", workerChoices(ctx, c.q.Get("worker"), workers))
	add("measure", text.CaselistMeasure, "", components.OptionsOf(ctx, text.FamilyMeasure, "detox", "rehab"))
	add("phase", text.CaselistPhase, "", components.OptionsOf(ctx, text.FamilyPhaseName, "1", "2", "3"))
	if c.filter.Month.IsZero() {
		add("duty", text.CaselistDuty, "", components.OptionsOf(ctx, text.FamilyCaseDuty, store.DutyTimes...))
		if c.filter.Duty != "" || c.filter.Kind != "" {
			add("kind", text.CaselistDutyKind, "", components.OptionsOf(ctx, text.FamilyObligation, dutyKinds()...))
		}
		add("only", text.CaselistOnly, "", components.OptionsOf(ctx, text.FamilyCaseOnly, store.CaseOnly...))
	}
	add("test", text.CaselistTest, "", components.OptionsOf(ctx, text.FamilyCaseTest, withChosen(store.TestStates, c.filter.Test)...))
	add("contact", text.CaselistContact, "", components.OptionsOf(ctx, text.FamilyCaseContact, withChosen(store.ContactKinds, c.filter.Contact)...))
	if m := c.filter.Began; !m.IsZero() {
		add("began", text.CaselistBegan, "", []components.Option{{Value: m.String(), Label: text.Month(ctx, m)}})
	}
	if f := c.filter.Figure; f != "" {
		add("figure", text.CaselistFigure, "", []components.Option{{Value: string(f), Label: text.Of(ctx, text.FamilyFigure, string(f), "Days", c.filter.Soon)}})
	}
	add("month", text.CaselistMonth, text.T(ctx, text.CaselistMonthBlank), monthOptions(ctx, today, today.Month()-monthsBack))
	var sorts []components.Option
	for _, name := range c.sorts() {
		sorts = append(sorts, components.Option{Value: name, Label: text.T(ctx, sortWords[name])})
	}
	v.Sort = &components.Filter{Name: "sort", Value: c.filter.Sort, Options: sorts}
	return v
}

// withChosen are the values to choose from, with the one chosen, which a figure may have led to.
func withChosen(offered []string, chosen string) []string {
	if chosen == "" || slices.Contains(offered, chosen) {
		return offered
	}
	return append(slices.Clone(offered), chosen)
}

var sortWords = map[string]text.Key{
	"due": text.CaselistSortDue, "name": text.CaselistSortName, "report_in": text.CaselistSortReportIn, "last_test": text.CaselistSortLastTest,
	"term_end": text.CaselistSortTermEnd, "place": text.CaselistSortPlace,
}

func stageOptions(ctx context.Context) []components.Option {
	out := []components.Option{{Value: stageAll, Label: text.T(ctx, text.CaselistStageAll)}, {Value: store.StageEnded, Label: text.T(ctx, text.CaselistStageEnded)}, {Value: store.StageLeft, Label: text.T(ctx, text.CaselistStageLeft)}}
	return append(out, components.OptionsOf(ctx, text.FamilyStage, rehab.Stages()...)...)
}

// whereOptions are the townships of a scope that has several, with the villages of the chosen one, else its villages.
func whereOptions(g *gazetteer, scope division.Scope, chosen division.Code) []components.Option {
	townships := g.Townships(scope)
	if len(townships) < 2 {
		if villages := g.Villages(scope); len(villages) > 1 {
			return villages
		}
		return nil
	}
	if !chosen.IsZero() && scope.Contains(chosen) {
		townships = append(townships, g.Villages(division.ScopeOf(chosen.Township()))...)
	}
	return townships
}

// monthOptions are the months from first to the present one, newest first.
func monthOptions(ctx context.Context, today date.Date, first date.Month) []components.Option {
	var out []components.Option
	for m := today.Month(); m >= first; m-- {
		label := text.T(ctx, text.CaselistMonthEnd, "Month", m)
		if m == today.Month() {
			label = text.Month(ctx, m)
		}
		out = append(out, components.Option{Value: m.String(), Label: label})
	}
	return out
}

// namesOf are the names of places as they were at the end of the list's month; of a present list, of today.
func (c *caseQuery) namesOf(g *gazetteer, today date.Date) *gazetteer {
	if c.filter.Month.IsZero() || c.filter.Month == today.Month() {
		return g
	}
	return g.On(c.filter.Month.Last())
}
