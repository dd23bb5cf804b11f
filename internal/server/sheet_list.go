package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/sheet"
)

const sheetsPath = "/month-sheet"

func sheetPath(village division.Code, month date.Month) string {
	return "/villages/" + village.String() + "/month-sheet?" + url.Values{"month": {month.String()}}.Encode()
}

// ownVillages are the villages of the actor's scope.
func ownVillages(g *gazetteer, actor access.Actor) []division.Code {
	var out []division.Code
	for _, c := range g.codes {
		if c.IsVillage() && actor.Sees(c) {
			out = append(out, c)
		}
	}
	return out
}

// sheetList leads whoever has one village to its sheet, and shows everybody else how far each village is.
func (s *Server) sheetList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	month := s.sheetMonth(r)
	if own := ownVillages(g, actor); len(own) == 1 {
		return s.redirect(w, r, sheetPath(own[0], month))
	}
	counts, err := s.Work.Rounds(ctx, actor, month)
	if err != nil {
		return err
	}
	title := text.T(ctx, text.SheetVillages)
	v := pages.ListView{Title: title, Note: text.T(ctx, text.SheetVillagesNote, "Month", month), Picker: s.sheetPicker(ctx, sheetsPath, month),
		Table: sheetTable(ctx, g, counts, month)}
	return s.page(w, r, title, pages.List(v))
}

// sheetMonth is the month of the address; one to come, or nonsense, is the present one.
func (s *Server) sheetMonth(r *http.Request) date.Month {
	now := s.Clock.Today().Month()
	if m := readQuery(r).Month("month"); !m.IsZero() && m < now {
		return m
	}
	return now
}

// sheetPicker offers the months that can be opened, and the shown one if it is older.
func (s *Server) sheetPicker(ctx context.Context, action string, month date.Month) components.MonthPickerView {
	months := s.Work.SheetMonths()
	if !slices.Contains(months, month) {
		months = append(months, month)
	}
	v := components.MonthPickerView{Action: action, Name: "month", Value: month.String(), Previous: action + "?month=" + (month - 1).String()}
	if month < s.Clock.Today().Month() {
		v.Next = action + "?month=" + (month + 1).String()
	}
	for _, m := range months {
		v.Options = append(v.Options, components.Option{Value: m.String(), Label: text.Month(ctx, m)})
	}
	return v
}

func sheetTable(ctx context.Context, g *gazetteer, counts []store.RoundCount, month date.Month) components.TableView {
	head := func(key text.Key, p components.OnPhone) components.Column {
		return components.Column{Label: text.T(ctx, key), Num: true, Phone: p}
	}
	t := components.TableView{
		Caption: text.T(ctx, text.SheetVillagesCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.SheetVillage), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.SheetTownship), Phone: components.PhoneSub},
			head(text.SheetPersons, components.PhonePair), head(text.SheetTestsDue, components.PhonePair), head(text.SheetTestsDone, components.PhonePair),
			head(text.SheetTestsOpen, components.PhonePair), head(text.SheetTestsMissed, components.PhonePair),
			head(text.SheetContacts, components.PhonePair), head(text.SheetPeopleDone, components.PhoneSide),
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.SheetVillagesEmpty)},
	}
	var sum store.RoundCount
	for _, c := range counts {
		if !c.Division.IsVillage() || c.Persons+c.Cases == 0 {
			continue
		}
		sum.Persons, sum.TestsDue, sum.TestsDone, sum.TestsMissed = sum.Persons+c.Persons, sum.TestsDue+c.TestsDue, sum.TestsDone+c.TestsDone, sum.TestsMissed+c.TestsMissed
		sum.ContactsOwed, sum.ContactsDone = sum.ContactsOwed+c.ContactsOwed, sum.ContactsDone+c.ContactsDone
		sum.Cases, sum.CasesComplete = sum.Cases+c.Cases, sum.CasesComplete+c.CasesComplete
		href := sheetPath(c.Division, month)
		cells := append([]components.Cell{{Words: g.Short(c.Division)}, {Words: g.Short(c.Division.Township())}}, roundCells(ctx, &c, href)...)
		t.Rows = append(t.Rows, components.Row{ID: c.Division.String(), Href: href, Late: c.TestsMissed > 0, Cells: cells})
	}
	if len(t.Rows) > 1 {
		t.Totals = append([]components.Cell{{Words: text.T(ctx, text.ListTotal)}, {}}, roundCells(ctx, &sum, "")...)
	}
	return t
}

// roundCells are the figures of a village; each opens the sheet that adds up to it.
func roundCells(ctx context.Context, c *store.RoundCount, href string) []components.Cell {
	n := func(n int, tone components.Tone) components.Cell {
		cell := components.Cell{Words: strconv.Itoa(n)}
		if n > 0 {
			cell.Tone, cell.Href = tone, href
		}
		return cell
	}
	of := func(done, whole int) components.Cell {
		return components.Cell{Words: text.T(ctx, text.SheetOfWhole, "Done", done, "Whole", whole), Href: href}
	}
	return []components.Cell{
		n(c.Persons, components.Plain), n(c.TestsDue, components.Plain), n(c.TestsDone, components.Plain),
		n(c.TestsDue-c.TestsDone-c.TestsMissed, components.Due), n(c.TestsMissed, components.Late),
		of(c.ContactsDone, c.ContactsOwed), of(c.CasesComplete, c.Cases),
	}
}
