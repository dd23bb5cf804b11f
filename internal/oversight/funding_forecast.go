package oversight

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// forecast reckons what is still to be spent of a year's lines (ADR 3401).
type forecast struct {
	year  int
	today date.Date
	sums  []store.FundingSum
	towns map[division.Code]int64 // units of the townships in being
	home  int64                   // unit of the municipal office; 0 where it is not the actor's
	costs rehab.FundingCosts
	pay   int
	first date.Month // of the months to come
	last  date.Month
	due   map[lineKey]int64
}

func (o *Office) forecast(ctx context.Context, tx *store.Tx, units []store.Unit, sums []store.FundingSum, year int) (*forecast, error) {
	today := o.today()
	rules, err := tx.Rules(ctx)
	if err != nil {
		return nil, err
	}
	then := rules.On(date.New(year, 12, 31))
	c := &forecast{year: year, today: today, sums: sums, towns: map[division.Code]int64{}, costs: then.Funding, pay: rules.On(today).Staffing.Pay, due: map[lineKey]int64{},
		first: max(date.New(year, 1, 1).Month(), today.Month()+1), last: date.New(year, 12, 1).Month()}
	for _, u := range units {
		switch {
		case !u.ValidUntil.IsZero():
		case u.Kind == "township":
			c.towns[u.Division] = u.ID
		case u.Kind == "county" && u.ID == tx.Actor().Unit:
			c.home = u.ID
		}
	}
	if year < today.Year() {
		return c, nil
	}
	c.atThisPace(units)
	if tx.Actor().Role == access.Department {
		return c, nil
	}
	st, err := staffingOn(ctx, tx, today.Month(), today, 0)
	if err != nil {
		return nil, err
	}
	c.staff(&st)
	endings, err := tx.PhaseEndings(ctx, today)
	if err != nil {
		return nil, err
	}
	c.tests(&then, endings)
	return c, c.rewards(ctx, tx, then.Reward, endings)
}

// add puts an amount on a township's line of a purpose; where the township has none that year, on the municipal office's, which then bears it.
func (c *forecast) add(town division.Code, purpose string, fen int64) {
	unit := c.towns[town]
	has := func(s store.FundingSum) bool { return s.Year == c.year && s.Unit == unit && s.Purpose == purpose }
	if unit == 0 || !slices.ContainsFunc(c.sums, has) {
		unit = c.home
	}
	if unit != 0 && fen != 0 {
		c.due[lineKey{unit, purpose}] += fen
	}
}

// staff is the pay of the norm's full-time workers for the months to come, on each township's own line, and in the present year the training of those in a post, or
// about to be, who have had none.
func (c *forecast) staff(st *Staffing) {
	months := int64(max(0, int(c.last-c.first)+1))
	for _, u := range st.Units {
		if unit := c.towns[u.Division.Township()]; unit != 0 && u.Pay*months > 0 {
			c.due[lineKey{unit, "pay"}] += u.Pay * months
		}
	}
	for _, l := range st.People {
		if c.year == c.today.Year() && slices.Contains(l.Lacks, rehab.LackTraining) {
			c.add(l.Place.Township(), "training", int64(c.costs.Training))
		}
	}
}

// tests are those that fall due in the months to come for the cases that are open today.
func (c *forecast) tests(p *rehab.Policy, endings []store.PhaseEnding) {
	const short, whole = 24, 36
	for _, e := range endings {
		term := whole
		if e.Short {
			term = short
		}
		n := p.TestsDue(e.Measure, term, rehab.PhaseNumber(e.Phase), e.Ends.Month(), e.TermEnd.Month(), c.first, c.last)
		c.add(e.Township, "tests", int64(n*e.Count)*int64(c.costs.Test))
	}
}

// rewards are, in the present year, what is not paid yet, and what the phases earn that end in the year, all of them passed.
func (c *forecast) rewards(ctx context.Context, tx *store.Tx, amounts []int, endings []store.PhaseEnding) error {
	if c.home == 0 {
		return nil
	}
	var fen int64
	for _, e := range endings {
		for _, n := range rehab.PhasesDue(rehab.PhaseNumber(e.Phase), e.Ends.Month(), e.TermEnd.Month(), max(date.New(c.year, 1, 1).Month(), c.today.Month()), c.last) {
			if int(n) <= len(amounts) {
				fen += int64(e.Count) * int64(amounts[n-1])
			}
		}
	}
	if c.year == c.today.Year() {
		waiting, err := tx.WaitingRewards(ctx, division.Range{})
		if err != nil {
			return err
		}
		for _, w := range waiting {
			fen += w.Fen
		}
	}
	c.due[lineKey{c.home, "rewards"}] = max(0, fen)
	return nil
}

// atThisPace is what has no rule, other and the departments' training: it goes on as in the months of the present year gone by, this one with them.
func (c *forecast) atThisPace(units []store.Unit) {
	gone := int(c.today.Month()-date.New(c.today.Year(), 1, 1).Month()) + 1
	department := func(id int64) bool {
		return slices.ContainsFunc(units, func(u store.Unit) bool { return u.ID == id && u.Kind == "department" })
	}
	for _, s := range c.sums {
		if s.Year == c.today.Year() && (s.Purpose == "other" || s.Purpose == "training" && department(s.Unit)) {
			if fen := rehab.AtThisPace(s.Spent, gone, int(c.last-c.first)+1); fen > 0 {
				c.due[lineKey{s.Unit, s.Purpose}] += fen
			}
		}
	}
}

// PayMonth is what the register says of a township's pay for a month: the full-time workers who counted on its last day, and what they get.
type PayMonth struct {
	Month   date.Month
	Workers int
	Fen     int64
}

// payroll returns the months of a year that are over, as the register stands now.
func (o *Office) payroll(ctx context.Context, tx *store.Tx, town division.Code, year int) ([]PayMonth, error) {
	book, err := tx.Staff(ctx, division.Range{})
	if err != nil {
		return nil, err
	}
	rules, err := tx.Rules(ctx)
	if err != nil {
		return nil, err
	}
	var out []PayMonth
	for month := date.New(year, 1, 1).Month(); month < min(date.New(year+1, 1, 1).Month(), o.today().Month()); month++ {
		on, m := month.Last(), PayMonth{Month: month}
		for _, l := range placed(staffLines(book, on), &rules, on) {
			if town.Holds(l.Place) {
				m.Workers += l.Counted.FullTime
			}
		}
		m.Fen = int64(m.Workers) * int64(rules.On(on).Staffing.Pay)
		out = append(out, m)
	}
	return out, nil
}
