package document_test

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
)

// The facts that others refer to.
var (
	absentOnce  = idOf(901)
	refusedOnce = idOf(902)
	leftOnce    = idOf(903)
	leaveAsked  = idOf(904)
	detained    = idOf(905)
	moveAsked   = idOf(906)
	moved       = idOf(907)
)

// as gives a fact the id by which others refer to it.
func as(id string, f rehab.Fact) rehab.Fact {
	f.ID = id
	return f
}

// breached is how the specimen came to a serious breach, and what was done about it.
func breached() []rehab.Fact {
	no := false
	return []rehab.Fact{
		as(absentOnce, on(2026, 3, 10, &rehab.DrugTest{Result: rehab.Absent, GoodCause: &no, Reason: "忘记了通知的日期"})),
		on(2026, 3, 16, &rehab.Admonition{Of: absentOnce, Text: "经通知未到场接受检测，责令今后按通知的时间、地点接受检测"}),
		as(refusedOnce, on(2026, 5, 15, &rehab.DrugTest{Result: rehab.Refused, Place: "滨江社区戒毒工作站"})),
		on(2026, 6, 1, &rehab.Warning{Of: refusedOnce, Text: "本年度两次不接受检测，责令立即补检，并于每月五日前报告情况。"}),
		as(leftOnce, on(2026, 7, 1, &rehab.Departure{To: "遵义市播州区"})),
		on(2026, 7, 9, &rehab.DepartureReturn{Of: leftOnce}),
		on(2026, 10, 12, &rehab.DrugTest{Result: rehab.Refused, Place: "滨江社区戒毒工作站"}),
		on(2026, 10, 14, &rehab.PoliceReport{Of: rehab.AboutSeriousBreach}),
	}
}

// away is a leave with everything that can be about it, and a time in custody.
func away() []rehab.Fact {
	return []rehab.Fact{
		as(leaveAsked, on(2026, 8, 3, &rehab.Leave{From: date.New(2026, 8, 5), Until: date.New(2026, 8, 20), To: "重庆市江津区几江街道", Reason: "照料住院的父亲", Contact: "本人 13900000000，姐姐 0851-22860000"})),
		on(2026, 8, 4, &rehab.LeaveDecision{Of: leaveAsked, Agreed: true, Reason: "每周电话报告一次"}),
		on(2026, 8, 18, &rehab.LeaveExtension{Of: leaveAsked, Until: date.New(2026, 8, 25), Reason: "父亲尚未出院"}),
		on(2026, 8, 24, &rehab.LeaveReturn{Of: leaveAsked}),
		as(detained, on(2026, 9, 1, &rehab.Suspension{Authority: "administrative_detention", Number: "赤公行罚决字〔2026〕88号", Reason: "殴打他人"})),
		on(2026, 9, 11, &rehab.Resumption{Of: detained, Number: "赤拘解字〔2026〕31号"}),
	}
}

// elsewhere is the village to which a residence change leads.
const elsewhere division.Code = 520381106204

// lifeOfLetter is the life behind a letter, a form of a leave or a move, and the papers of an end.
func lifeOfLetter(k document.Kind) []rehab.Fact {
	if k == "late_report_in_proof" {
		return late()
	}
	return slices.Concat(life(), ends[k])
}

// late is somebody who did not report in.
func late() []rehab.Fact {
	return []rehab.Fact{
		begun()[0],
		on(2025, 12, 2, &rehab.Service{To: rehab.ToPerson}),
		on(2026, 1, 12, &rehab.Refusal{Reason: "两次上门通知，当面表示不报到"}),
	}
}

// ends is what only the papers of one kind need besides the life: how the case left the village, or how it ended.
var ends = map[document.Kind][]rehab.Fact{
	"transfer_form": {
		as(moveAsked, on(2026, 10, 20, &rehab.TransferRequest{To: "520381106204", Reason: rehab.Residence, Note: "随父母迁居，已租房居住"})),
		on(2026, 10, 22, &rehab.TransferOrigin{Of: moveAsked, Agreed: true, Reason: "情况属实"}),
		on(2026, 10, 26, &rehab.TransferDestination{Of: moveAsked, Agreed: true, Village: elsewhere}),
		on(2026, 10, 27, &rehab.TransferPoliceNotified{Of: moveAsked, Note: "电话通知并发函"}),
		as(moved, on(2026, 11, 2, &rehab.Transfer{Of: moveAsked, To: "520381106204"})),
		on(2026, 11, 4, &rehab.ForwardFile{Of: moved}),
		on(2026, 11, 9, &rehab.TransferReportIn{Of: moved, Village: elsewhere}),
	},
	"termination_statement": {
		on(2026, 11, 20, &rehab.Termination{Reason: "imprisonment", Authority: "赤水市人民法院", Number: "（2026）黔0381刑初120号"}),
	},
	"discharge": {
		on(2028, 12, 18, &rehab.Discharge{Number: "赤公(禁)社解通字〔2028〕3号", DraftedBy: "杨永刚", ApprovedBy: "罗启明"}),
	},
}
