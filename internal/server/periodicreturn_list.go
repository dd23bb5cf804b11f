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
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/periodicreturn"
)

const returnIsLate = "late"

// returnTable is one request for the matrix of returns.
type returnTable struct {
	*Server
	ctx    context.Context
	actor  access.Actor
	places *gazetteer
	level  rehab.ReturnLevel
	year   int
	state  string // of rehab.ReturnStates, or late
	q      url.Values
	oversight.ReturnList
}

// returnsSought reads the address and the returns it asks for.
func (s *Server) returnsSought(r *http.Request) (*returnTable, error) {
	t := &returnTable{Server: s, ctx: r.Context(), actor: actorOf(r), q: url.Values{}}
	in := readQuery(r)
	levels := returnLevelsOf(t.actor)
	if t.level = rehab.ReturnLevel(in.Typed("level")); !slices.Contains(levels, t.level) {
		t.level = levels[0]
	} else {
		t.q.Set("level", string(t.level))
	}
	t.year = s.Clock.Today().Year()
	if y, err := strconv.Atoi(in.Typed("year")); err == nil && y >= 2000 && y <= 2200 {
		t.year = y
		t.q.Set("year", strconv.Itoa(y))
	}
	if t.state = in.Choice("state", returnStates()...); t.state != "" {
		t.q.Set("state", t.state)
	}
	f := store.ReturnFilter{Level: string(t.level), From: date.New(t.year, 1, 1), To: date.New(t.year, 12, 31)}
	if place := in.Division("place"); !place.IsZero() && t.level != rehab.CityReturn {
		f.Within = place.Range()
		t.q.Set("place", place.String())
	}
	var err error
	if t.ReturnList, err = s.Oversee.Returns(t.ctx, t.actor, f); err != nil {
		return nil, err
	}
	t.places, err = s.gazetteer(t.ctx)
	return t, err
}

func returnStates() []string {
	out := []string{returnIsLate}
	for _, st := range rehab.ReturnStates() {
		out = append(out, string(st))
	}
	return out
}

// is reports whether a return is in a state of the filter.
func (t *returnTable) is(r *store.PeriodicReturn, state string) bool {
	switch {
	case state == "":
		return true
	case r.Opens > t.Clock.Today():
		return false
	case state == returnIsLate:
		return returnLate(r, t.Clock.Today())
	}
	return r.State == state
}

// returnList shows the matrix of returns.
func (s *Server) returnList(w http.ResponseWriter, r *http.Request) error {
	t, err := s.returnsSought(r)
	if err != nil {
		return err
	}
	v := pages.ListView{Title: text.T(t.ctx, text.PeriodicreturnTitle), Note: text.T(t.ctx, text.PeriodicreturnNote, "Month", t.First), Excel: excelAddress(r, len(t.Returns)), Levels: t.levels(), Figures: t.figures(), Filter: t.filter()}
	rows, foot := window(r, keysetOf(readQuery(r)), t.rows(), listLimit, func(x returnRow) string { return x.place.String() })
	v.Table, v.Pages = t.table(rows), foot
	return s.page(w, r, v.Title, pages.List(v))
}

func (t *returnTable) address(name, value string) string {
	q := url.Values{}
	for k, v := range t.q {
		q[k] = v
	}
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return returnsPath
	}
	return returnsPath + "?" + q.Encode()
}

func (t *returnTable) levels() (out []components.ChoiceLink) {
	all := returnLevelsOf(t.actor)
	if len(all) < 2 {
		return nil
	}
	for _, l := range all {
		out = append(out, components.ChoiceLink{Label: text.Of(t.ctx, text.FamilyReturnLevel, l), Href: returnsPath + "?level=" + string(l), On: l == t.level})
	}
	return out
}

// figures are the numbers of returns by state, each a link to exactly those.
func (t *returnTable) figures() (out []components.FigureView) {
	for _, st := range returnStates() {
		n := 0
		for i := range t.Returns {
			if t.is(&t.Returns[i], st) {
				n++
			}
		}
		if n == 0 && st != returnIsLate {
			continue
		}
		f := components.FigureView{Label: text.Of(t.ctx, text.FamilyReturnState, st), Icon: returnIcons[rehab.ReturnState(st)], N: text.Number(t.ctx, n), Unit: text.T(t.ctx, text.PeriodicreturnUnit), Note: text.Of(t.ctx, text.FamilyReturnStateNote, st), Href: t.address("state", st)}
		if st == returnIsLate {
			f.Icon = icon.CircleAlert
			if n > 0 {
				f.Tone = components.Late
			}
		}
		out = append(out, f)
	}
	return out
}

func (t *returnTable) filter() components.FilterBarView {
	v := components.FilterBarView{Action: returnsPath, Target: "main"}
	for _, y := range []int{t.year} {
		var years []components.Option
		for n := min(t.First.First().Year(), y); n <= max(t.Clock.Today().Year(), y); n++ {
			years = append(years, components.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)})
		}
		v.Sort = &components.Filter{Name: "year", Label: text.T(t.ctx, text.PeriodicreturnYear), Value: strconv.Itoa(y), Options: years}
	}
	if towns := t.places.Townships(t.actor.Scope); len(towns) > 1 && t.level == rehab.VillageReturn {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(t.ctx, text.CaselistTownship), Value: t.q.Get("place"), Options: towns})
	}
	v.Filters = append(v.Filters, components.Filter{Name: "state", Label: text.T(t.ctx, text.PeriodicreturnState), Value: t.state, Options: components.OptionsOf(t.ctx, text.FamilyReturnState, returnStates()...)})
	if t.q.Has("level") {
		v.Hidden = append(v.Hidden, components.Option{Label: "level", Value: string(t.level)})
		v.Clear = returnsPath + "?level=" + string(t.level)
	} else {
		v.Clear = returnsPath
	}
	return v
}

// returnRow is a unit with its returns of the year.
type returnRow struct {
	place division.Code
	of    map[date.Date]*store.PeriodicReturn
}

// rows are the units that have a return of the filter, by the order of their codes.
func (t *returnTable) rows() (out []returnRow) {
	for i := range t.Returns {
		r := &t.Returns[i]
		if len(out) == 0 || out[len(out)-1].place != r.Division {
			out = append(out, returnRow{r.Division, map[date.Date]*store.PeriodicReturn{}})
		}
		out[len(out)-1].of[r.Period] = r
	}
	return slices.DeleteFunc(out, func(x returnRow) bool {
		for _, r := range x.of {
			if t.is(r, t.state) {
				return false
			}
		}
		return true
	})
}

// periods are the periods of the year that a return is there of.
func (t *returnTable) periods() (out []date.Date) {
	for i := range t.Returns {
		if p := t.Returns[i].Period; !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

func (t *returnTable) table(rows []returnRow) components.TableView {
	ctx, today := t.ctx, t.Clock.Today()
	v := components.TableView{Caption: text.T(ctx, text.PeriodicreturnTitle), Columns: []components.Column{{Label: text.T(ctx, text.PeriodicreturnWhose), Phone: components.PhoneTitle}},
		Empty: components.EmptyView{Title: text.T(ctx, text.PeriodicreturnNone), Note: text.T(ctx, text.PeriodicreturnNoneNote)}}
	periods := t.periods()
	for _, p := range periods {
		label := text.MonthShort(ctx, p.Month())
		if t.level != rehab.VillageReturn {
			label = periodWords(ctx, p, (p.Month() + 2).Last())
		}
		v.Columns = append(v.Columns, components.Column{Label: label})
	}
	for _, x := range rows {
		row := components.Row{ID: x.place.String()}
		for i, p := range periods {
			r := x.of[p]
			if i == 0 {
				name := components.Cell{Words: t.places.Short(x.place)}
				if x.place.IsVillage() && t.actor.Role == access.MunicipalOffice {
					name.Sub = t.places.Short(x.place.Township())
				}
				row.Cells = append(row.Cells, name)
			}
			switch {
			case r == nil, t.state != "" && !t.is(r, t.state):
				row.Cells = append(row.Cells, components.Cell{Words: "·"})
			default:
				cell := pages.Cell{Href: backTo(returnPath(r.ID), t.address("", "")), Mark: returnMark(ctx, r, today)}
				row.Cells = append(row.Cells, components.Cell{Body: pages.StateLink(cell)})
			}
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// returnExport answers with the returns of the same address as a workbook, a row each.
func (s *Server) returnExport(w http.ResponseWriter, r *http.Request) error {
	t, err := s.returnsSought(r)
	if err != nil {
		return err
	}
	ctx, today := t.ctx, s.Clock.Today()
	list := slices.DeleteFunc(slices.Clone(t.Returns), func(x store.PeriodicReturn) bool { return !t.is(&x, t.state) })
	return takeAlong(s, w, r, listBook[store.PeriodicReturn]{
		title: text.T(ctx, text.PeriodicreturnTitle), note: text.OfficedutySheetNote, list: "returns", action: access.ReturnView, filters: filtersOf(t.q), rows: list,
		columns: []workbook.Column{head(ctx, text.PeriodicreturnLevels, 0), head(ctx, text.PeriodicreturnWhose, wideText), head(ctx, text.PeriodicreturnPeriod, widePlace), head(ctx, text.PeriodicreturnState, widePlace),
			head(ctx, text.PeriodicreturnDue, 0), head(ctx, text.PeriodicreturnSubmittedOn, 0), head(ctx, text.PeriodicreturnTurn, wideText), head(ctx, text.PeriodicreturnNextDue, 0)},
		row: func(x store.PeriodicReturn) []any {
			return []any{text.Of(ctx, text.FamilyReturnLevel, x.Level), returnUnit(ctx, t.places, &x), periodWords(ctx, x.Period, x.Until), returnMark(ctx, &x, today).Words, x.Due, orEmpty(x.SubmittedOn), returnTurnOf(ctx, t.places, &x), orEmpty(x.NextDue)}
		},
	})
}
