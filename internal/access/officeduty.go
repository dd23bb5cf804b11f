package access

import "xinsheng/internal/rehab"

// officeShare says what roles have to do with an office duty: those of the unit that owes it, and those of other units that see it.
type officeShare struct{ own, others map[Role]Part }

// officeParts says who does, signs and watches each office duty. A new kind is one row here, one SELECT in store/officeduty.go, one page in
// server/worklist_office.go and its words. Which rows a role can see at all is for the row-level policy of their table to say.
var officeParts = map[rehab.OfficeDuty]officeShare{
	rehab.ReturnVillage:        {own: map[Role]Part{VillageWorker: Does}, others: map[Role]Part{TownshipWorker: Watch, TownshipLead: Watch, MunicipalOffice: Watch}},
	rehab.ReturnReviewVillage:  {others: map[Role]Part{TownshipWorker: Does, TownshipLead: Does, MunicipalOffice: Watch}},
	rehab.ReturnTownship:       {own: map[Role]Part{TownshipWorker: Does, TownshipLead: Does}, others: map[Role]Part{MunicipalOffice: Watch}},
	rehab.ReturnSign:           {own: map[Role]Part{TownshipWorker: Watch, TownshipLead: Signs}, others: map[Role]Part{MunicipalOffice: Watch}},
	rehab.ReturnReviewTownship: {others: map[Role]Part{MunicipalOffice: Does}},
	rehab.ReturnLock:           {others: map[Role]Part{MunicipalOffice: Does}},
	rehab.ReturnCity:           {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.PaymentToRecord:      {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.NoticeToReceive:      {own: answersNotices, others: map[Role]Part{MunicipalOffice: Watch, TownshipWorker: Watch, TownshipLead: Watch}},
	rehab.NoticeToReply:        {own: answersNotices, others: map[Role]Part{MunicipalOffice: Watch, TownshipWorker: Watch, TownshipLead: Watch}},
	rehab.NoticeToExtend:       {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.NoticeToDecide:       {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.NoticeToReport:       {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.MeasureDue:           {own: map[Role]Part{PoliceOfficer: Does, PoliceApprover: Does, TownshipWorker: Does, TownshipLead: Does, Department: Does}, others: map[Role]Part{MunicipalOffice: Watch}},
	rehab.SplitToChoose:        {own: map[Role]Part{TownshipWorker: Does, TownshipLead: Does}, others: map[Role]Part{MunicipalOffice: Watch}},
	rehab.AppealToDecide:       {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.MeasureToConfirm:     {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.StaffDecide:          {own: map[Role]Part{MunicipalOffice: Does}},
	rehab.StaffRenew:           {own: map[Role]Part{TownshipWorker: Does, TownshipLead: Does}, others: map[Role]Part{MunicipalOffice: Watch}},
	rehab.StaffCrossed:         {own: map[Role]Part{TownshipWorker: Does, TownshipLead: Does}, others: map[Role]Part{MunicipalOffice: Does}},
}

// answersNotices are all roles that sit in a unit to which a supervision notice can be addressed.
var answersNotices = map[Role]Part{PoliceOfficer: Does, PoliceApprover: Does, VillageWorker: Does, TownshipWorker: Does, TownshipLead: Does, Department: Does}

// PartInOffice returns what the role has to do with an office duty; own says that the role sits in the unit that owes it.
func (r Role) PartInOffice(d rehab.OfficeDuty, own bool) Part {
	share := officeParts[d]
	if own {
		return share.own[r]
	}
	return share.others[r]
}
