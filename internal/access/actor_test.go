package access_test

import (
	"testing"

	"xinsheng/internal/access"
)

// TestOfProgram: the accounts of the program itself, and nobody's.
func TestOfProgram(t *testing.T) {
	for account, want := range map[int64]bool{0: false, access.AccountSignIn: true, access.AccountSetup: true, access.AccountJobs: true, access.AccountJobs + 1: false} {
		if got := access.OfProgram(account); got != want {
			t.Errorf("account %d: %v, want %v", account, got, want)
		}
	}
}
