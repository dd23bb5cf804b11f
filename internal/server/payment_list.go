package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/payment"
)

const (
	paymentsPath = "/payments"
	waitingPath  = paymentsPath + "/waiting"
	chooserPath  = paymentsPath + "/new"
)

func paymentPath(id uuid.UUID) string { return paymentsPath + "/" + id.String() }

// rewardTabs are the pages of the rewards; on is the one shown.
func rewardTabs(ctx context.Context, on string) []components.ChoiceLink {
	var out []components.ChoiceLink
	for _, t := range []struct {
		href string
		key  text.Key
	}{{rewardsPath, text.PaymentTabLedger}, {paymentsPath, text.PaymentTabBatches}, {waitingPath, text.PaymentTabWaiting}, {statementsPath, text.PaymentTabStatements}} {
		out = append(out, components.ChoiceLink{Label: text.T(ctx, t.key), Href: t.href, On: t.href == on})
	}
	return out
}

// paymentList shows the batches of which the actor sees lines, newest first.
func (s *Server) paymentList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	q := readQuery(r)
	f := paymentFilter(q)
	f.Limit = listLimit
	page, err := s.Ledger.Payments(ctx, actor, f)
	if err != nil {
		return err
	}
	v := pages.ListView{
		Title: text.T(ctx, text.PaymentTitle), Note: text.T(ctx, text.PaymentNoteOwn), Tabs: rewardTabs(ctx, paymentsPath), Filter: s.paymentFilters(ctx, f),
		Table: paymentTable(ctx, page.Batches), Excel: excelAddress(r, len(page.Batches)), Figures: paymentFigures(ctx, &page.Sums, page.Rewards),
		Pages: components.PaginationView{Keys: len(page.Batches) > 0, From: min(1, len(page.Batches)), To: len(page.Batches)},
	}
	v.Table.Empty = components.EmptyView{Title: text.T(ctx, text.PaymentEmpty), Note: text.T(ctx, text.PaymentEmptyNoteOwn)}
	if actor.May(access.PaymentMake) {
		v.Make, v.Note, v.Table.Empty.Note = chooserPath, text.T(ctx, text.PaymentNote), text.T(ctx, text.PaymentEmptyNote)
	}
	if page.More {
		last := page.Batches[len(page.Batches)-1]
		v.Pages.Next = addressWith(r, "after", strconv.Itoa(last.Year)+"-"+strconv.Itoa(last.Number))
	}
	return s.page(w, r, v.Title, pages.List(v))
}

func paymentFilter(q *Form) store.PaymentFilter {
	f := store.PaymentFilter{State: q.Choice("state", store.PaymentStates()...), Year: q.Int("year", 2000, 2200)}
	year, number, _ := strings.Cut(q.Typed("after"), "-")
	if n, err := strconv.Atoi(number); err == nil {
		f.Before.Number = n
		f.Before.Year, _ = strconv.Atoi(year)
	}
	return f
}

func (s *Server) paymentFilters(ctx context.Context, f store.PaymentFilter) components.FilterBarView {
	v := components.FilterBarView{Action: paymentsPath, Target: "main", Clear: paymentsPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.PaymentState), Value: f.State, Options: components.OptionsOf(ctx, text.FamilyPaymentState, store.PaymentStates()...)},
		{Name: "year", Label: text.T(ctx, text.PaymentYear), Options: recentYears(ctx, s.Clock.Today().Year())},
	}}
	if f.Year != 0 {
		v.Filters[1].Value = strconv.Itoa(f.Year)
	}
	return v
}

// recentYears are the last years to choose from.
func recentYears(ctx context.Context, this int) []components.Option {
	const years = 5
	var out []components.Option
	for y := this; y > this-years; y-- {
		out = append(out, components.Option{Value: strconv.Itoa(y), Label: text.T(ctx, text.PaymentYearOf, "Year", strconv.Itoa(y))})
	}
	return out
}

func paymentFigures(ctx context.Context, sums *[]store.PaymentSum, rewards []store.RewardSum) []components.FigureView {
	var out []components.FigureView
	for _, state := range []string{"approved", "held"} {
		f := components.FigureView{Label: text.T(ctx, text.PaymentToBatch), Icon: icon.CircleCheck, N: "0", Note: text.T(ctx, text.PaymentEntryNote, "Count", 0), Href: rewardsPath + "?state=" + state}
		if state == "held" {
			f.Label, f.Icon = text.Of(ctx, text.FamilyRewardState, state), icon.CirclePause
		}
		for _, sum := range rewards {
			if sum.State == state && sum.Count > 0 {
				f.N, f.Note, f.Tone = text.Money(ctx, sum.Fen), text.T(ctx, text.PaymentEntryNote, "Count", sum.Count), components.Due
			}
		}
		out = append(out, f)
	}
	for _, x := range []struct {
		state string
		label text.Key
		icon  icon.Name
		tone  components.Tone
	}{{"standing", text.PaymentUnpaid, icon.Clock, components.Due}, {"paid", text.PaymentPaid, icon.Coins, components.Done}} {
		f := components.FigureView{Label: text.T(ctx, x.label), Icon: x.icon, N: "0", Note: text.T(ctx, text.PaymentSumNote, "Count", 0), Href: paymentsPath + "?state=" + x.state}
		for _, sum := range *sums {
			if sum.State == x.state {
				f.N, f.Note, f.Tone = text.Money(ctx, sum.Fen), text.T(ctx, text.PaymentSumNote, "Count", sum.Count), x.tone
			}
		}
		out = append(out, f)
	}
	return []components.FigureView{out[0], out[2], out[3], out[1]}
}

func paymentName(ctx context.Context, year, number int) string {
	return text.T(ctx, text.PaymentBatchName, "Year", strconv.Itoa(year), "Number", number)
}

func paymentMark(ctx context.Context, state string) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyPaymentState, state), Tone: components.Due}
	switch state {
	case "paid":
		m.Tone = components.Done
	case "voided":
		m.Tone, m.Icon = components.Shut, icon.CircleX
	}
	return m
}

func paymentTable(ctx context.Context, batches []store.PaymentBatch) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaymentCaption), Columns: []components.Column{
		{Label: text.T(ctx, text.PaymentNumber), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PaymentState)}, {Label: text.T(ctx, text.PaymentDay)},
		{Label: text.T(ctx, text.PaymentMaker)}, {Label: text.T(ctx, text.PaymentVillages), Num: true}, {Label: text.T(ctx, text.PaymentEntries), Num: true},
		{Label: text.T(ctx, text.PaymentAmount), Num: true, Phone: components.PhoneSide}, {Label: text.T(ctx, text.PaymentPaidOn)}, {Label: text.T(ctx, text.PaymentVoucher)},
	}}
	for i := range batches {
		b := &batches[i]
		row := components.Row{Href: paymentPath(b.ID), Cells: []components.Cell{
			{Words: paymentName(ctx, b.Year, b.Number)}, {Body: components.Mark(paymentMark(ctx, b.State))}, {Words: text.Date(ctx, b.Day)}, {Words: b.Maker},
			{Words: text.Number(ctx, b.Villages)}, {Words: text.Number(ctx, b.Entries)}, {Words: text.Money(ctx, b.Fen)}, {}, {Words: deref(b.Voucher)},
		}}
		if b.State == "paid" {
			row.Cells[7].Words = text.Date(ctx, b.EndDay)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// paymentExport answers with the list of the same address as a workbook.
func (s *Server) paymentExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	q := readQuery(r)
	f := paymentFilter(q)
	f.Before, f.Limit = store.PaymentKey{}, wholeList
	page, err := s.Ledger.Payments(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	amount, entries := head(ctx, text.PaymentAmountYuan, 0), head(ctx, text.PaymentEntries, 0)
	amount.Sum, entries.Sum = true, true
	return takeAlong(s, w, r, listBook[store.PaymentBatch]{
		title: text.T(ctx, text.PaymentTitle), list: "payments", action: access.PaymentView, filters: filtersOf(r.URL.Query()), rows: page.Batches, total: true,
		columns: []workbook.Column{
			head(ctx, text.PaymentNumber, wideNumber), head(ctx, text.PaymentState, 0), head(ctx, text.PaymentDay, 0), head(ctx, text.PaymentMaker, 0), head(ctx, text.PaymentVillages, 0),
			entries, amount, head(ctx, text.PaymentPaidOn, 0), head(ctx, text.PaymentVoucher, wideNumber), head(ctx, text.PaymentPayer, 0),
		},
		row: func(b store.PaymentBatch) []any {
			row := []any{paymentName(ctx, b.Year, b.Number), text.Of(ctx, text.FamilyPaymentState, b.State), b.Day, b.Maker, b.Villages, b.Entries, text.Fen(b.Fen), nil, deref(b.Voucher), nil}
			if b.State == "paid" {
				row[7], row[9] = b.EndDay, deref(b.EndedBy)
			}
			return row
		},
	})
}
