package server

import (
	"cmp"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/dashboard"
)

// openStages are the figures of the stages of a case that has not ended, in their order; screenings only where there are any to see.
func (b *board) openStages() []store.Figure {
	var out []store.Figure
	for _, st := range rehab.Stages() {
		if f := store.StageFigure(st); !st.Ended() && (st != rehab.StageScreening || b.d.Total.N[f] > 0) {
			out = append(out, f)
		}
	}
	return out
}

// endedStages are the figures of the exits that somebody has taken in the month.
func (b *board) endedStages() []store.Figure {
	var out []store.Figure
	for _, st := range rehab.Stages() {
		if f := store.StageFigure(st); st.Ended() && b.d.Total.N[f] > 0 {
			out = append(out, f)
		}
	}
	return out
}

// openNote says of which stages the open cases are; its figures add up to theirs.
func (b *board) openNote() string {
	n := func(s rehab.Stage) int { return b.d.Total.N[store.StageFigure(s)] }
	note := b.say(text.DashboardOpenNote, "Awaiting", n(rehab.StageAwaiting), "Running", n(rehab.StageInExecution), "Suspended", n(rehab.StageSuspended), "Over", n(rehab.StageTermEnded))
	if screened := n(rehab.StageScreening); screened > 0 {
		note = b.say(text.DashboardOpenScreening, "Count", screened, "Rest", note)
	}
	return note
}

// figures are the six numbers at the top.
func (b *board) figures() []components.FigureView {
	n := b.d.Total.N
	figure := func(label text.Key, i icon.Name, name store.Figure, note string) components.FigureView {
		return components.FigureView{Label: b.say(label), Icon: i, N: text.Number(b.ctx, n[name]), Unit: b.say(text.DashboardPeople), Note: note, Href: b.list(0, "figure", string(name))}
	}
	due := text.DashboardDueThen
	if b.d.Present {
		due = text.DashboardDue
	}
	done := b.say(text.DashboardDoneNone)
	if all := n[store.FigureTestDue]; all > 0 {
		done = b.say(text.DashboardDoneNote, "Percent", percent(n[store.FigureTestDone], all))
	}
	out := []components.FigureView{
		figure(text.DashboardOpen, icon.Users, store.FigureOpen, b.openNote()),
		figure(due, icon.TestTube, store.FigureTestDue, b.say(text.DashboardDueNote, "Count", n[store.FigureTestExcused])),
		figure(text.DashboardDone, icon.CircleCheck, store.FigureTestDone, done),
	}
	if b.d.Present {
		out = append(out, toned(figure(text.DashboardTodo, icon.Clock, store.FigureTestOpen, b.say(text.DashboardTodoNote)), components.Due, n[store.FigureTestOpen]))
	} else {
		out = append(out, toned(figure(text.DashboardMissed, icon.CircleX, store.FigureTestMissed, b.say(text.DashboardMissedNote)), components.Late, n[store.FigureTestMissed]))
	}
	out = append(out, toned(figure(text.DashboardPositive, icon.TriangleAlert, store.FigureTestPositive, b.say(text.DashboardPositiveNote)), components.Late, n[store.FigureTestPositive]))
	if b.d.Present {
		late := components.FigureView{Label: b.say(text.DashboardLate), Icon: icon.CircleAlert, N: text.Number(b.ctx, b.d.AnyDuty.Late), Unit: b.say(text.DashboardPeople), Note: b.say(text.DashboardLateNote),
			Href: b.dutyList("duty", store.DutyLate, "stage", stageAll)}
		return append(out, toned(late, components.Late, b.d.AnyDuty.Late))
	}
	return append(out, figure(text.DashboardEnded, icon.FileCheck, store.FigureEnded, b.say(text.DashboardEndedNote)))
}

// toned colours a figure that is not zero.
func toned(f components.FigureView, t components.Tone, n int) components.FigureView {
	if n > 0 {
		f.Tone = t
	}
	return f
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
	slices.SortFunc(out, func(a, b oversight.Tally) int { return cmp.Compare(a.Place, b.Place) })
	return out
}

// ranked are the places in the order of their rank, those without one last.
func (b *board) ranked() []*oversight.Tally {
	places := b.allPlaces()
	out := make([]*oversight.Tally, len(places))
	for i := range places {
		out[i] = &places[i]
	}
	last := func(t *oversight.Tally) int {
		if t.Rank == 0 {
			return len(places) + 1
		}
		return t.Rank
	}
	slices.SortStableFunc(out, func(a, b *oversight.Tally) int { return cmp.Compare(last(a), last(b)) })
	return out
}

// main are the tables by place.
func (b *board) main() []pages.Block {
	tests := []store.Figure{store.FigureTestDue, store.FigureTestDone, store.FigureTestMissed, store.FigureTestExcused, store.FigureTestPositive}
	if b.d.Present {
		tests = slices.Insert(tests, 2, store.FigureTestOpen)
	}
	var out []pages.Block
	if len(b.allPlaces()) > 1 {
		out = append(out, b.ranking())
	}
	out = append(out, b.placeBlock(text.DashboardTests, icon.TestTube, tests...),
		b.placeBlock(text.DashboardContacts, icon.MessageCircle, store.FigureReportDue, store.FigureReportDone, store.FigureReportShort, store.FigureTalkDue, store.FigureTalkDone, store.FigureTalkShort,
			store.FigureVisitDue, store.FigureVisitDone, store.FigureVisitShort, store.FigureContactShort),
		b.flow(),
		b.placeBlock(text.DashboardPeopleByPlace, icon.Users, append([]store.Figure{store.FigureOpen}, append(b.openStages(), store.FigureDetox, store.FigureRehab, store.PhaseFigure(1), store.PhaseFigure(2), store.PhaseFigure(3))...)...),
		b.placeBlock(text.DashboardAssessments, icon.ClipboardCheck, store.FigureReportInDue, store.FigureReportInOnTime, store.FigureReportInCause, store.FigureReportInLate, store.FigureReportInOverdue, store.FigureReportInOpen,
			store.FigureAssessDue, store.FigureAssessDone, store.FigureAssessLate, store.FigurePhaseFinished, store.FigurePhasePassed),
		b.placeBlock(text.DashboardAttention, icon.ShieldAlert, store.FigureOnLeave, store.FigureLeaveOverdue, store.FigureMoving, store.FigureBreachOpen, store.FigureBreachReached, store.FigureEvaded, store.FigureDeparted,
			store.FigureAdmonished, store.FigureEndsSoon))
	if b.actor.May(access.StationScore) {
		out = append(out, b.placeBlock(text.DashboardPolice, icon.Gavel, store.FigureServeLate, store.FigureOutcomeLate, store.FigureDischargeLate))
	}
	for i := range out {
		out[i].Fold = i > 2
	}
	return out
}

// flow says how the open cases of the month follow from those of the month before.
func (b *board) flow() pages.Block {
	names := []store.Figure{store.FigureOpened, store.FigureMovedIn, store.FigureMovedOut, store.FigureEnded, store.FigureOpen}
	block := b.placeBlock(text.DashboardFlow, icon.ArrowLeftRight, names...)
	block.Note = b.say(text.DashboardFlowNote)
	block.Table = b.byPlace(text.DashboardFlow, append([]string{b.say(text.DashboardBefore)}, b.heads(names)...), func(t *oversight.Tally) []components.Count {
		out := []components.Count{b.count(t.Before, b.list(t.Place, "month", (b.d.Month-1).String(), "figure", string(store.FigureOpen)))}
		for _, name := range names {
			out = append(out, b.figureOf(t, name))
		}
		return out
	})
	return block
}

// standing shows with bars where the open cases are: before the phases, in one of them, after them.
func (b *board) standing() pages.Block {
	names := []store.Figure{store.StageFigure(rehab.StageAwaiting), store.PhaseFigure(1), store.PhaseFigure(2), store.PhaseFigure(3), store.StageFigure(rehab.StageTermEnded)}
	block := b.listBlock(text.DashboardStanding, icon.Users, store.FigureOpen, append(names, store.FigureOpen)...)
	block.Note = b.say(text.DashboardPhasesNote)
	most := 1
	for _, name := range names {
		most = max(most, b.d.Total.N[name])
	}
	for i, name := range names {
		block.Table.Rows[i].Bar = &components.Bar{Part: b.d.Total.N[name], Whole: most}
	}
	if n := b.d.Total.N[store.StageFigure(rehab.StageScreening)]; n > 0 {
		block.Note = b.say(text.DashboardStandingScreening, "Count", n)
	}
	return block
}

// percentOf is a share to a tenth of a percent, a dash when there is nothing to have a share of.
func percentOf(n, all int) string {
	const tenths = 10
	m, ok := rehab.Completion{Due: all, Done: n}.PerMille()
	if !ok {
		return "–"
	}
	return strconv.FormatFloat(float64(m)/tenths, 'f', 1, 64) + "%"
}
