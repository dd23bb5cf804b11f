package server_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

func TestStaffingNeed(t *testing.T) {
	s := testkit.Serve(t, nil)
	village := testkit.Near
	for seq := range 3 {
		testkit.BareCase(t, s, village, date.New(2026, 9, 1+seq), seq+1)
	}
	need := func(month date.Month) (units []oversight.UnitStaffing) {
		err := s.Store.Read(t.Context(), access.SystemActor(access.AccountJobs), func(tx *store.Tx) (err error) {
			units, err = oversight.StaffingNeed(t.Context(), tx, month)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return units
	}
	for month, want := range map[date.Month]int{date.NewMonth(2026, 5): 0, date.NewMonth(2026, 10): 3, date.NewMonth(2026, 11): 3} {
		units := need(month)
		if len(units) != 127+17 {
			t.Errorf("%v: %d units, want 127 villages and 17 townships", month, len(units))
		}
		var sum oversight.StaffingSum
		for _, u := range units {
			sum.Add(u)
			if u.Division == village && u.Persons != want {
				t.Errorf("%v: %d persons in the village, want %d", month, u.Persons, want)
			}
		}
		// 8 communities of 市中街道, 17 townships, and one more in each of three.
		if full := 8 + 17 + 3; sum.Need != (rehab.Staff{Director: 127 - 8, FullTime: full}) || sum.Pay != int64(full)*65000 || sum.Gap != sum.Need || sum.GapPay != sum.Pay || sum.Persons != want {
			t.Errorf("%v: %+v", month, sum)
		}
	}
}
