package server_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/registry"
	"xinsheng/internal/testkit"
)

// fillWorld adds to the world what routes of single features need: transfers, rewards, drafts. Each placeholder of route.go that stands in
// the path of a row has a value here or in newWorld.
func fillWorld(t *testing.T, s *testkit.Service, w world) {
	t.Helper()
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
