package rehab

import "slices"

// OfficeDuty is something an office owes another office, not to a person of a case: a return, the receipt of a notice, a measure (DOMAIN §8).
type OfficeDuty string

// The office duties.
const (
	ReturnVillage        OfficeDuty = "return_village"         // a village's month to submit
	ReturnReviewVillage  OfficeDuty = "return_review_village"  // a village's month to accept or return
	ReturnTownship       OfficeDuty = "return_township"        // a township's quarter to prepare
	ReturnSign           OfficeDuty = "return_sign"            // a township's prepared quarter to sign and submit
	ReturnReviewTownship OfficeDuty = "return_review_township" // a township's quarter to accept or return
	ReturnLock           OfficeDuty = "return_lock"            // a township's accepted quarter to lock
	ReturnCity           OfficeDuty = "return_city"            // the city's quarter to put together and lock
	PaymentToRecord      OfficeDuty = "payment_to_record"      // a payment batch whose payment somebody else than its maker has to record
	NoticeToReceive      OfficeDuty = "notice_receive"         // a supervision notice that its unit has to receive
	NoticeToReply        OfficeDuty = "notice_reply"           // one that its unit has to put right and reply to
	NoticeToExtend       OfficeDuty = "notice_extend"          // a request for more time to answer
	NoticeToDecide       OfficeDuty = "notice_decide"          // a reply to accept or reject
	NoticeToReport       OfficeDuty = "notice_report"          // a refusal to report, and what came of it to note
	MeasureDue           OfficeDuty = "measure_due"            // a measure of a meeting that its owner has to carry out
	MeasureToConfirm     OfficeDuty = "measure_confirm"        // a measure reported done, to confirm or send back
	StaffDecide          OfficeDuty = "staff_decide"           // somebody proposed for a post, to approve or refuse
	StaffRenew           OfficeDuty = "staff_renew"            // a certificate that runs out
	StaffCrossed         OfficeDuty = "staff_crossed"          // a village whose caseload asks for other staff than at the end of last month
	AppealToDecide       OfficeDuty = "appeal_decide"          // an appeal against points taken
	SplitToChoose        OfficeDuty = "split_choose"           // a village that is divided: which case goes to which
)

// officeDuties are the duties in the order in which they stand in lists, each with the article it comes from.
var officeDuties = []struct {
	kind    OfficeDuty
	article string
}{
	{ReturnVillage, "赤水市实施方案；本市设定"},
	{ReturnReviewVillage, "赤水市实施方案；本市设定"},
	{ReturnTownship, "赤水市实施方案；本市设定"},
	{ReturnSign, "赤水市实施方案；本市设定"},
	{ReturnReviewTownship, "赤水市实施方案；本市设定"},
	{ReturnLock, "赤水市实施方案；本市设定"},
	{ReturnCity, "赤水市实施方案；本市设定"},
	{PaymentToRecord, "赤水市实施方案；本市设定"},
	{NoticeToReceive, "赤水市实施方案；本市设定"},
	{NoticeToReply, "赤水市实施方案"},
	{NoticeToExtend, "赤水市实施方案；本市设定"},
	{NoticeToDecide, "赤水市实施方案；本市设定"},
	{NoticeToReport, "赤水市实施方案；本市设定"},
	{MeasureDue, "赤水市实施方案"},
	{MeasureToConfirm, "赤水市实施方案；本市设定"},
	{StaffDecide, "赤水市实施方案"},
	{StaffRenew, "赤水市实施方案；本市设定"},
	{StaffCrossed, "赤水市实施方案"},
	{AppealToDecide, "责任追究制度；本市设定"},
	{SplitToChoose, "本市设定"},
}

// OfficeDuties returns every office duty in order.
func OfficeDuties() []OfficeDuty {
	var out []OfficeDuty
	for _, d := range officeDuties {
		out = append(out, d.kind)
	}
	return out
}

// Article returns the citation of the rule the duty comes from; "" for a duty that is none.
func (d OfficeDuty) Article() string {
	for _, x := range officeDuties {
		if x.kind == d {
			return x.article
		}
	}
	return ""
}

// Known reports whether d is an office duty.
func (d OfficeDuty) Known() bool { return slices.Contains(OfficeDuties(), d) }
