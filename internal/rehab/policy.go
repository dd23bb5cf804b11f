package rehab

import (
	"encoding/json"

	"xinsheng/internal/date"
)

// Quota is how many contacts of each type a month owes.
type Quota struct {
	Report int `json:"report"`
	Visit  int `json:"visit"`
	Talk   int `json:"talk"`
}

// RiskInterval is the largest test interval, in months, that each risk level allows; 0 sets none (ruling 20).
type RiskInterval struct {
	High   int `json:"high,omitempty"`
	Medium int `json:"medium,omitempty"`
	Low    int `json:"low,omitempty"`
}

// MarshalJSON writes every level, so that what is read over another policy sets also the levels without a rule.
func (r RiskInterval) MarshalJSON() ([]byte, error) {
	type whole struct {
		High   int `json:"high"`
		Medium int `json:"medium"`
		Low    int `json:"low"`
	}
	return json.Marshal(whole(r))
}

// Of returns the interval of level l, 0 when it sets none.
func (r RiskInterval) Of(l RiskLevel) int {
	switch l {
	case High:
		return r.High
	case Medium:
		return r.Medium
	case Low:
		return r.Low
	}
	return 0
}

// Policy is one version of the settings of DOMAIN. Days are calendar days unless the name says workdays; money is fen.
type Policy struct {
	Effective date.Date `json:"effective,omitempty"` // first day in force; none means from the beginning

	Interval           []int        `json:"interval"`                       // months between tests, per phase; the last counts for further phases
	IntervalShort      []int        `json:"interval_short,omitempty"`       // the same for a term of up to 24 months, when it differs
	IntervalRehab      []int        `json:"interval_rehab,omitempty"`       // the same for rehab, when it differs
	IntervalRehabShort []int        `json:"interval_rehab_short,omitempty"` // the same for rehab of up to 24 months, when it differs
	Contacts           []Quota      `json:"contacts"`                       // per phase
	RiskInterval       RiskInterval `json:"risk_interval"`
	MinFreeDays        int          `json:"min_free_days"` // a window or month with fewer free days owes nothing
	Reward             []int        `json:"reward"`        // fen per phase

	ReportInDays           int  `json:"report_in_days"`
	ServePersonDays        int  `json:"serve_person_days"`        // "24 hours": the end of the next calendar day
	NotifyTownshipWorkdays int  `json:"notify_township_workdays"` // from service on the person
	AgreementDays          int  `json:"agreement_days"`           // from report-in
	PrepareDays            int  `json:"prepare_days"`             // working group and help plan, from report-in
	DecideWorkdays         int  `json:"decide_workdays"`          // for a human finding: absence, missed window, late report-in
	PoliceReportWorkdays   int  `json:"police_report_workdays"`   // "promptly", of refusal and serious breach
	LaboratoryDays         int  `json:"laboratory_days"`          // for the laboratory's answer, after the objection days
	ObjectionDays          int  `json:"objection_days"`           // for the person's objection to a positive
	ObjectionCalendarDays  bool `json:"objection_calendar_days"`  // count objection and laboratory days as calendar days
	SampleMonths           int  `json:"sample_months"`            // how long the B bottle is kept
	Collectors             int  `json:"collectors"`               // least number of persons who collect a sample
	TransferReportInDays   int  `json:"transfer_report_in_days"`
	ForwardFileWorkdays    int  `json:"forward_file_workdays"`
	AssessBeforeDays       int  `json:"assess_before_days"`    // a phase or final assessment opens so many days before
	AssessWithinDays       int  `json:"assess_within_days"`    // a phase assessment is due so many days after the phase
	FilePoliceWorkdays     int  `json:"file_police_workdays"`  // before the expiry day
	NotifyDischargeDays    int  `json:"notify_discharge_days"` // township told of the discharge

	ReferralAnswerWorkdays int `json:"referral_answer_workdays"` // for a department to accept or refuse a referral
	ReferralActWorkdays    int `json:"referral_act_workdays"`    // to act on it or close it, from accepting and again from each act

	MeasureConfirmWorkdays int `json:"measure_confirm_workdays"` // for the office to confirm that a measure is done, or to send it back

	NoticeDays            int `json:"notice_days"`             // for a unit to put right what a supervision notice names, unless it names another day
	NoticeReceiveWorkdays int `json:"notice_receive_workdays"` // for the unit to receive it
	NoticeDecideWorkdays  int `json:"notice_decide_workdays"`  // for the municipal office to decide on a reply or a request, and to report a refusal

	EvasionTimes        int `json:"evasion_times"`         // serious at this many
	DepartureTimes      int `json:"departure_times"`       // serious at this many
	DepartureDaysOver   int `json:"departure_days_over"`   // serious beyond this many days
	DepartureCountsFrom int `json:"departure_counts_from"` // days of one departure below which it does not count

	Boards   Boards       `json:"boards"`   // by the version in force on the day a dashboard stands at: the month's last, or today
	Score    ScoreWeights `json:"score"`    // by the version in force at the month end
	Returns  Returns      `json:"returns"`  // by the version in force on the period's last day
	Staffing Staffing     `json:"staffing"` // by the version in force at the month end
	Funding  FundingCosts `json:"funding"`  // by the version in force at the year's end
}

// Chishui returns the shipped policy of the city.
func Chishui() Policy {
	month := Quota{Report: 1, Visit: 1, Talk: 1}
	return Policy{
		Interval: []int{1, 1, 1}, Contacts: []Quota{month, month, month}, RiskInterval: RiskInterval{High: 1, Medium: 2},
		MinFreeDays: 10, Reward: []int{5000, 10000, 20000},
		ReportInDays: 15, ServePersonDays: 1, NotifyTownshipWorkdays: 3, AgreementDays: 7, PrepareDays: 7,
		DecideWorkdays: 5, PoliceReportWorkdays: 3, LaboratoryDays: 3, ObjectionDays: 3, SampleMonths: 6, Collectors: 2,
		TransferReportInDays: 15, ForwardFileWorkdays: 3,
		AssessBeforeDays: 30, AssessWithinDays: 30, FilePoliceWorkdays: 7, NotifyDischargeDays: 7,
		ReferralAnswerWorkdays: 5, ReferralActWorkdays: 20,
		NoticeDays: 15, NoticeReceiveWorkdays: 2, NoticeDecideWorkdays: 5,
		EvasionTimes: 3, DepartureTimes: 3, DepartureDaysOver: 30, DepartureCountsFrom: 3,
		MeasureConfirmWorkdays: 10, Returns: ChishuiReturns(), Staffing: ChishuiStaffing(), Score: ChishuiScore(), Boards: ChishuiBoards(), Funding: ChishuiFundingCosts(),
	}
}

// CommonPracticeDetox returns Chishui with the test schedule common for detox elsewhere: 12 + 6 + 4 tests.
func CommonPracticeDetox() Policy {
	p := Chishui()
	p.Interval = []int{1, 2, 3}
	return p
}

// CommonPracticeRehab returns Chishui with the test schedule common for rehab elsewhere: 6 + 4 + 2 tests in three years, 6 + 6 in two.
func CommonPracticeRehab() Policy {
	p := Chishui()
	p.Interval, p.IntervalShort = []int{2, 3, 6}, []int{2, 2}
	return p
}

// ShippedPolicy returns the shipped policy of that name; false when there is none.
func ShippedPolicy(name string) (Policy, bool) {
	switch name {
	case "chishui":
		return Chishui(), true
	case "common-practice-detox":
		return CommonPracticeDetox(), true
	case "common-practice-rehab":
		return CommonPracticeRehab(), true
	}
	return Policy{}, false
}

// Rules is everything besides the file that Compute reads.
type Rules struct {
	Versions []Policy // sorted by effective date; the last one in force on a day applies, the first also before its date
	Holidays Calendar

	Successions []Succession // units that went over into others; in no order
}

// On returns the settings in force on day d (ruling 21); without any version those shipped.
func (r Rules) On(d date.Date) Policy {
	c := computation{rules: r}
	return *c.policyOn(d)
}
