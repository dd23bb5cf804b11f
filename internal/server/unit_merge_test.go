package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestATownshipGoesOverWithItsVillages: every village gets its code below another township that is founded for it; one goes into a village that is there. What was counted before the day stays,
// what is left undone goes along, and those who were posted there see both.
func TestATownshipGoesOverWithItsVillages(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, office, village, lead := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "office1"), testkit.Client(t, s, "village1"), testkit.Client(t, s, "town2")
	town := testkit.Near.Township()
	reportIn := date.New(2025, 10, 3)
	open := testkit.Case(t, s, testkit.Near, reportIn, 1, testkit.PassedPhase(reportIn)...)
	if err := s.Oversee.OweReturns(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := derivedOf(t, s, open)
	notice := &noticeDesk{t, s, "/notices/" + issued(t, s, "town2").String()}
	into := foundUnit(t, admin, newTownship, "望月镇", "2026-12-01")
	at := "/units/" + unitID(t, s, town)
	intoID := strings.TrimPrefix(into, "/units/")
	form := []string{"into", intoID, "from", "2026-12-01", "merge_basis", "黔府函〔2026〕9号", "form_key", uuid.Must(uuid.NewV7()).String()}
	contains(t, admin.Post(at+"/merge", append([]string{"do", "suggest"}, form...)...).Body, "520381301001", "滨江社区的新代码"[:len("滨江社区")], "新名称")
	moved := map[division.Code]division.Code{}
	for i, u := range unitsOf(t, s, town) {
		moved[u.Division] = newTownship + 201 + division.Code(i)
		form = append(form, fmt.Sprintf("code_%d", u.ID), moved[u.Division].String(), fmt.Sprintf("name_%d", u.ID), "")
	}
	with := func(pairs ...string) []string { return append(append([]string{}, pairs...), missing(form, pairs)...) }
	near := "code_" + unitID(t, s, testkit.Near)
	for want, bad := range map[string][]string{"12 位数字": {near, "5203"}, "滨江社区的新代码：请填写": {near, ""}, "不是本市": {near, "520382001001"}, "并入的乡镇（街道）或者别处": {near, intoCode.String()}, "请选择": {"into", ""}} {
		if a := admin.Post(at+"/merge", with(bad...)...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, want) {
			t.Errorf("%s: %d %s", want, a.Status, errorsOf(a.Body))
		}
	}
	contains(t, admin.Post(at+"/merge", form...).Body, "在办案件", "个村（社区）", moved[testkit.Near].String(), "确认合并")
	if n := len(successions(t, s)); n != 0 {
		t.Fatalf("looking made %d", n)
	}
	for range 2 {
		if a := admin.Post(at+"/merge", with("do", "merge")...); a.Status != http.StatusSeeOther {
			t.Fatalf("merge: %d %s", a.Status, errorsOf(a.Body))
		}
	}
	if n := len(successions(t, s)); n != len(moved)+1 {
		t.Fatalf("%d of %d", n, len(moved)+1)
	}
	if a := admin.Post("/units/"+unitID(t, s, testkit.Near)+"/merge/withdraw", ""); a.Status != http.StatusConflict {
		t.Errorf("a village alone: %d", a.Status)
	}
	if a := admin.Post(into+"/found/withdraw", ""); a.Status != http.StatusConflict {
		t.Errorf("the township that is founded for it: %d", a.Status)
	}
	for range 2 {
		if a := admin.Post(at+"/merge/withdraw", ""); a.Status != http.StatusSeeOther || len(successions(t, s)) != 0 {
			t.Fatalf("take back: %d", a.Status)
		}
	}
	lacks(t, admin.Get("/units?state=ahead&kind=village").Body, moved[testkit.Near].String())
	if a := admin.Post(at+"/merge", with("do", "merge", "form_key", uuid.Must(uuid.NewV7()).String())...); a.Status != http.StatusSeeOther {
		t.Fatalf("merge again: %d %s", a.Status, errorsOf(a.Body))
	}
	second := goesOver(t, s, admin, testkit.Far.Township(), intoID, newTownship+401)
	october := monthTable(t, office, "2026-10")
	s.Clock.Set(date.New(2026, 12, 2))
	for range 2 {
		if err := s.Registry.ApplyUnits(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	recompute(t, s)
	to := moved[testkit.Near]
	after := derivedOf(t, s, open)
	if after.Summary.Answerable != to {
		t.Errorf("it is for %v to answer", after.Summary.Answerable)
	}
	for i, m := range before.Months {
		if m.Month < date.New(2026, 11, 1) && after.Months[i].Division != m.Division {
			t.Errorf("the figures of %v have changed", m.Month)
		}
	}
	for _, o := range after.Obligations {
		if o.Division.Township() == town {
			t.Errorf("%s is owed by what is no more", o.Kind)
		}
	}
	if now := monthTable(t, office, "2026-10"); now != october {
		t.Errorf("October was\n%s\nand is\n%s", october, now)
	}
	differs := 0
	if _, err := s.Work.Rebuild(t.Context(), false, func(casework.Difference) { differs++ }); err != nil || differs != 0 {
		t.Errorf("%d cases differ: %v", differs, err)
	}
	v, l := testkit.Actor(t, s, "village1"), testkit.Actor(t, s, "town2")
	if v.Division != to || !v.StandsFor(testkit.Near) || !v.Sees(testkit.Near) || v.Township() != newTownship {
		t.Errorf("the village: %+v", v)
	}
	if l.Division != newTownship || !l.StandsFor(town) || l.StandsFor(testkit.Near) || !l.Sees(testkit.Near) || l.Township() != newTownship {
		t.Errorf("the township: %+v", l)
	}
	for _, b := range []*testkit.Browser{village, lead} {
		contains(t, b.Get("/cases/"+open.String()).Body, "望月镇")
		for _, page := range []string{"/cases", "/cases?month=2026-10", "/dashboard", "/returns", "/scores?month=2026-10", "/staffing", "/worklist"} {
			if a := b.Get(page); a.Status != http.StatusOK {
				t.Errorf("%s: %d", page, a.Status)
			}
		}
	}
	alone, all := lead.Get("/dashboard?month=2026-10").Body, lead.Get("/dashboard?month=2026-10&place="+town.County().String()).Body
	contains(t, alone, "连同并入的单位", "望月镇")
	lacks(t, alone, "滨江社区") // its own October is what it was: there was none
	contains(t, all, "回到望月镇", "滨江社区")
	contains(t, village.Get("/worklist").Body, "2026年11月") // the return of the last month is still its to give
	list, err := s.Oversee.Returns(t.Context(), l, store.ReturnFilter{Level: "township"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list.Returns {
		if r.Division == town && r.Period > date.New(2026, 10, 1) {
			t.Errorf("it owes %v", r.Period)
		}
	}
	own, err := s.Oversee.Returns(t.Context(), v, store.ReturnFilter{Level: "village", Within: testkit.Near.Range()})
	if err != nil || len(own.Returns) != 1 || own.Returns[0].Period != date.New(2026, 11, 1) {
		t.Fatalf("%+v %v", own.Returns, err)
	}
	last := "/returns/" + own.Returns[0].ID.String()
	contains(t, village.Get(last).Body, "报送")
	must(t, village, last+"/submit", "seen", "0")
	contains(t, lead.Get("/worklist").Body, last)
	must(t, lead, last+"/accept", "seen", "1")
	notice.takes("town2", "receive")
	notice.takes("town3", "reply", "words", "已补检") // who came from the other township sits in the same unit now
	notice.says("town2", "已补检")
	contains(t, admin.Get(at).Body, "已经不存在", "已并入望月镇")
	if o := testkit.Actor(t, s, "town3"); o.Division != newTownship || !o.StandsFor(testkit.Far.Township()) || !o.Sees(testkit.Near) || len(unitsOf(t, s, newTownship)) != len(moved)+second {
		t.Errorf("the other township: %+v", o)
	}
}

// goesOver records that a township goes over with its villages into codes from first on, on 1 December; it returns how many villages.
func goesOver(t *testing.T, s *testkit.Service, admin *testkit.Browser, township division.Code, into string, first division.Code) int {
	t.Helper()
	villages := unitsOf(t, s, township)
	form := []string{"into", into, "from", "2026-12-01", "merge_basis", "黔府函〔2026〕9号", "do", "merge", "form_key", uuid.Must(uuid.NewV7()).String()}
	for i, u := range villages {
		form = append(form, fmt.Sprintf("code_%d", u.ID), (first + division.Code(i)).String())
	}
	if a := admin.Post("/units/"+unitID(t, s, township)+"/merge", form...); a.Status != http.StatusSeeOther {
		t.Fatalf("%v goes over: %d %s", township, a.Status, errorsOf(a.Body))
	}
	return len(villages)
}

// TestAVillageChangesItsTownship: the old township keeps what was before and sees of the open case only that it was there.
func TestAVillageChangesItsTownship(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, old, village, other := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "village1"), testkit.Client(t, s, "town3")
	villages := returnsOf(t, s, rehab.VillageReturn)
	november := "/returns/" + villages[testkit.Near.String()+" 2026-11"].ID.String()
	reportIn := date.New(2025, 10, 3)
	open := testkit.Case(t, s, testkit.Near, reportIn, 1, testkit.PassedPhase(reportIn)...)
	at, code := "/units/"+unitID(t, s, testkit.Near), testkit.Far.Township()+299
	fields := []string{"unit_code", code.String(), "from", "2026-12-15", "merge_basis", "赤府函〔2026〕31号", "new_name", "", "form_key", uuid.Must(uuid.NewV7()).String()}
	contains(t, admin.Post(at+"/merge", fields...).Body, "不是 1 日", "确认合并")
	for range 2 {
		if a := admin.Post(at+"/merge", append([]string{"do", "merge"}, fields...)...); a.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", a.Status, errorsOf(a.Body))
		}
	}
	s.Clock.Set(date.New(2026, 12, 16))
	if err := s.Registry.ApplyUnits(t.Context()); err != nil {
		t.Fatal(err)
	}
	recompute(t, s)
	if d := derivedOf(t, s, open); d.Summary.Answerable != code {
		t.Errorf("%v", d.Summary.Answerable)
	}
	contains(t, village.Get("/cases/"+open.String()).Body, "李秀珍", "社区戒毒")
	lacks(t, old.Get("/cases/"+open.String()).Body, "李秀珍")
	lacks(t, old.Get("/cases").Body, "李秀珍")
	contains(t, old.Get("/cases?month=2026-10").Body, "已迁出")
	if a := old.Get("/staffing"); a.Status != http.StatusOK {
		t.Error(a.Status)
	}
	// The month before is reported by the village as it works today, and reviewed by the township that it belonged to then.
	must(t, village, november+"/submit", "seen", "0")
	if a := other.Post(november+"/accept", form("seen", "1")...); a.Status != http.StatusNotFound {
		t.Errorf("the township it has come to reviews: %d", a.Status)
	}
	lacks(t, other.Get("/worklist").Body, november)
	lacks(t, mainOf(other.Get(november).Body), november+"/accept")
	contains(t, old.Get("/worklist").Body, november)
	must(t, old, november+"/accept", "seen", "1")
}

func unitsOf(t *testing.T, s *testkit.Service, township division.Code) (out []store.Unit) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		all, err := tx.Units(t.Context(), "village")
		for _, u := range all {
			if u.Division.Township() == township {
				out = append(out, u)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// monthTable is the table of the dashboard of a month as it stands on the page.
func monthTable(t *testing.T, b *testkit.Browser, month string) string {
	t.Helper()
	body := b.Get("/dashboard?month=" + month).Body
	i := strings.Index(body, "<table")
	if i < 0 {
		t.Fatal("no table")
	}
	return body[i:strings.LastIndex(body, "</table>")]
}
