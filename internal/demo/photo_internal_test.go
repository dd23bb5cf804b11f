package demo

import (
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/blob/picture"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

func TestPicturesAreDrawnOfTheNewestFacts(t *testing.T) {
	fact := func(day string, b rehab.Body) store.RecordedFact {
		return store.RecordedFact{Fact: rehab.Fact{ID: uuid.NewString(), Date: date.MustParse(day), Body: b}}
	}
	facts := []store.RecordedFact{
		fact("2026-03-05", &rehab.Agreement{}), fact("2026-04-02", &rehab.DrugTest{Result: rehab.Negative}), fact("2026-05-02", &rehab.DrugTest{Result: rehab.Positive}),
		fact("2026-06-02", &rehab.DrugTest{Result: rehab.Absent}), fact("2026-06-03", &rehab.Contact{Type: rehab.Visit}), fact("2026-06-04", &rehab.Contact{Type: rehab.Talk}),
	}
	of := map[string]int{}
	for _, p := range pictured(&casework.Opened{Facts: facts}, 1) {
		of[p.upload.Fact.String()]++
		kind, err := picture.KindOf(p.upload.Content)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := picture.Anew(t.Context(), kind, p.upload.Content); err != nil || picture.Label(p.upload.Name) != p.upload.Name {
			t.Errorf("%s: %v", p.upload.Name, err)
		}
	}
	for i, want := range []int{1, 0, 1, 0, 2, 0} {
		if n := of[facts[i].ID]; n != want {
			t.Errorf("%d pictures of the %s of %s, want %d", n, facts[i].Body.Kind(), facts[i].Date, want)
		}
	}
}
