package server

import (
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/session"
	"xinsheng/web/icon"
	"xinsheng/web/layout"
)

// place is one place of the rail: who has it is what its action says.
type place struct {
	key     string // value of text.FamilyNav
	path    string
	action  access.Action
	icon    icon.Name
	phone   bool
	section string
	below   string // where its pages lie, if not below its own path
	ending  string // how the addresses of its pages end that lie below a case
}

// places are the rail from top to bottom. A place whose page is not in the table of routes is left out.
var places = []place{
	{key: "worklist", path: "/worklist", action: access.WorklistView, icon: icon.ListChecks, phone: true, below: signingPath},
	{key: "intake", path: "/intake", action: access.IntakeOpen, icon: icon.UserPlus, phone: true},
	{key: "decisions", path: "/decisions", action: access.DecisionView, icon: icon.Signature, phone: true, ending: "/decision"},
	{key: "sheet", path: "/month-sheet", action: access.MonthSheetView, icon: icon.Table2, phone: true, below: "/villages"},
	{key: "dashboard", path: "/dashboard", action: access.DashboardView, icon: icon.LayoutDashboard, phone: true},
	{key: "cases", path: "/cases", action: access.CaseList, icon: icon.Users, phone: true},
	{key: "transfers", path: "/transfers", action: access.TransferView, icon: icon.ArrowLeftRight, section: "section_records", ending: "/transfer"},
	{key: "leaves", path: "/leaves", action: access.LeaveView, icon: icon.Plane},
	{key: "referrals", path: referralsPath, action: access.ReferralView, icon: icon.HandHelping, ending: "/referral"},
	{key: "assessments", path: "/assessments", action: access.AssessmentOpinion, icon: icon.ClipboardCheck, ending: "/assessment"},
	{key: "dossiers", path: dossiersPath, action: access.CaseList, icon: icon.FolderOpen, ending: "/dossier"},
	{key: "register", path: registerPath, action: access.PaperRegister, icon: icon.FileText, below: patternsPath},
	{key: "handover", path: handoverPath, action: access.HandoverView, icon: icon.User},
	{key: "exports", path: exportsPath, action: access.ExportOwn, icon: icon.Download},
	{key: "returns", path: returnsPath, action: access.ReturnView, icon: icon.FileCheck, section: "section_oversight"},
	{key: "notices", path: noticeListPath, action: access.NoticeView, icon: icon.Gavel},
	{key: "meetings", path: meetingsPath, action: access.MeetingView, icon: icon.Users},
	{key: "measures", path: measuresPath, action: access.MeasureView, icon: icon.ClipboardCheck},
	{key: "scores", path: scoresPath, action: access.ScoreView, icon: icon.Scale, below: appealsPath},
	{key: "station_scores", path: stationScoresPath, action: access.StationAppeal, icon: icon.Scale, below: appealsPath},
	{key: "rewards", path: "/rewards", action: access.RewardView, icon: icon.Coins},
	{key: "payments", path: paymentsPath, action: access.PaymentMake, icon: icon.Landmark},
	{key: "staffing", path: staffingPath, action: access.StaffingView, icon: icon.IdCard},
	{key: "funding", path: fundingPath, action: access.FundingView, icon: icon.Scale},
	{key: "policy", path: "/policy", action: access.PolicyView, icon: icon.BookOpen, section: "section_support"},
	{key: "accounts", path: "/accounts", action: access.AccountAdmin, icon: icon.Users, phone: true, section: "section_admin"},
	{key: "units", path: "/units", action: access.UnitAdmin, icon: icon.Building2, phone: true},
	{key: "holidays", path: "/holidays", action: access.HolidayAdmin, icon: icon.CalendarDays, phone: true},
	{key: "postings", path: "/postings", action: access.PostingAdmin, icon: icon.KeyRound, phone: true, section: "section_admin"},
	{key: "locks", path: "/locks", action: access.SecurityView, icon: icon.Lock, phone: true},
	{key: "audit", path: "/audit", action: access.AuditView, icon: icon.History, phone: true, section: "section_admin"},
	{key: "demo_day", path: dayPath, action: access.DemoMoveToday, icon: icon.CalendarRange, section: "section_demo"},
}

// navOf returns the places that signed has, the one that path lies in marked.
func (s *Server) navOf(signed *session.Signed, path string) []layout.NavItem {
	var out []layout.NavItem
	section, last, current, best := "", "", -1, 0
	for _, p := range places {
		if p.section != "" && p.section != last {
			section, last = p.section, p.section
		}
		if !s.known["GET "+p.path] || !signed.Actor.May(p.action) || (p.path == dayPath && s.Demo == nil) {
			continue
		}
		if fit := p.fit(path); fit > best {
			current, best = len(out), fit
		}
		out = append(out, layout.NavItem{Key: p.key, Href: p.path, Icon: p.icon, Phone: p.phone, Section: section})
		section = ""
	}
	if current >= 0 {
		out[current].Current = true
	}
	if signed.Drafts > 0 { // beside the work that they are part of
		drafts := layout.NavItem{Key: "drafts", Href: draftsPath, Icon: icon.NotebookPen, Count: strconv.Itoa(signed.Drafts), Current: path == draftsPath}
		out = slices.Insert(out, min(1, len(out)), drafts)
	}
	return out
}

// fit says how well the page at path belongs to the place: 0 not at all, 2 better than where its address lies. A case's page belongs to the people,
// but its decision to the decisions.
func (p place) fit(path string) int {
	switch {
	case p.ending != "" && under(path, casesPath) && strings.HasSuffix(path, p.ending):
		return 2
	case under(path, p.path) || (p.below != "" && under(path, p.below)):
		return 1
	}
	return 0
}

// under reports whether path is base or lies below it.
func under(path, base string) bool {
	rest, ok := strings.CutPrefix(path, base)
	return ok && (rest == "" || rest[0] == '/')
}
