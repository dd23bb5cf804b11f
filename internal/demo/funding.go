package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
)

// fund writes the budgets of last year and this, what was received and spent of them, one amount taken back.
func fund(ctx context.Context, s *store.Store, cast *cast, today date.Date) error {
	office := oversight.New(s, func() date.Date { return today })
	var units []store.Unit
	err := s.Read(ctx, cast.office, func(tx *store.Tx) (err error) {
		units, err = tx.Units(ctx, "county", "township", "department")
		return err
	})
	if err != nil {
		return err
	}
	n := 0
	record := func(year int, u store.Unit, purpose, kind string, day date.Date, fen int64, words string) (uuid.UUID, error) {
		n++
		e := store.FundingEntry{ID: uuid.NewSHA1(space, fmt.Appendf(nil, "funding %d of %s", n, today)), Year: year, Unit: u.ID, Purpose: purpose, Kind: kind, Day: day, Fen: fen, Words: words}
		if kind == "spent" {
			e.Voucher = fmt.Sprintf("记%d-%03d", year, n)
		}
		return e.ID, office.RecordFunding(ctx, cast.office, e)
	}
	for year := today.Year() - 1; year <= today.Year(); year++ {
		first := date.New(year, 1, 1)
		last := min(date.New(year, 12, 31), today)
		for i, u := range units {
			for _, b := range budgets(u, i) {
				if _, err := record(year, u, b.purpose, "budgeted", min(first+44, last), b.fen, "年初预算"); err != nil {
					return err
				}
				if _, err := record(year, u, b.purpose, "received", min(first+75, last), b.fen*6/10, "第一批拨款"); err != nil {
					return err
				}
				for quarter := range 4 {
					day := first.AddMonths(3*quarter+2) + 19
					if day > last || b.purpose == "rewards" {
						break
					}
					if _, err := record(year, u, b.purpose, "spent", day, b.fen*int64(19+(i+quarter)%5)/100, ""); err != nil {
						return err
					}
				}
			}
		}
	}
	id, err := record(today.Year(), units[0], "other", "spent", min(date.New(today.Year(), 1, 15), today), 1_280_00, "资料印刷")
	if err != nil {
		return err
	}
	_, err = office.VoidFunding(ctx, cast.office, id, "应由宣传经费列支")
	return err
}

// closeLastYear closes the accounts of the year before, whose rewards have been paid.
func closeLastYear(ctx context.Context, s *store.Store, cast *cast, today date.Date) error {
	return oversight.New(s, func() date.Date { return today }).SetFundingYear(ctx, cast.office, today.Year()-1, true, "年度决算已批复")
}

// budget is one line of a unit.
type budget struct {
	purpose string
	fen     int64
}

// budgets are the lines of the ith unit.
func budgets(u store.Unit, i int) []budget {
	switch u.Kind {
	case "county":
		return []budget{{"rewards", 24_000_00}, {"tests", 86_000_00}, {"training", 20_000_00}, {"other", 15_000_00}}
	case "township":
		return []budget{{"pay", int64(7_800_00 * (1 + i%3))}, {"tests", int64(3_000_00 + 500_00*(i%4))}}
	}
	return []budget{{"training", 6_000_00}}
}
