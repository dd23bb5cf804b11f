package access_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
)

// TestOfProgram: the accounts of the program itself, and nobody's.
func TestOfProgram(t *testing.T) {
	for account, want := range map[int64]bool{0: false, access.AccountSignIn: true, access.AccountSetup: true, access.AccountJobs: true, access.AccountJobs + 1: false} {
		if got := access.OfProgram(account); got != want {
			t.Errorf("account %d: %v, want %v", account, got, want)
		}
	}
}

func TestOwnIsAskedForWhereMoreIsSeen(t *testing.T) {
	town := division.MustParse("520381106000")
	a := access.Actor{Role: access.TownshipLead, Division: town, Scope: division.ScopeOf(town)}
	if own := a.Own(); own != 0 {
		t.Errorf("all it sees is its own: %v", own)
	}
	a.Scope = division.ScopeOf(town, division.MustParse("520381001006"))
	if own := a.Own(); own != town {
		t.Errorf("a village has come to it: %v", own)
	}
	a.Division, a.Role = town.County(), access.MunicipalOffice
	if own := a.Own(); own != 0 {
		t.Errorf("the county: %v", own)
	}
}
