package server_test

import (
	"os"
	"testing"

	"xinsheng/internal/server"
)

func TestThePageOfRoutesIsCurrent(t *testing.T) {
	page, err := os.ReadFile("../../docs/routes.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != server.RoutesPage() {
		t.Error("docs/routes.md is old: go generate ./internal/server")
	}
}
