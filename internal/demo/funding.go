package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
)

// fund writes the budgets of last year and this, what was received and spent of them, one amount taken back.
func fund(ctx context.Context, s *store.Store, cast *cast, today date.Date) error {
	f := &funding{Office: oversight.New(s, func() date.Date { return today }), cast: cast, today: today}
	var units []store.Unit
	err := s.Read(ctx, cast.office, func(tx *store.Tx) (err error) {
		units, err = tx.Units(ctx, "county", "township", "department")
		return err
	})
	if err != nil {
		return err
	}
	for year := today.Year() - 1; year <= today.Year(); year++ {
		for i, u := range units {
			if err := f.year(ctx, year, u, i); err != nil {
				return err
			}
		}
	}
	id, err := f.record(ctx, units[0], "other", "spent", min(date.New(today.Year(), 1, 15), today), 1_280_00, "资料印刷")
	if err != nil {
		return err
	}
	_, err = f.VoidFunding(ctx, cast.office, id, "应由宣传经费列支")
	return err
}

// funding is the office at its accounts.
type funding struct {
	*oversight.Office
	cast  *cast
	today date.Date
	n     int // of the amount
}

// record writes an amount on a line of the year of its day.
func (f *funding) record(ctx context.Context, u store.Unit, purpose, kind string, day date.Date, fen int64, words string) (uuid.UUID, error) {
	f.n++
	e := store.FundingEntry{ID: uuid.NewSHA1(space, fmt.Appendf(nil, "funding %d of %s", f.n, f.today)), Year: day.Year(), Unit: u.ID, Purpose: purpose, Kind: kind, Day: day, Fen: fen, Words: words}
	if kind == "spent" {
		e.Voucher = fmt.Sprintf("记%d-%03d", day.Year(), f.n)
	}
	return e.ID, f.RecordFunding(ctx, f.cast.office, e)
}

// year writes a year of the ith unit.
func (f *funding) year(ctx context.Context, year int, u store.Unit, i int) error {
	first, last := date.New(year, 1, 1), min(date.New(year, 12, 31), f.today)
	var payroll []oversight.PayMonth
	if u.Kind == "township" {
		a, err := f.FundingAccount(ctx, f.cast.office, year, u.ID, "pay")
		if err != nil {
			return err
		}
		payroll = a.Payroll
	}
	for _, b := range budgets(u, i, payroll) {
		if _, err := f.record(ctx, u, b.purpose, "budgeted", min(first+44, last), b.fen, "年初预算"); err != nil {
			return err
		}
		if _, err := f.record(ctx, u, b.purpose, "received", min(first+75, last), b.fen*6/10, "第一批拨款"); err != nil {
			return err
		}
		for quarter := range 4 {
			day := first.AddMonths(3*quarter+2) + 19
			if day > last || b.purpose == "rewards" || b.purpose == "pay" {
				break
			}
			if _, err := f.record(ctx, u, b.purpose, "spent", day, b.fen*int64(19+(i+quarter)%5)/100, ""); err != nil {
				return err
			}
		}
	}
	return f.pay(ctx, u, payroll)
}

// quarterNames are those of the quarters of a year.
var quarterNames = [...]string{"第一季度", "第二季度", "第三季度", "第四季度"}

// pay writes what the register says of the quarters gone by.
func (f *funding) pay(ctx context.Context, u store.Unit, payroll []oversight.PayMonth) error {
	for n, quarter := range slices.Collect(slices.Chunk(payroll, monthsOfQuarter)) {
		fen := int64(0)
		for _, m := range quarter {
			fen += m.Fen
		}
		if len(quarter) < monthsOfQuarter || fen == 0 {
			continue
		}
		if _, err := f.record(ctx, u, "pay", "spent", quarter[monthsOfQuarter-1].Month.Last(), fen, quarterNames[n]+"专职人员补助"); err != nil {
			return err
		}
	}
	return nil
}

const (
	monthsOfQuarter = 3
	monthsOfYear    = 12
)

// closeLastYear closes the accounts of the year before, whose rewards have been paid.
func closeLastYear(ctx context.Context, s *store.Store, cast *cast, today date.Date) error {
	return oversight.New(s, func() date.Date { return today }).SetFundingYear(ctx, cast.office, today.Year()-1, true, "年度决算已批复")
}

// budget is one line of a unit.
type budget struct {
	purpose string
	fen     int64
}

// budgets are the lines of the ith unit; the pay is for as many as the register has, in each fifth township for two months less.
func budgets(u store.Unit, i int, payroll []oversight.PayMonth) []budget {
	switch u.Kind {
	case "county":
		return []budget{{"rewards", 24_000_00}, {"tests", 86_000_00}, {"training", 20_000_00}, {"other", 15_000_00}}
	case "township":
		months, pay := int64(monthsOfYear), int64(650_00)
		if i%5 == 0 {
			months -= 2
		}
		if n := len(payroll); n > 0 {
			pay = max(pay, payroll[n-1].Fen)
		}
		return []budget{{"pay", months * pay}, {"tests", int64(3_000_00 + 500_00*(i%4))}}
	}
	return []budget{{"training", 6_000_00}}
}
