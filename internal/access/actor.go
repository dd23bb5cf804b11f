package access

import (
	"slices"

	"xinsheng/internal/division"
)

// Actor is who acts, under exactly one posting. Every write takes one, and every transaction tells it to the database.
type Actor struct {
	Account  int64           // account id
	Posting  int64           // posting id; 0 for the system's own actors
	Role     Role            // the posting's role
	Unit     int64           // the posting's unit
	Division division.Code   // the unit's own division; a station's or department's is its county
	Scope    division.Scope  // every place the posting may act for
	Units    []int64         // the unit and those that have gone over into it
	Codes    []division.Code // their divisions
	Name     string          // for greeting the person; never logged

	looking bool // see Looking
}

// Looking returns the actor without any right to change something, for pages of a past day: whatever they offer to do is left out.
func (a Actor) Looking() Actor {
	a.looking = true
	return a
}

// May reports whether the actor's role may try the action at all.
func (a Actor) May(action Action) bool {
	if a.looking && action != CaseView && action != CaseList {
		return false
	}
	return a.Role == System || slices.Contains(table[action], a.Role)
}

// Sees reports whether place lies in the actor's scope.
func (a Actor) Sees(place division.Code) bool { return a.Scope.Contains(place) }

// SitsIn reports whether a unit is the actor's own, or has gone over into it.
func (a Actor) SitsIn(unit int64) bool { return a.Unit == unit || slices.Contains(a.Units, unit) }

// StandsFor reports whether a place is the actor's own, or has gone over into it.
func (a Actor) StandsFor(place division.Code) bool {
	return a.Division == place || slices.Contains(a.Codes, place)
}

// Own returns the place whose figures are the actor's own, when more is seen than that because other units have gone over into it; none when all that is seen is the
// actor's own. What a unit counted before a merger stays as it was.
func (a Actor) Own() division.Code {
	if a.Role.Police() || a.Division.IsZero() || a.Division.IsCounty() || slices.Equal(a.Scope, division.ScopeOf(a.Division)) {
		return 0
	}
	return a.Division
}

// Township returns the township in which all lies that the actor is at work in today, none when that is more than one. What has gone over into its unit from elsewhere does not
// make it wider.
func (a Actor) Township() division.Code {
	if !a.Division.IsZero() && !a.Division.IsCounty() {
		return a.Division.Township()
	}
	if low, high := a.Scope.Bounds(); low.Township() == high.Township() {
		return low.Township()
	}
	return 0
}

// SystemActor returns the named actor for work the program does by itself, who reaches every case and is written in the audit log
// under the account id of that name (migration 000001 makes the accounts).
func SystemActor(account int64) Actor {
	return Actor{Account: account, Role: System, Scope: division.Scope{{Low: 0, High: 999_999_999_999}}}
}

// Accounts of the system's own actors.
const (
	AccountSignIn  int64 = 1 // reads accounts and postings before anybody is signed in
	AccountNightly int64 = 2 // recomputes cases whose day has come
	AccountRebuild int64 = 3 // recomputes everything from the facts
	AccountSetup   int64 = 4 // makes the first account and demo data
	AccountJobs    int64 = 5 // does background jobs: prints papers, makes exports
)

// OfProgram reports whether an account is one of the system's own actors, which no paper names as who wrote it.
func OfProgram(account int64) bool { return account >= AccountSignIn && account <= AccountJobs }
