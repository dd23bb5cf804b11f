package casework

import (
	"slices"

	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// age of majority in years (民法典 17); a minor's guardian signs too (DOMAIN §3).
const majority = 18

// exemptAge in years: under it isolation need not be ordered (禁毒法 39).
const exemptAge = 16

// checkVillage: the person reports at a village that is the recorder's to confirm.
func checkVillage(c *factCheck) {
	if !c.says("village") {
		return
	}
	v, err := division.Parse(c.text("village"))
	if err != nil || !v.IsVillage() || !c.actor.Sees(v) {
		c.wrong.Add("village", text.ValidNotAnOption)
	}
}

// checkGoodCause: a good cause gives more time, never less (ruling 7).
func checkGoodCause(c *factCheck) {
	due := c.Track.Deadlines.ReportIn
	if until := c.day("until"); due != nil && !until.IsZero() && until <= due.Due {
		c.wrong.Add("until", text.ValidBefore, "What", text.RecordDueUntilNow, "Day", due.Due+1)
	}
}

func checkMovedIn(c *factCheck) {
	checkVillage(c)
	if first := c.day("first_report_in"); !first.IsZero() && !c.Date.IsZero() && first > c.Date {
		c.wrong.Add("first_report_in", text.ValidAfter, "What", text.RecordDayHere, "Day", c.Date)
	}
}

func checkCarriedIn(c *factCheck) {
	if until := c.day("until"); until > c.Today {
		c.wrong.Add("until", text.ValidFuture, "Today", c.Today)
	}
}

func checkAgreement(c *factCheck) {
	birth := c.Person.Birth
	if !c.Date.IsZero() && c.Date < birth.AddMonths(12*majority) && !c.says("guardian") {
		c.wrong.Add("guardian", text.RecordMinor)
	}
}

// GroupMembers are the five kinds of member of a working group (条例 17), by the field names of rehab.WorkingGroup.
func GroupMembers() []string { return []string{"worker", "police", "medic", "family", "volunteer"} }

// checkWorkingGroup: a kind of member that is missing needs a word why.
func checkWorkingGroup(c *factCheck) {
	for _, member := range GroupMembers() {
		if !c.says(member) && !c.says("note") {
			c.wrong.Add(member, text.RecordMemberMissing)
		}
	}
}

// checkHelpPlan: a plan holds at least one of the four measures of 条例 18.
func checkHelpPlan(c *factCheck) {
	for _, measure := range rehab.HelpHeads() {
		if c.says(string(measure)) {
			return
		}
	}
	c.wrong.Add("counselling", text.RecordNoMeasure)
}

// checkAid: a head of the help plan is named for help that was given.
func checkAid(c *factCheck) {
	if c.says("aid_head") && !c.says("aid") {
		c.wrong.Add("aid", text.ValidRequired)
	}
}

// checkRecheck: the recheck is another laboratory's (吸毒检测程序规定 13).
func checkRecheck(c *factCheck) {
	for _, p := range c.Track.Positives {
		first, ok := c.Fact(p.Lab)
		if p.Test == c.text("of") && ok && c.says("laboratory") && first.Body.(*rehab.LabResult).Laboratory == c.text("laboratory") {
			c.wrong.Add("laboratory", text.RecordSameLaboratory)
		}
	}
}

func checkLeave(c *factCheck) {
	if from, until := c.day("from"), c.day("until"); !from.IsZero() && !until.IsZero() && until < from {
		c.wrong.Add("until", text.ValidBefore, "What", text.RecordDayOfLeaving, "Day", from)
	}
}

func checkLeaveDecision(c *factCheck) {
	if agreed, said := c.Said["agreed"].(bool); said && !agreed && !c.says("reason") {
		c.wrong.Add("reason", text.ValidReasonRequired)
	}
}

// checkLeaveExtension: more time, asked for or given, ends after the day of return so far.
func checkLeaveExtension(c *factCheck) {
	for _, l := range c.Track.Leaves {
		if until := c.day("until"); l.Fact == c.text("of") && !until.IsZero() && until <= l.Until {
			c.wrong.Add("until", text.ValidBefore, "What", text.RecordReturnSoFar, "Day", l.Until+1)
		}
	}
}

// checkPoliceOutcome: only what may be decided now (rulings 49, 51); to go on after a positive that stands needs a reason unless isolation is barred.
func checkPoliceOutcome(c *factCheck) {
	outcome := rehab.Outcome(c.text("outcome"))
	if outcome == "" {
		return
	}
	if len(c.Track.Outcomes) > 0 && !slices.Contains(c.Track.Outcomes, outcome) {
		c.wrong.Add("outcome", text.Key(string(text.FamilyProblem)+"."+string(rehab.FlawIsolationBarred)))
	}
	positive := slices.ContainsFunc(c.Track.Positives, func(p rehab.Confirmation) bool { return p.Test == c.text("of") && p.Final == rehab.Positive })
	if outcome == rehab.Continue && positive && !c.Track.Exempt && !c.says("reason") {
		c.wrong.Add("reason", text.Key(string(text.FamilyProblem)+"."+string(rehab.FlawContinueUnreasoned)))
	}
}

// checkExemption: the bar of 禁毒法 39 is a woman's, or that of somebody under sixteen, and is over with the reason for it.
func checkExemption(c *factCheck) {
	sixteen := c.Person.Birth.AddMonths(12 * exemptAge)
	switch ground := c.text("ground"); {
	case (ground == "pregnant" || ground == "nursing") && c.Person.Sex != "female":
		c.wrong.Add("ground", text.RecordExemptWoman)
	case ground == "under_16" && !c.Date.IsZero() && c.Date >= sixteen:
		c.wrong.Add("ground", text.RecordExemptAge, "Day", sixteen)
	case ground == "under_16" && c.day("until") >= sixteen:
		c.wrong.Add("until", text.RecordExemptUntil, "Day", sixteen-1)
	}
	if until := c.day("until"); !until.IsZero() && until < c.Date {
		c.wrong.Add("until", text.ValidBefore, "What", text.RecordDayFrom, "Day", c.Date)
	}
}
