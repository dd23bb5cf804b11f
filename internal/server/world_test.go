package server_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// fillWorld adds to the world what routes of single features need: transfers, rewards, drafts. Each placeholder of route.go that stands in
// the path of a row has a value here or in newWorld.
func fillWorld(t *testing.T, s *testkit.Service, w world) {
	t.Helper()
	w.near["reward"], w.far["reward"] = addReward(t, s, testkit.Near, 3), addReward(t, s, testkit.Far, 4)
}

// addReward makes a case whose first phase is passed and returns the reward that accrued.
func addReward(t *testing.T, s *testkit.Service, village division.Code, seq int) string {
	t.Helper()
	reportIn := date.New(2025, 3, 3)
	id := testkit.Case(t, s, village, reportIn, seq, testkit.PassedPhase(reportIn)...)
	var entries []store.RewardEntry
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		entries, err = tx.RewardEntriesOf(t.Context(), id)
		return err
	})
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d rewards of a passed phase: %v", len(entries), err)
	}
	return entries[0].ID.String()
}

func addAccount(t *testing.T, s *testkit.Service, login string) int64 {
	t.Helper()
	id, _, err := s.Registry.AddAccount(t.Context(), testkit.Actor(t, s, "sysadmin"), registry.NewAccount{Login: login, Name: "试验员"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func addPosting(t *testing.T, s *testkit.Service, account int64) int64 {
	t.Helper()
	id, err := s.Registry.AddPosting(t.Context(), testkit.Actor(t, s, "secadmin"), registry.NewPosting{
		Account: account, Role: access.VillageWorker, Unit: testkit.Actor(t, s, "village1").Unit, From: testkit.Today,
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
