package rehab_test

import (
	"slices"
	"testing"

	. "xinsheng/internal/rehab"
)

func TestUnitsAreRankedByCompletion(t *testing.T) {
	units := []Completion{{Due: 40, Done: 30}, {Due: 2, Done: 2}, {Due: 80, Done: 60}, {Due: 50, Done: 50}, {}, {Due: 3000, Done: 2249}}
	open := []int{10, 9, 20, 12, 30, 900}
	want := []Ranked{{3, 1}, {0, 2}, {2, 2}, {5, 4}, {1, 0}, {4, 0}}
	if got := Rank(units, open, 10); !slices.Equal(got, want) {
		t.Errorf("ranked %v, wanted %v", got, want)
	}
	if got := Rank(units, open, 5); got[0] != (Ranked{Unit: 1, Rank: 1}) {
		t.Errorf("from five on, %v is first", got[0])
	}
	for c, want := range map[Completion]int{{Due: 3, Done: 1}: 333, {Due: 3, Done: 2}: 667, {Due: 8, Done: 8}: 1000, {Due: 2000, Done: 1}: 1} {
		if got, ok := c.PerMille(); got != want || !ok {
			t.Errorf("%v is %d‰", c, got)
		}
	}
	if _, ok := (Completion{}).PerMille(); ok {
		t.Error("nothing due has a completion")
	}
}
