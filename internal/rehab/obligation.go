package rehab

import (
	"encoding/json"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Duty names a kind of obligation.
type Duty string

// The duties, in the order of a case's life.
const (
	DutyServePerson             Duty = "serve_person"
	DutyServeFamily             Duty = "serve_family"
	DutyNotifyTownship          Duty = "notify_township"
	DutyReportIn                Duty = "report_in"
	DutyDecideReportIn          Duty = "decide_report_in"
	DutyAgreement               Duty = "agreement"
	DutyWorkingGroup            Duty = "working_group"
	DutyHelpPlan                Duty = "help_plan"
	DutyTest                    Duty = "test"
	DutyContactReport           Duty = "contact_report"
	DutyContactVisit            Duty = "contact_visit"
	DutyContactTalk             Duty = "contact_talk"
	DutyDecideAbsence           Duty = "decide_absence"
	DutyResolveMissed           Duty = "resolve_missed"
	DutyTestDetails             Duty = "test_details"
	DutyConfirmPositive         Duty = "confirm_positive"
	DutyReportToPolice          Duty = "report_to_police"
	DutyPoliceOutcome           Duty = "police_outcome"
	DutyLeaveDecision           Duty = "leave_decision"
	DutyLeaveExtension          Duty = "leave_extension"
	DutyLeaveReturn             Duty = "leave_return"
	DutyTransferOrigin          Duty = "transfer_origin"
	DutyTransferDestination     Duty = "transfer_destination"
	DutyTransferPoliceNotified  Duty = "transfer_police_notified"
	DutyTransferReportIn        Duty = "transfer_report_in"
	DutyForwardFile             Duty = "forward_file"
	DutyPhaseAssessment         Duty = "phase_assessment"
	DutyFinalAssessment         Duty = "final_assessment"
	DutyFileToPolice            Duty = "file_to_police"
	DutyDischarge               Duty = "discharge"
	DutyNotifyTownshipDischarge Duty = "notify_township_discharge"
)

// The duties of [Track.FollowUps], each named by the fact that settles it.
const (
	DutyIsolation       Duty = "isolation"
	DutyDepartureReturn Duty = "departure_return"
)

// Duties returns every kind of obligation.
func Duties() []Duty {
	return []Duty{
		DutyServePerson, DutyServeFamily, DutyNotifyTownship, DutyReportIn, DutyDecideReportIn, DutyAgreement, DutyWorkingGroup, DutyHelpPlan,
		DutyTest, DutyContactReport, DutyContactVisit, DutyContactTalk, DutyDecideAbsence, DutyResolveMissed, DutyTestDetails, DutyConfirmPositive,
		DutyReportToPolice, DutyPoliceOutcome, DutyIsolation, DutyLeaveDecision, DutyLeaveExtension, DutyLeaveReturn, DutyDepartureReturn, DutyTransferOrigin, DutyTransferDestination, DutyTransferPoliceNotified,
		DutyTransferReportIn, DutyForwardFile, DutyPhaseAssessment, DutyFinalAssessment, DutyFileToPolice, DutyDischarge, DutyNotifyTownshipDischarge,
	}
}

// Debtor is who owes a duty.
type Debtor string

// Those who owe something in a case.
const (
	OwedByPerson   Debtor = "person"
	OwedByVillage  Debtor = "village"
	OwedByTownship Debtor = "township"
	OwedByPolice   Debtor = "police"
)

// ObligationState is how a duty stands today.
type ObligationState string

// Upcoming: not yet opened. Open: from its opening day to its due day. Overdue: after it. Met: done, also when done late.
const (
	DutyUpcoming ObligationState = "upcoming"
	DutyOpen     ObligationState = "open"
	DutyOverdue  ObligationState = "overdue"
	DutyMet      ObligationState = "met"
)

// Cite names a rule: a key of the text catalogue and the article it comes from.
type Cite struct {
	Text    string `json:"text"`
	Article string `json:"article"`
}

// Obligation is one duty of the case: something somebody has to do, or has done, in a span of days.
type Obligation struct {
	Kind     Duty            `json:"kind"`
	OwedBy   Debtor          `json:"owed_by"`
	Division division.Code   `json:"division"` // the division answerable, whoever owes it
	Opens    date.Date       `json:"opens"`
	Due      date.Date       `json:"due"`    // last day in time; none when the law sets none
	Lapses   date.Date       `json:"lapses"` // last day the duty exists; none when it does not lapse
	State    ObligationState `json:"state"`
	Rule     Cite            `json:"rule"`
	MetBy    string          `json:"met_by"`             // the fact that met it
	Month    date.Month      `json:"month,omitempty"`    // of a contact: its month; of a test: the window's first month
	Phase    PhaseNumber     `json:"phase,omitempty"`    // of an assessment
	Of       string          `json:"of,omitempty"`       // the fact that gave rise to it
	Needed   int             `json:"needed,omitempty"`   // of contacts: how many more are owed
	Prepared string          `json:"prepared,omitempty"` // of a phase assessment: the village's opinion, on which the township decides
}

// MarshalJSON writes o with null for a duty that nothing has met.
func (o Obligation) MarshalJSON() ([]byte, error) {
	type plain Obligation
	var met *string
	if o.MetBy != "" {
		met = &o.MetBy
	}
	return json.Marshal(struct {
		plain
		MetBy *string `json:"met_by"`
	}{plain(o), met})
}

// StateOn returns how o stands on day d if nothing further is recorded; "" when it has lapsed by then. The store's worklist
// expression is tested against it.
func (o *Obligation) StateOn(d date.Date) ObligationState {
	switch {
	case o.MetBy != "":
		return DutyMet
	case !o.Lapses.IsZero() && d > o.Lapses:
		return ""
	case !o.Due.IsZero() && d > o.Due:
		return DutyOverdue
	case d < o.Opens:
		return DutyUpcoming
	}
	return DutyOpen
}
