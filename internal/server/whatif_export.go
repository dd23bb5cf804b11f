package server

import (
	"context"
	"net/http"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// whatIfExport answers with what a draft would change as a workbook: the sums, the townships, the cases that change most.
func (s *Server) whatIfExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	found, err := s.Oversee.WhatIfOf(ctx, actorOf(r), plan.ID)
	if err != nil {
		return err
	}
	if found == nil || found.Prospect == nil {
		return fault.New(fault.Conflict, text.WhatifNotReady)
	}
	names, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	if err := s.Work.LogExport(ctx, actorOf(r), casework.Exported{Action: access.CaseExport, List: "what_if", Rows: len(found.Cases)}); err != nil {
		return err
	}
	p, title := found.Prospect, text.T(ctx, text.WhatifTitle)
	notes := []string{
		text.T(ctx, text.WhatifNote, "Name", found.Name, "Day", found.Day, "From", p.From, "Cases", p.Cases, "Changed", p.Changed),
		text.T(ctx, text.ListSheetNote, "When", text.Moment(ctx, s.Clock.Now()), "Who", session.From(ctx).UnitName),
	}
	twelve := text.T(ctx, text.WhatifTwelve)
	compared := func(label text.Key) []workbook.Column {
		return []workbook.Column{
			{Head: text.T(ctx, label) + " " + text.T(ctx, text.WhatifBefore), Sum: true}, {Head: text.T(ctx, label) + " " + text.T(ctx, text.WhatifAfter), Sum: true},
		}
	}
	sums := []workbook.Column{{Head: text.T(ctx, text.WhatifWhat), Width: wideText}}
	for _, time := range []string{twelve, text.T(ctx, text.WhatifYear, "Year", strconv.Itoa(p.YearEnd.Year()))} {
		for _, k := range []text.Key{text.WhatifBefore, text.WhatifAfter} {
			sums = append(sums, workbook.Column{Head: time + " " + text.T(ctx, k), Width: wideText})
		}
	}
	places := []workbook.Column{head(ctx, text.CaselistTownship, widePlace), {Head: text.T(ctx, text.WhatifCases), Sum: true}, {Head: text.T(ctx, text.WhatifChanged), Sum: true}}
	cases := []workbook.Column{head(ctx, text.WhatifPerson, 0), head(ctx, text.WhatifPlace, wideText)}
	for _, k := range []text.Key{text.WhatifTests, text.WhatifContacts, text.WhatifFen} {
		places, cases = append(places, compared(k)...), append(cases, compared(k)...)
	}
	return s.excel(w, title+" "+found.Day.String(),
		workbook.Sheet{Name: title, Columns: sums, Rows: workbook.Rows(prospectLines(p), func(l prospectLine) []any { return l.values(ctxWords(ctx)) }), Notes: notes},
		workbook.Sheet{Name: text.T(ctx, text.WhatifPlaces), Columns: places, Total: text.T(ctx, text.ListTotal), Notes: notes, Rows: workbook.Rows(p.Places, func(c oversight.PlaceCompared) []any {
			return append([]any{names.Short(c.Place), c.Cases, c.Changed}, outlookValues(&c.Before.Outlook, &c.After.Outlook)...)
		})},
		workbook.Sheet{Name: text.T(ctx, text.WhatifMost), Columns: cases, Notes: notes, Rows: workbook.Rows(found.Cases, func(c oversight.ChangedCase) []any {
			return append([]any{maskedName(c.Name), names.Full(c.Division)}, outlookValues(&c.Before, &c.After)...)
		})},
	)
}

// values are the cells of a line; what is no sum of a time has nothing for the rest of the year.
func (l prospectLine) values(words func(text.Key) string) []any {
	number := func(n int) any {
		if l.money {
			return text.Fen(n)
		}
		return n
	}
	out := []any{words(l.label), number(l.twelve[0]), number(l.twelve[1])}
	if l.sub != "" {
		return append(out, nil, nil)
	}
	return append(out, number(l.year[0]), number(l.year[1]))
}

func ctxWords(ctx context.Context) func(text.Key) string {
	return func(k text.Key) string { return text.T(ctx, k) }
}

func outlookValues(before, after *rehab.Outlook) []any {
	return []any{before.Tests, after.Tests, before.Contacts(), after.Contacts(), text.Fen(before.Fen), text.Fen(after.Fen)}
}
