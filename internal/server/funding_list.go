package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/funding"
)

const (
	fundingPath     = "/funding"
	fundingLinePath = fundingPath + "/line"
)

// fundingList shows the budget lines of a year that the actor sees.
func (s *Server) fundingList(w http.ResponseWriter, r *http.Request) error {
	v, err := s.fundingView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.List(v))
}

// fundingLines are the lines the address chooses, and the whole they are of.
func (s *Server) fundingLines(r *http.Request) (f oversight.Funding, lines []oversight.FundingLine, err error) {
	q := readQuery(r)
	year := q.Int("year", 2000, 2200)
	if year == 0 {
		year = s.Clock.Today().Year()
	}
	if f, err = s.Oversee.Funding(r.Context(), actorOf(r), year); err != nil {
		return f, nil, err
	}
	unit, purpose := q.Number("unit"), q.Choice("purpose", store.FundingPurposes()...)
	lines = slices.DeleteFunc(slices.Clone(f.Lines), func(l oversight.FundingLine) bool {
		return unit != 0 && l.Unit.ID != unit || purpose != "" && l.Purpose != purpose
	})
	return f, lines, nil
}

func (s *Server) fundingView(r *http.Request) (v pages.ListView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	f, lines, err := s.fundingLines(r)
	if err != nil {
		return v, err
	}
	names, err := s.yearNames(ctx, f.Year)
	if err != nil {
		return v, err
	}
	q := readQuery(r)
	year := strconv.Itoa(f.Year)
	v = pages.ListView{Title: text.T(ctx, text.FundingTitle, "Year", year), Closed: f.Closed, Table: fundingTable(ctx, names, f.Year, lines), Excel: excelAddress(r, len(lines)), Figures: fundingFigures(ctx, r, lines), Bars: fundingBars(ctx, lines), Means: fundingMeans(ctx, &f),
		Filter: components.FilterBarView{Action: fundingPath, Target: "main", Clear: fundingPath + "?year=" + year, Filters: []components.Filter{
			{Name: "unit", Label: text.T(ctx, text.FundingUnit), Value: q.Typed("unit"), Options: lineUnits(ctx, names, f.Lines)},
			{Name: "purpose", Label: text.T(ctx, text.FundingPurpose), Value: q.Typed("purpose"), Options: components.OptionsOf(ctx, text.FamilyFundingPurpose, store.FundingPurposes()...)},
		}, Sort: &components.Filter{Name: "year", Label: text.T(ctx, text.FundingYear), Value: year, Options: fundingYears(ctx, s.Clock.Today().Year())}},
	}
	if actor.May(access.FundingRecord) {
		v.New = &pages.NewLineView{Year: year, Action: fundingLinePath, Unit: components.FieldView{Name: "unit", Label: text.T(ctx, text.FundingUnit), Options: everyUnit(ctx, names, f.Units)},
			Purpose: components.FieldView{Name: "purpose", Label: text.T(ctx, text.FundingPurpose), Options: components.OptionsOf(ctx, text.FamilyFundingPurpose, store.FundingPurposes()...)}}
		if f.Closed || f.Year < s.Clock.Today().Year() {
			v.Close = &pages.CloseView{Action: fundingPath + "/year", Year: year, Closed: f.Closed, Reason: components.FieldView{Name: "reason", Required: true, MaxLength: 300, Rows: 2}}
		}
	}
	return v, nil
}

// fundingYears are next year, which is planned, and the last ones.
func fundingYears(ctx context.Context, this int) []components.Option {
	next := strconv.Itoa(this + 1)
	return append([]components.Option{{Value: next, Label: text.T(ctx, text.PaymentYearOf, "Year", next)}}, recentYears(ctx, this)...)
}

// yearNames names units as they were called when a year was over; in the present one: as today.
type yearNames struct {
	renamed []store.UnitName
	day     date.Date
}

func (s *Server) yearNames(ctx context.Context, year int) (yearNames, error) {
	g, err := s.gazetteer(ctx)
	if err != nil {
		return yearNames{}, err
	}
	return yearNames{g.renamed, min(date.New(year, 12, 31), s.Clock.Today())}, nil
}

// of is a unit as the accounts name it: the county's is the municipal office.
func (n yearNames) of(ctx context.Context, u store.Unit) string {
	if u.Kind == "county" {
		return text.T(ctx, text.OfficedutyMunicipal)
	}
	name := u.Name
	for _, x := range n.renamed { // by day: the last one that holds stays
		if x.Unit == u.ID && x.ValidFrom <= n.day {
			name = x.Name
		}
	}
	return name
}

func lineUnits(ctx context.Context, names yearNames, lines []oversight.FundingLine) []components.Option {
	var out []components.Option
	for _, l := range lines {
		if id := strconv.FormatInt(l.Unit.ID, 10); len(out) == 0 || out[len(out)-1].Value != id {
			out = append(out, components.Option{Value: id, Label: names.of(ctx, l.Unit)})
		}
	}
	return out
}

func everyUnit(ctx context.Context, names yearNames, units []store.Unit) []components.Option {
	var out []components.Option
	for _, u := range units {
		out = append(out, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: names.of(ctx, u)})
	}
	return out
}

func fundingTotal(lines []oversight.FundingLine) (all, last rehab.BudgetLine, unfunded int64) {
	for _, l := range lines {
		all, last, unfunded = all.Plus(l.BudgetLine), last.Plus(l.Last), unfunded+l.Unfunded()
	}
	return all, last, unfunded
}

func fundingFigures(ctx context.Context, r *http.Request, lines []oversight.FundingLine) []components.FigureView {
	all, _, unfunded := fundingTotal(lines)
	here := r.URL.RequestURI()
	money := func(key, note text.Key, i icon.Name, fen int64) components.FigureView {
		return components.FigureView{Label: text.T(ctx, key), Note: text.T(ctx, note), Icon: i, N: text.Money(ctx, fen), Href: here}
	}
	out := []components.FigureView{
		money(text.FundingBudgeted, text.FundingBudgetedNote, icon.Landmark, all.Budgeted), money(text.FundingReceived, text.FundingReceivedNote, icon.Download, all.Received),
		money(text.FundingSpent, text.FundingSpentNote, icon.Coins, all.Spent), money(text.FundingForecast, text.FundingForecastNote, icon.CalendarRange, all.Forecast()),
		money(text.FundingUnfunded, text.FundingUnfundedNote, icon.TriangleAlert, unfunded),
	}
	out[2].Note = text.T(ctx, text.FundingRateOf, "Rate", rateWords(all))
	if unfunded > 0 {
		out[4].Tone = components.Late
	}
	return out
}

// fundingBars is budget against forecast by purpose.
func fundingBars(ctx context.Context, lines []oversight.FundingLine) []pages.BarView {
	of, most := map[string]rehab.BudgetLine{}, int64(1)
	for _, l := range lines {
		of[l.Purpose] = of[l.Purpose].Plus(l.BudgetLine)
		most = max(most, of[l.Purpose].Budgeted, of[l.Purpose].Forecast())
	}
	var out []pages.BarView
	for _, p := range store.FundingPurposes() {
		b, there := of[p]
		if !there {
			continue
		}
		name := text.Of(ctx, text.FamilyFundingPurpose, p)
		out = append(out, pages.BarView{Purpose: name, Spent: b.Spent, Due: b.Due, Budget: b.Budgeted, Whole: most,
			Words: text.T(ctx, text.FundingBarWords, "Forecast", text.Fen(b.Forecast()), "Budget", text.Fen(b.Budgeted)),
			Label: text.T(ctx, text.FundingBarLabel, "Purpose", name, "Spent", text.Fen(b.Spent), "Due", text.Fen(b.Due), "Budget", text.Fen(b.Budgeted))})
	}
	return out
}

// fundingMeans says how the forecast is reckoned.
func fundingMeans(ctx context.Context, f *oversight.Funding) []components.Pair {
	purpose := func(p string, key text.Key, args ...any) components.Pair {
		return components.Pair{Name: text.Of(ctx, text.FamilyFundingPurpose, p), Value: text.T(ctx, key, args...)}
	}
	return []components.Pair{
		{Name: text.T(ctx, text.FundingForecast), Value: text.T(ctx, text.FundingMeansForecast)},
		purpose("pay", text.FundingMeansPay, "Pay", text.Fen(f.Pay), "Month", f.First),
		purpose("rewards", text.FundingMeansRewards),
		purpose("tests", text.FundingMeansTests, "Cost", text.Fen(f.Costs.Test), "Month", f.First),
		purpose("training", text.FundingMeansTraining, "Cost", text.Fen(f.Costs.Training)),
		purpose("other", text.FundingMeansOther),
		{Name: text.T(ctx, text.FundingUnfunded), Value: text.T(ctx, text.FundingMeansUnfunded)},
		{Name: text.T(ctx, text.FundingRate), Value: text.T(ctx, text.FundingMeansRate)},
	}
}

// rateWords is the share of the budget that is spent: 62.5%.
func rateWords(b rehab.BudgetLine) string {
	if b.Budgeted == 0 {
		return "–"
	}
	return strconv.Itoa(b.Rate()/10) + "." + strconv.Itoa(b.Rate()%10) + "%"
}

// rateShare is the same for a workbook; nothing without a budget.
func rateShare(b rehab.BudgetLine) any {
	if b.Budgeted == 0 {
		return nil
	}
	return workbook.Share(b.Rate())
}

func fundingLineAddress(year int, unit int64, purpose string) string {
	return fundingLinePath + "?" + url.Values{"year": {strconv.Itoa(year)}, "unit": {strconv.FormatInt(unit, 10)}, "purpose": {purpose}}.Encode()
}

func fundingTable(ctx context.Context, names yearNames, year int, lines []oversight.FundingLine) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.FundingCaption), Columns: []components.Column{
		{Label: text.T(ctx, text.FundingUnit), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.FundingPurpose)}, {Label: text.T(ctx, text.FundingBudgeted), Num: true}, {Label: text.T(ctx, text.FundingReceived), Num: true},
		{Label: text.T(ctx, text.FundingSpent), Num: true, Phone: components.PhoneSide}, {Label: text.T(ctx, text.FundingRate)}, {Label: text.T(ctx, text.FundingForecast), Num: true},
		{Label: text.T(ctx, text.FundingUnfunded), Num: true}, {Label: text.T(ctx, text.FundingLastYear), Num: true},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.FundingEmpty), Note: text.T(ctx, text.FundingEmptyNote)}}
	cells := func(name, purpose string, b, last rehab.BudgetLine, unfunded int64) []components.Cell {
		row := []components.Cell{{Words: name}, {Words: purpose}, {Words: text.Money(ctx, b.Budgeted)}, {Words: text.Money(ctx, b.Received)}, {Words: text.Money(ctx, b.Spent)},
			{Body: pages.Rate(pages.RateView{Words: rateWords(b), Label: text.T(ctx, text.FundingRateOf, "Rate", rateWords(b)), Spent: min(b.Rate(), 1000), Over: min(max(b.Rate()-1000, 0), 1000)})},
			{Words: text.Money(ctx, b.Forecast())}, {Words: text.Money(ctx, unfunded)}, {Words: text.Money(ctx, last.Spent), Sub: text.T(ctx, text.FundingOfBudget, "Amount", text.Fen(last.Budgeted))}}
		if unfunded > 0 {
			row[7].Tone = components.Late
		}
		return row
	}
	for _, l := range lines {
		t.Rows = append(t.Rows, components.Row{Href: fundingLineAddress(year, l.Unit.ID, l.Purpose), Late: l.Unfunded() > 0,
			Cells: cells(names.of(ctx, l.Unit), text.Of(ctx, text.FamilyFundingPurpose, l.Purpose), l.BudgetLine, l.Last, l.Unfunded())})
	}
	all, last, unfunded := fundingTotal(lines)
	t.Totals = cells(text.T(ctx, text.PaymentTotal), "", all, last, unfunded)
	return t
}

// fundingExport answers with the lines of the same address as a workbook.
func (s *Server) fundingExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, lines, err := s.fundingLines(r)
	if err != nil {
		return err
	}
	names, err := s.yearNames(ctx, f.Year)
	if err != nil {
		return err
	}
	sum := func(key text.Key) workbook.Column {
		c := head(ctx, key, 0)
		c.Sum = true
		return c
	}
	return takeAlong(s, w, r, listBook[oversight.FundingLine]{
		title: text.T(ctx, text.FundingTitle, "Year", strconv.Itoa(f.Year)), list: "funding", action: access.FundingView, filters: filtersOf(r.URL.Query()), rows: lines, total: true,
		columns: []workbook.Column{head(ctx, text.FundingUnit, widePlace), head(ctx, text.FundingPurpose, 0), sum(text.FundingBudgeted), sum(text.FundingReceived), sum(text.FundingSpent), head(ctx, text.FundingRate, 0),
			sum(text.FundingForecast), sum(text.FundingUnfunded), sum(text.FundingLastBudgeted), sum(text.FundingLastSpent)},
		row: func(l oversight.FundingLine) []any {
			return []any{names.of(ctx, l.Unit), text.Of(ctx, text.FamilyFundingPurpose, l.Purpose), text.Fen(l.Budgeted), text.Fen(l.Received), text.Fen(l.Spent), rateShare(l.BudgetLine),
				text.Fen(l.Forecast()), text.Fen(l.Unfunded()), text.Fen(l.Last.Budgeted), text.Fen(l.Last.Spent)}
		},
	})
}

// fundingYear closes the accounts of a year or opens them again.
func (s *Server) fundingYear(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := readForm(r)
	if err != nil {
		return err
	}
	year, closed, reason := f.RequiredInt("year", 2000, 2200), f.Typed("do") == "close", f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Oversee.SetFundingYear(ctx, actorOf(r), year, closed, reason)
	}
	if err == nil {
		said := text.FundingWasOpened
		if closed {
			said = text.FundingWasClosed
		}
		return s.done(w, r, fundingPath+"?year="+strconv.Itoa(year), said, "Year", strconv.Itoa(year))
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	r.URL.RawQuery = url.Values{"year": {f.Typed("year")}}.Encode()
	v, verr := s.fundingView(r)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		if v.Close != nil {
			v.Close.Open, v.Close.Reason.Value, v.Close.Reason.Error = true, f.Typed("reason"), es.Of("reason")
		}
		return pages.List(v)
	})
}
