package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// intoCode is the village into which testkit.Near goes over.
const intoCode = division.Code(520381001001)

func unitID(t *testing.T, s *testkit.Service, code division.Code) string {
	t.Helper()
	var u store.Unit
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		u, err = tx.UnitAt(t.Context(), code)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(u.ID, 10)
}

func derivedOf(t *testing.T, s *testkit.Service, id uuid.UUID) (d store.Derived) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountNightly), func(tx *store.Tx) (err error) {
		d, err = tx.DerivedOf(t.Context(), id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAVillageIsRenamedFromADayOn(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, lead, office := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "office1")
	at := "/units/" + unitID(t, s, testkit.Near)
	id := testkit.Case(t, s, testkit.Near, date.New(2025, 6, 3), 1)
	paper := issuePaper(t, s, "town2", id.String())
	old := office.Get("/cases/" + id.String() + "/papers/" + paper)
	if a := lead.Post(at+"/rename", "unit_name", "江滨社区", "from", "2026-12-01"); a.Status != http.StatusNotFound {
		t.Errorf("a township renames: %d", a.Status)
	}
	for _, bad := range [][]string{{"", "2026-12-01"}, {"江滨社区", ""}, {"江滨社区", "2025-11-22"}, {"滨江社区", "2026-12-01"}, {strings.Repeat("村", 61), "2026-12-01"}, {"老城社区", "2026-12-01"}} {
		if a := admin.Post(at+"/rename", "unit_name", bad[0], "from", bad[1]); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, `value="`+bad[0]+`"`) {
			t.Errorf("%q from %q: %d", bad[0], bad[1], a.Status)
		}
	}
	for range 2 {
		if a := admin.Post(at+"/rename", "unit_name", "江滨社区", "from", "2026-12-01"); a.Status != http.StatusSeeOther {
			t.Fatal(a.Status)
		}
	}
	contains(t, admin.Get(at).Body, "江滨社区", "2026年12月1日 起", "滨江社区", "一直")
	if a := admin.Post(at+"/rename", "unit_name", "另一社区", "from", "2026-12-01"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "这一天已经有一个名字") {
		t.Errorf("two names from one day: %d", a.Status)
	}
	if a := admin.Post(at+"/rename/withdraw", "from", "2026-12-01"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "请填写") {
		t.Errorf("take back without a reason: %d", a.Status)
	}
	for range 2 {
		if a := admin.Post(at+"/rename/withdraw", "from", "2026-12-01", "name_reason", "文件撤回"); a.Status != http.StatusSeeOther {
			t.Errorf("take back: %d", a.Status)
		}
	}
	if a := admin.Post(at+"/rename/withdraw", "from", "2026-12-02", "name_reason", "文件撤回"); a.Status != http.StatusNotFound {
		t.Errorf("take back what is not there: %d", a.Status)
	}
	if a := admin.Post(at+"/rename", "unit_name", "江滨社区", "from", "2026-11-10"); a.Status != http.StatusSeeOther { // a document that came late
		t.Fatal(a.Status)
	}
	contains(t, office.Get("/cases/"+id.String()).Body, "江滨社区")
	lacks(t, office.Get("/cases?month=2026-10").Body, "江滨社区")
	contains(t, office.Get("/cases?month=2026-10").Body, "滨江社区")
	contains(t, office.Get("/cases?month=2026-11").Body, "江滨社区")
	if a := admin.Post(at+"/rename/withdraw", "from", "2026-11-10", "name_reason", "登记有误"); a.Status != http.StatusSeeOther {
		t.Errorf("take back a name of the past: %d", a.Status)
	}
	lacks(t, office.Get("/cases?month=2026-11").Body, "江滨社区")
	contains(t, office.Get("/cases/"+id.String()).Body, "滨江社区")
	if a := admin.Post("/units/"+unitID(t, s, testkit.Near.Township())+"/rename", "unit_name", "江北街道", "from", "2026-11-10"); a.Status != http.StatusSeeOther {
		t.Fatal(a.Status)
	}
	again := office.Get("/cases/" + id.String() + "/papers/" + paper).Body
	sheet := again[strings.Index(again, `class="doc`):]
	contains(t, old.Body, "市中街道")
	contains(t, sheet, "市中街道")
	lacks(t, sheet, "江北街道") // a paper of before says what it said
}

func TestAVillageGoesOverIntoAnother(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, village := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "village1")
	from, into := unitID(t, s, testkit.Near), unitID(t, s, intoCode)
	reportIn := date.New(2025, 10, 3)
	open := testkit.Case(t, s, testkit.Near, reportIn, 1, testkit.PassedPhase(reportIn)...)
	other := testkit.Case(t, s, intoCode, date.New(2025, 8, 3), 2)
	before := derivedOf(t, s, open)
	at, key := "/units/"+from, uuid.Must(uuid.NewV7()).String()
	form := func(pairs ...string) []string {
		all := []string{"into", into, "from", "2026-12-01", "merge_basis", "赤府函〔2026〕31号", "new_name", "滨江联合社区", "form_key", key}
		return append(append([]string{}, pairs...), missing(all, pairs)...)
	}
	for name, bad := range map[string][]string{
		"已经": {"into", from}, "12 位数字": {"unit_code", "52038100"}, "两者取其一": {"unit_code", "520381001300"}, "施行日须在": {"from", "2026-11-23"}, "依据：请填写": {"merge_basis", ""}, "合并后的名称：最多": {"new_name", strings.Repeat("村", 61)}, "请选一个": {"into", ""},
	} {
		a := admin.Post(at+"/merge", form(bad...)...)
		if name == "已经" {
			name = "不在可选范围内"
		}
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, name) {
			t.Errorf("%s: %d", name, a.Status)
		}
	}
	contains(t, admin.Post(at+"/merge", form()...).Body, "在办案件", "负责，原责任人不变", "其中未付 50 元", "确认合并")
	if n := len(successions(t, s)); n != 0 {
		t.Fatalf("looking made %d mergers", n)
	}
	for range 2 {
		if a := admin.Post(at+"/merge", form("do", "merge")...); a.Status != http.StatusSeeOther {
			t.Fatalf("merge: %d", a.Status)
		}
	}
	if a := admin.Post(at+"/merge", form("do", "merge", "form_key", uuid.Must(uuid.NewV7()).String())...); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("merged twice: %d", a.Status)
	}
	for range 2 {
		if a := admin.Post(at+"/merge/withdraw", ""); a.Status != http.StatusSeeOther || len(successions(t, s)) != 0 {
			t.Fatalf("take back: %d", a.Status)
		}
	}
	key = uuid.Must(uuid.NewV7()).String()
	if a := admin.Post(at+"/merge", form("do", "merge", "new_name", "")...); a.Status != http.StatusSeeOther {
		t.Fatalf("merge again: %d", a.Status)
	}
	recompute(t, s)
	if d := derivedOf(t, s, open); d.Summary.Answerable != testkit.Near || d.Summary.RecomputeOn > date.New(2026, 12, 1) {
		t.Errorf("before the day: %+v", d.Summary)
	}
	october := village.Get("/cases?month=2026-10").Body
	s.Clock.Set(date.New(2026, 12, 2))
	for range 2 { // the day comes once
		if err := s.Registry.ApplyUnits(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	recompute(t, s)
	after := derivedOf(t, s, open)
	if after.Summary.Answerable != intoCode {
		t.Errorf("it is still for %v to answer", after.Summary.Answerable)
	}
	for i, m := range before.Months {
		if m.Month < date.New(2026, 11, 1) && (after.Months[i].Division != m.Division || m.Division != testkit.Near) {
			t.Errorf("the figures of %v have changed", m.Month)
		}
	}
	if m := after.Months[len(after.Months)-1]; m.Division != intoCode && m.Month >= date.New(2026, 12, 1) {
		t.Errorf("%v is counted for %v", m.Month, m.Division)
	}
	for _, o := range after.Obligations {
		if o.Division == testkit.Near {
			t.Errorf("%s is still owed by the village that is no more", o.Kind)
		}
	}
	if d := derivedOf(t, s, other); d.Summary.Answerable != intoCode {
		t.Errorf("%+v", d.Summary)
	}
	differs := 0
	if _, err := s.Work.Rebuild(t.Context(), false, func(casework.Difference) { differs++ }); err != nil || differs != 0 {
		t.Errorf("%d cases differ: %v", differs, err)
	}
	// Who worked there works for the other village now, under the same posting, and sees what was before.
	now := testkit.Actor(t, s, "village1")
	if now.Division != intoCode || !now.Sees(testkit.Near) {
		t.Errorf("%+v", now)
	}
	contains(t, village.Get("/cases/"+open.String()).Body, "李秀珍")
	if a := village.Get("/cases/" + other.String()); a.Status != http.StatusOK {
		t.Errorf("a case of the other village: %d", a.Status)
	}
	if again := village.Get("/cases?month=2026-10").Body; strings.Count(again, open.String()) != strings.Count(october, open.String()) {
		t.Error("the list of October has lost the case")
	}
	contains(t, admin.Get(at).Body, "已经不存在", "2026年12月1日已并入")
	lacks(t, admin.Get("/units?kind=village").Body, `href="`+at+`"`)
	if a := admin.Get(at + "/merge"); a.Status != http.StatusConflict {
		t.Errorf("a village that is no more: %d", a.Status)
	}
	if a := admin.Post(at+"/merge/withdraw", ""); a.Status != http.StatusConflict {
		t.Errorf("taken back after the day: %d", a.Status)
	}
}

func successions(t *testing.T, s *testkit.Service) (all []store.Succession) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		all, err = tx.Successions(t.Context(), 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func recompute(t *testing.T, s *testkit.Service) {
	t.Helper()
	if _, err := s.Work.Recompute(t.Context()); err != nil {
		t.Fatal(err)
	}
}
