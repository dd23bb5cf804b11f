// Package access says who may do what: roles, actions, the one table that joins them, and the actor who acts.
//
// It is pure: whether an actor may see one particular case is answered by the case's access rows (package store, row-level
// security), whether a step is lawful now by package rehab. Here stands only which role may try which action at all (DOMAIN §2).
package access

import "slices"

// Role is what a posting makes of an account.
type Role string

// The roles of DOMAIN §2, and System for work the program does by itself.
const (
	PoliceOfficer   Role = "police_officer"
	PoliceApprover  Role = "police_approver"
	VillageWorker   Role = "village_worker"
	TownshipWorker  Role = "township_worker"
	TownshipLead    Role = "township_lead"
	MunicipalOffice Role = "municipal_office"
	Department      Role = "department"
	SystemAdmin     Role = "system_admin"
	SecurityAdmin   Role = "security_admin"
	AuditAdmin      Role = "audit_admin"
	System          Role = "system"
)

// Roles returns the roles an account can be posted in, in the order of DOMAIN §2.
func Roles() []Role {
	return []Role{PoliceOfficer, PoliceApprover, VillageWorker, TownshipWorker, TownshipLead, MunicipalOffice, Department, SystemAdmin, SecurityAdmin, AuditAdmin}
}

// Valid reports whether r is a role an account can be posted in.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Admin reports whether r is one of the three administrators, none of whom sees a case and no two of whom one account holds.
func (r Role) Admin() bool { return r == SystemAdmin || r == SecurityAdmin || r == AuditAdmin }

// Police reports whether r sits in a police station or bureau.
func (r Role) Police() bool { return r == PoliceOfficer || r == PoliceApprover }

// Township reports whether r is of a township's guidance group.
func (r Role) Township() bool { return r == TownshipWorker || r == TownshipLead }

// UnitKinds returns the kinds of unit in which r may be posted.
func (r Role) UnitKinds() []string {
	switch r {
	case PoliceOfficer:
		return []string{"station"}
	case PoliceApprover:
		return []string{"station", "bureau"}
	case VillageWorker:
		return []string{"village"}
	case TownshipWorker, TownshipLead:
		return []string{"township"}
	case Department:
		return []string{"department"}
	default:
		return []string{"county"}
	}
}

// Reading is the way in which a case is open to a division (table case_access).
type Reading string

// The readings. A stub shows that a case was here and where it went, and nothing else (DOMAIN §7).
const (
	Answerable Reading = "answerable"
	Incoming   Reading = "incoming"
	Stub       Reading = "stub"
	ByPolice   Reading = "police"
	Referral   Reading = "referral"
)

// Readings returns the readings by which r reaches cases; none for the administrators.
func (r Role) Readings() []Reading {
	switch {
	case r.Police():
		return []Reading{ByPolice}
	case r == VillageWorker, r.Township(), r == MunicipalOffice:
		return []Reading{Answerable, Incoming, Stub}
	case r == Department:
		return []Reading{Referral}
	case r == System:
		return []Reading{Answerable, Incoming, Stub, ByPolice, Referral}
	}
	return nil
}
