package tracker

import (
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// Options are what the rules do not know.
type Options struct {
	ID       string                       // see View.ID
	CellHref func(m date.Month) string    // address behind the cell whose window begins in m; nil: cells are not links
	PastDay  bool                         // the day drawn is over: it is not called today
	Paid     map[rehab.PhaseNumber]string // how far a phase's reward has come, in words
	Changes  map[date.Month]string        // what another version of the policy asks from the window that begins in that month
	Why      map[rehab.PhaseNumber][]components.Reason
	Notes    map[rehab.PhaseNumber][]Note // further lines at the end of a row, such as who assessed it and when
}

// From draws the track t of file f in the words of p.
func From(p *text.Printer, f rehab.File, t rehab.Track, o Options) View {
	b := builder{p: p, track: t, options: o, facts: map[string]rehab.Fact{}}
	for _, fact := range f.Facts {
		b.facts[fact.ID] = fact
	}
	v := View{ID: o.ID}
	for _, ph := range t.Phases {
		v.Phases = append(v.Phases, b.phase(ph))
	}
	return v
}

// builder carries what every part of a tracker needs.
type builder struct {
	p       *text.Printer
	track   rehab.Track
	options Options
	facts   map[string]rehab.Fact
}

func (b builder) phase(ph rehab.Phase) Phase {
	n := strconv.Itoa(int(ph.N))
	out := Phase{
		Name:    b.p.Of(text.FamilyPhaseName, n),
		Short:   b.p.Of(text.FamilyPhaseShort, n),
		Aim:     b.p.Of(text.FamilyPhaseAim, n),
		Dates:   b.dates(ph),
		Why:     b.options.Why[ph.N],
		State:   b.state(ph),
		Notes:   b.notes(ph),
		Current: ph.N == b.track.Phase,
	}
	out.Label = b.p.T(text.TrackerPhaseLabel, "Name", out.Name, "Dates", out.Dates, "State", out.State.Words)
	var months []rehab.Month
	for _, m := range b.track.Months {
		if m.Phase == ph.N {
			months = append(months, m)
		}
	}
	out.Cells = b.cells(months)
	b.lead(&out, ph, months)
	return out
}

func (b builder) dates(ph rehab.Phase) string {
	switch {
	case ph.Start.IsZero():
		return b.p.T(text.TrackerNotBegun)
	case ph.End.IsZero():
		return b.p.T(text.TrackerDatesOpen, "From", b.p.CompactDate(ph.Start))
	default:
		return b.p.T(text.TrackerDates, "From", b.p.CompactDate(ph.Start), "To", b.p.CompactDate(ph.End))
	}
}

// lead fills the columns of months that were served before the first cell: in another county, or in isolation (ruling 3, 41).
func (b builder) lead(out *Phase, ph rehab.Phase, months []rehab.Month) {
	start := b.track.ReportIn
	if len(months) == 0 && ph.State == rehab.PhaseUpcoming {
		out.LeadWhy = b.p.T(text.TrackerAfterRelease)
	}
	if ph.State != rehab.PhaseElsewhere && (start == nil || ph.Start.IsZero() || ph.Start >= start.Local) {
		return
	}
	out.LeadWhy = b.p.T(text.TrackerElsewhere)
	if start != nil && start.Date == start.Local {
		out.LeadWhy = b.p.T(text.TrackerCredited)
	}
	if len(months) > 0 {
		out.Lead = max(0, int(months[0].Month-firstMonth(ph.Start)))
	}
}

// firstMonth is the month of the first cell of a phase that begins on d (ruling 13).
func firstMonth(d date.Date) date.Month {
	if d == d.Month().First() {
		return d.Month()
	}
	return d.Month() + 1
}

func (b builder) state(ph rehab.Phase) components.MarkView {
	words := b.p.Of(text.FamilyPhaseState, string(ph.State))
	if ph.State == rehab.PhaseBlocked && ph.PassedOnce {
		words = b.p.T(text.TrackerBlockedAfterPass)
	}
	switch ph.State {
	case rehab.PhasePassed:
		return components.MarkView{Tone: components.Done, Icon: icon.Check, Words: words}
	case rehab.PhaseCurrent:
		return components.MarkView{Icon: icon.CirclePlay, Words: words}
	case rehab.PhaseOver:
		return components.MarkView{Tone: components.Due, Icon: icon.Clock, Words: words}
	case rehab.PhaseBlocked, rehab.PhaseFailed:
		return components.MarkView{Tone: components.Late, Icon: icon.CircleAlert, Words: words}
	case rehab.PhaseElsewhere:
		return components.MarkView{Tone: components.Shut, Icon: icon.MapPin, Words: words}
	case rehab.PhaseCut:
		return components.MarkView{Tone: components.Shut, Icon: icon.CircleX, Words: words}
	default:
		return components.MarkView{Tone: components.Shut, Icon: icon.CircleDashed, Words: words}
	}
}

func (b builder) notes(ph rehab.Phase) []Note {
	var out []Note
	amount := text.Fen(ph.Reward)
	switch {
	case ph.State == rehab.PhaseElsewhere || ph.State == rehab.PhaseCut:
	case ph.Reward == 0:
		out = append(out, Note{Words: b.p.T(text.TrackerNoReward)})
	case ph.State == rehab.PhaseBlocked && ph.PassedOnce:
		out = append(out, Note{Words: b.p.T(text.TrackerRewardHeld, "Amount", amount), Tone: components.Late})
	default:
		words := b.p.T(text.TrackerReward, "Amount", amount)
		if paid := b.options.Paid[ph.N]; paid != "" {
			words += " " + paid
		}
		out = append(out, Note{Words: words})
	}
	return append(append(out, b.blockers(ph)...), b.options.Notes[ph.N]...)
}

// blockers says what keeps the phase from passing; an open window is no news before the phase is over.
func (b builder) blockers(ph rehab.Phase) []Note {
	var out []Note
	missed := b.missed(ph)
	for _, x := range ph.Blockers {
		if x.Kind == rehab.BlockedByOpenWindow && ph.State == rehab.PhaseCurrent {
			continue
		}
		month := b.p.MonthShort(x.Month)
		if x.Kind == rehab.BlockedByMissedWindow {
			if missed == "" {
				continue
			}
			month, missed = missed, "" // all of them in one line
		}
		words := b.p.T(text.Key(string(text.FamilyBlockedBy)+"."+string(x.Kind)), "Month", month, "Day", b.p.ShortDate(b.facts[x.Fact].Date))
		out = append(out, Note{Words: words, Tone: components.Late})
	}
	return out
}

// missed are the months of the windows missed and not resolved.
func (b builder) missed(ph rehab.Phase) string {
	var months []string
	for _, x := range ph.Blockers {
		if x.Kind == rehab.BlockedByMissedWindow {
			months = append(months, b.p.MonthShort(x.Month))
		}
	}
	return b.p.Join(months)
}
