package server

import (
	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
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
	return []Route{
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
		{Method: get, Path: "/", Action: access.SessionOwn, Handler: (*Server).home},

		// Rewards.
		{Method: get, Path: "/rewards", Action: access.RewardView, Handler: (*Server).rewardList, Sample: Sample{Query: "state=accrued"}},
		{Method: post, Path: "/rewards/{reward}/verify", Action: access.RewardVerify, Handler: (*Server).rewardVerify},
		{Method: post, Path: "/rewards/{reward}/approve", Action: access.RewardApprove, Handler: (*Server).rewardApprove},

		// Residence changes.
		{Method: get, Path: "/transfers", Action: access.TransferView, Handler: (*Server).transferList},
		{Method: get, Path: "/cases/{case}/transfer", Action: access.TransferView, Handler: (*Server).transferShow},
		{Method: post, Path: "/cases/{case}/transfer/request", Action: access.TransferRequest, Handler: transferTake(rehab.KindTransferRequest), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/withdraw", Action: access.TransferRequest, Handler: transferTake(rehab.KindTransferWithdrawn), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/origin", Action: access.TransferDecide, Handler: transferTake(rehab.KindTransferOrigin), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/destination", Action: access.TransferDecide, Handler: transferTake(rehab.KindTransferDestination), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/police", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransferPoliceNotified), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/effective", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransfer), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/report-in", Action: access.TransferReceive, Handler: transferTake(rehab.KindTransferReportIn), Sample: Sample{Form: "date=2026-11-23"}},
		{Method: post, Path: "/cases/{case}/transfer/forward", Action: access.TransferReceive, Handler: transferTake(rehab.KindForwardFile), Sample: Sample{Form: "date=2026-11-23"}},
	}
}
