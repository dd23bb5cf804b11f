package rehab_test

import (
	"fmt"
	"math/rand/v2"
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

// drawCase draws rules, a history and a day to ask about. Every fact is made from a seed of its own, so that a counterexample shrinks by
// leaving facts out, while kinds and days stay evenly spread.
func drawCase(t *rapid.T) (Rules, File, date.Date) {
	h := newHistory(rapid.Uint64().Draw(t, "case"))
	names := []string{"chishui", "common-practice-detox", "common-practice-rehab", "history"}
	r := Rules{Versions: policies()[pick(h, names...)], Holidays: NewCalendar(
		[]date.Date{date.New(2024, 10, 1), date.New(2024, 10, 2), date.New(2024, 10, 3), date.New(2024, 10, 4), date.New(2024, 10, 7)},
		[]date.Date{date.New(2024, 9, 29), date.New(2024, 10, 12)})}
	h.intake(rapid.Uint64().Draw(t, "intake"))
	if rapid.Bool().Draw(t, "steady") {
		h.steady(rapid.Uint64().Draw(t, "months"))
	}
	for i, s := range rapid.SliceOfN(rapid.Uint64(), 24, 24).Draw(t, "facts") {
		if s > 0 && i < h.most {
			h.add(s)
		}
	}
	h.reseed(rapid.Uint64().Draw(t, "today"))
	today := h.day()
	if h.chance(2) {
		today = max(today, h.day(), h.day())
	}
	return r, h.file, today
}

// history makes the facts of one case.
type history struct {
	r    *rand.Rand
	file File
	pool []date.Date // days on which something turns
	most int         // of facts after the intake
}

func newHistory(seed uint64) *history {
	h := &history{file: File{Measure: Detox, TermMonths: 36, Village: villages[0]}}
	h.reseed(seed)
	h.most = h.between(0, 24)
	if h.chance(2) {
		h.file.Measure, h.file.TermMonths = Rehab, pick(h, 12, 24, 36, 18, 1)
	}
	start := date.MustParse(pick(h,
		"2024-02-29", "2024-03-01", "2024-03-14", "2024-01-31", "2024-01-01", "2024-08-31", "2024-06-30", "2023-02-28", "2024-12-22"))
	for k := range 4 {
		h.pool = append(h.pool, start.AddMonths(12*k), start.AddMonths(12*k)-30)
	}
	h.pool = append(h.pool, start, start.AddMonths(h.file.TermMonths), start.Month().First(), start.Month().Last(), date.New(2024, 9, 10), date.New(2025, 6, 1))
	return h
}

func (h *history) reseed(seed uint64) { h.r = rand.New(rand.NewPCG(seed, 1)) }

// pick returns one of the list, each as likely as the others.
func pick[T any](h *history, list ...T) T { return list[h.r.IntN(len(list))] }

// chance is true once in n times.
func (h *history) chance(n int) bool { return h.r.IntN(n) == 0 }

// between returns a number from low to high.
func (h *history) between(low, high int) int { return low + h.r.IntN(high-low+1) }

// day returns a day: near one on which something turns, at a month's edge, or any.
func (h *history) day() date.Date {
	d := pick(h, h.pool...)
	switch h.between(0, 6) {
	case 0, 1:
		return d.AddDays(h.between(-1, 1))
	case 2:
		return d.AddDays(pick(h, 2, 3, 4, 7, 15, 29, 30, 31, 32))
	case 3:
		m := d.Month() + date.Month(h.between(-1, 12))
		return pick(h, m.First(), m.Last(), m.First()+9, m.Last()-9, m.First()+14)
	}
	return h.pool[0].AddDays(h.between(-20, 36*31))
}

// put records a fact; its day becomes one near which more happens.
func (h *history) put(d date.Date, b Body) {
	id := fmt.Sprintf("%s%d", b.Kind(), len(h.file.Facts))
	h.file.Facts = append(h.file.Facts, Fact{ID: id, Date: d, Body: b})
	h.pool = append(h.pool, d)
}

// intake brings most cases to execution in the usual way, some oddly and some not at all.
func (h *history) intake(seed uint64) {
	h.reseed(seed)
	start := h.pool[0]
	if !h.chance(4) {
		d := &Decision{}
		if h.chance(6) {
			d.CreditDays = pick(h, 1, 31, 365, 366, 700, 1200)
		}
		h.put(start.AddDays(-h.between(0, 30)), d)
	}
	for range h.between(0, 2) {
		h.put(start.AddDays(-h.between(0, 25)), h.body(KindService, start))
	}
	switch h.between(0, 11) {
	case 0:
	case 1:
		h.put(start, &MovedIn{FirstReportIn: start.AddDays(-h.between(-1, 800)), Village: pick(h, villages...)})
	default:
		h.put(start, &ReportIn{Village: pick(h, villages...)})
	}
}

// steady brings a negative test a month, and mostly the contacts, with a few gaps, so that some phases pass.
func (h *history) steady(seed uint64) {
	h.reseed(seed)
	first, gaps := h.pool[0].Month(), []int{h.between(0, 60), h.between(0, 60)}
	contacts := h.chance(2)
	for i := range pick(h, 12, 13, 25, 37) {
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
		if !h.chance(4) {
			end := h.pool[0].AddMonths(12 * (n + 1))
			h.put(end.AddDays(pick(h, -32, -31, -30, -1, 0, 1, 20, 60)), &Assessment{Phase: n + 1, Result: Pass})
		}
	}
}

// common and rare are the kinds drawn after intake; exits are rare, or no history would last.
var (
	common = []Kind{
		KindTest, KindTest, KindTest, KindContact, KindRisk, KindLeave, KindLeaveDecision, KindLeaveReturn, KindLeaveExtension, KindDeparture,
		KindDeparture, KindDepartureReturn, KindSuspension, KindSuspension, KindResumption, KindResumption, KindTest, KindAssessment, KindAssessment, KindExcuseWindow,
		KindResolution, KindPoliceOutcome, KindLabResult, KindTransfer, KindTransferReportIn, KindTransferReportIn,
	}
	rare = []Kind{
		KindScreening, KindDecision, KindService, KindReportIn, KindMovedIn, KindGoodCause, KindCarriedIn, KindRecheckResult, KindPoliceReport,
		KindTransferReceipt, KindTransferWithdrawn, KindDischarge, KindDischarge, KindIsolation, KindTermination, KindRevocation, KindReturned,
		KindAgreement, KindWorkingGroup, KindHelpPlan, KindRefusal, KindExemption, KindLostContact, KindFileToPolice, KindVoid, KindVoid, KindVoid,
		KindFinalAssessment, KindDischargeNotified, KindWarning, KindTransferRequest, KindForwardFile,
	}
)

func (h *history) add(seed uint64) {
	h.reseed(seed)
	kinds := common
	if h.chance(5) {
		kinds = rare
	}
	k, d := pick(h, kinds...), h.day()
	b := h.body(k, d)
	for _, x := range h.file.Facts {
		if x.ID == Reference(b) && !h.chance(3) {
			d = x.Date.AddDays(pick(h, 0, 1, 2, 3, 4, 9, 15, 29, 30, 31, 32, 60, 200))
		}
	}
	if m, err := date.ParseMonth(Reference(b)); err == nil && h.chance(2) { // a resolution, near its window's end
		d = m.Last().AddDays(h.between(-1, 2))
	}
	h.put(d, b)
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
	if h.chance(16) {
		fit = append(ids, "nobody")
	}
	if len(fit) == 0 {
		return "nobody"
	}
	return pick(h, fit...)
}

func (h *history) month() date.Month { return h.day().Month() }

func (h *history) body(k Kind, d date.Date) Body {
	switch k {
	case KindScreening:
		return &Screening{Conclusion: pick[Conclusion](h, "fit", "unfit")}
	case KindDecision:
		return &Decision{}
	case KindService:
		return &Service{To: pick[Receiver](h, "person", "person", "family", "township"), How: pick[Manner](h, "direct", "left", "notice")}
	case KindReportIn:
		return &ReportIn{Village: pick(h, villages...)}
	case KindGoodCause:
		return &GoodCause{Until: h.day()}
	case KindMovedIn:
		return &MovedIn{FirstReportIn: h.day(), Village: pick(h, villages...)}
	case KindCarriedIn:
		return &CarriedIn{Until: h.day(), Evasions: h.between(0, 3), UnauthorisedDays: h.between(0, 31)}
	case KindTest:
		b := &DrugTest{Result: pick[Result](h, "negative", "positive", "invalid", "refused", "refused", "refused", "absent", "absent")}
		if b.Result == Absent && h.chance(2) {
			good := h.chance(2)
			b.GoodCause = &good
		}
		return b
	case KindLabResult:
		return &LabResult{Of: h.of(KindTest), Result: pick[Result](h, "negative", "positive", "invalid")}
	case KindRecheckResult:
		return &RecheckResult{Of: h.of(KindTest), Result: pick[Result](h, "negative", "positive", "invalid")}
	case KindExcuseWindow:
		return &ExcuseWindow{Window: h.month()}
	case KindResolution:
		if h.chance(2) {
			return &Resolution{Of: h.month().String()}
		}
		return &Resolution{Of: h.of(KindTest, KindAssessment)}
	}
	return h.bodyInExecution(k, d)
}

// bodyInExecution makes what happens after the report-in.
func (h *history) bodyInExecution(k Kind, d date.Date) Body {
	switch k {
	case KindContact:
		return &Contact{Type: pick[ContactType](h, "report", "visit", "talk")}
	case KindRisk:
		return &Risk{Level: pick[RiskLevel](h, "high", "medium", "low")}
	case KindLeave:
		from := d + date.Date(h.between(0, 3))
		return &Leave{From: from, Until: from + date.Date(h.between(-1, 20))}
	case KindLeaveDecision:
		return &LeaveDecision{Of: h.of(KindLeave), Agreed: !h.chance(4)}
	case KindLeaveExtension:
		return &LeaveExtension{Of: h.of(KindLeave), Until: h.day()}
	case KindPoliceOutcome:
		of := AboutSeriousBreach
		if h.chance(2) {
			of = h.of(KindTest, KindDeparture, KindPoliceReport, KindLeave, KindRefusal)
		}
		return &PoliceOutcome{Of: of, Outcome: Continue, Reason: "stated"}
	case KindPoliceReport:
		return &PoliceReport{Of: h.of(KindTest, KindDeparture)}
	case KindWarning:
		return &Warning{Of: h.of(KindTest, KindDeparture)}
	case KindSuspension:
		return &Suspension{Authority: pick(h, "criminal_detention", "administrative_detention", "bail", "")}
	case KindTransfer:
		to := Destination(pick(h, villages...).String())
		if h.chance(4) {
			to = outside
		}
		return &Transfer{To: to, Out: to.Outside()}
	case KindTransferRequest:
		return &TransferRequest{To: Destination(pick(h, villages...).String())}
	case KindTransferReportIn:
		b := &TransferReportIn{Of: h.of(KindTransfer)}
		if h.chance(2) {
			b.Village = pick(h, villages...)
		}
		return b
	case KindAssessment:
		return &Assessment{Phase: h.between(1, 3), Result: pick[Grade](h, "pass", "pass", "fail")}
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
