package rehab

import (
	"cmp"
	"slices"
	"strings"

	"xinsheng/internal/date"
)

// Flaw is a machine word for what is wrong with a fact that cannot be.
type Flaw string

// The flaws. Unless said otherwise the fact takes effect all the same (ruling 47).
const (
	FlawVoidCircle         Flaw = "void_circle"                // voids that void one another; none works
	FlawUnknownReference   Flaw = "unknown_reference"          // "of" names nothing on file; without effect
	FlawWrongReference     Flaw = "wrong_reference"            // "of" names a fact of another kind; without effect
	FlawSecondExit         Flaw = "second_exit"                // without effect (ruling 45)
	FlawAfterExit          Flaw = "after_exit"                 // without effect
	FlawSecondDecision     Flaw = "second_decision"            // without effect (ruling 43)
	FlawSecondReportIn     Flaw = "second_report_in"           // without effect
	FlawSecondCarriedIn    Flaw = "second_carried_in"          // without effect
	FlawSecondEnd          Flaw = "second_end"                 // a second return, release or receipt; without effect
	FlawBeforeDecision     Flaw = "before_decision"            // served or reported in before the decision
	FlawBeforeReportIn     Flaw = "before_report_in"           // part of the execution, but before it
	FlawNoReportIn         Flaw = "no_report_in"               // part of the execution, but there is none
	FlawAfterLastDay       Flaw = "after_last_day"             // part of the execution, but after it; meets nothing
	FlawEndsBeforeStart    Flaw = "ends_before_start"          // counts as no days
	FlawDischargeEarly     Flaw = "discharge_before_expiry"    //
	FlawReturnedLate       Flaw = "returned_after_report_in"   //
	FlawNoSuchPhase        Flaw = "no_such_phase"              // without effect
	FlawAssessmentEarly    Flaw = "assessment_too_early"       // without effect (ruling 26)
	FlawNoSuchWindow       Flaw = "no_such_window"             // without effect
	FlawLateWithoutReason  Flaw = "late_entry_without_reason"  //
	FlawContinueUnreasoned Flaw = "continue_without_reason"    // ruling 51
	FlawIsolationBarred    Flaw = "isolation_barred"           // ruling 51
	FlawCreditOnRehab      Flaw = "credit_on_rehab"            // without effect (条例 31 is about detox)
	FlawFirstAfterMove     Flaw = "first_report_in_after_move" // the day of the move counts
	FlawScreenedUnfit      Flaw = "screened_unfit"             // a decision although the screening said unfit
	FlawAwayAlready        Flaw = "away_already"               // a departure during another
	FlawResolutionEarly    Flaw = "resolution_too_early"       // of a window not over yet; without effect
	FlawNoCustody          Flaw = "not_custody"                // bail or residential surveillance; without effect (ruling 53)
	FlawTransferDone       Flaw = "transfer_done"              // withdrawn after the person had reported; without effect
)

// judge lists the facts that cannot be and were not listed while they were read.
func (c *computation) judge() {
	c.judgeReferences()
	c.judgeIntake()
	c.judgeExecution()
	c.judgePolice()
	for _, e := range c.excuses {
		if m := e.body.Window; !c.started() || m < c.firstMonth || c.expiry != never && m > c.lastMonth() {
			c.problem(e.id, FlawNoSuchWindow)
		}
	}
	for _, w := range c.withdrawals {
		if a := c.arrivalOf(w.body.Of); a != nil && w.date >= a.date {
			c.problem(w.id, FlawTransferDone)
		}
	}
	slices.SortStableFunc(c.track.Problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	c.track.Problems = slices.Compact(c.track.Problems)
}

// referenceKinds says which kinds of fact a reference may name, by the kind that refers; nil when any will do.
func referenceKinds(k Kind) []Kind {
	switch k {
	case KindTestDetails, KindObjection, KindLabResult, KindRecheckResult:
		return []Kind{KindTest}
	case KindLeaveDecision, KindLeaveExtension, KindLeaveExtensionRequest, KindLeaveReturn:
		return []Kind{KindLeave}
	case KindLeaveExtensionRefusal:
		return []Kind{KindLeaveExtensionRequest}
	case KindDepartureReturn:
		return []Kind{KindDeparture}
	case KindContactRestored:
		return []Kind{KindLostContact}
	case KindResumption:
		return []Kind{KindSuspension}
	case KindTransferOrigin, KindTransferDestination, KindTransferPoliceNotified:
		return []Kind{KindTransferRequest}
	case KindTransfer:
		return []Kind{KindTransferRequest}
	case KindTransferReportIn, KindTransferReceipt, KindForwardFile:
		return []Kind{KindTransfer}
	case KindTransferWithdrawn:
		return []Kind{KindTransfer, KindTransferRequest}
	}
	return nil
}

func (c *computation) judgeReferences() {
	for _, x := range c.seen {
		switch x.Body.(type) {
		case *DrugTest, *Contact: // the two frequent kinds refer to nothing
			continue
		}
		of := Reference(x.Body)
		if of == "" {
			continue
		}
		k := x.Body.Kind()
		if k == KindVoid {
			c.judgeVoid(x, of)
			continue
		}
		if f := c.fact(of); f == nil {
			if !c.isWord(k, of) {
				c.problem(x.ID, FlawUnknownReference)
			}
		} else if want := referenceKinds(k); want != nil && !oneOf(f.Body.Kind(), want...) {
			c.problem(x.ID, FlawWrongReference)
		}
	}
}

// judgeVoid looks among all facts, for a void may name one that is void now or still to come.
func (c *computation) judgeVoid(x *Fact, of string) {
	for i := range c.file.Facts {
		if c.file.Facts[i].ID == of {
			return
		}
	}
	c.problem(x.ID, FlawUnknownReference)
}

// isWord reports whether a reference is one of the words that name no fact.
func (c *computation) isWord(k Kind, of string) bool {
	switch k {
	case KindAdmonition, KindWarning, KindPoliceReport, KindPoliceOutcome:
		return of == AboutSeriousBreach || c.windowNamed(of) >= 0
	case KindResolution:
		return of == AboutSeriousBreach || c.windowNamed(of) >= 0
	}
	return false
}

func (c *computation) judgeIntake() {
	for i, d := range c.decisions {
		if i > 0 {
			c.problem(d.id, FlawSecondDecision)
		} else if c.unfitOn(d.date) {
			c.problem(d.id, FlawScreenedUnfit)
		}
	}
	if len(c.decisions) == 0 {
		return
	}
	issued := c.decisions[0].date
	for _, s := range c.services {
		if s.date < issued {
			c.problem(s.id, FlawBeforeDecision)
		}
	}
	for _, r := range c.reportIns {
		if r.date < issued {
			c.problem(r.id, FlawBeforeDecision)
		}
	}
}

// unfitOn reports whether the newest screening by day d concluded unfit.
func (c *computation) unfitOn(d date.Date) bool {
	unfit := false
	for _, s := range c.screenings {
		if s.date <= d {
			unfit = s.body.Conclusion == Unfit
		}
	}
	return unfit
}

// judgeExecution lists what belongs to the execution but lies outside it.
func (c *computation) judgeExecution() {
	for _, x := range c.seen {
		if x.Date > c.exitDay {
			continue
		}
		switch b := x.Body.(type) {
		case *DrugTest:
			c.judgeInside(x)
			c.judgeLateEntry(x, b)
		case *Contact, *Agreement, *WorkingGroup, *HelpPlan, *Leave, *Departure:
			c.judgeInside(x)
		case *Discharge:
			if x.Date < c.expiry || !c.started() {
				c.problem(x.ID, FlawDischargeEarly)
			}
		case *Returned:
			if c.started() {
				c.problem(x.ID, FlawReturnedLate)
			}
		}
	}
}

func (c *computation) judgeInside(x *Fact) {
	switch {
	case !c.started():
		c.problem(x.ID, FlawNoReportIn)
	case x.Date < c.first:
		c.problem(x.ID, FlawBeforeReportIn)
	case x.Date >= c.expiry:
		c.problem(x.ID, FlawAfterLastDay)
	}
}

// judgeLateEntry: a result may be entered after its window closed only with a reason (DOMAIN §5).
func (c *computation) judgeLateEntry(x *Fact, b *DrugTest) {
	if b.Entered.IsZero() || b.Reason != "" {
		return
	}
	if w := c.windowOn(x.Date); w != nil && b.Entered > w.To {
		c.problem(x.ID, FlawLateWithoutReason)
	}
}

// judgePolice: where 禁毒法 39 bars isolation, it cannot be the outcome; elsewhere going on after a positive needs a reason (ruling 51).
func (c *computation) judgePolice() {
	for _, o := range c.outcomes {
		exempt := c.exemptOn(o.date)
		switch {
		case o.body.Outcome == ToIsolated && exempt:
			c.problem(o.id, FlawIsolationBarred)
		case o.body.Outcome == Continue && !exempt && o.body.Reason == "" && c.isConfirmedPositive(c.about(o.body.Of)):
			c.problem(o.id, FlawContinueUnreasoned)
		}
	}
	if c.track.Exit != nil && c.track.Stage == StageToIsolation && c.exemptOn(c.exitDay) {
		c.problem(c.track.Exit.Fact, FlawIsolationBarred)
	}
}

// Flaws returns every flaw.
func Flaws() []Flaw {
	return []Flaw{
		FlawVoidCircle, FlawUnknownReference, FlawWrongReference, FlawSecondExit, FlawAfterExit, FlawSecondDecision, FlawSecondReportIn,
		FlawSecondCarriedIn, FlawSecondEnd, FlawBeforeDecision, FlawBeforeReportIn, FlawNoReportIn, FlawAfterLastDay,
		FlawEndsBeforeStart, FlawDischargeEarly, FlawReturnedLate, FlawNoSuchPhase, FlawAssessmentEarly, FlawNoSuchWindow,
		FlawLateWithoutReason, FlawContinueUnreasoned, FlawIsolationBarred, FlawCreditOnRehab, FlawFirstAfterMove, FlawScreenedUnfit,
		FlawAwayAlready, FlawResolutionEarly, FlawNoCustody, FlawTransferDone,
	}
}
