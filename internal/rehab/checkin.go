package rehab

import "xinsheng/internal/date"

// contacts counts, month by month, what was owed and done of each type (ruling 24): full quota in partial months, none in a month
// with too few free days or with the exit; surplus does not carry.
func (c *computation) contacts() {
	c.sortContacts()
	at, w := [3]int{}, 0
	for i := range c.track.Months {
		m := &c.track.Months[i]
		for w+1 < len(c.track.Windows) && c.track.Windows[w+1].Month <= m.Month {
			w++
		}
		quota := c.quota(c.versions[w], m)
		owed := [3]int{quota.Report, quota.Visit, quota.Talk}
		for k, t := range contactTypes {
			list := c.contactDays[k]
			for at[k] < len(list) && list[at[k]] < m.From {
				at[k]++
			}
			from := at[k]
			for at[k] < len(list) && list[at[k]] <= m.To {
				at[k]++
			}
			m.Contacts[k] = ContactCell{Type: t, Owed: owed[k], Done: at[k] - from, Facts: c.contactIDs[k][from:at[k]:at[k]]}
			c.contactState(m, &m.Contacts[k])
		}
	}
}

// contactTypes is the order of types in cells.
var contactTypes = [3]ContactType{Report, Visit, Talk}

// sortContacts splits the contacts by type; each list stays sorted by day.
func (c *computation) sortContacts() {
	n := len(c.contactList)/2 + 1
	for k := range contactTypes {
		c.contactIDs[k], c.contactDays[k] = make([]string, 0, n), make([]date.Date, 0, n)
	}
	for i := range c.contactList {
		x := &c.contactList[i]
		k := contactIndex(x.body.Type)
		c.contactIDs[k], c.contactDays[k] = append(c.contactIDs[k], x.id), append(c.contactDays[k], x.date)
	}
}

// contactIndex returns the place of t in contactTypes; whatever is no type counts as a talk, as no decoder lets it pass.
func contactIndex(t ContactType) int {
	switch t {
	case Report:
		return 0
	case Visit:
		return 1
	}
	return 2
}

// quota returns what the month owes under the policy in force on its window's first day (ruling 21).
func (c *computation) quota(p *Policy, m *Month) Quota {
	if m.Settled || free(m.From, m.To, m.SuspendedDays) < p.MinFreeDays || c.isExitMonth(m.Month) || len(p.Contacts) == 0 {
		return Quota{}
	}
	return p.Contacts[min(max(int(m.Phase), 1), len(p.Contacts))-1]
}

func (c *computation) contactState(m *Month, k *ContactCell) {
	switch {
	case k.Done > 0 && k.Done >= k.Owed:
		k.State = ContactDone
	case k.Owed == 0:
		k.State = ContactNone
	case c.today < m.From:
		k.State = ContactUpcoming
		return
	case c.today <= m.To:
		k.State = ContactOwed
	default:
		k.State = ContactMissed
	}
	if k.Done < k.Owed {
		m.Missing = append(m.Missing, k.Type)
	}
}
