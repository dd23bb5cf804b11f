package rehab

import "xinsheng/internal/date"

// oweTests: one test a window. A missed window stays with the office that was answerable until it is resolved (rulings 35, 40); what is
// excused by itself owes nothing.
func (c *computation) oweTests() {
	for i := range c.track.Windows {
		w := &c.track.Windows[i]
		if w.From > c.horizon {
			break
		}
		if w.Settled || w.State == WindowExcused && w.ExcusedBy == "" {
			continue
		}
		met := w.MetBy
		if met == "" {
			met = w.ExcusedBy + w.ResolvedBy // never both: a resolution counts only when missed
		}
		c.owe(&Obligation{Kind: DutyTest, Division: w.Answerable, Opens: w.From, Due: w.To, MetBy: met, Month: w.Month, Phase: w.Phase})
		if w.State == WindowMissed {
			due := c.workday(w.To, c.versions[i].DecideWorkdays)
			c.owe(&Obligation{Kind: DutyResolveMissed, Division: w.Answerable, Opens: w.To + 1, Due: due, MetBy: w.ResolvedBy, Month: w.Month, Phase: w.Phase})
		}
	}
}

// contactDuties are the duties of contactTypes.
var contactDuties = [3]Duty{DutyContactReport, DutyContactVisit, DutyContactTalk}

// oweContacts: due on the month's last day, or the term's; overdue to the end of the next month, then lapsed (ruling 24).
func (c *computation) oweContacts() {
	for i := range c.track.Months {
		m := &c.track.Months[i]
		if m.From > c.horizon {
			break
		}
		for k := range m.Contacts {
			cell := &m.Contacts[k]
			if cell.Owed == 0 {
				continue
			}
			o := Obligation{Kind: contactDuties[k], Division: m.Answerable, Opens: m.From, Due: m.To, Lapses: c.contactLapses(k, m), Month: m.Month, Phase: m.Phase}
			if cell.Done >= cell.Owed {
				o.MetBy = cell.Facts[cell.Owed-1]
			} else {
				o.Needed = cell.Owed - cell.Done
			}
			c.owe(&o)
		}
	}
}

// contactLapses returns the last day of the duty: the end of the next month; the person's own report not beyond the term (ruling 46).
func (c *computation) contactLapses(k int, m *Month) date.Date {
	end := c.monthEnd(m.Month + 1)
	if contactTypes[k] == Report {
		return c.personLapses(end)
	}
	return end
}

// monthEnd returns the last day of month m.
func (c *computation) monthEnd(m date.Month) date.Date {
	if i := int(m - c.firstMonth); i+1 < len(c.track.Months) {
		return c.track.Months[i].To
	}
	return m.Last()
}
