package casework

import (
	"slices"

	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Referable is something that a fact can be about.
type Referable struct {
	Of     string              // how the fact names it: a fact's or a paper's id, a window's first month, or serious_breach
	Fact   *store.RecordedFact // nil for a window, a paper and the serious breach as a whole
	Window *rehab.Window       // nil for a fact
	Paper  *store.PaperHead    // nil for all but the service of a paper
}

// Referable returns what a fact of the kind can be about now, by day; none for kinds that refer to nothing.
func (o *Opened) Referable(kind rehab.Kind) []Referable {
	switch kind {
	case rehab.KindTestDetails:
		return o.facts(o.positives(func(p *rehab.Confirmation) bool { return !o.supplied(p) }))
	case rehab.KindObjection, rehab.KindLabResult:
		return o.facts(o.positives(func(p *rehab.Confirmation) bool { return p.Outcome == "" }))
	case rehab.KindRecheckResult:
		return o.facts(o.positives(func(p *rehab.Confirmation) bool { return p.Outcome == "" && p.Lab != "" }))
	case rehab.KindExcuseWindow:
		return o.windows(func(w *rehab.Window) bool { return w.State == rehab.WindowOpen || w.State == rehab.WindowMissed })
	case rehab.KindResolution:
		return o.unresolved()
	case rehab.KindLeaveDecision, rehab.KindLeaveExtension, rehab.KindLeaveExtensionRequest, rehab.KindLeaveReturn:
		return o.facts(o.leaves(kind))
	case rehab.KindLeaveExtensionRefusal:
		return o.facts(o.extensionsAsked())
	case rehab.KindDepartureReturn:
		return o.facts(o.unanswered(rehab.KindDeparture, kind))
	case rehab.KindContactRestored:
		return o.facts(o.unanswered(rehab.KindLostContact, kind))
	case rehab.KindResumption:
		return o.facts(o.unanswered(rehab.KindSuspension, kind))
	case rehab.KindTransferReceipt:
		if ch := o.Track.Change; ch != nil {
			return o.facts([]string{ch.Transfer})
		}
	case rehab.KindPaperService:
		return o.servable()
	case rehab.KindAdmonition, rehab.KindWarning:
		return o.withBreach(o.facts(o.breaches()), o.Track.SeriousBreach != nil)
	case rehab.KindPoliceReport:
		return o.withBreach(o.facts(o.reportable()), o.Track.SeriousBreach != nil)
	case rehab.KindPoliceOutcome:
		waiting := append(o.positives(func(p *rehab.Confirmation) bool { return p.Outcome == "" && p.Final == rehab.Positive }), o.unanswered(rehab.KindRefusal, kind)...)
		return o.withBreach(o.facts(waiting), o.Track.SeriousBreach != nil && o.Track.SeriousBreach.Open)
	}
	return nil
}

// Undecided returns the absences of which nobody has decided whether there was good cause (ruling 34), by day.
func (o *Opened) Undecided() []Referable {
	var ids []string
	for _, d := range o.Track.Obligations {
		if d.Kind == rehab.DutyDecideAbsence && d.State != rehab.DutyMet {
			ids = append(ids, d.Of)
		}
	}
	return o.facts(ids)
}

// facts looks ids up, each once, by day.
func (o *Opened) facts(ids []string) []Referable {
	var list []Referable
	for i := range o.Facts {
		if slices.Contains(ids, o.Facts[i].ID) {
			list = append(list, Referable{Of: o.Facts[i].ID, Fact: &o.Facts[i]})
		}
	}
	return list
}

func (o *Opened) windows(is func(*rehab.Window) bool) []Referable {
	var list []Referable
	for i := range o.Track.Windows {
		if w := &o.Track.Windows[i]; is(w) {
			list = append(list, Referable{Of: w.Month.String(), Window: w})
		}
	}
	return list
}

func (o *Opened) positives(is func(*rehab.Confirmation) bool) []string {
	var ids []string
	for i := range o.Track.Positives {
		if p := &o.Track.Positives[i]; is(p) {
			ids = append(ids, p.Test)
		}
	}
	return ids
}

// unresolved: missed windows, positives that block a phase, and the decision on a phase blocked after it had passed (rulings 27, 28).
func (o *Opened) unresolved() []Referable {
	list := o.windows(func(w *rehab.Window) bool { return w.State == rehab.WindowMissed && w.ResolvedBy == "" })
	var ids []string
	for i := range o.Track.Phases {
		p := &o.Track.Phases[i]
		for _, b := range p.Blockers {
			if b.Kind == rehab.BlockedByPositive {
				ids = append(ids, b.Fact)
			}
		}
		if p.State == rehab.PhaseBlocked && p.PassedOnce {
			ids = append(ids, p.Decision)
		}
	}
	return append(list, o.facts(ids)...)
}

func (o *Opened) leaves(kind rehab.Kind) []string {
	states := map[rehab.Kind][]rehab.LeaveState{
		rehab.KindLeaveDecision:         {rehab.LeaveRequested},
		rehab.KindLeaveExtension:        {rehab.LeaveAgreed, rehab.LeaveOverdue},
		rehab.KindLeaveExtensionRequest: {rehab.LeaveAgreed, rehab.LeaveOverdue},
		rehab.KindLeaveReturn:           {rehab.LeaveRequested, rehab.LeaveAgreed, rehab.LeaveOverdue},
	}[kind]
	var ids []string
	for _, l := range o.Track.Leaves {
		if slices.Contains(states, l.State) && (kind != rehab.KindLeaveExtensionRequest || !l.AsksMore()) {
			ids = append(ids, l.Fact)
		}
	}
	return ids
}

// extensionsAsked are the requests for a later return that wait for their answer.
func (o *Opened) extensionsAsked() []string {
	var ids []string
	for i := range o.Track.Leaves {
		if l := &o.Track.Leaves[i]; l.AsksMore() {
			ids = append(ids, l.Extension.Request)
		}
	}
	return ids
}

// unanswered returns the facts of a kind that no fact of the answering kind names.
func (o *Opened) unanswered(kind, answer rehab.Kind) []string {
	f := folder{facts: o.Facts}
	standing := f.standing()
	answered := map[string]bool{}
	for _, x := range standing {
		if x.Body.Kind() == answer {
			answered[rehab.Reference(x.Body)] = true
		}
	}
	var ids []string
	for id, x := range standing {
		if x.Body.Kind() == kind && !answered[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// breaches are the facts that count as a breach, and the absences not decided yet.
func (o *Opened) breaches() []string {
	e := &o.Track.Counters.Evidence
	ids := slices.Concat(e.Evasions, e.Departures, e.UnauthorisedDays, o.unanswered(rehab.KindRefusal, ""))
	for _, r := range o.Undecided() {
		ids = append(ids, r.Of)
	}
	return ids
}

// reportable is what the police are owed a report of, told already or not.
func (o *Opened) reportable() []string {
	var ids []string
	for _, d := range o.Track.Obligations {
		if d.Kind == rehab.DutyReportToPolice {
			ids = append(ids, d.Of)
		}
	}
	return ids
}

func (o *Opened) withBreach(list []Referable, breach bool) []Referable {
	if breach {
		list = append(list, Referable{Of: rehab.AboutSeriousBreach})
	}
	return list
}
