package server

import "testing"

func TestPlaceOfAPage(t *testing.T) {
	for path, want := range map[string]string{
		"/cases/1/decision": "decisions", "/cases/1/transfer": "transfers", "/cases/1/assessment": "assessments", "/cases/1": "cases",
		"/cases/1/test": "cases", "/villages/1/month-sheet": "sheet", "/worklist": "worklist", "/nowhere": "",
	} {
		got, best := "", 0
		for _, p := range places {
			if fit := p.fit(path); fit > best {
				got, best = p.key, fit
			}
		}
		if got != want {
			t.Errorf("%s belongs to %q, want %q", path, got, want)
		}
	}
}
