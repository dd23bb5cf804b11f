package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Deadlines are the dates that papers and lists show; a zero date does not apply.
type Deadlines struct {
	ReportIn                *ReportInDeadline `json:"report_in,omitempty"`
	Agreement               date.Date         `json:"agreement,omitempty"`
	TransferReportIn        date.Date         `json:"transfer_report_in,omitempty"`
	FileToPolice            date.Date         `json:"file_to_police,omitempty"`
	FinalAssessmentOpens    date.Date         `json:"final_assessment_opens,omitempty"`
	Discharge               date.Date         `json:"discharge,omitempty"`
	NotifyTownshipDischarge date.Date         `json:"notify_township_discharge,omitempty"`
}

// ReportInDeadline is the person's 15 days. Late: reported in after it. Overdue: it has passed and the person has not reported in.
type ReportInDeadline struct {
	Due     date.Date `json:"due"` // null while the person is held
	Late    bool      `json:"late"`
	Overdue bool      `json:"overdue"`
}

// Problem is a fact that cannot be (ruling 47): it took effect, or was passed over, as its rule says.
type Problem struct {
	ID   string `json:"id"`
	Rule Flaw   `json:"rule"`
}

// Confirmation is the track of one positive (DOMAIN §5).
type Confirmation struct {
	Test           string    `json:"test"`
	Taken          date.Date `json:"taken"`
	Final          Result    `json:"final"` // recheck before laboratory before strip (ruling 52)
	Lab            string    `json:"lab"`
	Recheck        string    `json:"recheck"`
	Objection      string    `json:"objection,omitempty"`     // the person's, against the strip
	LabObjection   string    `json:"lab_objection,omitempty"` // against the laboratory
	Details        string    `json:"details,omitempty"`       // what was supplied after a short form, the newest
	Outcome        string    `json:"outcome"`                 // the police outcome
	Told           string    `json:"told"`                    // the report to the police
	ObjectionUntil date.Date `json:"objection_until"`
	LaboratoryBy   date.Date `json:"laboratory_by"`
	KeepUntil      date.Date `json:"keep_until"` // of the B bottle (ruling 54)
}

// LeaveState is how a leave stands.
type LeaveState string

// The states of a leave.
const (
	LeaveRequested LeaveState = "requested"
	LeaveAgreed    LeaveState = "agreed"
	LeaveRefused   LeaveState = "refused"
	LeaveOverdue   LeaveState = "overdue"
	LeaveReturned  LeaveState = "returned"
)

// LeaveStatus is one leave with its present return day.
type LeaveStatus struct {
	Fact     string     `json:"fact"`
	From     date.Date  `json:"from"`
	Until    date.Date  `json:"until"` // extended
	State    LeaveState `json:"state"`
	Returned date.Date  `json:"returned"`

	Extension *ExtensionAsked `json:"extension,omitempty"` // the newest request for a later return
}

// AsksMore reports whether a request for a later return waits for its answer.
func (l *LeaveStatus) AsksMore() bool {
	return l.Extension != nil && l.Extension.State == ExtensionOpen && (l.State == LeaveAgreed || l.State == LeaveOverdue)
}

// ExtensionState is how a request to extend a leave stands.
type ExtensionState string

// Lapsed: the person was back before the answer.
const (
	ExtensionOpen    ExtensionState = "open"
	ExtensionGranted ExtensionState = "granted"
	ExtensionRefused ExtensionState = "refused"
	ExtensionLapsed  ExtensionState = "lapsed"
)

// ExtensionAsked is a request to extend a leave, and what became of it. It moves no date by itself (ruling 37).
type ExtensionAsked struct {
	Request string         `json:"request"`
	Asked   date.Date      `json:"asked"`
	Until   date.Date      `json:"until"` // the day of return asked for
	State   ExtensionState `json:"state"`
	Answer  string         `json:"answer,omitempty"` // the fact that settled it
}

// Away is one departure, or the overdue part of a leave, and what of it counts.
type Away struct {
	Fact     string    `json:"fact"`
	From     date.Date `json:"from"`     // day of leaving
	Returned date.Date `json:"returned"` // null while away
	Days     int       `json:"days"`     // away without leave
	Counts   bool      `json:"counts"`   // long enough to count
	Gross    int       `json:"gross_days"`
	Leave    int       `json:"leave_days"`   // of the gross days, covered by leave
	Custody  int       `json:"custody_days"` // of the others, in custody; Days is what remains
	Overdue  bool      `json:"overdue_leave,omitempty"`
}

// ChangeStep is the next step of a residence change.
type ChangeStep string

// The steps, each named by the fact that would take it.
const (
	StepOrigin      ChangeStep = "transfer_origin"
	StepDestination ChangeStep = "transfer_destination"
	StepPolice      ChangeStep = "transfer_police_notified"
	StepEffective   ChangeStep = "transfer"
	StepReportIn    ChangeStep = "transfer_report_in"
	StepReceipt     ChangeStep = "transfer_receipt"
	StepRefused     ChangeStep = "refused" // one township refused; the request can only be withdrawn or filed anew
)

// Change is the residence change under way.
type Change struct {
	Request   string        `json:"request"`  // the request; empty when the transfer was recorded straight away
	Transfer  string        `json:"transfer"` // the transfer, once it has an effective date
	To        Destination   `json:"to"`
	Out       bool          `json:"out"`
	Origin    division.Code `json:"origin"`
	Village   division.Code `json:"village"` // where the person is to report
	Effective date.Date     `json:"effective"`
	Step      ChangeStep    `json:"step"`
	Turn      Debtor        `json:"turn"`
	Division  division.Code `json:"division"` // whose turn it is
	Due       date.Date     `json:"due"`
}
