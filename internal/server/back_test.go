package server

import "testing"

func TestTheWayBackStandsBeforeTheSpotOnThePage(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"/worklist", "/worklist?back=%2Fcases"},
		{"/cases/1?year=2026", "/cases/1?year=2026&back=%2Fcases"},
		{"/cases/1/assessment#phase-1", "/cases/1/assessment?back=%2Fcases#phase-1"},
		{"/cases/1?year=2026#f-2", "/cases/1?year=2026&back=%2Fcases#f-2"},
	} {
		if got := backTo(c.path, "/cases"); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.path, got, c.want)
		}
	}
}
