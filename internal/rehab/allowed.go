package rehab

import "encoding/json"

// Reason is why an action is not allowed now: a machine word, put into a sentence by the text catalogue.
type Reason string

// The reasons.
const (
	NeedsDecision        Reason = "needs_decision"         // no decision has been issued
	NeedsService         Reason = "needs_service"          // not served on the person
	NeedsReportIn        Reason = "needs_report_in"        // the person has not reported in
	AlreadyDecided       Reason = "already_decided"        // there is a decision
	AlreadyReported      Reason = "already_reported"       // there is a report-in
	AlreadyDone          Reason = "already_done"           // the thing is on file
	CaseEnded            Reason = "case_ended"             // an exit has happened
	TermEnded            Reason = "term_ended"             // the last day is over
	TermRunning          Reason = "term_running"           // the last day is not over
	TermUnknown          Reason = "term_unknown"           // suspended without a release date
	IsSuspended          Reason = "is_suspended"           // the person is held
	NotSuspended         Reason = "not_suspended"          // nobody is held
	ScreenedUnfit        Reason = "screened_unfit"         // the screening ended with unfit
	NotYetOpen           Reason = "not_yet_open"           // the day from which it may be done has not come
	NothingOpen          Reason = "nothing_open"           // there is nothing it could answer
	NoWindow             Reason = "no_window"              // no window could be excused
	NoPositive           Reason = "no_positive"            // no positive waits
	TransferRunning      Reason = "transfer_running"       // a residence change is under way
	NoTransfer           Reason = "no_transfer"            // no residence change is under way
	NeedsOriginAgreed    Reason = "needs_origin_agreed"    // the origin has not agreed
	NeedsDestination     Reason = "needs_destination"      // the destination has not agreed
	NeedsPoliceNotified  Reason = "needs_police_notified"  // the police of both places have not been told
	NeedsEffective       Reason = "needs_effective"        // the change has no effective date yet
	NotOutside           Reason = "not_outside"            // the destination is in this county
	IsOutside            Reason = "is_outside"             // the destination is in another county
	ReportedAtDest       Reason = "reported_at_dest"       // the person has reported at the destination
	IsolationBarred      Reason = "isolation_barred"       // 禁毒法 39 bars isolation
	NeedsGround          Reason = "needs_ground"           // nothing on file is a ground for it
	NeedsDischarge       Reason = "needs_discharge"        // no discharge notice has been issued
	NeedsPhaseOpinion    Reason = "needs_phase_opinion"    // the village has given no opinion
	CarriedInAlready     Reason = "carried_in_already"     // the paper record has been taken over
	NothingToVoid        Reason = "nothing_to_void"        // the file is empty
	ContactNotLost       Reason = "contact_not_lost"       // contact is not lost
	ContactLostAlready   Reason = "contact_lost_already"   // contact is lost already
	AwayAlready          Reason = "away_already"           // the person is away already
	NotAway              Reason = "not_away"               // the person is not away
	DeadlineNotSet       Reason = "deadline_not_set"       // there is no deadline to replace
	FinalAssessmentFirst Reason = "final_assessment_first" // assess before filing

	ExtensionAskedAlready Reason = "extension_asked_already" // a request to extend the leave waits for its answer
)

// MarshalJSON writes the word, or null for none.
func (r Reason) MarshalJSON() ([]byte, error) {
	if r == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(r))
}

// Allowed says whether a fact of one kind may be recorded today, and why not.
type Allowed struct {
	Action Kind   `json:"action"` // the fact that would be recorded
	OK     bool   `json:"ok"`
	WhyNot Reason `json:"why_not"` // null when OK
}

// Reasons returns every reason.
func Reasons() []Reason {
	return []Reason{
		NeedsDecision, NeedsService, NeedsReportIn, AlreadyDecided, AlreadyReported, AlreadyDone, CaseEnded, TermEnded, TermRunning,
		TermUnknown, IsSuspended, NotSuspended, ScreenedUnfit, NotYetOpen, NothingOpen, NoWindow, NoPositive, TransferRunning,
		NoTransfer, NeedsOriginAgreed, NeedsDestination, NeedsPoliceNotified, NeedsEffective, NotOutside, IsOutside, ReportedAtDest,
		IsolationBarred, NeedsGround, NeedsDischarge, NeedsPhaseOpinion, CarriedInAlready, NothingToVoid, ContactNotLost,
		ContactLostAlready, AwayAlready, NotAway, DeadlineNotSet, FinalAssessmentFirst,
		ExtensionAskedAlready,
	}
}

// WhyNot returns the reason against recording a fact of the kind today, "" when it may be.
func (t *Track) WhyNot(k Kind) Reason {
	for i := range t.Allowed {
		if t.Allowed[i].Action == k {
			return t.Allowed[i].WhyNot
		}
	}
	return ""
}
