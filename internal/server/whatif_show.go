package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"xinsheng/internal/oversight"
	"xinsheng/internal/registry"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

// whatIfAsk has it worked out what a draft would change.
func (s *Server) whatIfAsk(w http.ResponseWriter, r *http.Request) error {
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key := f.Key()
	if err = f.Err(); err == nil {
		err = s.Oversee.AskWhatIf(r.Context(), actorOf(r), key, plan.ID)
	}
	if err != nil {
		v, verr := s.policyPlanView(r)
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Plan(v)
		})
	}
	return s.redirect(w, r, policyPlanPath(plan.ID)+"#what-if")
}

// whatIfCancel stops what is being worked out of a draft.
func (s *Server) whatIfCancel(w http.ResponseWriter, r *http.Request) error {
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	if err := s.Oversee.CancelWhatIf(r.Context(), actorOf(r), plan.ID); err != nil {
		return err
	}
	return s.done(w, r, policyPlanPath(plan.ID), text.WhatifCancelled)
}

// whatIfView is what a draft would change, as far as that is known.
func (s *Server) whatIfView(r *http.Request, names *gazetteer, plan *registry.PolicyPlan) (v pages.WhatIfView, err error) {
	ctx, here := r.Context(), policyPlanPath(plan.ID)
	if plan.Open() && plan.Effective > s.Clock.Today() {
		v.Ask, v.Key = here+"/what-if", NewFormKey()
	}
	w, err := s.Oversee.WhatIfOf(ctx, actorOf(r), plan.ID)
	if err != nil || w == nil {
		return v, err
	}
	mark := exportLooks[w.State]
	mark.Words = text.Of(ctx, text.FamilyWhatifState, w.State)
	v.State = &mark
	switch {
	case !w.Over():
		v.Live, v.Cancel, v.Done, v.Total, v.Ask = here, here+"/what-if/cancel", w.Done, w.Total, ""
	case w.Failure != nil:
		v.Why = text.Of(ctx, text.FamilyWhatifFailure, *w.Failure)
	case w.Prospect != nil:
		s.fillProspect(ctx, &v, names, w)
		v.Excel = here + "/what-if/export"
	}
	return v, nil
}

func (s *Server) fillProspect(ctx context.Context, v *pages.WhatIfView, names *gazetteer, w *oversight.WhatIf) {
	p := w.Prospect
	v.Stale = w.Stale
	v.Note = text.T(ctx, text.WhatifNote, "Name", w.Name, "Day", w.Day, "From", p.From, "Cases", p.Cases, "Changed", p.Changed)
	v.Sums = prospectTable(ctx, p, text.WhatifTwelve, func(l prospectLine) [2]int { return l.twelve }, true)
	if p.YearEnd != p.End {
		year := prospectTable(ctx, p, text.WhatifYear, func(l prospectLine) [2]int { return l.year }, false)
		v.Year = &year
	}
	v.Places = placesTable(ctx, names, p)
	v.Cases = changedTable(ctx, names, w.Cases)
}

// prospectLine is one thing that is counted before and after.
type prospectLine struct {
	label  text.Key
	sub    text.Key // empty for none
	money  bool
	year   [2]int
	twelve [2]int
}

func prospectLines(p *oversight.Prospect) []prospectLine {
	line := func(label text.Key, of func(*oversight.Asked) int) prospectLine {
		return prospectLine{label: label, year: [2]int{of(&p.Year.Before), of(&p.Year.After)}, twelve: [2]int{of(&p.Twelve.Before), of(&p.Twelve.After)}}
	}
	twice := func(label, sub text.Key, money bool, before, after int) prospectLine {
		return prospectLine{label: label, sub: sub, money: money, year: [2]int{before, after}, twelve: [2]int{before, after}}
	}
	fen := line(text.WhatifFen, func(a *oversight.Asked) int { return a.Fen })
	fen.money = true
	return []prospectLine{
		line(text.WhatifTests, func(a *oversight.Asked) int { return a.Tests }),
		line(text.WhatifReports, func(a *oversight.Asked) int { return a.Reports }),
		line(text.WhatifVisits, func(a *oversight.Asked) int { return a.Visits }),
		line(text.WhatifTalks, func(a *oversight.Asked) int { return a.Talks }),
		line(text.WhatifRewards, func(a *oversight.Asked) int { return a.Rewards }),
		fen,
		twice(text.WhatifReached, text.WhatifReachedNote, false, p.Twelve.Before.Reached, p.Twelve.After.Reached),
		twice(text.WhatifNear, text.WhatifNearNote, false, p.Twelve.Before.Near, p.Twelve.After.Near),
		twice(text.WhatifFullTime, text.WhatifStaffNote, false, p.StaffBefore.FullTime, p.StaffAfter.FullTime),
		twice(text.WhatifCadres, text.WhatifStaffNote, false, p.StaffBefore.Cadres, p.StaffAfter.Cadres),
		twice(text.WhatifPay, text.WhatifStaffNote, true, p.StaffBefore.Pay, p.StaffAfter.Pay),
	}
}

// prospectTable is the sums of the whole, in the twelve months or in the rest of the year.
func prospectTable(ctx context.Context, p *oversight.Prospect, caption text.Key, of func(prospectLine) [2]int, states bool) components.TableView {
	t := components.TableView{Caption: text.T(ctx, caption, "Year", strconv.Itoa(p.YearEnd.Year())), Stacked: true, Columns: []components.Column{
		{Label: text.T(ctx, text.WhatifWhat)}, {Label: text.T(ctx, text.WhatifBefore), Num: true}, {Label: text.T(ctx, text.WhatifAfter), Num: true}, {Label: text.T(ctx, text.WhatifDifference), Num: true},
	}}
	for _, l := range prospectLines(p) {
		first := components.Cell{Words: text.T(ctx, l.label)}
		if l.sub != "" { // a state, or a month's, and not of a time
			if !states {
				continue
			}
			first.Sub = text.T(ctx, l.sub)
		}
		t.Rows = append(t.Rows, components.Row{Cells: append([]components.Cell{first}, comparedCells(ctx, of(l), l.money)...)})
	}
	return t
}

func comparedCells(ctx context.Context, n [2]int, money bool) []components.Cell {
	words := func(n int) string {
		if money {
			return text.Money(ctx, int64(n))
		}
		return text.Number(ctx, n)
	}
	change := components.Cell{Words: words(0)}
	if d := n[1] - n[0]; d != 0 {
		change = components.Cell{Words: plusMinus(d, words), Tone: components.Due}
	}
	return []components.Cell{{Words: words(n[0])}, {Words: words(n[1])}, change}
}

// plusMinus is a number that is not zero with its sign before it.
func plusMinus(n int, words func(int) string) string {
	if n < 0 {
		return "−" + words(-n)
	}
	return "+" + words(n)
}

func placesTable(ctx context.Context, names *gazetteer, p *oversight.Prospect) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.WhatifPlaces),
		Columns: []components.Column{
			{Label: text.T(ctx, text.CaselistTownship), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.WhatifCases), Num: true}, {Label: text.T(ctx, text.WhatifChanged), Num: true},
			{Label: text.T(ctx, text.WhatifTests), Num: true}, {Label: text.T(ctx, text.WhatifDifference), Num: true},
			{Label: text.T(ctx, text.WhatifContacts), Num: true}, {Label: text.T(ctx, text.WhatifDifference), Num: true}, {Label: text.T(ctx, text.WhatifFen), Num: true}, {Label: text.T(ctx, text.WhatifDifference), Num: true},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.WhatifNoCases)},
	}
	for i := range p.Places {
		t.Rows = append(t.Rows, components.Row{Cells: placeCells(ctx, names.Short(p.Places[i].Place), &p.Places[i])})
	}
	if len(p.Places) > 0 {
		t.Totals = placeCells(ctx, text.T(ctx, text.ListTotal), &oversight.PlaceCompared{Cases: p.Cases, Changed: p.Changed, Compared: p.Twelve})
	}
	return t
}

func placeCells(ctx context.Context, name string, c *oversight.PlaceCompared) []components.Cell {
	pair := func(before, after int, money bool) []components.Cell {
		all := comparedCells(ctx, [2]int{before, after}, money)
		return []components.Cell{all[1], all[2]}
	}
	cells := []components.Cell{{Words: name}, {Words: text.Number(ctx, c.Cases)}, {Words: text.Number(ctx, c.Changed)}}
	cells = append(cells, pair(c.Before.Tests, c.After.Tests, false)...)
	cells = append(cells, pair(c.Before.Contacts(), c.After.Contacts(), false)...)
	return append(cells, pair(c.Before.Fen, c.After.Fen, true)...)
}

// changedTable is the cases that change most; their persons' names are masked, since the table is about the rules and goes from hand to hand.
func changedTable(ctx context.Context, names *gazetteer, cases []oversight.ChangedCase) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.WhatifMost),
		Columns: []components.Column{
			{Label: text.T(ctx, text.WhatifPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.WhatifPlace), Phone: components.PhoneSub}, {Label: text.T(ctx, text.WhatifTests)}, {Label: text.T(ctx, text.WhatifContacts)},
			{Label: text.T(ctx, text.WhatifFen)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.WhatifNoneChanges), Note: text.T(ctx, text.WhatifNoneChangesNote)},
	}
	for _, c := range cases {
		t.Rows = append(t.Rows, components.Row{Href: "/cases/" + c.CaseID.String(), Cells: []components.Cell{
			{Words: maskedName(c.Name)}, {Words: names.Full(c.Division)}, arrow(ctx, c.Before.Tests, c.After.Tests, false),
			arrow(ctx, c.Before.Contacts(), c.After.Contacts(), false), arrow(ctx, c.Before.Fen, c.After.Fen, true),
		}})
	}
	return t
}

// arrow is what is asked before and after, in one cell.
func arrow(ctx context.Context, before, after int, money bool) components.Cell {
	all := comparedCells(ctx, [2]int{before, after}, money)
	if before == after {
		return all[0]
	}
	return components.Cell{Words: all[0].Words + " → " + all[1].Words, Tone: components.Due}
}

// maskedName leaves of a name its first character.
func maskedName(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return "＊"
	}
	return string(first) + strings.Repeat("＊", max(1, utf8.RuneCountInString(name)-1))
}
