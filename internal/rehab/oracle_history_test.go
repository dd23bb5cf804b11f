package rehab_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	. "xinsheng/internal/rehab"
)

// Villages of three townships, and one of another county.
var (
	villages = []division.Code{520381106204, 520381001006, 520381100201}
	outside  = Destination("outside:520382001001")
)

// policies are the settings under which histories are tried.
func policies() map[string][]Policy {
	later := func(p Policy, day string, change func(*Policy)) Policy {
		p.Effective = date.MustParse(day)
		change(&p)
		return p
	}
	strict := later(Chishui(), "2024-09-10", func(p *Policy) {
		p.Interval, p.MinFreeDays, p.EvasionTimes, p.DepartureTimes, p.DepartureDaysOver = []int{2, 3}, 15, 2, 2, 12
		p.Reward, p.Contacts = []int{100, 200}, []Quota{{Report: 2, Visit: 1}, {Report: 1, Visit: 1, Talk: 1}}
	})
	loose := later(strict, "2025-06-01", func(p *Policy) {
		p.Interval, p.RiskInterval = []int{1, 4, 6}, RiskInterval{High: 1, Medium: 3, Low: 5}
		p.EvasionTimes, p.DepartureCountsFrom, p.MinFreeDays, p.ReportInDays = 4, 2, 1, 10
	})
	return map[string][]Policy{
		"chishui": {Chishui()}, "common-practice-detox": {CommonPracticeDetox()}, "common-practice-rehab": {CommonPracticeRehab()},
		"history": {Chishui(), strict, loose},
	}
}

func policyName(r Rules) string {
	for name, list := range policies() {
		if len(list) == len(r.Versions) && slices.Equal(list[0].Interval, r.Versions[0].Interval) {
			return name
		}
	}
	return "?"
}

// drawCase draws rules, a history and a day to ask about.
func drawCase(t *rapid.T) (Rules, File, date.Date) {
	name := rapid.SampledFrom([]string{"chishui", "common-practice-detox", "common-practice-rehab", "history"}).Draw(t, "policy")
	r := Rules{Versions: policies()[name], Holidays: NewCalendar(
		[]date.Date{date.New(2024, 10, 1), date.New(2024, 10, 2), date.New(2024, 10, 3), date.New(2024, 10, 4), date.New(2024, 10, 7)},
		[]date.Date{date.New(2024, 9, 29), date.New(2024, 10, 12)})}
	h := newHistory(t)
	h.intake()
	if rapid.Bool().Draw(t, "steady") {
		h.steady()
	}
	for range rapid.IntRange(0, 22).Draw(t, "facts") {
		h.add()
	}
	today := h.day("today")
	return r, h.file, today
}

// history draws the facts of one case.
type history struct {
	t    *rapid.T
	file File
	pool []date.Date // days on which something turns
}

func newHistory(t *rapid.T) *history {
	h := &history{t: t, file: File{Measure: Detox, TermMonths: 36, Village: villages[0]}}
	if rapid.Bool().Draw(t, "rehab") {
		h.file.Measure, h.file.TermMonths = Rehab, rapid.SampledFrom([]int{12, 24, 36, 18, 1}).Draw(t, "term")
	}
	r := rapid.SampledFrom([]string{
		"2024-02-29", "2024-03-01", "2024-03-14", "2024-01-31", "2024-01-01", "2024-08-31", "2024-06-30", "2023-02-28", "2024-12-22",
	}).Draw(t, "R")
	start := date.MustParse(r)
	for k := range 4 {
		h.pool = append(h.pool, start.AddMonths(12*k), start.AddMonths(12*k)-30)
	}
	h.pool = append(h.pool, start, start.AddMonths(h.file.TermMonths), start.Month().First(), start.Month().Last(), date.New(2024, 9, 10), date.New(2025, 6, 1))
	return h
}

// day draws a day: near one on which something turns, at a month's edge, or any.
func (h *history) day(label string) date.Date {
	d := rapid.SampledFrom(h.pool).Draw(h.t, label)
	switch rapid.IntRange(0, 5).Draw(h.t, "how") {
	case 0, 1:
		return d + date.Date(rapid.IntRange(-1, 1).Draw(h.t, "near"))
	case 2:
		return d + date.Date(rapid.SampledFrom([]int{2, 3, 4, 7, 15, 29, 30, 31, 32}).Draw(h.t, "after"))
	case 3:
		m := d.Month() + date.Month(rapid.IntRange(-1, 12).Draw(h.t, "months"))
		return rapid.SampledFrom([]date.Date{m.First(), m.Last(), m.First() + 9, m.Last() - 9, m.First() + 14}).Draw(h.t, "edge")
	}
	return h.pool[0] + date.Date(rapid.IntRange(-30, 1200).Draw(h.t, "any"))
}

// put records a fact; its day becomes one near which more happens.
func (h *history) put(d date.Date, b Body) string {
	id := fmt.Sprintf("%s%d", b.Kind(), len(h.file.Facts))
	h.file.Facts = append(h.file.Facts, Fact{ID: id, Date: d, Body: b})
	h.pool = append(h.pool, d)
	return id
}

// intake brings most cases to execution in the usual way, some oddly and some not at all.
func (h *history) intake() {
	start := h.pool[0]
	if rapid.IntRange(0, 3).Draw(h.t, "decided") > 0 {
		d := &Decision{}
		if rapid.IntRange(0, 5).Draw(h.t, "credited") == 0 {
			d.CreditDays = rapid.SampledFrom([]int{1, 31, 365, 366, 700, 1200}).Draw(h.t, "credit")
		}
		h.put(start-date.Date(rapid.IntRange(0, 30).Draw(h.t, "decided before")), d)
	}
	for range rapid.IntRange(0, 2).Draw(h.t, "services") {
		h.put(start-date.Date(rapid.IntRange(0, 25).Draw(h.t, "served before")), h.body(KindService, start))
	}
	switch rapid.IntRange(0, 9).Draw(h.t, "start") {
	case 0:
	case 1:
		first := start - date.Date(rapid.IntRange(-1, 800).Draw(h.t, "moved after"))
		h.put(start, &MovedIn{FirstReportIn: first, Village: h.village()})
	default:
		h.put(start, &ReportIn{Village: h.village()})
	}
}

func (h *history) village() division.Code { return rapid.SampledFrom(villages).Draw(h.t, "village") }

// steady brings a negative test a month, and mostly the contacts, with a few gaps, so that some phases pass.
func (h *history) steady() {
	first := h.pool[0].Month()
	months := rapid.SampledFrom([]int{12, 13, 25, 37}).Draw(h.t, "months")
	gaps := rapid.SliceOfN(rapid.IntRange(0, 40), 0, 2).Draw(h.t, "gaps")
	contacts := rapid.Bool().Draw(h.t, "contacts")
	for i := range months {
		if slices.Contains(gaps, i) {
			continue
		}
		d := (first + date.Month(i)).First() + 9
		h.file.Facts = append(h.file.Facts, Fact{ID: fmt.Sprintf("t%d", i), Date: d, Body: &DrugTest{Result: Negative}})
		for _, k := range ContactTypes() {
			if contacts {
				h.file.Facts = append(h.file.Facts, Fact{ID: fmt.Sprintf("%s%d", k, i), Date: d, Body: &Contact{Type: k}})
			}
		}
	}
	for n := range 3 {
		if rapid.IntRange(0, 3).Draw(h.t, "assessed") > 0 {
			end := h.pool[0].AddMonths(12 * (n + 1))
			h.put(end+date.Date(rapid.SampledFrom([]int{-32, -31, -30, -1, 0, 1, 20, 60}).Draw(h.t, "on")), &Assessment{Phase: n + 1, Result: Pass})
		}
	}
}

// common and rare are the kinds drawn after intake; exits are rare, or no history would last.
var (
	common = []Kind{
		KindTest, KindTest, KindTest, KindContact, KindRisk, KindLeave, KindLeaveDecision, KindLeaveReturn, KindLeaveExtension, KindDeparture,
		KindDeparture, KindDepartureReturn, KindSuspension, KindResumption, KindResumption, KindAssessment, KindAssessment, KindExcuseWindow,
		KindResolution, KindPoliceOutcome, KindLabResult, KindTransfer, KindTransferReportIn, KindTransferReportIn,
	}
	rare = []Kind{
		KindScreening, KindDecision, KindService, KindReportIn, KindMovedIn, KindGoodCause, KindCarriedIn, KindRecheckResult, KindPoliceReport,
		KindTransferReceipt, KindTransferWithdrawn, KindDischarge, KindDischarge, KindIsolation, KindTermination, KindRevocation, KindReturned,
		KindAgreement, KindWorkingGroup, KindHelpPlan, KindRefusal, KindExemption, KindLostContact, KindFileToPolice, KindVoid, KindVoid, KindVoid,
		KindFinalAssessment, KindDischargeNotified, KindWarning, KindTransferRequest, KindForwardFile,
	}
)

func (h *history) add() {
	kinds := common
	if rapid.IntRange(0, 4).Draw(h.t, "rare") == 0 {
		kinds = rare
	}
	k := rapid.SampledFrom(kinds).Draw(h.t, "kind")
	d := h.day("day")
	h.put(d, h.body(k, d))
}

// of picks the id of a fact of one of the kinds if there is one; now and then any id, or none on file.
func (h *history) of(kinds ...Kind) string {
	var ids, fit []string
	for _, x := range h.file.Facts {
		ids = append(ids, x.ID)
		if slices.Contains(kinds, x.Body.Kind()) {
			fit = append(fit, x.ID)
		}
	}
	if rapid.IntRange(0, 15).Draw(h.t, "stray") == 0 {
		fit = append(ids, "nobody")
	}
	if len(fit) == 0 {
		return "nobody"
	}
	return rapid.SampledFrom(fit).Draw(h.t, "of")
}

func (h *history) month() date.Month { return h.day("month").Month() }

func (h *history) body(k Kind, d date.Date) Body {
	pick := func(label string, list ...string) string { return rapid.SampledFrom(list).Draw(h.t, label) }
	chance := func(label string) bool { return rapid.Bool().Draw(h.t, label) }
	switch k {
	case KindScreening:
		return &Screening{Conclusion: Conclusion(pick("conclusion", "fit", "unfit"))}
	case KindDecision:
		return &Decision{}
	case KindService:
		return &Service{To: Receiver(pick("to", "person", "person", "family", "township")), How: Manner(pick("how", "direct", "left", "notice"))}
	case KindReportIn:
		return &ReportIn{Village: h.village()}
	case KindGoodCause:
		return &GoodCause{Until: h.day("until")}
	case KindMovedIn:
		return &MovedIn{FirstReportIn: h.day("first"), Village: h.village()}
	case KindCarriedIn:
		return &CarriedIn{Until: h.day("until"), Evasions: rapid.IntRange(0, 3).Draw(h.t, "e"), UnauthorisedDays: rapid.IntRange(0, 31).Draw(h.t, "u")}
	case KindTest:
		b := &DrugTest{Result: Result(pick("result", "negative", "positive", "invalid", "refused", "refused", "absent"))}
		if b.Result == Absent && chance("decided") {
			good := chance("good cause")
			b.GoodCause = &good
		}
		return b
	case KindLabResult:
		return &LabResult{Of: h.of(KindTest), Result: Result(pick("result", "negative", "positive", "invalid"))}
	case KindRecheckResult:
		return &RecheckResult{Of: h.of(KindTest), Result: Result(pick("result", "negative", "positive", "invalid"))}
	case KindExcuseWindow:
		return &ExcuseWindow{Window: h.month()}
	case KindResolution:
		if chance("of window") {
			return &Resolution{Of: h.month().String()}
		}
		return &Resolution{Of: h.of(KindTest, KindAssessment)}
	case KindContact:
		return &Contact{Type: ContactType(pick("type", "report", "visit", "talk"))}
	case KindRisk:
		return &Risk{Level: RiskLevel(pick("level", "high", "medium", "low"))}
	case KindLeave:
		from := d + date.Date(rapid.IntRange(0, 3).Draw(h.t, "from"))
		return &Leave{From: from, Until: from + date.Date(rapid.IntRange(-1, 20).Draw(h.t, "long"))}
	case KindLeaveDecision:
		return &LeaveDecision{Of: h.of(KindLeave), Agreed: rapid.IntRange(0, 3).Draw(h.t, "agreed") > 0}
	case KindLeaveExtension:
		return &LeaveExtension{Of: h.of(KindLeave), Until: h.day("until")}
	case KindPoliceOutcome:
		of := AboutSeriousBreach
		if chance("of a fact") {
			of = h.of(KindTest, KindDeparture, KindPoliceReport, KindLeave, KindRefusal)
		}
		return &PoliceOutcome{Of: of, Outcome: Continue, Reason: "stated"}
	case KindPoliceReport:
		return &PoliceReport{Of: h.of(KindTest, KindDeparture)}
	case KindWarning:
		return &Warning{Of: h.of(KindTest, KindDeparture)}
	case KindSuspension:
		return &Suspension{Authority: pick("authority", "criminal_detention", "administrative_detention", "bail", "")}
	case KindTransfer:
		to := Destination(h.village().String())
		if rapid.IntRange(0, 3).Draw(h.t, "outside") == 0 {
			to = outside
		}
		return &Transfer{To: to, Out: to.Outside()}
	case KindTransferRequest:
		return &TransferRequest{To: Destination(h.village().String())}
	case KindTransferReportIn:
		b := &TransferReportIn{Of: h.of(KindTransfer)}
		if chance("village") {
			b.Village = h.village()
		}
		return b
	case KindAssessment:
		return &Assessment{Phase: rapid.IntRange(1, 3).Draw(h.t, "phase"), Result: Grade(pick("grade", "pass", "pass", "fail"))}
	}
	return h.referring(k)
}

// referring makes the bodies that say nothing but what they are about.
func (h *history) referring(k Kind) Body {
	switch k {
	case KindLeaveReturn:
		return &LeaveReturn{Of: h.of(KindLeave)}
	case KindDepartureReturn:
		return &DepartureReturn{Of: h.of(KindDeparture)}
	case KindResumption:
		return &Resumption{Of: h.of(KindSuspension)}
	case KindTransferReceipt:
		return &TransferReceipt{Of: h.of(KindTransfer)}
	case KindTransferWithdrawn:
		return &TransferWithdrawn{Of: h.of(KindTransfer, KindTransferRequest)}
	case KindForwardFile:
		return &ForwardFile{Of: h.of(KindTransfer)}
	case KindVoid:
		return &Void{Of: h.of(Kinds()...)}
	}
	return NewBody(k)
}
