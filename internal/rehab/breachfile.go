package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// BreachGround is what may be reported to the police (条例 21).
type BreachGround string

// The grounds of 禁毒法 38 and, for rehab, 48.
const (
	GroundRenewedUse    BreachGround = "renewed_use"
	GroundRefusal       BreachGround = "refusal"
	GroundSeriousBreach BreachGround = "serious_breach"
)

// BreachGrounds returns every ground.
func BreachGrounds() []BreachGround {
	return []BreachGround{GroundRenewedUse, GroundRefusal, GroundSeriousBreach}
}

// Ground is one ground that the file shows.
type Ground struct {
	Kind      BreachGround
	Since     date.Date
	Facts     []string // behind it, by day
	Isolation bool     // by itself a ground for isolation under the measure (rulings 49, 50)
	Article   string
	Report    string // the report to the police, empty when none is on file
	Outcome   string // the police outcome, empty when none is on file
}

// Letter is an admonition, a warning or a report to the police that stands.
type Letter struct {
	Fact string
	Kind Kind
	Date date.Date
}

// Proposal names what people might do next. The product proposes; people decide.
type Proposal string

// The proposals, in the order in which they are shown.
const (
	ProposeDecideAbsence Proposal = "decide_absence"
	ProposeReport        Proposal = "report"
	ProposeAwaitOutcome  Proposal = "await_outcome"
	ProposeWarning       Proposal = "warning"
	ProposeAdmonition    Proposal = "admonition"
	ProposeNothing       Proposal = "nothing"
)

// Proposals returns every proposal.
func Proposals() []Proposal {
	return []Proposal{ProposeDecideAbsence, ProposeReport, ProposeAwaitOutcome, ProposeWarning, ProposeAdmonition, ProposeNothing}
}

// PackPart names one paper of the pack that goes to the police (条例 21).
type PackPart string

// The papers. A person who never reported in is not tested and breaches no agreement: the proof is that of the late report-in.
const (
	PackWarning    PackPart = "warning"
	PackTestNotice PackPart = "test_notice"
	PackProof      PackPart = "proof"
	PackLateProof  PackPart = "late_proof"
	PackReceipt    PackPart = "receipt"
)

// PackParts returns every part.
func PackParts() []PackPart {
	return []PackPart{PackWarning, PackTestNotice, PackProof, PackLateProof, PackReceipt}
}

// PackPaper is one paper and the fact it is filled from.
type PackPaper struct {
	Part PackPart
	Fact string // empty: the fact is missing, or none is needed
	Lack bool   // the fact it is filled from is missing
}

// BreachFile is what the file shows of breaches: what counts, what was answered, what the law says, what might follow.
type BreachFile struct {
	Grounds     []Ground
	Letters     []Letter // by day
	Found       []string // what people decided with reasons: findings on absences, refusals, outcomes, resolutions, exemptions; by day
	Undecided   []string // absences nobody has decided
	Proposals   []Proposal
	NotReported bool // the person has not reported in and the deadline has passed, or refused before
	Pack        []PackPaper
}

// Isolation reports whether any ground allows isolation by itself.
func (b *BreachFile) Isolation() bool {
	return slices.ContainsFunc(b.Grounds, func(g Ground) bool { return g.Isolation })
}

// BreachesOf gathers the breaches of a file; t is what the rules say of it.
func BreachesOf(f File, t *Track) BreachFile {
	w := breachWay{file: f, track: t, stand: standing(f, t.Today)}
	w.judgeAll()
	w.pack()
	return w.BreachFile
}

// judgeAll finds the grounds, what answered them, and what might follow.
func (w *breachWay) judgeAll() {
	w.grounds()
	w.answers()
	d := w.track.Deadlines.ReportIn
	w.NotReported = w.track.ReportIn == nil && (d != nil && d.Overdue || len(w.of(KindRefusal)) > 0)
	w.propose()
}

type breachWay struct {
	BreachFile
	file  File
	track *Track
	stand []Fact // by day
}

// standing returns the facts dated up to a day that are not void, by day.
func standing(f File, today date.Date) []Fact {
	c := computation{file: &f, today: today}
	dead := c.voided()
	var list []Fact
	for _, x := range f.Facts {
		if x.Body != nil && x.Date <= today && !dead[x.ID] && x.Body.Kind() != KindVoid {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b Fact) int { return byDay(&a, &b) })
	return list
}

func (w *breachWay) of(kinds ...Kind) []Fact {
	var list []Fact
	for _, x := range w.stand {
		if slices.Contains(kinds, x.Body.Kind()) {
			list = append(list, x)
		}
	}
	return list
}

func (w *breachWay) grounds() {
	detox := w.file.Measure != Rehab
	for i := range w.track.Positives {
		if k := &w.track.Positives[i]; k.Final == Positive {
			w.Grounds = append(w.Grounds, w.ground(GroundRenewedUse, k.Taken, true, k.Test))
		}
	}
	for _, x := range w.of(KindRefusal) {
		w.Grounds = append(w.Grounds, w.ground(GroundRefusal, x.Date, detox, x.ID))
	}
	if b := w.track.SeriousBreach; b != nil {
		e := &w.track.Counters.Evidence
		facts := map[Threshold][]string{ByEvasions: e.Evasions, ByDepartures: e.Departures, ByUnauthorisedDays: e.UnauthorisedDays}[b.By]
		w.Grounds = append(w.Grounds, w.ground(GroundSeriousBreach, b.Since, detox, facts...))
	}
}

// ground reads report and outcome from the duties, which know which report tells of what.
func (w *breachWay) ground(k BreachGround, since date.Date, isolation bool, facts ...string) Ground {
	g := Ground{Kind: k, Since: since, Facts: facts, Isolation: isolation, Article: CiteOf(DutyReportToPolice, w.file.Measure).Article}
	about := AboutSeriousBreach
	if k != GroundSeriousBreach {
		about = facts[0]
	}
	for i := range w.track.Obligations {
		o := &w.track.Obligations[i]
		if o.Of != about {
			continue
		}
		switch o.Kind { // of a breach that opened again the newest duty comes last
		case DutyReportToPolice:
			g.Report = o.MetBy
		case DutyPoliceOutcome:
			g.Outcome = o.MetBy
		}
	}
	if x := w.fact(g.Report); x != nil && x.Body.Kind() != KindPoliceReport {
		g.Report = ""
	}
	if k == GroundSeriousBreach {
		g.Outcome = w.track.SeriousBreach.ClosedBy
	}
	return g
}

func (w *breachWay) fact(id string) *Fact {
	for i := range w.stand {
		if id != "" && w.stand[i].ID == id {
			return &w.stand[i]
		}
	}
	return nil
}

func (w *breachWay) answers() {
	for _, x := range w.stand {
		switch b := x.Body.(type) {
		case *Admonition, *Warning, *PoliceReport:
			w.Letters = append(w.Letters, Letter{Fact: x.ID, Kind: x.Body.Kind(), Date: x.Date})
		case *DrugTest:
			if b.Result == Absent && b.GoodCause != nil {
				w.Found = append(w.Found, x.ID)
			}
		case *Refusal, *PoliceOutcome, *Resolution, *Exemption, *GoodCause:
			w.Found = append(w.Found, x.ID)
		}
	}
	for i := range w.track.Obligations {
		if o := &w.track.Obligations[i]; o.Kind == DutyDecideAbsence && o.State != DutyMet {
			w.Undecided = append(w.Undecided, o.Of)
		}
	}
}

// propose never holds a report back for want of a warning (ruling 50); a warning is proposed beside it.
func (w *breachWay) propose() {
	add := func(p Proposal, when bool) {
		if when {
			w.Proposals = append(w.Proposals, p)
		}
	}
	unreported := slices.ContainsFunc(w.Grounds, func(g Ground) bool { return g.Report == "" && g.Outcome == "" })
	waiting := slices.ContainsFunc(w.Grounds, func(g Ground) bool { return g.Report != "" && g.Outcome == "" })
	newest := w.newestCounted()
	warned, answered := w.answeredSince(newest, KindWarning), w.answeredSince(newest, KindAdmonition, KindWarning)
	grave := len(w.Grounds) > 0 || w.NotReported || w.counted() >= 2
	add(ProposeDecideAbsence, len(w.Undecided) > 0)
	add(ProposeReport, unreported && !w.track.Stage.Ended())
	add(ProposeAwaitOutcome, waiting && !w.track.Stage.Ended())
	add(ProposeWarning, grave && !warned && !w.track.Stage.Ended() && !w.allSettled())
	add(ProposeAdmonition, !grave && newest != 0 && !answered && !w.track.Stage.Ended())
	add(ProposeNothing, len(w.Proposals) == 0)
}

// allSettled reports whether everything that was reported has its outcome and nothing is short of a ground.
func (w *breachWay) allSettled() bool {
	return len(w.Grounds) > 0 && !slices.ContainsFunc(w.Grounds, func(g Ground) bool { return g.Outcome == "" })
}

func (w *breachWay) counted() int {
	n := &w.track.Counters
	return n.Evasions + n.Departures
}

// newestCounted is the day of the newest breach: a counted fact, a ground, or the report-in deadline that passed; none without any.
func (w *breachWay) newestCounted() date.Date {
	e := &w.track.Counters.Evidence
	var newest date.Date
	for _, id := range slices.Concat(e.Evasions, e.Departures, e.UnauthorisedDays) {
		if x := w.fact(id); x != nil {
			newest = max(newest, x.Date)
		}
	}
	for _, g := range w.Grounds {
		newest = max(newest, g.Since)
	}
	if w.NotReported && w.track.Deadlines.ReportIn != nil {
		newest = max(newest, w.track.Deadlines.ReportIn.Due)
	}
	return newest
}

func (w *breachWay) answeredSince(d date.Date, kinds ...Kind) bool {
	return slices.ContainsFunc(w.Letters, func(l Letter) bool { return l.Date >= d && slices.Contains(kinds, l.Kind) })
}

// pack lists the papers with the facts they are filled from (DOMAIN §6).
func (w *breachWay) pack() {
	newest := func(kinds ...Kind) string {
		id := ""
		for _, x := range w.of(kinds...) {
			id = x.ID
		}
		return id
	}
	from := func(p PackPart, fact string) { w.Pack = append(w.Pack, PackPaper{p, fact, fact == ""}) }
	from(PackWarning, newest(KindWarning))
	if w.NotReported {
		w.Pack = append(w.Pack, PackPaper{Part: PackLateProof})
	} else {
		from(PackTestNotice, w.testOfNotice())
		proof := PackPaper{Part: PackProof, Lack: len(w.Grounds) == 0}
		if !proof.Lack {
			proof.Fact = w.Grounds[len(w.Grounds)-1].Facts[0]
		}
		w.Pack = append(w.Pack, proof)
	}
	from(PackReceipt, newest(KindPoliceReport))
}

// testOfNotice is the test that the notice was about: the newest evasion, else the newest positive, else the newest test there was.
func (w *breachWay) testOfNotice() string {
	if e := w.track.Counters.Evidence.Evasions; len(e) > 0 {
		if x := w.fact(e[len(e)-1]); x != nil && x.Body.Kind() == KindTest {
			return x.ID
		}
	}
	if n := len(w.track.Positives); n > 0 {
		return w.track.Positives[n-1].Test
	}
	id := ""
	for _, x := range w.of(KindTest) {
		id = x.ID
	}
	return id
}
