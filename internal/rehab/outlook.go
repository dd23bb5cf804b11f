package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Outlook is what a set of rules asks and promises of one case between two days, as far as today's file tells: for saying what another policy would change.
type Outlook struct {
	Tests   int `json:"tests"` // windows that end in the time and are not excused
	Reports int `json:"reports"`
	Visits  int `json:"visits"`
	Talks   int `json:"talks"`
	Rewards int `json:"rewards"` // phases that end in the time and earn something when passed
	Fen     int `json:"fen"`     // what they earn
	// Reached: a threshold of 条例 20 has been reached. Near: it has not, and one more counted event on the first day would reach it.
	Reached bool `json:"reached"`
	Near    bool `json:"near"`
}

// Contacts returns the contacts of all types.
func (o Outlook) Contacts() int { return o.Reports + o.Visits + o.Talks }

// Span is the days from From to To, both included.
type Span struct{ From, To date.Date }

func (s Span) has(d date.Date) bool { return s.From <= d && d <= s.To }

// OutlookOf returns, for each span, what rules r ask of file f in it, seen from day today; spans begin after it. A window, a month and a phase count where
// they end, each by the version that the rules give it (ruling 21). The second value is who answers for the case, the third whether it is open.
func OutlookOf(r Rules, f File, today date.Date, spans ...Span) ([]Outlook, division.Code, bool) {
	t := Compute(r, f, today)
	out := make([]Outlook, len(spans))
	if t.Stage.Ended() {
		return out, t.Answerable, false
	}
	for i, s := range spans {
		out[i] = t.outlook(s)
		out[i].Reached = t.SeriousBreach != nil
		out[i].Near = !out[i].Reached && nearBreach(&t.Counters, r.On(s.From))
	}
	return out, t.Answerable, true
}

func (t *Track) outlook(s Span) Outlook {
	var o Outlook
	for i := range t.Windows {
		if w := &t.Windows[i]; s.has(w.To) && w.State != WindowExcused {
			o.Tests++
		}
	}
	for i := range t.Months {
		m := &t.Months[i]
		if !s.has(m.To) {
			continue
		}
		for _, c := range m.Contacts {
			switch c.Type {
			case Report:
				o.Reports += c.Owed
			case Visit:
				o.Visits += c.Owed
			case Talk:
				o.Talks += c.Owed
			}
		}
	}
	for i := range t.Phases {
		if p := &t.Phases[i]; s.has(p.End) && p.Reward > 0 && p.State != PhaseElsewhere && p.State != PhaseCut {
			o.Rewards++
			o.Fen += p.Reward
		}
	}
	return o
}

// nearBreach reports whether one more evasion, or one more departure of the least length that counts, would reach a threshold of p.
func nearBreach(c *Counters, p Policy) bool {
	return c.Evasions+1 >= p.EvasionTimes || c.Departures+1 >= p.DepartureTimes || c.UnauthorisedDays+p.DepartureCountsFrom > p.DepartureDaysOver
}

// With returns the rules with one more version, in its place by its first day; a version of the same day gives way to it.
func (r Rules) With(p Policy) Rules {
	versions := make([]Policy, 0, len(r.Versions)+1)
	for _, v := range r.Versions {
		if v.Effective < p.Effective {
			versions = append(versions, v)
		}
	}
	versions = append(versions, p)
	for _, v := range r.Versions {
		if v.Effective > p.Effective {
			versions = append(versions, v)
		}
	}
	r.Versions = versions
	return r
}
