package rehab

import (
	"testing"

	"xinsheng/internal/division"
)

func TestStaffingFollowsTheSchemesBands(t *testing.T) {
	s := ChishuiStaffing()
	for _, c := range []struct {
		village division.Code
		persons int
		want    Staff
	}{
		{520381106204, 0, Staff{Director: true}}, {520381106204, 9, Staff{Director: true}},
		{520381106204, 10, Staff{Director: true, Cadre: true}}, {520381106204, 29, Staff{Director: true, Cadre: true}},
		{520381106204, 30, Staff{FullTime: 1}}, {520381001006, 2, Staff{FullTime: 1}},
	} {
		if got := s.Village(c.village, c.persons); got != c.want {
			t.Errorf("%v with %d persons: %+v, want %+v", c.village, c.persons, got, c.want)
		}
	}
	if a, b := s.Town(520381101000), s.Town(520381100000); a.FullTime != 2 || b.FullTime != 1 || s.Cost(a) != 130000 {
		t.Errorf("towns: %+v %+v", a, b)
	}
}
