package rehab_test

import (
	"cmp"
	"slices"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	. "xinsheng/internal/rehab"
)

// oracle answers questions about single days of one case.
type oracle struct {
	rules Rules
	file  File
	today date.Date

	facts []Fact // not void, dated today or before, with effect, by day

	exit      *Fact
	exitStage Stage

	start, local date.Date // first report-in, report-in here; zero before
	village      division.Code
	movedIn      bool
	credit       int

	stays      []stay
	evaded     []Fact
	absent     []absence
	boundaries map[int]date.Date // remembered, by months
	laid       []window          // remembered
}

func oracleLines(r Rules, f File, today date.Date) []string {
	o := newOracle(r, f, today)
	var s statement
	s.say("stage %s, phase %d, answerable %v", o.stage(), o.phaseToday(), o.answerable(today))
	s.term(o.term())
	o.sayPhases(&s)
	o.sayWindows(&s)
	o.sayMonths(&s)
	o.sayCounters(&s)
	o.sayRewards(&s)
	s.deadlines(o.deadlines())
	o.sayDuties(&s)
	return s.lines
}

func newOracle(r Rules, f File, today date.Date) *oracle {
	o := &oracle{rules: r, file: f, today: today, boundaries: map[int]date.Date{}}
	void := voided(f.Facts)
	for _, x := range f.Facts {
		if x.Date <= today && !void[x.ID] && x.Body.Kind() != KindVoid {
			o.facts = append(o.facts, x)
		}
	}
	slices.SortStableFunc(o.facts, byDay)
	o.findExit()
	if o.exit != nil {
		o.facts = slices.DeleteFunc(o.facts, func(x Fact) bool { return x.Date > o.exit.Date && !toldAfterExit(x.Body.Kind()) })
	}
	o.findStart()
	o.findStays()
	o.evaded, o.absent = o.findEvasions(), o.findAbsences()
	return o
}

// byDay orders facts by day, then by entry, then by id; the later prevails (ADR 0110).
func byDay(a, b Fact) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), a.RecordedAt.Compare(b.RecordedAt), strings.Compare(a.ID, b.ID))
}

// voided works outward from the voids that nobody takes back. What is left over is a circle and has no effect.
func voided(facts []Fact) map[string]bool {
	void, valid := map[string]bool{}, map[string]bool{}
	for range facts {
		for _, v := range facts {
			if v.Body.Kind() != KindVoid || void[v.ID] || valid[v.ID] {
				continue
			}
			contested := false
			for _, w := range facts {
				if w.Body.Kind() == KindVoid && Reference(w.Body) == v.ID && !void[w.ID] {
					contested = true
				}
			}
			if !contested {
				valid[v.ID] = true
				void[Reference(v.Body)] = true
			}
		}
	}
	return void
}

// each calls f with every fact whose body is a B, by day.
func each[B Body](o *oracle, f func(x Fact, b B)) {
	for _, x := range o.facts {
		if b, ok := x.Body.(B); ok {
			f(x, b)
		}
	}
}

// find returns the fact with that id if its body is a B.
func find[B Body](o *oracle, id string) (Fact, B, bool) {
	for _, x := range o.facts {
		if b, ok := x.Body.(B); ok && x.ID == id {
			return x, b, true
		}
	}
	var none B
	return Fact{}, none, false
}

// endOf returns the day of the first B that ends the fact id; false while there is none.
func endOf[B Body](o *oracle, id string) (day date.Date, ok bool) {
	each(o, func(x Fact, b B) {
		if Reference(b) == id && !ok {
			day, ok = x.Date, true
		}
	})
	return day, ok
}

func (o *oracle) policyOn(d date.Date) Policy {
	p := o.rules.Versions[0]
	for _, v := range o.rules.Versions {
		if v.Effective <= d {
			p = v
		}
	}
	return p
}

// toldAfterExit: what a case can still be told after its exit (ADR 0110).
func toldAfterExit(k Kind) bool {
	return slices.Contains([]Kind{KindLabResult, KindRecheckResult, KindPoliceOutcome, KindResolution, KindAssessment, KindDischargeNotified,
		KindExcuseWindow, KindPoliceReport, KindForwardFile, KindPhaseOpinion}, k)
}

// findExit takes the earliest exit; on one day termination before isolation before moved out before discharge (ruling 45).
func (o *oracle) findExit() {
	best := 0
	for i, x := range o.facts {
		rank, stage := 0, Stage("")
		switch b := x.Body.(type) {
		case *Termination:
			rank, stage = 6, StageTerminated
		case *Isolation:
			rank, stage = 5, StageToIsolation
		case *TransferReceipt:
			if _, to, ok := find[*Transfer](o, b.Of); ok && (to.Out || to.To.Outside()) {
				rank, stage = 4, StageMovedOut
			}
		case *Discharge:
			rank, stage = 3, StageDischarged
		case *Revocation:
			rank, stage = 2, StageRevoked
		case *Returned:
			rank, stage = 1, StageReturned
		}
		if rank > 0 && (o.exit == nil || x.Date == o.exit.Date && rank > best) {
			o.exit, o.exitStage, best = &o.facts[i], stage, rank
		}
	}
	if o.exit != nil {
		exit := *o.exit
		o.exit = &exit
	}
}

// findStart takes the first report-in, here or elsewhere (rulings 3, 41, 47).
func (o *oracle) findStart() {
	for _, x := range o.facts {
		switch b := x.Body.(type) {
		case *ReportIn:
			o.start, o.local, o.village = x.Date, x.Date, b.Village
		case *MovedIn:
			o.start, o.local, o.village, o.movedIn = min(x.Date, b.FirstReportIn), x.Date, b.Village, true
		default:
			continue
		}
		break
	}
	first := true
	each(o, func(_ Fact, b *Decision) {
		if first && o.file.Measure == Detox {
			o.credit = b.CreditDays
		}
		first = false
	})
}

func (o *oracle) started() bool { return !o.start.IsZero() }
