package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xinsheng/internal/casework"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// TestReturnSlips: a slip for each service, and one to be filled in before there is any; what was typed is text on it.
func TestReturnSlips(t *testing.T) {
	o := specimenOf(t, "warning")
	src := document.Source{Opened: o, Places: places{}, Organ: document.OfficeHan(places{}, village), Number: "试字〔2026〕1号"}
	served := []casework.Served{
		{Fact: store.RecordedFact{Fact: on(2026, 11, 20, &rehab.PaperService{})}, To: "person", How: rehab.ByLeave, Refused: true, Witness: "甄邻居<b>", Place: "家中", ServedBy: []string{"李秀珍", "王民警"}},
		{Fact: store.RecordedFact{Fact: on(2026, 11, 21, &rehab.PaperService{})}, To: "family", How: rehab.ByHand, Receiver: "甄母", Relation: "母亲", ServedBy: []string{"李秀珍"}},
		{Fact: store.RecordedFact{Fact: on(2026, 11, 22, &rehab.PaperService{})}, To: "other", How: rehab.ByPost, Receiver: "赤水市某厂", Relation: "所在单位", ServedBy: []string{"李秀珍"}, Note: "邮单号 123"},
	}
	var all []byte
	for _, c := range []struct {
		served []casework.Served
		empty  bool
	}{{nil, false}, {served, false}, {served, true}} {
		body, err := document.WriteSlips(t.Context(), "warning", src, c.served, c.empty)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, body...)
	}
	if strings.Contains(string(all), "<b>") {
		t.Error("a slip carries markup that was typed")
	}
	golden := filepath.Join("testdata", "return_slips.html")
	if *update {
		if err := os.WriteFile(golden, all, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(want), lines(all)); diff != "" {
		t.Errorf("the slips have changed (-update writes them anew):\n%s", diff)
	}
}
