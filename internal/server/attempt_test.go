package server_test

import (
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// attempt is one thing that staff try to do to a case: a form, filled as it should be.
type attempt struct {
	kind  rehab.Kind
	login string
	page  string // where the form stands, after the case's address
	post  string // where it is sent; empty: to the page
	sheet bool   // by the village's sheet of the month, not on a page of the case
	fill  func(o *casework.Opened) []string
}

// fillSheet is the sheet with one row filled in.
func fillSheet(o *casework.Opened) []string {
	id := o.Case.ID.String()
	return []string{"collector_a", "甲", "collector_b", "乙", "case", id, "key-" + id, key(), "version-" + id, strconv.Itoa(o.Case.Version), "result-" + id, "negative"}
}

func filled(pairs ...string) func(*casework.Opened) []string {
	return func(*casework.Opened) []string { return pairs }
}

// about fills the form of a fact that is about another: the first it can be about, or else the case's first fact, as a form does that was
// open while the case went on.
func about(kind rehab.Kind, field string, pairs ...string) func(*casework.Opened) []string {
	return func(o *casework.Opened) []string {
		of := o.Facts[0].ID
		if field == "window" {
			of = "2026-11"
		}
		if list := o.Referable(kind); len(list) > 0 {
			of = list[0].Of
		}
		return append([]string{field, of}, pairs...)
	}
}

// attempts are all kinds of fact that staff record, in the order of the registry. The lead of the township may do what its other staff may.
func attempts() []attempt {
	near, lab := testkit.Near.String(), []string{"result", "negative", "laboratory", "省厅实验室"}
	return []attempt{
		{kind: rehab.KindDecision, login: "police1", page: "decision", fill: filled("do", "save", "version", "0", "measure", "detox-36", "place", near)},
		{kind: rehab.KindService, login: "police1", page: "service", fill: fillService},
		{kind: rehab.KindReportIn, login: "town2", page: "report-in", fill: here()},
		{kind: rehab.KindGoodCause, login: "town2", page: "good-cause", fill: filled("until", "2026-12-31", "reason", "住院")},
		{kind: rehab.KindMovedIn, login: "town2", page: "moved-in", fill: here("first_report_in", "2026-05-06", "from_unit", "习水县东皇街道")},
		{kind: rehab.KindCarriedIn, login: "town2", page: "carried-in", fill: filled("until", "2026-10-31")},
		{kind: rehab.KindAgreement, login: "town2", page: "agreement", fill: filled("measures", "每月尿检", "signed_by", "本人")},
		{kind: rehab.KindWorkingGroup, login: "town2", page: "working-group", fill: filled("worker", "李秀珍", "note", "其余待定")},
		{kind: rehab.KindHelpPlan, login: "town2", page: "help-plan/new", fill: filled("skills", "叉车培训")},
		{kind: rehab.KindTest, login: "town2", page: "test", fill: filled("result", "negative", "panel", "all_negative", "collector_a", "甲", "collector_b", "乙")},
		{kind: rehab.KindTest, login: "town2", page: "visit", fill: func(o *casework.Opened) []string {
			return []string{"version", strconv.Itoa(o.Case.Version), "result", "negative", "collector_a", "甲", "collector_b", "乙", "contact", "talk", "talk_content", "谈近况"}
		}},
		{kind: rehab.KindTest, login: "town2", sheet: true, fill: fillSheet},
		{kind: rehab.KindTestDetails, login: "town2", page: "test-details", fill: about(rehab.KindTestDetails, "of", "method", "strip", "panel", "each", "met", "positive",
			"collector_a", "甄采甲", "collector_b", "甄采乙", "specimen", "Y1", "seal_a", "A1", "seal_b", "B1", "read_on", "2026-11-23", "signed", "signed")},
		{kind: rehab.KindObjection, login: "town2", page: "objection", fill: about(rehab.KindObjection, "of", "against", "strip")},
		{kind: rehab.KindLabResult, login: "police1", page: "lab-result", fill: about(rehab.KindLabResult, "of", lab...)},
		{kind: rehab.KindRecheckResult, login: "police1", page: "recheck-result", fill: about(rehab.KindRecheckResult, "of", lab...)},
		{kind: rehab.KindExcuseWindow, login: "town2", page: "excuse-window", fill: about(rehab.KindExcuseWindow, "window", "reason", "住院")},
		{kind: rehab.KindResolution, login: "town2", page: "resolution", fill: about(rehab.KindResolution, "of", "note", "已补谈话")},
		{kind: rehab.KindContact, login: "town2", page: "contact", fill: filled("type", "talk", "staff", "肖开凤", "content", "谈近况")},
		{kind: rehab.KindRisk, login: "town2", page: "risk", fill: filled("level", "high", "reason", "近期接触旧友")},
		{kind: rehab.KindLeave, login: "town2", page: "leave", fill: filled("from", "2026-11-25", "until", "2026-12-02", "to", "重庆", "reason", "探亲")},
		{kind: rehab.KindLeaveDecision, login: "town2", page: "leave-decision", fill: about(rehab.KindLeaveDecision, "of", "agreed", "yes")},
		{kind: rehab.KindLeaveExtension, login: "town2", page: "leave-extension", fill: about(rehab.KindLeaveExtension, "of", "until", "2026-12-20", "reason", "母亲住院")},
		{kind: rehab.KindLeaveExtensionRequest, login: "town1", page: "leave-extension-request", fill: about(rehab.KindLeaveExtensionRequest, "of", "until", "2026-12-20", "reason", "母亲住院")},
		{kind: rehab.KindLeaveExtensionRefusal, login: "town2", page: "leave-extension-refusal", fill: about(rehab.KindLeaveExtensionRefusal, "of", "reason", "本月尚未尿检")},
		{kind: rehab.KindLeaveReturn, login: "town2", page: "leave-return", fill: about(rehab.KindLeaveReturn, "of")},
		{kind: rehab.KindDeparture, login: "town2", page: "departure", fill: filled("to", "重庆")},
		{kind: rehab.KindDepartureReturn, login: "town2", page: "departure-return", fill: about(rehab.KindDepartureReturn, "of")},
		{kind: rehab.KindAdmonition, login: "town2", page: "admonition", fill: filled("text", "按时到场")},
		{kind: rehab.KindWarning, login: "town2", page: "warning", fill: filled("text", "不得再离开")},
		{kind: rehab.KindPoliceReport, login: "town2", page: "police-report", fill: filled("note", "书面报告")},
		{kind: rehab.KindRefusal, login: "town2", page: "refusal", fill: filled("reason", "当面表示不参加")},
		{kind: rehab.KindPoliceOutcome, login: "police1", page: "police-outcome", fill: about(rehab.KindPoliceOutcome, "of", "outcome", "continue", "reason", "初次，态度好")},
		{kind: rehab.KindExemption, login: "police1", page: "exemption", fill: filled("ground", "pregnant")},
		{kind: rehab.KindLostContact, login: "town2", page: "lost-contact", fill: filled("note", "电话停机")},
		{kind: rehab.KindContactRestored, login: "town2", page: "contact-restored", fill: about(rehab.KindContactRestored, "of")},
		{kind: rehab.KindSuspension, login: "town2", page: "suspension", fill: filled("authority", "administrative_detention")},
		{kind: rehab.KindResumption, login: "town2", page: "resumption", fill: about(rehab.KindResumption, "of")},
		{kind: rehab.KindTransferRequest, login: "town2", page: "transfer", post: "request", fill: fillRequest},
		{kind: rehab.KindTransferOrigin, login: "town2", page: "transfer", post: "origin", fill: filled("agreed", "yes")},
		{kind: rehab.KindTransferDestination, login: "town3", page: "transfer", post: "destination", fill: filled("agreed", "yes", "village", testkit.Far.String())},
		{kind: rehab.KindTransferPoliceNotified, login: "town2", page: "transfer", post: "police", fill: filled()},
		{kind: rehab.KindTransfer, login: "town2", page: "transfer", post: "effective", fill: filled()},
		{kind: rehab.KindTransferReportIn, login: "town3", page: "transfer", post: "report-in", fill: filled()},
		{kind: rehab.KindTransferReceipt, login: "town2", page: "transfer-receipt", fill: about(rehab.KindTransferReceipt, "of")},
		{kind: rehab.KindTransferWithdrawn, login: "town2", page: "transfer", post: "withdraw", fill: filled("note", "本人不去了")},
		{kind: rehab.KindForwardFile, login: "town2", page: "transfer", post: "forward", fill: filled()},
		{kind: rehab.KindPhaseOpinion, login: "town2", page: "assessment", post: "opinion", fill: fillAssessment},
		{kind: rehab.KindAssessment, login: "town2", page: "assessment", post: "decision", fill: fillAssessment},
		{kind: rehab.KindFinalAssessment, login: "town2", page: "assessment", post: "final", fill: fillAssessment},
		{kind: rehab.KindFileToPolice, login: "town2", page: "file-to-police", fill: filled()},
		{kind: rehab.KindDischarge, login: "police2", page: "discharge", fill: filled("drafted_by", "杨永刚", "approved_by", "罗启明")},
		{kind: rehab.KindDischargeService, login: "police1", page: "discharge-service", fill: filled("to", "person", "how", "direct", "served_by", "王民警")},
		{kind: rehab.KindDischargeNotified, login: "police1", page: "discharge-notified", fill: filled()},
		{kind: rehab.KindPaperService, login: "town2", page: "paper-service", fill: about(rehab.KindPaperService, "of", "to", "person", "how", "direct", "served_by", "李秀珍、王民警")},
		{kind: rehab.KindTermination, login: "police1", page: "termination", fill: filled("reason", "imprisonment")},
		{kind: rehab.KindIsolation, login: "police1", page: "isolation", fill: filled("number", "赤公强戒决字1号", "reason", "复吸")},
		{kind: rehab.KindRevocation, login: "police1", page: "revocation", fill: filled("number", "复议2号", "reason", "事实不清")},
		{kind: rehab.KindReturned, login: "town2", page: "returned", fill: filled("reason", "不在本地居住")},
	}
}

// here fills a form that asks for the village where the person reports in.
func here(pairs ...string) func(*casework.Opened) []string {
	return func(o *casework.Opened) []string {
		if o.Track.Answerable == testkit.Far {
			return append([]string{"village", testkit.Far.String()}, pairs...)
		}
		return append([]string{"village", testkit.Near.String()}, pairs...)
	}
}

// fillService serves on whoever has not been served on, and on the person when all have been.
func fillService(o *casework.Opened) []string {
	for _, to := range []rehab.Receiver{rehab.ToPerson, rehab.ToFamily, rehab.ToTownship} {
		if _, _, done := o.ServedOn(to); !done {
			return serviceOf(string(to))
		}
	}
	return serviceOf(string(rehab.ToPerson))
}

func serviceOf(to string) []string {
	return []string{"served_by", "杨永刚", to + "_date", "2026-11-23", to + "_how", "direct", to + "_receiver", "甄家属", to + "_relation", "母"}
}

// fillRequest asks to move to the other of the two villages.
func fillRequest(o *casework.Opened) []string {
	to := testkit.Far
	if o.Track.Answerable == to {
		to = testkit.Near
	}
	return []string{"where", "in", "to", to.String(), "why", "work"}
}

// fillAssessment judges the first phase that is open to it, or else the first.
func fillAssessment(o *casework.Opened) []string {
	phase := "1"
	for _, p := range o.Assessable() {
		if p.State != rehab.PhasePassed {
			phase = string('0' + rune(p.N))
			break
		}
	}
	return []string{"phase", phase, "result", "pass", "text", "按时检测，配合"}
}

// sent is the form as it is sent today.
func (a *attempt) sent(o *casework.Opened) []string {
	return append([]string{server.FormKey, server.NewFormKey(), "date", testkit.Today.String()}, a.fill(o)...)
}

func (a *attempt) pageOf(id uuid.UUID) string { return "/cases/" + id.String() + "/" + a.page }

func (a *attempt) postOf(o *casework.Opened) string {
	id := o.Case.ID
	switch {
	case a.sheet && !o.Track.Answerable.IsZero():
		return "/villages/" + o.Track.Answerable.String() + "/month-sheet?month=2026-11"
	case a.sheet:
		return sheetAt
	case a.post == "":
		return a.pageOf(id)
	}
	return a.pageOf(id) + "/" + a.post
}

// facts is how many facts the attempt records.
func (a *attempt) facts() int {
	switch a.page {
	case "decision": // a draft is no fact
		return 0
	case "visit": // a test and a talk
		return 2
	}
	return 1
}

// shared reports whether the page has the forms of several kinds, so that it is shown whether or not this one can be used.
func (a *attempt) shared() bool { return a.post != "" || a.page == "decision" }
