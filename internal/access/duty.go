package access

import "xinsheng/internal/rehab"

// Part is what a role has to do with a duty of a case in its scope: whose worklist it stands on, and where.
type Part string

// The parts. Whoever only watches is shown a duty of others once it is overdue, or when asking for all.
const (
	NoPart Part = ""
	Does   Part = "does"  // the role's own work
	Signs  Part = "signs" // a decision that waits for this role
	Watch  Part = "watch" // the work of others that the role answers for
)

// parts says who does, signs and watches each duty. A township answers for its villages, the municipal office for all. What only a
// township's lead may decide (DOMAIN §2) waits for the lead's signature; everybody of the township sees the rest of the township's work.
var parts = map[rehab.Duty]map[Role]Part{
	rehab.DutyServePerson: byPolice, rehab.DutyServeFamily: byPolice, rehab.DutyNotifyTownship: byPolice,
	rehab.DutyReportIn: byTownship, rehab.DutyDecideReportIn: byLead,
	rehab.DutyAgreement: byTownship, rehab.DutyWorkingGroup: byTownship, rehab.DutyHelpPlan: byTownship,
	rehab.DutyTest: byVillage, rehab.DutyContactReport: byVillage, rehab.DutyContactVisit: byVillage, rehab.DutyContactTalk: byVillage,
	rehab.DutyDecideAbsence: byLead, rehab.DutyResolveMissed: byLead,
	rehab.DutyTestDetails:     byVillage,
	rehab.DutyConfirmPositive: byPoliceAndTownship, rehab.DutyReportToPolice: byTownship, rehab.DutyPoliceOutcome: decidedByPolice,
	rehab.DutyIsolation:     decidedByPolice,
	rehab.DutyLeaveDecision: byLead, rehab.DutyLeaveExtension: byLead, rehab.DutyLeaveReturn: byVillage, rehab.DutyDepartureReturn: byVillageAndTownship,
	rehab.DutyTransferOrigin: byLead, rehab.DutyTransferDestination: byLead, rehab.DutyTransferPoliceNotified: byTownship,
	rehab.DutyTransferReportIn: byTownship, rehab.DutyForwardFile: byTownship,
	rehab.DutyPhaseAssessment: byLead, rehab.DutyFinalAssessment: byLead, rehab.DutyFileToPolice: byTownship,
	rehab.DutyDischarge: issuedByPolice, rehab.DutyNotifyTownshipDischarge: byPolice,
}

var (
	byVillage            = map[Role]Part{VillageWorker: Does, TownshipWorker: Watch, TownshipLead: Watch, MunicipalOffice: Watch}
	byVillageAndTownship = map[Role]Part{VillageWorker: Does, TownshipWorker: Does, TownshipLead: Watch, MunicipalOffice: Watch}
	byTownship           = map[Role]Part{TownshipWorker: Does, TownshipLead: Does, MunicipalOffice: Watch}
	byLead               = map[Role]Part{TownshipWorker: Watch, TownshipLead: Signs, MunicipalOffice: Watch}
	byPolice             = map[Role]Part{PoliceOfficer: Does, PoliceApprover: Does, TownshipLead: Watch, MunicipalOffice: Watch}
	byPoliceAndTownship  = map[Role]Part{PoliceOfficer: Does, PoliceApprover: Does, TownshipWorker: Does, TownshipLead: Does, MunicipalOffice: Watch}
	issuedByPolice       = map[Role]Part{PoliceOfficer: Watch, PoliceApprover: Does, TownshipLead: Watch, MunicipalOffice: Watch}
	decidedByPolice      = map[Role]Part{PoliceOfficer: Signs, PoliceApprover: Signs, MunicipalOffice: Watch}
)

// PartIn returns what the role has to do with a duty. prepared says that what the decision rests on is on file: a phase is the village's work
// until it has given its opinion, and then the lead's to decide (DOMAIN §3).
func (r Role) PartIn(d rehab.Duty, prepared bool) Part {
	if d == rehab.DutyPhaseAssessment && !prepared {
		return byVillage[r]
	}
	return parts[d][r]
}

// AtDestination reports whether a duty is also the work of the office where a residence change leads: it awaits the person, whom the origin
// answers for until then (DOMAIN §7).
func AtDestination(d rehab.Duty) bool { return d == rehab.DutyTransferReportIn }

// OfAnswerable reports whether a duty is the work of the office answerable now, even if it was left by a former one, which sees no more of the
// case than that it was there: a window missed before a move, a file not yet forwarded. Only the destination's answer is not the origin's.
func OfAnswerable(d rehab.Duty) bool { return d != rehab.DutyTransferDestination }
