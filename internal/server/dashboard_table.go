package server

import (
	"slices"
	"strconv"

	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// openStages are the stages of a case that has not ended, in their order; screenings only where there are any to see.
func (b *board) openStages() []string {
	var out []string
	for _, st := range rehab.Stages() {
		if !st.Ended() && (st != rehab.StageScreening || b.d.Total.Stages[string(st)] > 0) {
			out = append(out, string(st))
		}
	}
	return out
}

// openNote says of which stages the open cases are; its figures add up to theirs.
func (b *board) openNote() string {
	st := b.d.Total.Stages
	note := b.say(text.DashboardOpenNote, "Awaiting", st["awaiting_report_in"], "Running", st["in_execution"], "Suspended", st["suspended"], "Over", st["term_ended"])
	if n := st[string(rehab.StageScreening)]; n > 0 {
		note = b.say(text.DashboardOpenScreening, "Count", n, "Rest", note)
	}
	return note
}

func (b *board) figures() []components.FigureView {
	t := b.d.Total
	people, windows := b.say(text.DashboardPeople), b.say(text.DashboardWindows)
	figure := func(label text.Key, i icon.Name, n int, unit, note, href string) components.FigureView {
		return components.FigureView{Label: b.say(label), Icon: i, N: text.Number(b.ctx, n), Unit: unit, Note: note, Href: href}
	}
	test := func(label text.Key, i icon.Name, state, note string) components.FigureView {
		return figure(label, i, t.Tests[state], people, note, b.list(0, "test", state, "stage", stageAll))
	}
	due := text.DashboardDueThen
	if b.d.Present {
		due = text.DashboardDue
	}
	done := b.say(text.DashboardDoneNone)
	if n := t.Tests[store.TestDue]; n > 0 {
		done = b.say(text.DashboardDoneNote, "Percent", percent(t.Tests[store.TestDone], n))
	}
	out := []components.FigureView{
		figure(text.DashboardOpen, icon.Users, t.Open, people, b.openNote(), b.list(0)),
		test(due, icon.TestTube, store.TestDue, b.say(text.DashboardDueNote, "Count", t.Tests[store.TestExcused])),
		test(text.DashboardDone, icon.CircleCheck, store.TestDone, done),
	}
	out[1].Unit = windows
	if b.d.Present {
		out = append(out, toned(test(text.DashboardTodo, icon.Clock, store.TestOpen, b.say(text.DashboardTodoNote)), components.Due, t.Tests[store.TestOpen]))
	} else {
		out = append(out, toned(test(text.DashboardMissed, icon.CircleX, store.TestMissed, b.say(text.DashboardMissedNote)), components.Late, t.Tests[store.TestMissed]))
	}
	out = append(out, toned(test(text.DashboardPositive, icon.TriangleAlert, store.TestPositive, b.say(text.DashboardPositiveNote)), components.Late, t.Tests[store.TestPositive]))
	if b.d.Present {
		return append(out, toned(figure(text.DashboardLate, icon.CircleAlert, b.d.AnyDuty.Late, people, b.say(text.DashboardLateNote),
			b.dutyList("duty", store.DutyLate, "stage", stageAll)), components.Late, b.d.AnyDuty.Late))
	}
	ended := 0
	for st, n := range t.Stages {
		if rehab.Stage(st).Ended() {
			ended += n
		}
	}
	return append(out, figure(text.DashboardEnded, icon.FileCheck, ended, people, b.say(text.DashboardEndedNote), b.list(0, "stage", store.StageEnded)))
}

// toned colours a figure that is not zero.
func toned(f components.FigureView, t components.Tone, n int) components.FigureView {
	if n > 0 {
		f.Tone = t
	}
	return f
}

// byPlace is a table with a row a place and a last row of sums; cells gives a place's counts.
func (b *board) byPlace(caption text.Key, heads []string, cells func(oversight.Tally) []components.Count) components.CountTableView {
	v := components.CountTableView{Caption: b.say(caption), First: b.say(text.DashboardTownship), Heads: heads}
	if b.d.Villages {
		v.First = b.say(text.DashboardVillage)
	}
	for _, t := range b.allPlaces() {
		row := components.CountRow{Label: b.places.Short(t.Place), Counts: cells(t)}
		if !b.d.Villages {
			row.Href = dashboardPath + "?" + b.self(t.Place, b.d.Month.String())
		}
		v.Rows = append(v.Rows, row)
	}
	v.Rows = append(v.Rows, components.CountRow{Label: b.say(text.DashboardTotal), Counts: cells(b.d.Total), Total: true})
	return v
}

// allPlaces are the places of the dashboard in the order of their codes, those that count nothing too.
func (b *board) allPlaces() []oversight.Tally {
	scope := b.actor.Scope
	if !b.d.Place.IsZero() {
		scope = division.ScopeOf(b.d.Place)
	}
	options := b.places.Townships(scope)
	if b.d.Villages {
		options = b.places.Villages(scope)
	}
	out := slices.Clone(b.d.Places)
	for _, o := range options {
		if c, err := division.Parse(o.Value); err == nil && !slices.ContainsFunc(out, func(t oversight.Tally) bool { return t.Place == c }) {
			out = append(out, oversight.Tally{Place: c})
		}
	}
	slices.SortFunc(out, func(a, b oversight.Tally) int { return int(a.Place - b.Place) })
	return out
}

func (b *board) tests() components.CountTableView {
	states := []string{store.TestDue, store.TestDone, store.TestMissed, store.TestExcused, store.TestPositive}
	if b.d.Present {
		states = slices.Insert(states, 2, store.TestOpen)
	}
	heads := make([]string, len(states))
	for i, st := range states {
		heads[i] = text.Of(b.ctx, text.FamilyCaseTest, st)
	}
	return b.byPlace(text.DashboardTests, heads, func(t oversight.Tally) []components.Count {
		var out []components.Count
		for _, st := range states {
			c := b.count(t.Tests[st], b.list(t.Place, "test", st, "stage", stageAll))
			c.Late = t.Tests[st] > 0 && (st == store.TestMissed || st == store.TestPositive)
			out = append(out, c)
		}
		return out
	})
}

func (b *board) contacts() components.CountTableView {
	heads := []string{b.say(text.DashboardShort), b.say(text.DashboardReport), b.say(text.DashboardTalk), b.say(text.DashboardVisit)}
	return b.byPlace(text.DashboardContacts, heads, func(t oversight.Tally) []components.Count {
		var out []components.Count
		for _, kind := range store.ContactKinds {
			out = append(out, b.count(t.Contacts[kind], b.list(t.Place, "contact", kind, "stage", stageAll)))
		}
		return out
	})
}

func (b *board) people() components.CountTableView {
	stages := b.openStages()
	heads := []string{b.say(text.DashboardAll)}
	for _, st := range stages {
		heads = append(heads, text.Of(b.ctx, text.FamilyStage, st))
	}
	return b.byPlace(text.DashboardPeopleByPlace, heads, func(t oversight.Tally) []components.Count {
		out := []components.Count{b.count(t.Open, b.list(t.Place))}
		for _, st := range stages {
			out = append(out, b.count(t.Stages[st], b.list(t.Place, "stage", st)))
		}
		return out
	})
}

// stages are the open cases by stage, their sum, and those that ended in the month.
func (b *board) stages() components.CountTableView {
	v := components.CountTableView{Caption: b.say(text.DashboardStages), First: b.say(text.DashboardStages), Heads: []string{b.say(text.DashboardCount)}}
	add := func(label string, n int, total bool, href string) {
		v.Rows = append(v.Rows, components.CountRow{Label: label, Counts: []components.Count{b.count(n, href)}, Total: total})
	}
	for _, st := range b.openStages() {
		add(text.Of(b.ctx, text.FamilyStage, st), b.d.Total.Stages[st], false, b.list(0, "stage", st))
	}
	add(b.say(text.DashboardOpen), b.d.Total.Open, true, b.list(0))
	for _, st := range rehab.Stages() {
		if n := b.d.Total.Stages[string(st)]; st.Ended() && n > 0 {
			add(b.say(text.DashboardEndedRow, "Stage", text.Of(b.ctx, text.FamilyStage, st)), n, false, b.list(0, "stage", string(st)))
		}
	}
	return v
}

func (b *board) phases() components.CountTableView {
	v := components.CountTableView{Caption: b.say(text.DashboardPhases), First: b.say(text.DashboardPhases), Heads: []string{b.say(text.DashboardCount)}}
	for n := 1; n <= 3; n++ {
		key := strconv.Itoa(n)
		v.Rows = append(v.Rows, components.CountRow{Label: text.Of(b.ctx, text.FamilyPhaseName, key), Counts: []components.Count{b.count(b.d.Total.Phases[n], b.list(0, "phase", key))}})
	}
	return v
}

func (b *board) measures() components.CountTableView {
	v := components.CountTableView{Caption: b.say(text.DashboardMeasures), First: b.say(text.DashboardMeasures), Heads: []string{b.say(text.DashboardCount)}}
	for _, m := range []string{"detox", "rehab"} {
		v.Rows = append(v.Rows, components.CountRow{Label: text.Of(b.ctx, text.FamilyMeasure, m), Counts: []components.Count{b.count(b.d.Total.Measures[m], b.list(0, "measure", m))}})
	}
	return v
}
