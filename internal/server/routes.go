package server

import (
	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
)

// Reasons why a route is public.
const (
	publicSignIn   = "nobody is signed in yet"
	publicLanguage = "the sign-in page has a language and a theme too"
	publicHealth   = "asked by the machine that watches the service; says nothing about anybody"
	publicAsset    = "stylesheet, scripts and icons, the same for everybody"
)

// Routes returns the table of everything that can be asked of the server. Rows are grouped by noun; add yours to its group.
func Routes() []Route {
	get, post := "GET", "POST"
	return append([]Route{
		// The machine.
		{Method: get, Path: "/healthz", Public: publicHealth, Handler: (*Server).healthz, Plain: true},
		{Method: get, Path: "/readyz", Public: publicHealth, Handler: (*Server).readyz, Plain: true},
		{Method: get, Path: "/static/*", Public: publicAsset, Handler: (*Server).asset, Plain: true},

		// Session.
		{Method: get, Path: "/sign-in", Public: publicSignIn, Handler: (*Server).signInForm},
		{Method: post, Path: "/sign-in", Public: publicSignIn, Handler: (*Server).signIn, Sample: Sample{Form: "login=nobody&password=wrong"}},
		{Method: post, Path: "/language", Public: publicLanguage, Handler: (*Server).setLanguage, Sample: Sample{Form: "lang=en&back=/"}},
		{Method: post, Path: "/theme", Public: publicLanguage, Handler: (*Server).setTheme, Sample: Sample{Form: "theme=dark&back=/"}},
		{Method: post, Path: "/sign-out", Action: access.SessionOwn, Handler: (*Server).signOut},
		{Method: post, Path: "/posting", Action: access.SessionOwn, Handler: (*Server).switchPosting, Sample: Sample{Form: "posting={own_posting}"}},
		{Method: get, Path: "/password", Action: access.SessionOwn, Handler: (*Server).passwordForm},
		{Method: post, Path: "/password", Action: access.SessionOwn, Handler: (*Server).changePassword, Sample: Sample{Form: "old=wrong&new=another-long-one&again=another-long-one"}},
		{Method: get, Path: resumePath, Action: access.SessionOwn, Handler: (*Server).resume},
		{Method: get, Path: "/", Action: access.SessionOwn, Handler: (*Server).home},

		// What was typed and not saved.
		{Method: get, Path: draftsPath, Action: access.SessionOwn, Handler: (*Server).draftList},
		{Method: post, Path: draftsPath, Action: access.SessionOwn, Handler: (*Server).draftKeep, Sample: Sample{Form: "draft=/cases/{case}/visit&reason=试验"}},
		{Method: post, Path: draftsPath + "/discard", Action: access.SessionOwn, Handler: (*Server).draftDrop, Sample: Sample{Form: "draft=/cases/{case}/visit"}},

		// Files that take a while to make.
		{Method: get, Path: exportsPath, Action: access.ExportOwn, Handler: (*Server).exportList},
		{Method: get, Path: exportsPath + "/{export}", Action: access.ExportOwn, Handler: (*Server).exportShow},
		{Method: get, Path: exportsPath + "/{export}/file", Action: access.ExportOwn, Handler: (*Server).exportFile},
		{Method: post, Path: exportsPath + "/{export}/cancel", Action: access.ExportOwn, Handler: (*Server).exportCancel},
		{Method: post, Path: exportsPath + "/{export}/delete", Action: access.ExportOwn, Handler: (*Server).exportDelete},

		// Worklist.
		{Method: get, Path: worklistPath, Action: access.WorklistView, Handler: (*Server).worklistShow, Sample: Sample{Query: "section=late&place={village}"}},
		{Method: get, Path: worklistExportPath, Action: access.CaseExport, Handler: (*Server).worklistExport, Sample: Sample{Query: "section=late"}},

		// Intake.
		{Method: get, Path: "/intake", Action: access.IntakeOpen, Handler: (*Server).intakeShow},
		{Method: post, Path: "/intake", Action: access.IntakeOpen, Handler: (*Server).intakeAsk, Sample: Sample{Form: "document_type=passport&document=E12345678&reason=试验"}},
		{Method: post, Path: "/intake/record", Action: access.IntakeOpen, Handler: (*Server).intakeRecord, Sample: Sample{Form: "measure=detox-36"}, Draft: says(text.DraftFormNameIntake)},

		// Decisions.
		{Method: get, Path: "/decisions", Action: access.DecisionView, Handler: (*Server).decisionList},
		{Method: get, Path: decisionsPath + "/export", Action: access.DecisionView, Handler: (*Server).decisionExport},
		{Method: get, Path: "/cases/{case}/decision", Action: access.CaseView, Handler: (*Server).decisionShow},
		{Method: post, Path: "/cases/{case}/decision", Action: access.DecisionDraft, Handler: (*Server).decisionSave, Sample: Sample{Form: "do=save&version=0&measure=detox-36&place={village}"}, Draft: says(text.DraftFormNameDecision)},
		{Method: post, Path: "/cases/{case}/decision/preview", Action: access.DecisionDraft, Handler: (*Server).decisionPreview, Sample: Sample{Form: "measure=detox-36"}},
		{Method: post, Path: "/cases/{case}/decision/approve", Action: access.DecisionApprove, Handler: (*Server).decisionApprove, Sample: Sample{Form: "version=1"}},
		{Method: post, Path: "/cases/{case}/decision/return", Action: access.DecisionApprove, Handler: (*Server).decisionReturn, Sample: Sample{Form: "version=1&reason=试验"}, Draft: says(text.DraftFormNameReturn)},
		{Method: get, Path: "/cases/{case}/decision/paper", Action: access.CaseView, Handler: (*Server).decisionPaper},
		{Method: post, Path: "/cases/{case}/decision/paper", Action: access.Unmask, Handler: (*Server).decisionPaperFull, Sample: Sample{Form: "reason=试验"}},
		{Method: get, Path: "/cases/{case}/service", Action: access.ServiceRecord, Handler: (*Server).serviceShow},
		{Method: post, Path: "/cases/{case}/service", Action: access.ServiceRecord, Handler: (*Server).serviceRecord, Sample: Sample{Form: "person_date=2026-11-23"}, Draft: says(text.DraftFormNameService)},

		// Cases.
		{Method: get, Path: "/cases/{case}", Action: access.CaseView, Handler: (*Server).caseShow},
		{Method: post, Path: "/cases/{case}/unmask", Action: access.Unmask, Handler: (*Server).caseUnmask, Sample: Sample{Form: "reason=%E6%A0%B8%E5%AF%B9%E8%BA%AB%E4%BB%BD"}},
		{Method: get, Path: "/cases/{case}/facts/{fact}/void", Action: access.FactVoid, Handler: (*Server).factVoidForm},
		{Method: post, Path: "/cases/{case}/facts/{fact}/void", Action: access.FactVoid, Handler: (*Server).factVoid, Sample: Sample{Form: "reason=%E8%AF%AF%E5%BD%95"}, Draft: says(text.DraftFormNameVoid)},
		{Method: get, Path: "/cases/{case}/breach", Action: access.CaseView, Handler: (*Server).breachShow},
		{Method: get, Path: "/cases/{case}/breach/pack", Action: access.CaseView, Handler: (*Server).breachPack},
		{Method: get, Path: "/cases/{case}/positives/{positive}", Action: access.CaseView, Handler: (*Server).positiveShow},

		// Papers of a case.
		{Method: get, Path: "/cases/{case}/papers", Action: access.CaseView, Handler: (*Server).paperList},
		{Method: get, Path: "/cases/{case}/papers/new", Action: access.CaseView, Handler: (*Server).paperWrite, Sample: Sample{Query: "kind=warning"}},
		{Method: post, Path: "/cases/{case}/papers/new", Action: access.PaperIssue, Handler: (*Server).paperIssue, Sample: Sample{Form: "kind=warning"}},
		{Method: get, Path: batchPath, Action: access.MonthSheetSave, Handler: batchShow((*Server).letterBatch), Sample: Sample{Query: "kind=warning"}},
		{Method: post, Path: batchPath, Action: access.MonthSheetSave, Handler: batchDo((*Server).letterBatch), Sample: Sample{Form: "item={case}"}},
		{Method: get, Path: "/villages/{village}/test-notices", Action: access.MonthSheetSave, Handler: batchShow((*Server).noticeBatch), Sample: Sample{Query: "month={month}"}},
		{Method: post, Path: "/villages/{village}/test-notices", Action: access.MonthSheetSave, Handler: batchDo((*Server).noticeBatch), Sample: Sample{Form: "on=2026-11-25&place=村委会&item={case}"}},
		{Method: get, Path: "/cases/{case}/papers/{paper}", Action: access.CaseView, Handler: (*Server).paperShow},
		{Method: post, Path: "/cases/{case}/papers/{paper}/original", Action: access.Unmask, Handler: (*Server).paperOriginal, Sample: Sample{Form: "reason=试验"}},
		{Method: post, Path: "/cases/{case}/papers/{paper}/pdf", Action: access.Unmask, Handler: (*Server).paperPDFShow, Sample: Sample{Form: "reason="}},
		{Method: post, Path: "/cases/{case}/papers/{paper}/print-again", Action: access.PaperIssue, Handler: (*Server).paperPrintAgain},
		{Method: get, Path: "/cases/{case}/papers/{paper}/slip", Action: access.CaseView, Handler: (*Server).paperSlip, Sample: Sample{Query: "empty=1"}},
		{Method: get, Path: "/cases/{case}/papers/{paper}/void", Action: access.PaperVoid, Handler: (*Server).paperVoidForm},
		{Method: get, Path: "/papers/{office_paper}", Action: access.OfficePaperView, Handler: (*Server).officePaper},
		{Method: post, Path: "/papers/{office_paper}/original", Action: access.OfficePaperView, Handler: (*Server).officePaperOriginal, Sample: Sample{Form: "reason=试验"}},
		{Method: post, Path: "/papers/{office_paper}/pdf", Action: access.OfficePaperView, Handler: (*Server).officePaperPDF, Sample: Sample{Form: "reason="}},
		{Method: post, Path: "/papers/{office_paper}/print-again", Action: access.OfficePaperView, Handler: (*Server).officePaperPrintAgain},
		{Method: get, Path: "/papers/{office_paper}/void", Action: access.OfficePaperVoid, Handler: (*Server).officePaperVoidForm},
		{Method: post, Path: "/papers/{office_paper}/void", Action: access.OfficePaperVoid, Handler: (*Server).officePaperVoid, Sample: Sample{Form: "reason=%E8%AF%AF%E5%8D%B0"}},
		{Method: get, Path: registerPath, Action: access.PaperRegister, Handler: (*Server).paperRegister, Sample: Sample{Query: "year={year}&kind=warning&state=issued&sort=number"}},
		{Method: get, Path: registerPath + "/export", Action: access.PaperRegister, Handler: (*Server).paperRegisterExport, Sample: Sample{Query: "year={year}"}},
		{Method: get, Path: patternsPath, Action: access.PaperRegister, Handler: (*Server).paperPatterns},
		{Method: get, Path: patternEditPath, Action: access.PaperPattern, Handler: (*Server).paperPatternForm, Sample: Sample{Query: "kind=warning&pattern={unit}"}},
		{Method: post, Path: patternEditPath, Action: access.PaperPattern, Handler: (*Server).paperPatternSet, Sample: Sample{Form: "kind=warning&pattern=%7Byear%7D"}},
		{Method: post, Path: "/cases/{case}/papers/{paper}/void", Action: access.PaperVoid, Handler: (*Server).paperVoid, Sample: Sample{Form: "reason=%E8%AF%AF%E5%8D%B0"}},

		// Photos and scans of a fact.
		{Method: get, Path: "/cases/{case}/facts/{fact}/attachments", Action: access.AttachmentView, Handler: (*Server).attachmentList},
		{Method: post, Path: "/cases/{case}/facts/{fact}/attachments", Action: access.AttachmentRecord, Handler: (*Server).attachmentAdd},
		{Method: get, Path: "/cases/{case}/facts/{fact}/attachments/{attachment}", Action: access.AttachmentView, Handler: (*Server).attachmentShow},
		{Method: get, Path: "/cases/{case}/facts/{fact}/attachments/{attachment}/thumbnail", Action: access.AttachmentView, Handler: (*Server).attachmentThumbnail},
		{Method: get, Path: "/cases/{case}/facts/{fact}/attachments/{attachment}/void", Action: access.AttachmentRecord, Handler: (*Server).attachmentVoidForm},
		{Method: post, Path: "/cases/{case}/facts/{fact}/attachments/{attachment}/void", Action: access.AttachmentRecord, Handler: (*Server).attachmentVoid, Sample: Sample{Form: "reason=%E8%AF%AF%E4%BC%A0"}},
		{Method: post, Path: "/cases/{case}/facts/{fact}/attachments/{attachment}/portrait", Action: access.AttachmentRecord, Handler: (*Server).attachmentPortrait, Sample: Sample{Form: "show=yes"}},

		// Dossiers, and the archive they go to.
		{Method: get, Path: dossiersPath, Action: access.CaseList, Handler: (*Server).dossierList, Sample: Sample{Query: "state=missing&slot=home"}},
		{Method: get, Path: dossiersPath + "/export", Action: access.CaseExport, Handler: (*Server).dossierExport, Sample: Sample{Query: "state=missing"}},
		{Method: post, Path: dossiersPath + "/file", Action: access.CaseExport, Handler: (*Server).dossiersOrderFile, Sample: Sample{Form: "file_scope=whole"}},
		{Method: post, Path: "/cases/{case}/dossier/file", Action: access.CaseExport, Handler: (*Server).dossierOrderFile, Sample: Sample{Form: "file_scope=whole"}},
		{Method: get, Path: "/cases/{case}/dossier", Action: access.CaseView, Handler: (*Server).dossierShow, Sample: Sample{Query: "state=missing"}},
		{Method: get, Path: "/cases/{case}/dossier/print", Action: access.CaseView, Handler: (*Server).dossierPrint},
		{Method: get, Path: "/cases/{case}/dossier/{slot}", Action: access.AttachmentView, Handler: (*Server).slotShow},
		{Method: post, Path: "/cases/{case}/dossier/{slot}", Action: access.AttachmentRecord, Handler: (*Server).slotFile},
		{Method: get, Path: "/cases/{case}/dossier/{slot}/{scan}", Action: access.AttachmentView, Handler: (*Server).scanShow},
		{Method: get, Path: "/cases/{case}/dossier/{slot}/{scan}/thumbnail", Action: access.AttachmentView, Handler: (*Server).scanThumbnail},
		{Method: get, Path: "/cases/{case}/dossier/{slot}/{scan}/void", Action: access.AttachmentRecord, Handler: (*Server).scanVoidForm},
		{Method: post, Path: "/cases/{case}/dossier/{slot}/{scan}/void", Action: access.AttachmentRecord, Handler: (*Server).scanVoid, Sample: Sample{Form: "reason=%E8%AF%AF%E5%BD%92"}},
		{Method: get, Path: "/cases/{case}/archive", Action: access.ArchiveRecord, Handler: (*Server).archiveShow},
		{Method: post, Path: "/cases/{case}/archive", Action: access.ArchiveRecord, Handler: (*Server).archiveRecord, Sample: Sample{Form: "day=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/archive/{archive}/void", Action: access.ArchiveRecord, Handler: (*Server).archiveVoid, Sample: Sample{Form: "reason="}},

		{Method: get, Path: casesPath, Action: access.CaseList, Handler: (*Server).caseList, Sample: Sample{Query: "stage=all&sort=name"}},
		{Method: get, Path: exportPath, Action: access.CaseExport, Handler: (*Server).caseExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: post, Path: layout.SearchPath, Action: access.CaseList, Handler: (*Server).personFind, Sample: Sample{Form: "q=zb&back=/"}},

		// Persons.
		{Method: get, Path: "/cases/{case}/person", Action: access.CaseView, Handler: (*Server).personShow},
		{Method: post, Path: "/cases/{case}/person", Action: access.PersonEdit, Handler: (*Server).personEdit, Sample: Sample{Form: "version=1&name=试验"}, Draft: says(text.PersonTitle)},
		{Method: post, Path: "/cases/{case}/person/unmask", Action: access.Unmask, Handler: (*Server).personUnmask, Sample: Sample{Form: "reason=试验"}},
		{Method: get, Path: "/cases/{case}/person/document", Action: access.PersonCorrect, Handler: (*Server).personDocument},
		{Method: post, Path: "/cases/{case}/person/document", Action: access.PersonCorrect, Handler: (*Server).personCorrect, Sample: Sample{Form: "version=1&document_type=passport&document=E12345678"}, Draft: says(text.PersonCorrect)},
		{Method: get, Path: "/cases/{case}/person/merge", Action: access.PersonMerge, Handler: (*Server).personMergeForm},
		{Method: post, Path: "/cases/{case}/person/merge", Action: access.PersonMerge, Handler: (*Server).personMerge, Sample: Sample{Form: "document_type=passport&document=E12345678"}, Draft: says(text.PersonMerge)},
		{Method: post, Path: "/cases/{case}/person/merge/undo", Action: access.PersonMerge, Handler: (*Server).personUndoMerge, Sample: Sample{Form: "undo_reason="}},

		// Recording one fact of a case: see recordRoutes, which stand at the end.

		// The month's round.
		{Method: get, Path: sheetsPath, Action: access.MonthSheetView, Handler: (*Server).sheetList},
		{Method: get, Path: sheetsPath + "/export", Action: access.MonthSheetView, Handler: (*Server).sheetsExport, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: "/villages/{village}/month-sheet", Action: access.MonthSheetView, Handler: (*Server).sheetShow, Sample: Sample{Query: "month={month}"}},
		{Method: post, Path: "/villages/{village}/month-sheet", Action: access.MonthSheetSave, Handler: (*Server).sheetSave, Sample: Sample{Form: "date=2026-11-23&case={case}&result-{case}=negative"}, Draft: says(text.DraftFormNameSheet)},
		{Method: get, Path: "/villages/{village}/month-sheet/print", Action: access.MonthSheetView, Handler: (*Server).sheetPrint, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: "/villages/{village}/month-sheet/excel", Action: access.MonthSheetView, Handler: (*Server).sheetExcel, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: "/cases/{case}/visit", Action: access.ContactRecord, Handler: (*Server).visitForm},
		{Method: post, Path: "/cases/{case}/visit", Action: access.ContactRecord, Handler: (*Server).visitRecord, Sample: Sample{Form: "date=2026-11-23&result=negative"}, Draft: says(text.DraftFormNameVisit)},

		// Dashboard.
		{Method: get, Path: dashboardPath, Action: access.DashboardView, Handler: (*Server).dashboard, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: dashboardExport, Action: access.DashboardView, Handler: (*Server).dashboardBook, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: trendPath, Action: access.DashboardView, Handler: (*Server).trend, Sample: Sample{Query: "month={month}"}},
		{Method: get, Path: trendExport, Action: access.DashboardView, Handler: (*Server).trendBook, Sample: Sample{Query: "month={month}"}},

		// Policy.
		{Method: get, Path: policyPath, Action: access.PolicyView, Handler: (*Server).policyShow, Sample: Sample{Query: "version=1"}},
		{Method: get, Path: policyNextPath, Action: access.PolicyPublish, Handler: (*Server).policyNextForm},
		{Method: get, Path: policyHistoryPath, Action: access.PolicyView, Handler: (*Server).policyHistory},
		{Method: get, Path: policyHistoryPath + "/export", Action: access.PolicyView, Handler: (*Server).policyHistoryExport},
		{Method: post, Path: policyPlansPath, Action: access.PolicyPublish, Handler: (*Server).policyPlanBegin, Sample: Sample{Form: "policy_from=2027-01-01"}, Draft: says(text.PolicyNext)},
		{Method: get, Path: policyPlansPath + "/{plan}", Action: access.PolicyPublish, Handler: (*Server).policyPlanShow},
		{Method: post, Path: policyPlansPath + "/{plan}", Action: access.PolicyPublish, Handler: (*Server).policyPlanKeep, Sample: Sample{Form: "edition=1&policy_from=2027-01-01"}, Draft: says(text.PolicyNext)},
		{Method: get, Path: policyPlansPath + "/{plan}/edit", Action: access.PolicyPublish, Handler: (*Server).policyPlanEdit},
		{Method: get, Path: policyPlansPath + "/{plan}/what-if/export", Action: access.PolicyPublish, Handler: (*Server).whatIfExport},
		{Method: post, Path: policyPlansPath + "/{plan}/what-if", Action: access.PolicyPublish, Handler: (*Server).whatIfAsk, Sample: Sample{Form: "form_key=019387f0-0000-7000-8000-000000000055"}},
		{Method: post, Path: policyPlansPath + "/{plan}/what-if/cancel", Action: access.PolicyPublish, Handler: (*Server).whatIfCancel},
		{Method: post, Path: policyPlansPath + "/{plan}/publish", Action: access.PolicyPublish, Handler: (*Server).policyPlanPublish, Sample: Sample{Form: "edition=9"}},
		{Method: post, Path: policyPlansPath + "/{plan}/drop", Action: access.PolicyPublish, Handler: (*Server).policyPlanDrop},
		{Method: post, Path: policyPath + "/{policy}/withdraw", Action: access.PolicyPublish, Handler: (*Server).policyWithdraw, Sample: Sample{Form: "reason=%E8%AF%AF%E5%8F%91"}},

		// Staffing.
		{Method: get, Path: staffingPath, Action: access.StaffingView, Handler: (*Server).staffingShow, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: staffingExportPath, Action: access.StaffingView, Handler: (*Server).staffingExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: post, Path: staffingSeenPath, Action: access.StaffPropose, Handler: (*Server).staffingSeen, Sample: Sample{Form: "village={village}"}},
		{Method: get, Path: staffPath, Action: access.StaffingView, Handler: (*Server).staffList, Sample: Sample{Query: "state=in_post&on=2026-10-31"}},
		{Method: get, Path: staffPath + "/export", Action: access.StaffingView, Handler: (*Server).staffExport, Sample: Sample{Query: "state=in_post"}},
		{Method: get, Path: staffPath + "/new", Action: access.StaffPropose, Handler: (*Server).staffProposeForm},
		{Method: post, Path: staffPath + "/new", Action: access.StaffPropose, Handler: (*Server).staffPropose, Sample: Sample{Form: "name=试验&sex=male&birth_year=1980"}, Draft: says(text.DraftFormNameStaff)},
		{Method: get, Path: staffPath + "/{staff}", Action: access.StaffingView, Handler: (*Server).staffShow},
		{Method: get, Path: staffPath + "/{staff}/posts", Action: access.StaffPropose, Handler: (*Server).staffPostForm},
		{Method: post, Path: staffPath + "/{staff}/posts", Action: access.StaffPropose, Handler: (*Server).staffPostPropose, Sample: Sample{Form: "staff_post=full_time&staff_place={village}"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffFit, Action: access.StaffPropose, Handler: staffTake(store.StaffFit), Sample: Sample{Form: "day=2026-11-20"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffTrained, Action: access.StaffPropose, Handler: staffTake(store.StaffTrained), Sample: Sample{Form: "day=2026-11-20&hours=8&words=试验"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffQualified, Action: access.StaffPropose, Handler: staffTake(store.StaffQualified), Sample: Sample{Form: "day=2026-11-20&words=试验"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffApproved, Action: access.StaffApprove, Handler: staffTake(store.StaffApproved), Sample: Sample{Form: "day=2026-11-20&post={staff_post}"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffRefused, Action: access.StaffApprove, Handler: staffTake(store.StaffRefused), Sample: Sample{Form: "day=2026-11-20&post={staff_post}&words=试验"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffEnded, Action: access.StaffPropose, Handler: staffTake(store.StaffEnded), Sample: Sample{Form: "day=2026-11-20&post={staff_post}&words=试验"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffWithdrawn, Action: access.StaffPropose, Handler: staffTake(store.StaffWithdrawn), Sample: Sample{Form: "day=2026-11-20&post={staff_post}&words=试验"}},
		{Method: post, Path: staffPath + "/{staff}/" + store.StaffVoid, Action: access.StaffPropose, Handler: staffTake(store.StaffVoid), Sample: Sample{Form: "words=试验&of={staff_step}"}},

		// Rewards.
		{Method: get, Path: "/rewards", Action: access.RewardView, Handler: (*Server).rewardList, Sample: Sample{Query: "state=accrued"}},
		{Method: get, Path: rewardsPath + "/export", Action: access.RewardView, Handler: (*Server).rewardExport, Sample: Sample{Query: "state=accrued"}},
		{Method: post, Path: rewardsPath + "/verify", Action: access.RewardVerify, Handler: (*Server).rewardVerifyAll, Sample: Sample{Form: "entry={reward}"}},
		{Method: post, Path: rewardsPath + "/approve", Action: access.RewardApprove, Handler: (*Server).rewardApproveAll, Sample: Sample{Form: "entry={reward}"}},
		{Method: post, Path: "/rewards/{reward}/verify", Action: access.RewardVerify, Handler: (*Server).rewardVerify},
		{Method: post, Path: "/rewards/{reward}/approve", Action: access.RewardApprove, Handler: (*Server).rewardApprove},

		// Statements of rewards.
		{Method: get, Path: statementsPath, Action: access.RewardView, Handler: (*Server).statementList, Sample: Sample{Query: "from=2026-01-01"}},
		{Method: get, Path: statementsPath + "/export", Action: access.RewardView, Handler: (*Server).statementExport},
		{Method: get, Path: statementsPath + "/{village}", Action: access.RewardView, Handler: (*Server).statementShow, Sample: Sample{Query: "until=2026-11-23"}},
		{Method: get, Path: statementsPath + "/{village}/excel", Action: access.RewardView, Handler: (*Server).statementExcel},
		{Method: post, Path: statementsPath + "/{village}/paper", Action: access.PaymentMake, Handler: (*Server).statementPaper},

		// Payment batches of rewards.
		{Method: get, Path: paymentsPath, Action: access.PaymentView, Handler: (*Server).paymentList, Sample: Sample{Query: "state=standing&year={year}"}},
		{Method: get, Path: paymentsPath + "/export", Action: access.PaymentView, Handler: (*Server).paymentExport, Sample: Sample{Query: "year={year}"}},
		{Method: get, Path: waitingPath, Action: access.PaymentView, Handler: (*Server).paymentWaiting},
		{Method: get, Path: waitingPath + "/export", Action: access.PaymentView, Handler: (*Server).waitingExport},
		{Method: get, Path: chooserPath, Action: access.PaymentMake, Handler: (*Server).paymentChoose},
		{Method: post, Path: paymentsPath + "/preview", Action: access.PaymentMake, Handler: (*Server).paymentPreview, Sample: Sample{Form: "entry={reward}"}},
		{Method: post, Path: paymentsPath, Action: access.PaymentMake, Handler: (*Server).paymentMake, Sample: Sample{Form: "entry={reward}&seen=0"}},
		{Method: get, Path: paymentsPath + "/{payment}", Action: access.PaymentView, Handler: (*Server).paymentShow},
		{Method: get, Path: paymentsPath + "/{payment}/excel", Action: access.PaymentView, Handler: (*Server).paymentExcel},
		{Method: post, Path: paymentsPath + "/{payment}/pay", Action: access.PaymentPay, Handler: (*Server).paymentPay, Sample: Sample{Form: "paid_on=2026-11-23"}, Draft: says(text.PaymentPayTitle)},
		{Method: post, Path: paymentsPath + "/{payment}/void", Action: access.PaymentMake, Handler: (*Server).paymentVoid, Sample: Sample{Form: "reason="}, Draft: says(text.PaymentVoidTitle)},

		// Funding.
		{Method: get, Path: fundingPath, Action: access.FundingView, Handler: (*Server).fundingList, Sample: Sample{Query: "year={year}&purpose=pay"}},
		{Method: get, Path: fundingPath + "/export", Action: access.FundingView, Handler: (*Server).fundingExport, Sample: Sample{Query: "year={year}"}},
		{Method: get, Path: fundingLinePath, Action: access.FundingView, Handler: (*Server).fundingLine, Sample: Sample{Query: "year={year}&unit={own_unit}&purpose=tests"}},
		{Method: post, Path: fundingLinePath, Action: access.FundingRecord, Handler: (*Server).fundingAdd, Sample: Sample{Query: "year={year}&unit={own_unit}&purpose=tests", Form: "funding_kind=spent&amount=-5"}, Draft: says(text.FundingAdd)},
		{Method: post, Path: fundingPath + "/year", Action: access.FundingRecord, Handler: (*Server).fundingYear, Sample: Sample{Form: "year={year}&do=close&reason=试验"}, Draft: says(text.FundingClose)},
		{Method: get, Path: fundingPath + "/void", Action: access.FundingRecord, Handler: (*Server).fundingVoidForm, Sample: Sample{Query: "entry={funding}"}},
		{Method: post, Path: fundingPath + "/void", Action: access.FundingRecord, Handler: (*Server).fundingVoid, Sample: Sample{Query: "entry={funding}", Form: "reason="}},

		// Help plans, and referrals of a help need to a department.
		{Method: get, Path: "/cases/{case}/help-plan", Action: access.CaseView, Handler: (*Server).helpPlanShow},
		{Method: get, Path: "/cases/{case}/referral", Action: access.ReferralSend, Handler: (*Server).referralNew, Sample: Sample{Query: "head=skills"}},
		{Method: post, Path: "/cases/{case}/referral", Action: access.ReferralSend, Handler: (*Server).referralSend, Sample: Sample{Form: "do=check&date=2026-11-23&head=skills&need=培训"}, Draft: says(text.ReferralSendTitle)},
		{Method: get, Path: noticeListPath, Action: access.NoticeView, Handler: (*Server).noticeList, Sample: Sample{Query: "state=late&year={year}&unit={unit}"}},
		{Method: get, Path: noticeListPath + "/export", Action: access.NoticeView, Handler: (*Server).noticeExport, Sample: Sample{Query: "state=open"}},
		{Method: get, Path: noticeNewPath, Action: access.NoticeIssue, Handler: (*Server).noticeNew, Sample: Sample{Query: "unit={unit}"}},
		{Method: post, Path: noticeNewPath, Action: access.NoticeIssue, Handler: (*Server).noticeIssue, Sample: Sample{Form: "unit={unit}&problem=x"}, Draft: says(text.NoticeNewTitle)},
		{Method: get, Path: "/notices/{notice}", Action: access.NoticeView, Handler: (*Server).noticeShow},
		{Method: post, Path: "/notices/{notice}/answer", Action: access.NoticeAnswer, Handler: (*Server).noticeAnswer, Sample: Sample{Form: "kind=reply"}},
		{Method: post, Path: "/notices/{notice}/decide", Action: access.NoticeDecide, Handler: (*Server).noticeDecide, Sample: Sample{Form: "kind=accept"}},
		{Method: get, Path: "/notices/{notice}/files/{notice_file}", Action: access.NoticeView, Handler: (*Server).noticeFile},
		{Method: get, Path: "/notices/{notice}/files/{notice_file}/thumbnail", Action: access.NoticeView, Handler: (*Server).noticeThumbnail},
		{Method: get, Path: referralsPath, Action: access.ReferralView, Handler: (*Server).referralList, Sample: Sample{Query: "state=open"}},
		{Method: get, Path: referralsPath + "/export", Action: access.ReferralView, Handler: (*Server).referralExport, Sample: Sample{Query: "state=open"}},
		{Method: get, Path: "/referrals/{referral}", Action: access.ReferralView, Handler: (*Server).referralShow},
		{Method: post, Path: "/referrals/{referral}/accept", Action: access.ReferralAnswer, Handler: referralTake(rehab.ReferralAccept), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/refuse", Action: access.ReferralAnswer, Handler: referralTake(rehab.ReferralRefuse), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/act", Action: access.ReferralAnswer, Handler: referralTake(rehab.ReferralAct), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/close", Action: access.ReferralAnswer, Handler: referralTake(rehab.ReferralClose), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/withdraw", Action: access.ReferralSend, Handler: referralTake(rehab.ReferralWithdraw), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/note", Action: access.ReferralSend, Handler: referralTake(rehab.ReferralNote), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/contact", Action: access.ReferralSend, Handler: referralTake(rehab.ReferralContact), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},
		{Method: post, Path: "/referrals/{referral}/void", Action: access.ReferralVoid, Handler: referralTake(rehab.ReferralVoid), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.ReferralTitle)},

		// Analysis meetings, and the measures they give to units.
		{Method: get, Path: meetingsPath, Action: access.MeetingView, Handler: (*Server).meetingList, Sample: Sample{Query: "state=held&year={year}"}},
		{Method: get, Path: meetingsPath + "/export", Action: access.MeetingView, Handler: (*Server).meetingExport, Sample: Sample{Query: "year={year}"}},
		{Method: get, Path: meetingsPath + "/new", Action: access.MeetingRecord, Handler: (*Server).meetingNew},
		{Method: post, Path: meetingsPath, Action: access.MeetingRecord, Handler: (*Server).meetingCall, Sample: Sample{Form: "meeting_day=2026-11-25&chair=试验"}, Draft: says(text.MeetingCall)},
		{Method: get, Path: "/meetings/{meeting}", Action: access.MeetingView, Handler: (*Server).meetingShow},
		{Method: get, Path: "/meetings/{meeting}/edit", Action: access.MeetingRecord, Handler: (*Server).meetingEdit},
		{Method: post, Path: "/meetings/{meeting}/edit", Action: access.MeetingRecord, Handler: (*Server).meetingChange, Sample: Sample{Form: "version=1&meeting_day=2026-11-25"}, Draft: says(text.MeetingEdit)},
		{Method: post, Path: "/meetings/{meeting}/hold", Action: access.MeetingRecord, Handler: (*Server).meetingHold, Sample: Sample{Form: "attended=0"}},
		{Method: post, Path: "/meetings/{meeting}/findings", Action: access.MeetingRecord, Handler: (*Server).meetingFindings, Sample: Sample{Form: "version=1&finding_other=试验"}, Draft: says(text.MeetingFindings)},
		{Method: post, Path: "/meetings/{meeting}/measures", Action: access.MeetingRecord, Handler: (*Server).meetingMeasure, Sample: Sample{Form: "measure_words=试验"}, Draft: says(text.MeetingAddMeasure)},
		{Method: get, Path: "/meetings/{meeting}/minutes", Action: access.MeetingRecord, Handler: (*Server).meetingMinutes},
		{Method: post, Path: "/meetings/{meeting}/minutes", Action: access.MeetingRecord, Handler: (*Server).meetingMinutesIssue, Sample: Sample{Form: "version=1"}},
		{Method: post, Path: "/meetings/{meeting}/minutes/void", Action: access.MeetingRecord, Handler: (*Server).meetingMinutesVoid, Sample: Sample{Form: "reason=试验"}},
		{Method: post, Path: "/meetings/{meeting}/cancel", Action: access.MeetingRecord, Handler: (*Server).meetingCancel, Sample: Sample{Form: "reason="}},
		{Method: get, Path: measuresPath, Action: access.MeasureView, Handler: (*Server).measureList, Sample: Sample{Query: "state=open&subject=living"}},
		{Method: get, Path: measuresPath + "/export", Action: access.MeasureView, Handler: (*Server).measureExport, Sample: Sample{Query: "state=late"}},
		{Method: get, Path: "/measures/{measure}", Action: access.MeasureView, Handler: (*Server).measureShow},
		{Method: post, Path: "/measures/{measure}/accept", Action: access.MeasureAnswer, Handler: measureTake(rehab.MeasureAccept), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/report", Action: access.MeasureAnswer, Handler: measureTake(rehab.MeasureReport), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/done", Action: access.MeasureAnswer, Handler: measureTake(rehab.MeasureDone), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/confirm", Action: access.MeasureDecide, Handler: measureTake(rehab.MeasureConfirm), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/return", Action: access.MeasureDecide, Handler: measureTake(rehab.MeasureReturn), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/extend", Action: access.MeasureDecide, Handler: measureTake(rehab.MeasureExtend), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/drop", Action: access.MeasureDecide, Handler: measureTake(rehab.MeasureDrop), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},
		{Method: post, Path: "/measures/{measure}/void", Action: access.MeasureVoid, Handler: measureTake(rehab.MeasureVoid), Sample: Sample{Form: "date=2026-11-23"}, Draft: says(text.MeasureTitle)},

		// Periodic returns.
		{Method: get, Path: returnsPath, Action: access.ReturnView, Handler: (*Server).returnList, Sample: Sample{Query: "level=village&year=2026"}},
		{Method: get, Path: returnsPath + "/export", Action: access.ReturnView, Handler: (*Server).returnExport},
		{Method: get, Path: "/returns/{return}", Action: access.ReturnView, Handler: (*Server).returnShow},
		{Method: get, Path: "/returns/{return}/export", Action: access.ReturnView, Handler: (*Server).returnBook},
		{Method: post, Path: "/returns/{return}/submit", Action: access.ReturnSubmit, Handler: returnTake("return", rehab.ReturnSubmit), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{return}/withdraw", Action: access.ReturnSubmit, Handler: returnTake("return", rehab.ReturnWithdraw), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{return}/accept", Action: access.ReturnReview, Handler: returnTake("return", rehab.ReturnAccept), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{return}/send_back", Action: access.ReturnReview, Handler: returnTake("return", rehab.ReturnSendBack), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{return}/take_back", Action: access.ReturnReview, Handler: returnTake("return", rehab.ReturnTakeBack), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{return}/correct", Action: access.ReturnLock, Handler: returnTake("return", rehab.ReturnCorrect), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/prepare", Action: access.ReturnPrepare, Handler: returnTake("quarter", rehab.ReturnPrepare), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/submit", Action: access.ReturnSign, Handler: returnTake("quarter", rehab.ReturnSubmit), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/withdraw", Action: access.ReturnPrepare, Handler: returnTake("quarter", rehab.ReturnWithdraw), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/accept", Action: access.ReturnLock, Handler: returnTake("quarter", rehab.ReturnAccept), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/send_back", Action: access.ReturnLock, Handler: returnTake("quarter", rehab.ReturnSendBack), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/take_back", Action: access.ReturnLock, Handler: returnTake("quarter", rehab.ReturnTakeBack), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/lock", Action: access.ReturnLock, Handler: returnTake("quarter", rehab.ReturnDoLock), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		{Method: post, Path: "/returns/{quarter}/quarter/correct", Action: access.ReturnLock, Handler: returnTake("quarter", rehab.ReturnCorrect), Sample: Sample{Form: "seen=0&reason=%E8%AF%95%E9%AA%8C"}, Draft: says(text.PeriodicreturnTitle)},
		// Responsibility scores, and appeals against them.
		{Method: get, Path: scoresPath, Action: access.ScoreView, Handler: (*Server).scoreRank, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: scoresPath + "/export", Action: access.ScoreView, Handler: (*Server).scoreExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: stationScoresPath, Action: access.StationScore, Handler: (*Server).stationRank, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: stationScoresPath + "/export", Action: access.StationScore, Handler: (*Server).stationRankExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: stationScoresPath + "/{scored_station}", Action: access.StationScore, Handler: (*Server).stationShow, Sample: Sample{Query: "month=2026-10"}},
		{Method: post, Path: stationScoresPath + "/{scored_station}", Action: access.StationAppeal, Handler: (*Server).stationAppeal, Sample: Sample{Form: "appeal_line=outcome_late&appeal_reason=试验", Query: "month=2026-10"}, Draft: says(text.AppealFile)},
		{Method: get, Path: stationScoresPath + "/{scored_station}/export", Action: access.StationScore, Handler: (*Server).stationExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: scoresPath + "/{scored}/export", Action: access.ScoreView, Handler: (*Server).scoreUnitExport, Sample: Sample{Query: "month=2026-10"}},
		{Method: get, Path: scoresPath + "/{scored}", Action: access.ScoreView, Handler: (*Server).scoreShow, Sample: Sample{Query: "month=2026-10"}},
		{Method: post, Path: scoresPath + "/{scored}", Action: access.AppealFile, Handler: (*Server).appealFile, Sample: Sample{Form: "appeal_line=test_missed&appeal_reason=试验", Query: "month=2026-10"}, Draft: says(text.AppealFile)},
		{Method: get, Path: appealsPath, Action: access.AppealView, Handler: (*Server).appealList, Sample: Sample{Query: "state=open"}},
		{Method: get, Path: appealsPath + "/export", Action: access.AppealView, Handler: (*Server).appealExport, Sample: Sample{Query: "state=open"}},
		{Method: get, Path: "/appeals/{appeal}", Action: access.AppealView, Handler: (*Server).appealShow},
		{Method: post, Path: "/appeals/{appeal}/grant", Action: access.AppealDecide, Handler: appealTake(rehab.AppealGrant), Sample: Sample{Form: "appeal_words="}, Draft: says(text.AppealTitle)},
		{Method: post, Path: "/appeals/{appeal}/refuse", Action: access.AppealDecide, Handler: appealTake(rehab.AppealRefuse), Sample: Sample{Form: "appeal_words="}, Draft: says(text.AppealTitle)},
		{Method: post, Path: "/appeals/{appeal}/reopen", Action: access.AppealDecide, Handler: appealTake(rehab.AppealReopen), Sample: Sample{Form: "appeal_words="}, Draft: says(text.AppealTitle)},
		{Method: post, Path: "/appeals/{appeal}/withdraw", Action: access.AppealWithdraw, Handler: appealTake(rehab.AppealWithdraw), Sample: Sample{Form: "appeal_words="}, Draft: says(text.AppealTitle)},

		// Residence changes.
		{Method: get, Path: "/transfers", Action: access.TransferView, Handler: (*Server).transferList},
		{Method: get, Path: transfersPath + "/export", Action: access.TransferView, Handler: (*Server).transferExport},
		{Method: get, Path: "/cases/{case}/transfer", Action: access.TransferView, Handler: (*Server).transferShow},
		{Method: post, Path: "/cases/{case}/transfer/request", Action: access.TransferRequest, Handler: transferTake(rehab.KindTransferRequest), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferRequest)},
		{Method: post, Path: "/cases/{case}/transfer/withdraw", Action: access.TransferRequest, Handler: transferTake(rehab.KindTransferWithdrawn), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferWithdrawn)},
		{Method: post, Path: "/cases/{case}/transfer/origin", Action: access.TransferDecide, Handler: transferTake(rehab.KindTransferOrigin), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferOrigin)},
		{Method: post, Path: "/cases/{case}/transfer/destination", Action: access.TransferDecide, Handler: transferTake(rehab.KindTransferDestination), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferDestination)},
		{Method: post, Path: "/cases/{case}/transfer/police", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransferPoliceNotified), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferPoliceNotified)},
		{Method: post, Path: "/cases/{case}/transfer/effective", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransfer), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransfer)},
		{Method: post, Path: "/cases/{case}/transfer/report-in", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransferReportIn), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindTransferReportIn)},
		{Method: post, Path: "/cases/{case}/transfer/forward", Action: access.TransferReceive, Handler: transferTake(rehab.KindForwardFile), Sample: Sample{Form: "date=2026-11-23"}, Draft: named(text.FamilyFact, rehab.KindForwardFile)},

		// Several decisions at once.
		{Method: get, Path: signingPath, Action: access.SigningDecide, Handler: (*Server).signingShow, Sample: Sample{Query: "kind=leave"}},
		{Method: post, Path: signingPath, Action: access.SigningDecide, Handler: (*Server).signingDecide, Sample: Sample{Form: "kind=leave&answer=yes&row={case}"}},

		// Who answers for which cases, and handing them over.
		{Method: get, Path: handoverPath, Action: access.HandoverView, Handler: (*Server).handoverShow, Sample: Sample{Query: "place={village}"}},
		{Method: get, Path: handoverPath + "/export", Action: access.HandoverView, Handler: (*Server).handoverExport},
		{Method: post, Path: handoverPath + "/choose", Action: access.HandoverAssign, Handler: (*Server).handoverChoose, Sample: Sample{Form: "from=none&case={case}"}},
		{Method: post, Path: handoverPath, Action: access.HandoverAssign, Handler: (*Server).handoverTake, Sample: Sample{Form: "from=none&case={case}&reason=%E8%AF%95%E9%AA%8C"}},
		{Method: get, Path: splitsPath, Action: access.SplitView, Handler: (*Server).splitList},
		{Method: get, Path: splitsPath + "/export", Action: access.SplitView, Handler: (*Server).splitListExport},
		{Method: get, Path: splitsPath + "/{split}", Action: access.SplitView, Handler: (*Server).splitShow, Sample: Sample{Query: "state=waiting"}},
		{Method: post, Path: splitsPath + "/{split}", Action: access.SplitChoose, Handler: (*Server).splitChoose, Sample: Sample{Form: "case-{case}=stays"}},
		{Method: get, Path: splitsPath + "/{split}/export", Action: access.SplitView, Handler: (*Server).splitExport},
		{Method: post, Path: handoverPath + "/take-back", Action: access.HandoverAssign, Handler: (*Server).handoverTakeBack, Sample: Sample{Form: "handover=none"}},

		// Accounts and locks.
		{Method: get, Path: "/accounts", Action: access.AccountAdmin, Handler: (*Server).accountList},
		{Method: get, Path: accountsPath + "/export", Action: access.AccountAdmin, Handler: (*Server).accountExport},
		{Method: post, Path: "/accounts/find", Action: access.AccountAdmin, Handler: (*Server).accountFind, Sample: Sample{Form: "find=village"}},
		{Method: get, Path: "/accounts/new", Action: access.AccountAdmin, Handler: (*Server).accountForm},
		{Method: post, Path: "/accounts", Action: access.AccountAdmin, Handler: (*Server).accountAdd, Sample: Sample{Form: "login=worker9&name=试验"}},
		{Method: get, Path: "/accounts/{account}", Action: access.AccountAdmin, Handler: (*Server).accountShow},
		{Method: post, Path: "/accounts/{account}/name", Action: access.AccountAdmin, Handler: (*Server).accountRename, Sample: Sample{Form: "name=试验"}},
		{Method: post, Path: "/accounts/{account}/password", Action: access.AccountAdmin, Handler: (*Server).accountReset},
		{Method: post, Path: "/accounts/{account}/disable", Action: access.AccountAdmin, Handler: (*Server).accountDisable},
		{Method: post, Path: "/accounts/{account}/enable", Action: access.AccountAdmin, Handler: (*Server).accountEnable},
		{Method: get, Path: "/locks", Action: access.SecurityView, Handler: (*Server).lockList},
		{Method: post, Path: "/locks/{account}/unlock", Action: access.PostingAdmin, Handler: (*Server).lockLift},
		{Method: post, Path: "/locks/{account}/end-sessions", Action: access.PostingAdmin, Handler: (*Server).sessionsEnd},

		// Postings.
		{Method: get, Path: "/postings", Action: access.PostingAdmin, Handler: (*Server).postingList},
		{Method: get, Path: postingsPath + "/export", Action: access.PostingAdmin, Handler: (*Server).postingExport},
		{Method: get, Path: "/postings/new", Action: access.PostingAdmin, Handler: (*Server).postingForm},
		{Method: post, Path: "/postings", Action: access.PostingAdmin, Handler: (*Server).postingAdd, Sample: Sample{Form: "account={account}&role=village_worker&unit={unit}&from=2026-11-23"}},
		{Method: get, Path: "/postings/{posting}", Action: access.PostingAdmin, Handler: (*Server).postingShow},
		{Method: post, Path: "/postings/{posting}/deputy", Action: access.PostingAdmin, Handler: (*Server).postingDeputy, Sample: Sample{Form: "account={account}&from=2026-11-23&until=2026-11-30"}},
		{Method: post, Path: "/postings/{posting}/end", Action: access.PostingAdmin, Handler: (*Server).postingEnd, Sample: Sample{Form: "until=2026-11-23"}},

		// Units and what police stations answer for.
		{Method: get, Path: "/units", Action: access.UnitAdmin, Handler: (*Server).unitList},
		{Method: get, Path: unitsPath + "/export", Action: access.UnitAdmin, Handler: (*Server).unitExport},
		{Method: get, Path: unitNewPath, Action: access.UnitAdmin, Handler: (*Server).unitFoundForm},
		{Method: post, Path: unitNewPath, Action: access.UnitAdmin, Handler: (*Server).unitFound, Sample: Sample{Form: "unit_name=试验&unit_code=520381001009&from=2026-12-01&unit_basis=试验"}},
		{Method: post, Path: "/units/{unit}/found/withdraw", Action: access.UnitAdmin, Handler: (*Server).unitUnfound},
		{Method: get, Path: "/units/{unit}", Action: access.UnitAdmin, Handler: (*Server).unitShow},
		{Method: post, Path: "/units/{unit}/name", Action: access.UnitAdmin, Handler: (*Server).unitName, Sample: Sample{Form: "unit_name=试验"}},
		{Method: get, Path: "/units/{unit}/split", Action: access.UnitAdmin, Handler: (*Server).unitSplitForm},
		{Method: post, Path: "/units/{unit}/split", Action: access.UnitAdmin, Handler: (*Server).unitSplit, Sample: Sample{Form: "into=new&unit_name=试验&unit_code=520381001009&from=2026-12-01&unit_basis=试验"}},
		{Method: post, Path: "/units/{unit}/split/withdraw", Action: access.UnitAdmin, Handler: (*Server).unitKeepWhole, Sample: Sample{Form: "split=none"}},
		{Method: post, Path: "/units/{unit}/rename", Action: access.UnitAdmin, Handler: (*Server).unitRename, Sample: Sample{Form: "unit_name=试验二&from=2026-12-01"}},
		{Method: post, Path: "/units/{unit}/rename/withdraw", Action: access.UnitAdmin, Handler: (*Server).unitKeepName, Sample: Sample{Form: "from=2026-12-01&name_reason=试验"}},
		{Method: get, Path: "/units/{unit}/merge", Action: access.UnitAdmin, Handler: (*Server).unitMergeForm},
		{Method: post, Path: "/units/{unit}/merge", Action: access.UnitAdmin, Handler: (*Server).unitMerge, Sample: Sample{Form: "into=1&from=2026-12-01&merge_basis=试验"}},
		{Method: post, Path: "/units/{unit}/merge/withdraw", Action: access.UnitAdmin, Handler: (*Server).unitKeep},
		{Method: post, Path: "/units/{unit}/divisions", Action: access.UnitAdmin, Handler: (*Server).divisionAdd, Sample: Sample{Form: "division={village}&from=2026-11-23"}},
		{Method: post, Path: "/units/{unit}/divisions/{division}/end", Action: access.UnitAdmin, Handler: (*Server).divisionEnd, Sample: Sample{Form: "until=2026-11-30"}},

		// Official days.
		{Method: get, Path: "/holidays", Action: access.HolidayAdmin, Handler: (*Server).holidayList, Sample: Sample{Query: "year={year}"}},
		{Method: get, Path: holidaysPath + "/export", Action: access.HolidayAdmin, Handler: (*Server).holidayExport, Sample: Sample{Query: "year={year}"}},
		{Method: post, Path: "/holidays", Action: access.HolidayAdmin, Handler: (*Server).holidaySet, Sample: Sample{Form: "day=2027-01-01&kind=off&holiday_name=元旦"}},
		{Method: post, Path: "/holidays/{day}/remove", Action: access.HolidayAdmin, Handler: (*Server).holidayRemove},
		{Method: post, Path: "/holidays/years", Action: access.HolidayAdmin, Handler: (*Server).holidayYear, Sample: Sample{Form: "year=2027&source=试验"}},

		// The audit log, and the demonstration's day.
		{Method: get, Path: "/audit", Action: access.AuditView, Handler: (*Server).auditList},
		{Method: get, Path: auditPath + "/export", Action: access.AuditView, Handler: (*Server).auditExport},
		{Method: get, Path: dayPath, Action: access.DemoMoveToday, Handler: (*Server).demoDay},
		{Method: post, Path: dayPath, Action: access.DemoMoveToday, Handler: (*Server).moveDay, Sample: Sample{Form: "legal_day=2026-11-23"}},

		// Leave.
		{Method: get, Path: leavesPath, Action: access.LeaveView, Handler: (*Server).leaveList, Sample: Sample{Query: "state=away&place={village}"}},
		{Method: get, Path: leavesPath + "/export", Action: access.LeaveView, Handler: (*Server).leaveExport},
		{Method: get, Path: "/cases/{case}/leaves/{leave}/slip", Action: access.CaseView, Handler: (*Server).leaveSlip},

		// Assessments.
		{Method: get, Path: "/assessments", Action: access.AssessmentOpinion, Handler: (*Server).assessmentList},
		{Method: get, Path: assessmentsPath + "/export", Action: access.AssessmentOpinion, Handler: (*Server).assessmentExport},
		{Method: get, Path: "/cases/{case}/assessment", Action: access.AssessmentOpinion, Handler: (*Server).assessmentShow},
		{Method: post, Path: "/cases/{case}/assessment/opinion", Action: access.AssessmentOpinion, Handler: assessmentRecord("opinion", (*casework.Work).GiveOpinion), Sample: Sample{Form: "phase=1"}, Draft: says(text.DraftFormNameOpinion)},
		{Method: post, Path: "/cases/{case}/assessment/decision", Action: access.AssessmentDecide, Handler: assessmentRecord("decision", (*casework.Work).Assess), Sample: Sample{Form: "phase=1"}, Draft: says(text.DraftFormNameAssessment)},
		{Method: post, Path: "/cases/{case}/assessment/final", Action: access.AssessmentDecide, Handler: assessmentRecord("final", (*casework.Work).AssessFinally), Sample: Sample{Form: "phase=1"}, Draft: says(text.DraftFormNameFinal)},
	}, recordRoutes()...)
}
