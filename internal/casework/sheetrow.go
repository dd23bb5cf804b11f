package casework

import (
	"slices"

	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// asked reports whether the month asks for a test or a contact, done or not.
func (r *SheetRow) asked() bool {
	return r.ReportsOwed+r.TalksOwed+r.VisitsOwed > 0 || r.TestAsked()
}

// TestAsked reports whether the window asks for a test, done or not.
func (r *SheetRow) TestAsked() bool {
	switch rehab.WindowState(r.WindowState) {
	case rehab.WindowOpen, rehab.WindowDone, rehab.WindowMissed:
		return true
	}
	return false
}

// TestOpen reports whether the window asks for a test that has not been taken.
func (r *SheetRow) TestOpen() bool {
	return r.TestAsked() && rehab.WindowState(r.WindowState) != rehab.WindowDone
}

// MayTest reports whether the sheet offers to enter a test: one that is due, or the baseline in the month of report-in (ruling 13).
func (r *SheetRow) MayTest() bool {
	return r.Here() && (r.TestOpen() || (r.Why == SheetFirstLater && len(r.Tests) == 0))
}

// MayContact reports whether the sheet offers contacts to tick; after the case's end only those that a month before it owes.
func (r *SheetRow) MayContact() bool {
	lacking := slices.ContainsFunc(r.Contacts[:], func(c SheetContact) bool { return c.Done < c.Owed })
	return r.Here() && (lacking || !r.Ended())
}

// Ended reports whether the person's case has ended.
func (r *SheetRow) Ended() bool { return rehab.Stage(r.Stage).Ended() }

// Here reports whether the sheet's village answers for the person and the execution goes on or has only just ended.
func (r *SheetRow) Here() bool { return r.Why == "" || r.Why == SheetFirstLater }

// Test is the test that counts for the sheet: the first valid one, else the newest; nil without any.
func (r *SheetRow) Test() *store.RecordedFact {
	for i := range r.Tests {
		if r.Tests[i].Body.(*rehab.DrugTest).Result.Valid() {
			return &r.Tests[i]
		}
	}
	if n := len(r.Tests); n > 0 {
		return &r.Tests[n-1]
	}
	return nil
}

// ToDo counts what the month still asks of the person: a test and contacts.
func (r *SheetRow) ToDo() int {
	n := 0
	if r.TestOpen() {
		n++
	}
	for _, c := range r.Contacts {
		n += max(0, c.Owed-c.Done)
	}
	return n
}

// Complete reports whether the month asks for something and all of it is done.
func (r *SheetRow) Complete() bool { return r.asked() && r.ToDo() == 0 }
