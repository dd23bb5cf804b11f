package tracker

import (
	"slices"
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// cells joins the months of each window into one cell.
func (b builder) cells(months []rehab.Month) []Cell {
	var out []Cell
	for i := 0; i < len(months); {
		n := 1
		for i+n < len(months) && !months[i].Window.IsZero() && months[i+n].Window == months[i].Window {
			n++
		}
		out = append(out, b.cell(months[i:i+n], i == 0))
		i += n
	}
	return out
}

func (b builder) cell(months []rehab.Month, first bool) Cell {
	c := Cell{Mark: Mark(months[0].Mark), Label: b.label(months), Flag: b.flagged(months)}
	year, month := months[0].Month.YM()
	if first || month == 1 {
		c.Year = strconv.Itoa(year)
	}
	for _, m := range months {
		c.Months = append(c.Months, b.month(m))
	}
	if b.options.CellHref != nil {
		c.Href = b.options.CellHref(months[0].Month)
	}
	c.Change = b.options.Changes[months[0].Month]
	c.Sentence = b.sentence(months, c.Flag, c.Change)
	return c
}

func (b builder) label(months []rehab.Month) string {
	from, to := months[0].Month, months[len(months)-1].Month
	if from == to {
		return b.p.MonthShort(from)
	}
	if b.p.Lang() == text.ZhCN {
		_, n := from.YM()
		return b.p.T(text.TrackerMonths, "From", strconv.Itoa(n), "To", b.p.MonthShort(to))
	}
	return b.p.T(text.TrackerMonths, "From", b.p.MonthShort(from), "To", b.p.MonthShort(to))
}

// flagged reports whether a month holds a breach that its mark does not already show.
func (b builder) flagged(months []rehab.Month) bool {
	for _, m := range months {
		for _, id := range m.Breaches {
			test, is := b.facts[id].Body.(*rehab.DrugTest)
			if !is || test.Result != rehab.Positive || m.Mark != rehab.MarkPositive {
				return true
			}
		}
	}
	return false
}

func (b builder) month(m rehab.Month) Month {
	out := Month{}
	for i, k := range kinds {
		if at := slices.IndexFunc(m.Contacts[:], func(c rehab.ContactCell) bool { return string(c.Type) == k }); at >= 0 {
			out.Contacts[i] = Contact(m.Contacts[at].State)
		}
	}
	for _, s := range m.Suspended {
		out.Hatch = append(out.Hatch, b.hatch(m.Month, s))
	}
	if m.Today {
		_, _, day := b.track.Today.YMD()
		out.Today = (float64(day) - .5) / float64(m.Month.Days())
		out.TodayTag = b.p.T(b.day(text.TrackerToday, text.PastTodayFlag), "Day", day)
	}
	return out
}

// day picks the words for the day that is drawn.
func (b builder) day(today, past text.Key) text.Key {
	if b.options.PastDay {
		return past
	}
	return today
}

// hatch is the part of month m that the days of s take; a suspension without an end is drawn until today.
func (b builder) hatch(m date.Month, s rehab.Days) Span {
	from, to := max(s.From, m.First()), min(s.To, m.Last())
	if s.To.IsZero() {
		to = min(max(b.track.Today, from), m.Last())
	}
	days := float64(m.Days())
	return Span{From: float64(from-m.First()) / days, To: float64(to-m.First()+1) / days}
}

// sentence says a whole cell: months, test, contacts by month, suspension, breach, today.
func (b builder) sentence(months []rehab.Month, flag bool, change string) string {
	clauses := []string{b.p.T(text.TrackerCellTest, "Mark", b.p.Of(text.FamilyMark, string(months[0].Mark)))}
	suspended := 0
	for _, m := range months {
		clauses = append(clauses, b.contactClauses(m, len(months) > 1)...)
		suspended += m.SuspendedDays
	}
	if suspended > 0 {
		clauses = append(clauses, b.p.T(text.TrackerCellSuspended, "Count", suspended))
	}
	if flag {
		clauses = append(clauses, b.p.T(text.TrackerCellFlag))
	}
	if slices.ContainsFunc(months, func(m rehab.Month) bool { return m.Today }) {
		clauses = append(clauses, b.p.T(b.day(text.TrackerCellToday, text.PastTodayCell), "Day", b.p.ShortDate(b.track.Today)))
	}
	if change != "" {
		clauses = append(clauses, change)
	}
	name := b.p.Month(months[0].Month)
	if last := months[len(months)-1].Month; last != months[0].Month {
		name = b.p.T(text.TrackerMonths, "From", name, "To", b.p.Month(last))
	}
	return b.p.T(text.TrackerCell, "Months", name, "Clauses", b.p.Clauses(clauses))
}

// contactClauses says the contacts of a month, those in the same state together.
func (b builder) contactClauses(m rehab.Month, named bool) []string {
	var out []string
	for _, state := range []rehab.ContactState{rehab.ContactDone, rehab.ContactOwed, rehab.ContactMissed, rehab.ContactUpcoming} {
		var names []string
		for _, k := range kinds {
			if slices.ContainsFunc(m.Contacts[:], func(c rehab.ContactCell) bool { return string(c.Type) == k && c.State == state }) {
				names = append(names, b.p.Of(text.FamilyContact, k))
			}
		}
		if len(names) == 0 {
			continue
		}
		clause := b.p.T(text.TrackerCellContacts, "Kinds", names, "State", b.p.Of(text.FamilyContactState, string(state)))
		if named {
			clause = b.p.MonthShort(m.Month) + " " + clause
		}
		out = append(out, clause)
	}
	return out
}
