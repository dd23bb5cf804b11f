package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

const newTownship, newVillage = division.Code(520381301000), division.Code(520381301201)

// foundUnit founds a unit and returns its address.
func foundUnit(t *testing.T, admin *testkit.Browser, code division.Code, name, from string) string {
	t.Helper()
	a := admin.Post("/units/new", "unit_code", code.String(), "unit_name", name, "from", from, "unit_basis", "黔府函〔2026〕9号", "form_key", uuid.Must(uuid.NewV7()).String())
	if a.Status != http.StatusSeeOther {
		t.Fatalf("found %s: %d %s", name, a.Status, errorsOf(a.Body))
	}
	return a.Location
}

func errorsOf(body string) string {
	_, after, _ := strings.Cut(body, `class="errors`)
	return after[:min(len(after), 600)]
}

func TestAUnitIsFoundedOnItsDay(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, office := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "office1")
	key := uuid.Must(uuid.NewV7()).String()
	good := []string{"unit_code", newTownship.String(), "unit_name", "望月镇", "from", "2026-12-01", "unit_basis", "黔府函〔2026〕9号", "form_key", key}
	form := func(pairs ...string) []string {
		return append(append([]string{}, pairs...), missing(good, pairs)...)
	}
	for want, bad := range map[string][]string{
		"应为 12 位数字": {"unit_code", "52038110600"}, "用过的代码不能再用": {"unit_code", testkit.Near.String()}, "不是本市": {"unit_code", "520382301000"}, "请先设立": {"unit_code", newVillage.String()},
		"不能早于": {"from", "2026-11-22"}, "依据：请填写": {"unit_basis", ""}, "叫这个名字": {"unit_name", "市中街道"}, "最多": {"unit_name", strings.Repeat("村", 61)},
	} {
		if a := admin.Post("/units/new", form(bad...)...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, want) || !strings.Contains(a.Body, `value="`+bad[1]+`"`) {
			t.Errorf("%s: %d %s", want, a.Status, errorsOf(a.Body))
		}
	}
	at := ""
	for range 2 {
		a := admin.Post("/units/new", form()...)
		if at = a.Location; a.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", a.Status, errorsOf(a.Body))
		}
	}
	village := foundUnit(t, admin, newVillage, "望月社区", "2026-12-01")
	contains(t, admin.Get(at).Body, "2026年12月1日起设立", "黔府函〔2026〕9号", "取消设立")
	contains(t, admin.Get("/units?state=ahead").Body, "望月镇", "望月社区", "2026年12月1日起")
	for _, page := range []string{"/cases", "/notices/new", "/staffing?month=2026-11", "/returns", "/scores?month=2026-10", "/funding"} {
		lacks(t, office.Get(page).Body, "望月")
	}
	if a := admin.Post(at+"/found/withdraw", ""); a.Status != http.StatusConflict || !strings.Contains(a.Body, "请先取消") {
		t.Errorf("taken back under its village: %d", a.Status)
	}
	for range 2 {
		if a := admin.Post(village+"/found/withdraw", ""); a.Status != http.StatusSeeOther {
			t.Errorf("take back: %d", a.Status)
		}
	}
	contains(t, admin.Get(village).Body, "没有存在过")
	village = foundUnit(t, admin, newVillage, "望月村", "2026-12-01") // what was taken back leaves its code free
	s.Clock.Set(date.New(2026, 12, 1))
	for range 2 {
		if err := s.Registry.ApplyUnits(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if a := admin.Post(village+"/found/withdraw", ""); a.Status != http.StatusConflict {
		t.Errorf("taken back once it is there: %d", a.Status)
	}
	lacks(t, admin.Get("/units?state=ahead").Body, "2026年12月1日起")
	for _, page := range []string{"/cases", "/notices/new", "/staffing?month=2026-12", "/returns", "/funding"} {
		contains(t, office.Get(page).Body, "望月镇")
	}
	lacks(t, office.Get("/staffing?month=2026-11").Body, "望月")
	if err := s.Oversee.OweReturns(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := s.Oversee.Returns(t.Context(), testkit.Actor(t, s, "office1"), store.ReturnFilter{Within: newVillage.Range()})
	if err != nil || len(list.Returns) != 1 || list.Returns[0].Period != date.New(2026, 12, 1) {
		t.Errorf("it owes %+v, %v", list.Returns, err)
	}
	s.Clock.Set(date.New(2027, 1, 4))
	contains(t, office.Get("/scores?month=2026-12").Body, "望月镇")
	need, err := s.Oversee.Staffing(t.Context(), testkit.Actor(t, s, "office1"), date.NewMonth(2026, 12), 0)
	there := 0
	for _, u := range need.Units {
		if u.Division == newTownship || u.Division == newVillage {
			there++
		}
	}
	if err != nil || there != 2 {
		t.Errorf("%d of the norm: %v", there, err)
	}
	if a := testkit.Client(t, s, "town1").Post("/units/new", form()...); a.Status != http.StatusNotFound {
		t.Errorf("a township founds: %d", a.Status)
	}
}
