package server

import (
	"context"
	"errors"
	"slices"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

// todo are those without the paper, all ticked at first, then as they were sent; why says what came of those that were tried.
func (b *batch) todo(ctx context.Context, f *Form, why map[string]paper.Outcome) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaperbatchTodo), Pick: "item", Columns: b.columns(ctx, text.PaperState),
		Empty: components.EmptyView{Title: text.T(ctx, text.PaperbatchNothing), Note: text.T(ctx, text.PaperbatchNothingNote)}}
	for i := range b.Todo {
		l := &b.Todo[i]
		item := itemOf(l)
		row := components.Row{ID: item, Name: l.Name, Cells: b.cells(ctx, l), Picked: f == nil || slices.Contains(f.TypedAll("item"), item)}
		state := pages.BatchWhyView{ID: whyID(item), Words: text.T(ctx, text.PaperbatchWaits)}
		if o, tried := why[item]; tried && o.Err != nil {
			state.Tone, state.Words, row.Late = components.Late, outcomeWords(ctx, &o), true
			state.Links = b.lacking(ctx, &o)
		}
		row.Cells = append(row.Cells, components.Cell{Body: pages.BatchWhy(state)})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// done are those that have the paper; those of today are ticked to be printed.
func (b *batch) done(ctx context.Context, today date.Date, f *Form) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaperbatchDone), Pick: "paper", Columns: b.columns(ctx, text.PaperNumber)}
	for i := range b.Done {
		l := &b.Done[i]
		id := l.CaseID.String() + "/" + l.PaperID.String()
		picked := l.PaperDay == today
		if f != nil && f.Typed("do") == "print" {
			picked = slices.Contains(f.TypedAll("paper"), id)
		}
		cells := append(b.cells(ctx, l), components.Cell{Words: *l.PaperNumber, Href: papersPath(l.CaseID) + "/" + l.PaperID.String()})
		t.Rows = append(t.Rows, components.Row{ID: id, Name: l.Name, Cells: cells, Picked: picked})
	}
	return t
}

func (b *batch) columns(ctx context.Context, last text.Key) []components.Column {
	about := text.PaperbatchWindow
	if b.village.IsZero() {
		about = text.PaperbatchFact
	}
	all := []components.Column{{Label: text.T(ctx, text.PaperbatchPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, about)}}
	if b.village.IsZero() {
		all = append(all, components.Column{Label: text.T(ctx, text.SheetVillage)})
	}
	return append(all, components.Column{Label: text.T(ctx, last)})
}

func (b *batch) cells(ctx context.Context, l *store.BatchLine) []components.Cell {
	name := components.Cell{Words: l.Name, Href: casePath(l.CaseID)}
	if !b.village.IsZero() {
		window := components.Cell{}
		if !l.WindowFrom.IsZero() {
			window.Words = text.DateRange(ctx, l.WindowFrom, l.WindowTo)
		}
		return []components.Cell{name, window}
	}
	fact := text.Of(ctx, text.FamilyFact, l.FactKind) + " " + text.Date(ctx, l.FactDay)
	return []components.Cell{name, {Words: fact}, {Words: b.places.Full(l.Place)}}
}

func whyID(item string) string { return "why-" + item }

// outcomeWords says why a paper was not issued: what is missing by name, or the fault in words.
func outcomeWords(ctx context.Context, o *paper.Outcome) string {
	f, known := errors.AsType[*fault.Error](o.Err)
	if known && slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Key == text.PaperDayOutside }) {
		return text.T(ctx, text.PaperbatchNotThatDay)
	}
	if len(o.Lacks) > 0 {
		return text.T(ctx, text.PaperbatchLacks)
	}
	if fault.KindOf(o.Err) == fault.NotFound {
		return text.T(ctx, text.PaperbatchGone)
	}
	return wordsOfFault(ctx, o.Err)
}

// lacking leads from each thing that is missing to where it is filled in.
func (b *batch) lacking(ctx context.Context, o *paper.Outcome) []components.Link {
	w := paper.Written{Spec: b.spec, Opened: casework.Opened{Case: store.CaseFile{ID: o.Case}}}
	if o.Fact != "" {
		for i := range b.Todo {
			if l := &b.Todo[i]; l.FactID != nil && l.FactID.String() == o.Fact {
				w.Fact = &store.RecordedFact{Fact: rehab.Fact{ID: o.Fact, Body: rehab.NewBody(rehab.Kind(l.FactKind))}}
			}
		}
	}
	var out []components.Link
	for _, field := range o.Lacks {
		l := lackView(ctx, b.actor, &w, field)
		if !l.Asked {
			out = append(out, components.Link{Words: l.Label, Href: l.Href})
		}
	}
	return out
}
