package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/funding"
)

// fundingLine shows one budget line with every amount on it, and the form for another.
func (s *Server) fundingLine(w http.ResponseWriter, r *http.Request) error {
	v, err := s.fundingLineView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Line(v))
}

func (s *Server) fundingLineView(r *http.Request) (v pages.LineView, err error) {
	ctx, actor, q := r.Context(), actorOf(r), readQuery(r)
	year := q.Int("year", 2000, 2200)
	if year == 0 {
		year = s.Clock.Today().Year()
	}
	a, err := s.Oversee.FundingAccount(ctx, actor, year, q.Number("unit"), q.Typed("purpose"))
	if err != nil {
		return v, err
	}
	names, err := s.yearNames(ctx, year)
	if err != nil {
		return v, err
	}
	y := strconv.Itoa(year)
	v = pages.LineView{Title: text.T(ctx, text.FundingLineTitle, "Year", y, "Unit", names.of(ctx, a.Unit), "Purpose", text.Of(ctx, text.FamilyFundingPurpose, a.Purpose)), Closed: a.Closed,
		Head: fundingPairs(ctx, &a), Table: fundingEntries(ctx, &a, actor.May(access.FundingRecord) && !a.Closed)}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.FundingTitle, "Year", y), Href: fundingPath + "?year=" + y}, {Label: v.Title}}
	if a.Purpose == "rewards" {
		v.Rewards = paymentsPath + "?state=paid&year=" + y
	}
	if actor.May(access.FundingRecord) && !a.Closed {
		day := s.Clock.Today().String()
		v.Add = &pages.AddView{Action: fundingLineAddress(year, a.Unit.ID, a.Purpose), Key: NewFormKey(),
			Kind:    components.FieldView{Name: "funding_kind", Required: true, Value: "spent", Options: components.OptionsOf(ctx, text.FamilyFundingKind, kindsFor(a.Purpose)...)},
			Day:     components.FieldView{Name: "day", Label: text.T(ctx, text.FundingDay), Required: true, Value: day, Max: day},
			Amount:  components.FieldView{Name: "amount", Label: text.T(ctx, text.FundingAmount), Required: true, InputMode: "decimal", Hint: text.T(ctx, text.FundingAmountHint)},
			Voucher: components.FieldView{Name: "voucher", MaxLength: 40, Optional: true, Hint: text.T(ctx, text.FundingVoucherHint)},
			Words:   components.FieldView{Name: "words", Label: text.T(ctx, text.FundingWords), MaxLength: 200, Optional: true},
		}
		if a.Purpose == "rewards" {
			v.Add.Kind.Value = "received"
		}
		if a.Budgeted == 0 {
			v.Add.Kind.Value = "budgeted"
		}
		if i := slices.IndexFunc(a.Payroll, func(m oversight.PayMonth) bool { return m.Month == q.Month("fill") }); i >= 0 {
			fillPay(ctx, v.Add, &a.Payroll[i])
		}
	}
	if len(a.Payroll) > 0 {
		v.Payroll = fundingPayroll(ctx, &a, v.Add != nil)
	}
	return v, nil
}

// fillPay fills the form with a month's pay as the register says; what is recorded is what somebody sends.
func fillPay(ctx context.Context, form *pages.AddView, m *oversight.PayMonth) {
	const fenPerYuan = text.FenPerYuan
	form.Kind.Value, form.Day.Value = "spent", m.Month.Last().String()
	form.Amount.Value = fmt.Sprintf("%d.%02d", m.Fen/fenPerYuan, m.Fen%fenPerYuan)
	form.Words.Value = text.T(ctx, text.FundingPayWords, "Month", m.Month, "Count", m.Workers)
}

// fundingPayroll is what the register of staff says of the pay of the months gone by, beside what was typed in.
func fundingPayroll(ctx context.Context, a *oversight.FundingAccount, fill bool) *pages.PayrollView {
	t := components.TableView{Caption: text.T(ctx, text.FundingPayroll), Columns: []components.Column{
		{Label: text.T(ctx, text.FundingPayMonth), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.FundingPayWorkers), Num: true}, {Label: text.T(ctx, text.FundingPayDue), Num: true, Phone: components.PhoneSide},
		{Label: text.T(ctx, text.FundingPayFill), Quiet: true, Phone: components.PhoneWide}}}
	workers, fen := 0, int64(0)
	for _, m := range a.Payroll {
		row := components.Row{Cells: []components.Cell{{Words: text.Month(ctx, m.Month)}, {Words: text.Number(ctx, m.Workers)}, {Words: text.Money(ctx, m.Fen)}, {}}}
		if fill && m.Fen > 0 {
			row.Cells[3] = components.Cell{Words: text.T(ctx, text.FundingPayFill), Href: fundingLineAddress(a.Year, a.Unit.ID, a.Purpose) + "&fill=" + m.Month.String() + "#add"}
		}
		t.Rows = append(t.Rows, row)
		workers, fen = workers+m.Workers, fen+m.Fen
	}
	t.Totals = []components.Cell{{Words: text.T(ctx, text.PaymentTotal)}, {Words: text.Number(ctx, workers)}, {Words: text.Money(ctx, fen)}, {}}
	return &pages.PayrollView{Table: t, Note: text.T(ctx, text.FundingPayrollNote, "Due", text.Fen(fen), "Spent", text.Fen(a.Spent), "Rest", text.Fen(fen-a.Spent))}
}

// kindsFor are the amounts that are entered on a line: what is paid as rewards comes from the payments.
func kindsFor(purpose string) []string {
	if purpose == "rewards" {
		return []string{"budgeted", "received"}
	}
	return store.FundingKinds()
}

func fundingPairs(ctx context.Context, a *oversight.FundingAccount) []components.Pair {
	pair := func(key text.Key, fen int64) components.Pair {
		return components.Pair{Name: text.T(ctx, key), Value: text.Money(ctx, fen)}
	}
	return []components.Pair{pair(text.FundingBudgeted, a.Budgeted), pair(text.FundingReceived, a.Received), pair(text.FundingSpent, a.Spent), {Name: text.T(ctx, text.FundingRate), Value: rateWords(a.BudgetLine)},
		pair(text.FundingLeft, a.Left()), pair(text.FundingDue, a.Due), pair(text.FundingForecast, a.Forecast()), pair(text.FundingUnfunded, a.Unfunded()), pair(text.FundingLastSpent, a.Last.Spent)}
}

func fundingEntries(ctx context.Context, a *oversight.FundingAccount, may bool) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.FundingEntries), Columns: []components.Column{
		{Label: text.T(ctx, text.FundingKind), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.FundingDay)}, {Label: text.T(ctx, text.PaymentVoucher)}, {Label: text.T(ctx, text.FundingWords)},
		{Label: text.T(ctx, text.FundingRecorder)}, {Label: text.T(ctx, text.PaymentAmount), Num: true, Phone: components.PhoneSide}, {Label: text.T(ctx, text.FundingVoid), Quiet: true, Phone: components.PhoneWide},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.FundingNoEntry), Note: text.T(ctx, text.FundingNoEntryNote)}}
	for i := range a.Entries {
		e := &a.Entries[i]
		row := components.Row{Cells: []components.Cell{{Words: text.Of(ctx, text.FamilyFundingKind, e.Kind)}, {Words: text.Date(ctx, e.Day)}, {Words: e.Voucher}, {Words: e.Words}, {Words: e.Recorder}, {Words: text.Money(ctx, e.Fen)}, {}}}
		switch {
		case e.Voided:
			row.Cells[0].Sub = text.T(ctx, text.FundingVoidedWhy, "Reason", deref(e.VoidReason), "Name", deref(e.Voider))
			row.Cells[5] = components.Cell{Body: pages.Struck(text.Money(ctx, e.Fen))}
		case may:
			row.Cells[6] = components.Cell{Words: text.T(ctx, text.FundingVoid), Href: fundingPath + "/void?entry=" + e.ID.String()}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// fundingAdd writes an amount on a line.
func (s *Server) fundingAdd(w http.ResponseWriter, r *http.Request) error {
	v, err := s.fundingLineView(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	q := readQuery(r)
	e := store.FundingEntry{ID: f.Key(), Year: q.Int("year", 2000, 2200), Unit: q.Number("unit"), Purpose: q.Typed("purpose"), Kind: f.RequiredChoice("funding_kind", store.FundingKinds()...),
		Day: f.RequiredDate("day"), Fen: f.RequiredFen("amount"), Voucher: f.Text("voucher", 40), Words: f.Text("words", 200)}
	if e.Year == 0 {
		e.Year = s.Clock.Today().Year()
	}
	if err = f.Err(); err == nil {
		err = s.Oversee.RecordFunding(r.Context(), actorOf(r), e)
	}
	if err == nil {
		return s.done(w, r, fundingLineAddress(e.Year, e.Unit, e.Purpose), text.FundingRecorded)
	}
	if v.Add != nil {
		v.Add.Key = f.Typed(FormKey)
		for _, field := range []*components.FieldView{&v.Add.Kind, &v.Add.Day, &v.Add.Amount, &v.Add.Voucher, &v.Add.Words} {
			field.Value = f.Typed(field.Name)
		}
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		if v.Add != nil {
			for _, field := range []*components.FieldView{&v.Add.Kind, &v.Add.Day, &v.Add.Amount, &v.Add.Voucher, &v.Add.Words} {
				field.Error = es.Of(field.Name)
				for i := range v.Errors {
					if v.Errors[i].Name == field.Name && field.Label != "" {
						v.Errors[i].Label = field.Label
					}
				}
			}
		}
		return pages.Line(v)
	})
}

// fundingVoidForm asks why an amount is taken back.
func (s *Server) fundingVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.fundingVoidView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Void(v))
}

func (s *Server) fundingVoidView(r *http.Request) (v pages.VoidView, err error) {
	ctx := r.Context()
	id := readQuery(r).UUID("entry")
	var e store.FundingEntry
	var u store.Unit
	var names yearNames
	err = s.Store.Read(ctx, actorOf(r), func(tx *store.Tx) error {
		if e, err = tx.FundingEntry(ctx, id); err != nil {
			return err
		}
		u, err = tx.Unit(ctx, e.Unit)
		return err
	})
	if err == nil {
		names, err = s.yearNames(ctx, e.Year)
	}
	if err != nil {
		return v, err
	}
	v = pages.VoidView{Title: text.T(ctx, text.FundingVoidTitle), Action: r.URL.RequestURI(), Back: fundingLineAddress(e.Year, e.Unit, e.Purpose), Reason: components.FieldView{Name: "reason", Required: true, MaxLength: 300, Rows: 2},
		What: text.T(ctx, text.FundingVoidWhat, "Unit", names.of(ctx, u), "Purpose", text.Of(ctx, text.FamilyFundingPurpose, e.Purpose), "Kind", text.Of(ctx, text.FamilyFundingKind, e.Kind), "Day", e.Day, "Amount", text.Fen(e.Fen))}
	return v, nil
}

// fundingVoid takes an amount back.
func (s *Server) fundingVoid(w http.ResponseWriter, r *http.Request) error {
	id := readQuery(r).UUID("entry")
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		_, err = s.Oversee.VoidFunding(r.Context(), actorOf(r), id, reason)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v, verr := s.fundingVoidView(r)
	if verr != nil {
		return verr
	}
	if err == nil {
		return s.done(w, r, v.Back, text.FundingVoided)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors, v.Reason.Value, v.Reason.Error = es, f.Typed("reason"), es.Of("reason")
		return pages.Void(v)
	})
}
