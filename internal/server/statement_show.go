package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/ledger"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/reward"
)

const statementsPath = rewardsPath + "/statements"

// statementPeriod reads the period of the address; without one it is this year so far.
func (s *Server) statementPeriod(q *Form) ledger.Period {
	today := s.Clock.Today()
	p := ledger.Period{From: q.Date("from"), To: q.Date("until")}
	if p.From.IsZero() {
		p.From = date.New(today.Year(), 1, 1)
	}
	if p.To.IsZero() {
		p.To = max(today, p.From)
	}
	return p
}

func statementQuery(p ledger.Period) url.Values {
	return url.Values{"from": {p.From.String()}, "until": {p.To.String()}}
}

// periodView is the form that chooses a period, with the usual ones a press away.
func (s *Server) periodView(ctx context.Context, path string, p ledger.Period, place division.Code) pages.PeriodView {
	today := s.Clock.Today()
	v := pages.PeriodView{Action: path, From: components.FieldView{Name: "from", Label: text.T(ctx, text.RewardStatementFrom), Value: p.From.String(), Small: true}, Until: components.FieldView{Name: "until", Label: text.T(ctx, text.RewardStatementUntil), Value: p.To.String(), Small: true}}
	if !place.IsZero() {
		v.Place = place.String()
	}
	year := today.Year()
	for _, x := range []struct {
		key      text.Key
		from, to date.Date
	}{
		{text.RewardStatementThisYear, date.New(year, 1, 1), today},
		{text.RewardStatementLastYear, date.New(year-1, 1, 1), date.New(year-1, 12, 31)},
		{text.RewardStatementAll, date.New(2000, 1, 1), today},
	} {
		q := statementQuery(ledger.Period{From: x.from, To: x.to})
		if v.Place != "" {
			q.Set("place", v.Place)
		}
		v.Usual = append(v.Usual, components.ChoiceLink{Label: text.T(ctx, x.key), Href: path + "?" + q.Encode(), On: x.from == p.From && x.to == p.To})
	}
	return v
}

// statementList shows the accounts of all villages the actor sees.
func (s *Server) statementList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	q := readQuery(r)
	p, place := s.statementPeriod(q), q.Division("place")
	all, err := s.Ledger.Accounts(ctx, actor, place, p)
	v := pages.StatementsView{Title: text.T(ctx, text.RewardStatementTitle), Note: text.T(ctx, text.RewardStatementNote, "Dates", text.DateRange(ctx, p.From, p.To)), Tabs: rewardTabs(ctx, statementsPath),
		Period: s.periodView(ctx, statementsPath, p, place), Excel: excelAddress(r, len(all))}
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors, v.Period.Until.Error = es, es.Of("until")
			return pages.Statements(v)
		})
	}
	g, err := s.gazetteerOn(ctx, p.To)
	if err != nil {
		return err
	}
	if towns := g.Townships(actor.Scope); len(towns) > 1 {
		v.Filter = &components.FilterBarView{Action: statementsPath, Target: "main", Clear: statementsPath + "?" + statementQuery(p).Encode(),
			Filters: []components.Filter{{Name: "place", Label: text.T(ctx, text.PaymentTownship), Value: q.Typed("place"), Options: towns}},
			Hidden:  []components.Option{{Label: "from", Value: p.From.String()}, {Label: "until", Value: p.To.String()}}}
	}
	v.Table = accountTable(ctx, g, all, p)
	return s.page(w, r, v.Title, pages.Statements(v))
}

// accountColumns are what a statement says of a village, in order.
var accountColumns = []struct {
	key text.Key
	of  func(*store.RewardAccount) int64
}{
	{text.RewardStatementOpening, func(a *store.RewardAccount) int64 { return a.Opening }},
	{text.RewardStatementAccrued, func(a *store.RewardAccount) int64 { return a.Accrued }},
	{text.RewardStatementReversed, func(a *store.RewardAccount) int64 { return a.Reversed }},
	{text.RewardStatementPaid, func(a *store.RewardAccount) int64 { return a.Paid }},
	{text.RewardStatementClosing, func(a *store.RewardAccount) int64 { return a.Closing() }},
	{text.RewardStatementVerified, func(a *store.RewardAccount) int64 { return a.Verified }},
	{text.RewardStatementApproved, func(a *store.RewardAccount) int64 { return a.Approved }},
	{text.RewardStatementHeld, func(a *store.RewardAccount) int64 { return a.Held }},
}

func accountTable(ctx context.Context, g *gazetteer, all []store.RewardAccount, p ledger.Period) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.RewardStatementTitle), Columns: []components.Column{{Label: text.T(ctx, text.RewardVillage), Phone: components.PhoneTitle}},
		Empty: components.EmptyView{Title: text.T(ctx, text.RewardStatementEmpty), Note: text.T(ctx, text.RewardEmptyNote)}}
	for _, c := range accountColumns {
		col := components.Column{Label: text.T(ctx, c.key), Num: true}
		if c.key == text.RewardStatementClosing {
			col.Phone = components.PhoneSide
		}
		t.Columns = append(t.Columns, col)
	}
	cells := func(name string, a *store.RewardAccount) []components.Cell {
		row := []components.Cell{{Words: name}}
		for _, c := range accountColumns {
			row = append(row, components.Cell{Words: text.Money(ctx, c.of(a))})
		}
		return row
	}
	var sum store.RewardAccount
	for i := range all {
		sum.Add(&all[i])
		t.Rows = append(t.Rows, components.Row{Href: statementPath(all[i].Village, p), Cells: cells(g.Full(all[i].Village), &all[i])})
	}
	t.Totals = cells(text.T(ctx, text.RewardTotal), &sum)
	return t
}

func statementPath(village division.Code, p ledger.Period) string {
	return statementsPath + "/" + village.String() + "?" + statementQuery(p).Encode()
}

// statementShow shows one village's account with every movement of the period.
func (s *Server) statementShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.statementView(r, s.statementPeriod(readQuery(r)))
	if err == nil {
		return s.page(w, r, v.Title, pages.Statement(v))
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	again, verr := s.statementView(r, s.statementPeriod(&Form{values: url.Values{}}))
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, again.Title, func(es components.Errors) templ.Component {
		q := readQuery(r)
		again.Errors, again.Period.Until.Error = es, es.Of("until")
		again.Period.From.Value, again.Period.Until.Value = q.Typed("from"), q.Typed("until")
		return pages.Statement(again)
	})
}

func (s *Server) statementView(r *http.Request, p ledger.Period) (v pages.StatementView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	village, err := pathDivision(r, "village")
	if err != nil {
		return v, err
	}
	st, err := s.Ledger.Statement(ctx, actor, village, p)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteerOn(ctx, p.To)
	if err != nil {
		return v, err
	}
	if _, known := g.names[village]; !known {
		return v, fault.ErrNotFound()
	}
	path := statementsPath + "/" + village.String()
	v = pages.StatementView{
		Title: text.T(ctx, text.RewardStatementOf, "Place", g.Full(village)), Note: text.DateRange(ctx, p.From, p.To), Period: s.periodView(ctx, path, p, 0),
		Sums: accountPairs(ctx, &st.RewardAccount), Table: statementTable(ctx, &st), Excel: path + "/excel?" + statementQuery(p).Encode(),
	}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.RewardStatementTitle), Href: statementsPath + "?" + statementQuery(p).Encode()}, {Label: v.Title}}
	if actor.May(access.PaymentMake) {
		v.Paper = &pages.IssueView{Action: path + "/paper?" + statementQuery(p).Encode(), Key: NewFormKey()}
	}
	return v, nil
}

func accountPairs(ctx context.Context, a *store.RewardAccount) []components.Pair {
	var out []components.Pair
	for _, c := range accountColumns {
		out = append(out, components.Pair{Name: text.T(ctx, c.key), Value: text.Money(ctx, c.of(a))})
	}
	return out
}

func statementTable(ctx context.Context, st *ledger.Statement) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.RewardStatementMoves), Columns: []components.Column{
		{Label: text.T(ctx, text.RewardStatementWhat), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.RewardStatementDay)}, {Label: text.T(ctx, text.RewardPerson)}, {Label: text.T(ctx, text.RewardState)},
		{Label: text.T(ctx, text.RewardStatementAdds), Num: true}, {Label: text.T(ctx, text.RewardStatementTakes), Num: true}, {Label: text.T(ctx, text.RewardStatementBalance), Num: true, Phone: components.PhoneSide},
	}}
	edge := func(label text.Key, day date.Date, fen int64) components.Row {
		return components.Row{Fixed: true, Cells: []components.Cell{{Words: text.T(ctx, label)}, {Words: text.Date(ctx, day)}, {}, {}, {}, {}, {Words: text.Money(ctx, fen)}}}
	}
	t.Rows = append(t.Rows, edge(text.RewardStatementOpening, st.From, st.Opening))
	for i := range st.Moves {
		t.Rows = append(t.Rows, movementRow(ctx, &st.Moves[i]))
	}
	t.Rows = append(t.Rows, edge(text.RewardStatementClosing, st.To, st.Closing()))
	return t
}

func movementRow(ctx context.Context, m *ledger.Movement) components.Row {
	row := components.Row{Cells: []components.Cell{{Words: movementWords(ctx, m)}, {Words: text.Date(ctx, m.Day)}, {}, {}, {}, {}, {Words: text.Money(ctx, m.Balance)}}}
	amount := components.Cell{Words: text.Money(ctx, max(m.Fen, -m.Fen))}
	if m.Fen < 0 {
		row.Cells[5] = amount
	} else {
		row.Cells[4] = amount
	}
	if m.Payment != nil {
		row.Href = paymentPath(m.Payment.Batch)
		return row
	}
	row.Cells[2] = components.Cell{Words: rewardPerson(ctx, m.Entry), Sub: tail(m.Entry.DocMask)}
	row.Cells[3] = components.Cell{Body: components.Mark(rewardMark(ctx, m.Entry.State))}
	if m.Entry.Name != nil {
		row.Cells[2].Href = casePath(m.Entry.CaseID)
	}
	return row
}

// movementWords is what a line of a statement is.
func movementWords(ctx context.Context, m *ledger.Movement) string {
	if p := m.Payment; p != nil {
		return text.T(ctx, text.RewardStatementPayment, "Batch", paymentName(ctx, p.Year, p.Number), "Voucher", p.Voucher)
	}
	key := text.RewardStatementAccrual
	if m.Fen < 0 {
		key = text.RewardStatementReversal
	}
	return text.T(ctx, key, "Phase", text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(m.Entry.Phase)))
}
