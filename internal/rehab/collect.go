package rehab

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"xinsheng/internal/date"
)

// entry is a fact of a known kind.
type entry[B any] struct {
	id   string
	date date.Date
	body B
}

// facts holds the facts that count today, sorted by day, one list per kind that rules read.
type facts struct {
	screenings   []entry[*Screening]
	decisions    []entry[*Decision]
	services     []entry[*Service]
	reportIns    []entry[*ReportIn]
	goodCauses   []entry[*GoodCause]
	movedIns     []entry[*MovedIn]
	carriedIns   []entry[*CarriedIn]
	agreements   []entry[*Agreement]
	groups       []entry[*WorkingGroup]
	plans        []entry[*HelpPlan]
	tests        []entry[*DrugTest]
	details      []entry[*TestDetails]
	objections   []entry[*TestObjection]
	labs         []entry[*LabResult]
	rechecks     []entry[*RecheckResult]
	excuses      []entry[*ExcuseWindow]
	resolutions  []entry[*Resolution]
	contactList  []entry[*Contact]
	risks        []entry[*Risk]
	leaves       []entry[*Leave]
	leaveAnswers []entry[*LeaveDecision]
	extensions   []entry[*LeaveExtension]
	moreAsked    []entry[*LeaveExtensionRequest]
	moreRefused  []entry[*LeaveExtensionRefusal]
	leaveReturns []entry[*LeaveReturn]
	departures   []entry[*Departure]
	returns      []entry[*DepartureReturn]
	letters      []entry[*Warning]
	reports      []entry[*PoliceReport]
	refusals     []entry[*Refusal]
	outcomes     []entry[*PoliceOutcome]
	exemptions   []entry[*Exemption]
	losses       []entry[*LostContact]
	restored     []entry[*ContactRestored]
	held         []entry[*Suspension]
	releases     []entry[*Resumption]
	requests     []entry[*TransferRequest]
	originSays   []entry[*TransferOrigin]
	destSays     []entry[*TransferDestination]
	policeTold   []entry[*TransferPoliceNotified]
	transfers    []entry[*Transfer]
	arrivals     []entry[*TransferReportIn]
	receipts     []entry[*TransferReceipt]
	withdrawals  []entry[*TransferWithdrawn]
	forwarded    []entry[*ForwardFile]
	opinions     []entry[*PhaseOpinion]
	assessments  []entry[*Assessment]
	finals       []entry[*FinalAssessment]
	filed        []entry[*FileToPolice]
	notified     []entry[*DischargeNotified]
	noticeServed []entry[*DischargeService]

	seen []*Fact // all of them
}

// put appends a fact of kind B to its list.
func put[B any](list *[]entry[B], x *Fact, b B) {
	*list = append(*list, entry[B]{x.ID, x.Date, b})
}

// collect picks the facts that count: not void, dated today or before (ruling 44), and, of those after the exit, only what an ended
// case can still be told.
func (c *computation) collect() {
	c.track = Track{Today: c.today, Problems: []Problem{}}
	dead := c.voided()
	c.seen = make([]*Fact, 0, len(c.file.Facts))
	tests, contacts, exits := 0, 0, false
	for i := range c.file.Facts {
		x := &c.file.Facts[i]
		if x.Date > c.today || x.Body == nil || dead != nil && dead[x.ID] {
			continue
		}
		c.seen = append(c.seen, x)
		switch x.Body.(type) {
		case *DrugTest:
			tests++
		case *Contact:
			contacts++
		case *Termination, *Isolation, *Discharge, *Revocation, *Returned, *TransferReceipt:
			exits = true
		}
	}
	sortByDay(c.seen)
	c.tests, c.contactList = make([]entry[*DrugTest], 0, tests), make([]entry[*Contact], 0, contacts)
	c.exitDay = never
	if exits {
		c.findExit()
	}
	for _, x := range c.seen {
		if x.Date <= c.exitDay || c.tellable(x) {
			c.take(x)
		}
	}
}

// byDay orders facts by their day; on one day what was recorded later comes later, and ids settle the rest, so that the order in
// which a file lists its facts never matters.
func byDay(a, b *Fact) int {
	if a.Date != b.Date {
		return cmp.Compare(a.Date, b.Date)
	}
	if n := a.RecordedAt.Compare(b.RecordedAt); n != 0 {
		return n
	}
	return strings.Compare(a.ID, b.ID)
}

// sortByDay sorts by byDay. Files mostly come in order; otherwise days are sorted as numbers and only facts of one day compared.
func sortByDay(list []*Fact) {
	if slices.IsSortedFunc(list, byDay) {
		return
	}
	keys := make([]int64, len(list))
	for i, x := range list {
		keys[i] = int64(x.Date)<<32 | int64(i)
	}
	slices.Sort(keys)
	old := slices.Clone(list)
	for i, k := range keys {
		list[i] = old[k&math.MaxUint32]
	}
	for from, i := 0, 1; i <= len(list); i++ {
		if i == len(list) || list[i].Date != list[from].Date {
			if i-from > 1 {
				slices.SortFunc(list[from:i], byDay)
			}
			from = i
		}
	}
}

// tellable reports whether x, dated after the exit, still counts, and lists a problem where it cannot be.
func (c *computation) tellable(x *Fact) bool {
	switch x.Body.(type) {
	case *PaperService, *DischargeService, *DischargeNotified, *TestDetails, *TestObjection, *LabResult, *RecheckResult, *PoliceOutcome, *Resolution, *ExcuseWindow, *Assessment, *PhaseOpinion, *ForwardFile,
		*PoliceReport:
		return true
	case *Resumption, *LeaveReturn, *DepartureReturn, *ContactRestored, *Void, *TransferReceipt, *Service:
		return false
	case *Termination, *Isolation, *Discharge, *Revocation, *Returned:
		return false // listed by findExit
	}
	c.problem(x.ID, FlawAfterExit)
	return false
}

// fact returns the fact with that id among those that count today.
func (c *computation) fact(id string) *Fact {
	for _, x := range c.seen {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// about follows a reference through reports and results to the fact they are about, or to a word such as serious_breach.
func (c *computation) about(id string) string {
	for range 4 {
		x := c.fact(id)
		if x == nil {
			return id
		}
		switch b := x.Body.(type) {
		case *LabResult, *RecheckResult, *PoliceReport, *Warning, *Admonition:
			of := Reference(b)
			if of == "" {
				return id
			}
			id = of
		default:
			return id
		}
	}
	return id
}
