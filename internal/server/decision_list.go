package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/decision"
)

const decisionsPath = "/decisions"

// decisionList shows the decisions on their way: to be drafted, returned, to be approved, to be served.
func (s *Server) decisionList(w http.ResponseWriter, r *http.Request) error {
	ctx, q, actor := r.Context(), readQuery(r), actorOf(r)
	steps := casework.DecisionSteps(actor)
	step := q.Choice("step", steps...)
	lines, more, err := s.Work.Decisions(ctx, actor, step, decisionKey(q.Typed("after")), listLimit)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{
		Excel: excelAddress(r, len(lines)),
		Filter: components.FilterBarView{Action: decisionsPath, Target: "main", Clear: decisionsPath, Filters: []components.Filter{
			{Name: "step", Label: text.T(ctx, text.DecisionStep), Value: step, Options: components.OptionsOf(ctx, text.FamilyDecisionStep, steps...)},
		}},
		Table: decisionTable(ctx, g, actor, lines, s.Clock.Today()), Pages: components.PaginationView{From: min(1, len(lines)), To: len(lines), Keys: true},
	}
	if step != "" {
		v.Table.Empty = components.EmptyView{Title: text.T(ctx, text.DecisionEmptyFilter), Icon: icon.CircleCheck}
	}
	if more {
		k := lines[len(lines)-1].Key()
		v.Pages.Next = decisionsPath + "?" + url.Values{"step": {step}, "after": {k.Day.String() + "_" + k.Case.String()}}.Encode()
	}
	return s.page(w, r, text.T(ctx, text.DecisionTitle), pages.List(v))
}

// decisionKey reads where a page of the list begins; anything else is the first page.
func decisionKey(s string) (k store.DecisionKey) {
	day, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Day.UnmarshalText([]byte(day)) != nil || k.Day.IsZero() {
		return store.DecisionKey{}
	}
	k.Case = key
	return k
}

func decisionTable(ctx context.Context, g *gazetteer, actor access.Actor, lines []store.DecisionLine, today date.Date) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.DecisionCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.DecisionPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.DecisionMeasure)},
			{Label: text.T(ctx, text.DecisionPlace)}, {Label: text.T(ctx, text.DecisionStep), Phone: components.PhoneWide},
			{Label: text.T(ctx, text.DecisionSince)}, {Label: text.T(ctx, text.DecisionDue)}, {Label: text.T(ctx, text.DecisionAction), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.DecisionEmpty), Note: text.T(ctx, text.DecisionEmptyNote), Icon: icon.CircleCheck},
	}
	for i := range lines {
		t.Rows = append(t.Rows, decisionRow(ctx, g, actor, &lines[i], today))
	}
	return t
}

func decisionRow(ctx context.Context, g *gazetteer, actor access.Actor, l *store.DecisionLine, today date.Date) components.Row {
	late := !l.Due.IsZero() && l.Due < today
	mark := components.MarkView{Tone: components.Due, Words: text.Of(ctx, text.FamilyDecisionStep, l.Step)}
	if late {
		mark.Tone = components.Late
	}
	step := components.Cell{Body: components.Mark(mark), Sub: decisionMore(ctx, l)}
	due := components.Cell{Words: text.T(ctx, text.DecisionNoDue), Tone: components.Shut}
	if !l.Due.IsZero() {
		due = components.Cell{Words: dueWords(ctx, l.Due, today)}
	}
	if late {
		due.Tone = components.Late
	}
	b := decisionButton(ctx, actor, l)
	return components.Row{ID: l.CaseID.String(), Late: late, Href: b.Href, Cells: []components.Cell{
		{Words: l.Name, Sub: tail(&l.DocMask)}, {Words: text.Of(ctx, text.FamilyMeasure, l.Measure)}, {Words: g.Full(l.Place)}, step,
		{Words: text.Date(ctx, l.Since)}, due, {Body: components.Button(b)},
	}}
}

// decisionMore says what else there is to know of a decision's step.
func decisionMore(ctx context.Context, l *store.DecisionLine) string {
	switch l.Step {
	case "serve":
		words := make([]string, len(l.Duties))
		for i, d := range l.Duties {
			words[i] = text.Of(ctx, text.FamilyObligation, d)
		}
		return text.Join(ctx, words)
	case "returned":
		return text.T(ctx, text.DecisionReturnedWhy, "Reason", l.Reason)
	case "continue", "approve":
		return text.T(ctx, text.DecisionDrafter, "Name", l.Drafter)
	}
	return ""
}

// decisionButton is the one thing this actor does about a decision.
func decisionButton(ctx context.Context, actor access.Actor, l *store.DecisionLine) components.ButtonView {
	b := components.ButtonView{Small: true, Weight: components.Outline, Href: decisionPath(l.CaseID)}
	drafts := actor.May(access.DecisionDraft)
	switch {
	case l.Step == "serve":
		b.Label, b.Icon, b.Href = text.T(ctx, text.DecisionServeIt), icon.Send, servicePath(l.CaseID)
	case l.Step == "approve" && actor.May(access.DecisionApprove) && !l.Own:
		b.Label, b.Icon = text.T(ctx, text.DecisionApproveIt), icon.Signature
	case l.Step == "draft" && drafts:
		b.Label, b.Icon = text.T(ctx, text.DecisionDraftIt), icon.FilePen
	case l.Step == "continue" && drafts:
		b.Label, b.Icon = text.T(ctx, text.DecisionContinueIt), icon.FilePen
	case l.Step == "returned" && drafts:
		b.Label, b.Icon = text.T(ctx, text.DecisionCorrectIt), icon.FilePen
	default:
		b.Label, b.Icon, b.Weight = text.T(ctx, text.DecisionLook), icon.Eye, components.Normal
	}
	return b
}
