package access

// Action is something a person tries to do. Every route names one (server/routes.go), and the table below says which roles may.
type Action string

// The actions, named <noun>.<verb>.
const (
	WorklistView  Action = "worklist.view"
	CaseView      Action = "case.view"
	CaseList      Action = "case.list"
	CaseExport    Action = "case.export"
	Unmask        Action = "person.unmask"
	PersonEdit    Action = "person.edit"
	PersonCorrect Action = "person.correct" // the document, by which a person is found
	PersonMerge   Action = "person.merge"   // two records of one person, and undoing it

	IntakeOpen      Action = "intake.open"
	ScreeningRecord Action = "screening.record"
	DecisionView    Action = "decision.view"
	DecisionDraft   Action = "decision.draft"
	DecisionApprove Action = "decision.approve"
	ServiceRecord   Action = "service.record"

	ReportInRecord     Action = "report_in.record"
	GoodCauseDecide    Action = "good_cause.decide"
	AgreementRecord    Action = "agreement.record"
	WorkingGroupRecord Action = "working_group.record"
	HelpPlanRecord     Action = "help_plan.record"

	DrugTestRecord  Action = "drug_test.record"
	LabResultRecord Action = "lab_result.record"
	ContactRecord   Action = "contact.record"
	MonthSheetView  Action = "month_sheet.view"
	MonthSheetSave  Action = "month_sheet.save"
	FactVoid        Action = "fact.void"

	AttachmentView   Action = "attachment.view"
	AttachmentRecord Action = "attachment.record"

	PaperIssue      Action = "paper.issue"       // of one's own office; which kinds, says package paper
	PaperServe      Action = "paper.serve"       // record how a paper was served
	PaperVoid       Action = "paper.void"        // with its number
	PaperRegister   Action = "paper.register"    // the register of numbers of one's office and those below it
	PaperPattern    Action = "paper.pattern"     // how numbers read
	OfficePaperView Action = "office_paper.view" // a paper of an office, about no case
	OfficePaperVoid Action = "office_paper.void"
	ArchiveRecord   Action = "archive.record" // a dossier into the archive, and out of it

	WindowDecide  Action = "window.decide"
	AbsenceDecide Action = "absence.decide"

	SuspensionRecord Action = "suspension.record"
	BreachRecord     Action = "breach.record"
	LeaveRequest     Action = "leave.request"
	LeaveDecide      Action = "leave.decide"
	LeaveView        Action = "leave.view"
	RiskRecord       Action = "risk.record"

	TransferView    Action = "transfer.view"
	TransferRequest Action = "transfer.request"
	TransferDecide  Action = "transfer.decide"
	TransferReceive Action = "transfer.receive"

	HandoverView   Action = "handover.view"
	HandoverAssign Action = "handover.assign"
	SigningDecide  Action = "signing.decide"
	SplitView      Action = "split.view"   // divisions of one's villages
	SplitChoose    Action = "split.choose" // which case goes to which village

	AssessmentOpinion Action = "assessment.opinion"
	AssessmentDecide  Action = "assessment.decide"
	RewardView        Action = "reward.view"
	RewardVerify      Action = "reward.verify"
	RewardApprove     Action = "reward.approve"
	DashboardView     Action = "dashboard.view"
	PaymentView       Action = "payment.view" // the batches, of which everybody sees the own villages' lines
	PaymentMake       Action = "payment.make" // gather approved rewards into a batch, and give it up
	PaymentPay        Action = "payment.pay"  // record that a batch was paid
	FundingView       Action = "funding.view"
	FundingRecord     Action = "funding.record" // budgets, receipts, spending; and closing a year

	StaffingView Action = "staffing.view" // the norm, and who works where
	StaffPropose Action = "staff.propose" // register somebody, and what is known of them
	StaffApprove Action = "staff.approve" // approve or refuse what another account proposed

	NoticeView   Action = "notice.view" // supervision notices: the office's, or those to one's unit and to units below it
	NoticeIssue  Action = "notice.issue"
	NoticeAnswer Action = "notice.answer" // of the unit that it is addressed to
	NoticeDecide Action = "notice.decide"

	PoliceOutcome   Action = "police_outcome.record"
	ExemptionRecord Action = "exemption.record"
	DischargeIssue  Action = "discharge.issue"
	DischargeRecord Action = "discharge.record"
	ReferralView    Action = "referral.view"
	ReferralSend    Action = "referral.send"
	ReferralAnswer  Action = "referral.answer"
	ReferralVoid    Action = "referral.void"

	MeetingView   Action = "meeting.view"   // those one was called to; the office all
	MeetingRecord Action = "meeting.record" // call, hold, findings, measures, minutes
	MeasureView   Action = "measure.view"   // those addressed to one; the office all
	MeasureAnswer Action = "measure.answer"
	MeasureDecide Action = "measure.decide" // confirm, send back, extend, drop
	MeasureVoid   Action = "measure.void"   // take one's own last step back

	ReturnView     Action = "return.view"
	ReturnSubmit   Action = "return.submit"  // a village's month
	ReturnReview   Action = "return.review"  // accept it, or send it back
	ReturnPrepare  Action = "return.prepare" // a township's quarter
	ReturnSign     Action = "return.sign"    // submit it
	ReturnLock     Action = "return.lock"    // accept a quarter, lock it, correct it
	ScoreView      Action = "score.view"
	StationScore   Action = "score.station" // scores of police stations: one's own; the bureau and the office all
	AppealView     Action = "appeal.view"
	AppealFile     Action = "appeal.file" // against a line of one's own unit's score
	StationAppeal  Action = "appeal.file_station"
	AppealWithdraw Action = "appeal.withdraw"
	AppealDecide   Action = "appeal.decide"

	AccountAdmin  Action = "account.admin"
	UnitAdmin     Action = "unit.admin"
	HolidayAdmin  Action = "holiday.admin"
	PostingAdmin  Action = "posting.admin"
	SecurityView  Action = "security.view"
	AuditView     Action = "audit.view"
	PolicyView    Action = "policy.view"
	PolicyPublish Action = "policy.publish"
	SessionOwn    Action = "session.own"
	ExportOwn     Action = "export.own"
	DemoMoveToday Action = "demo.move_today"
)

var (
	police    = []Role{PoliceOfficer, PoliceApprover}
	townships = []Role{TownshipWorker, TownshipLead}
	field     = []Role{VillageWorker, TownshipWorker, TownshipLead}
	casework  = []Role{PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice}
	fieldAnd  = []Role{VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice}
	lead      = []Role{TownshipLead}
	office    = []Role{MunicipalOffice}
	called    = []Role{PoliceOfficer, PoliceApprover, TownshipWorker, TownshipLead, MunicipalOffice, Department} // to analysis meetings
)

var table = map[Action][]Role{
	WorklistView: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice, Department},
	CaseView:     casework, CaseList: casework, CaseExport: casework, Unmask: casework,
	PersonEdit: {PoliceOfficer, VillageWorker, TownshipWorker, TownshipLead}, PersonCorrect: {PoliceOfficer, TownshipWorker, TownshipLead},
	PersonMerge: {PoliceOfficer, TownshipLead},

	IntakeOpen: {PoliceOfficer}, ScreeningRecord: {PoliceOfficer}, DecisionView: police, DecisionDraft: {PoliceOfficer},
	DecisionApprove: {PoliceApprover}, ServiceRecord: police,

	ReportInRecord: townships, GoodCauseDecide: lead, AgreementRecord: townships, WorkingGroupRecord: townships, HelpPlanRecord: townships,

	DrugTestRecord: field, ContactRecord: field, MonthSheetView: fieldAnd, MonthSheetSave: field,
	FactVoid: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead}, WindowDecide: lead, AbsenceDecide: lead,

	PaperIssue: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead}, PaperServe: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead}, PaperVoid: {PoliceApprover, VillageWorker, TownshipWorker, TownshipLead},
	PaperRegister: casework, PaperPattern: {MunicipalOffice},
	OfficePaperView: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice, Department}, OfficePaperVoid: office,
	AttachmentView: casework, AttachmentRecord: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead},

	ArchiveRecord: townships,

	SuspensionRecord: {PoliceOfficer, PoliceApprover, TownshipWorker, TownshipLead}, BreachRecord: field,
	LeaveRequest: field, LeaveDecide: lead, LeaveView: fieldAnd, RiskRecord: field,

	TransferView: fieldAnd, TransferRequest: field, TransferDecide: lead, TransferReceive: townships,

	HandoverView: {TownshipWorker, TownshipLead, MunicipalOffice}, HandoverAssign: townships, SigningDecide: lead,
	SplitView: fieldAnd, SplitChoose: townships,

	AssessmentOpinion: field, AssessmentDecide: lead, RewardView: fieldAnd, RewardVerify: lead, RewardApprove: office,
	PaymentView: fieldAnd, PaymentMake: office, PaymentPay: office,
	FundingView: {TownshipWorker, TownshipLead, MunicipalOffice, Department}, FundingRecord: office,
	DashboardView: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice},

	StaffingView: fieldAnd, StaffPropose: {TownshipWorker, TownshipLead, MunicipalOffice}, StaffApprove: office,

	LabResultRecord: {PoliceOfficer, PoliceApprover, TownshipWorker, TownshipLead}, ExemptionRecord: {PoliceOfficer, PoliceApprover, TownshipWorker, TownshipLead},
	PoliceOutcome: police, DischargeIssue: {PoliceApprover}, DischargeRecord: police, ReferralView: {Department, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice}, ReferralSend: townships, ReferralAnswer: {Department}, ReferralVoid: {Department, TownshipWorker, TownshipLead},

	MeetingView: called, MeetingRecord: office, MeasureView: called, MeasureAnswer: {PoliceOfficer, PoliceApprover, TownshipWorker, TownshipLead, Department}, MeasureDecide: office, MeasureVoid: called,
	NoticeView:   {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice, Department},
	NoticeAnswer: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, Department}, NoticeIssue: office, NoticeDecide: office,

	ReturnView: fieldAnd, ReturnSubmit: field, ReturnReview: townships, ReturnPrepare: townships, ReturnSign: lead, ReturnLock: office,
	ScoreView: fieldAnd, StationScore: {PoliceOfficer, PoliceApprover, MunicipalOffice}, AppealView: casework, AppealFile: {VillageWorker, TownshipLead}, StationAppeal: police,
	AppealWithdraw: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipLead}, AppealDecide: office,

	AccountAdmin: {SystemAdmin}, UnitAdmin: {SystemAdmin}, HolidayAdmin: {SystemAdmin}, PostingAdmin: {SecurityAdmin},
	SecurityView: {SecurityAdmin}, AuditView: {AuditAdmin}, PolicyView: {PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice},
	PolicyPublish: office,
	SessionOwn:    Roles(), DemoMoveToday: Roles(), ExportOwn: casework,
}

// Actions returns every action of the table; the order is not defined.
func Actions() []Action {
	all := make([]Action, 0, len(table))
	for a := range table {
		all = append(all, a)
	}
	return all
}

// RolesFor returns the roles that may try the action.
func RolesFor(action Action) []Role { return table[action] }
