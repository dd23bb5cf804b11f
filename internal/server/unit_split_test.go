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
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// splitCode is the village that is founded when testkit.Near is divided.
const splitCode = division.Code(520381001088)

// splitsOf returns the splits that stand.
func splitsOf(t *testing.T, s *testkit.Service) (all []store.Split) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		all, err = tx.Splits(t.Context(), 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// recordSplit records a split of testkit.Near by which the posting of the account goes along, and returns its address.
func recordSplit(t *testing.T, s *testkit.Service, admin *testkit.Browser, day string, postings ...string) string {
	t.Helper()
	form := []string{"into", "new", "unit_name", "滨江新村", "unit_code", splitCode.String(), "from", day, "unit_basis", "赤府函〔2026〕40号", "form_key", uuid.Must(uuid.NewV7()).String(), "do", "split"}
	for _, p := range postings {
		form = append(form, "posting", p)
	}
	if a := admin.Post("/units/"+unitID(t, s, testkit.Near)+"/split", form...); a.Status != http.StatusSeeOther {
		t.Fatalf("split: %d %s", a.Status, a.Body)
	}
	return "/splits/" + splitsOf(t, s)[0].ID.String()
}

func TestAVillageIsDivided(t *testing.T) {
	s := testkit.Serve(t, nil)
	admin, town, far, village := testkit.Client(t, s, "sysadmin"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "town3"), testkit.Client(t, s, "village1")
	at := "/units/" + unitID(t, s, testkit.Near)
	reportIn := date.New(2025, 10, 3)
	goes := testkit.Case(t, s, testkit.Near, reportIn, 1, testkit.PassedPhase(reportIn)...)
	stays, silent := testkit.Case(t, s, testkit.Near, date.New(2025, 8, 3), 2), testkit.Case(t, s, testkit.Near, date.New(2026, 2, 3), 3)
	_, hand, _ := addStaff(t, s, "town1", testkit.Near, "甄三")
	before, other := derivedOf(t, s, goes), derivedOf(t, s, stays)
	t.Run("the form", func(t *testing.T) { splitForm(t, s, admin, at) })

	posted := strconv.FormatInt(testkit.Actor(t, s, "village1").Posting, 10)
	page := recordSplit(t, s, admin, "2026-12-10")
	lacks(t, admin.Get(at).Body, "李秀珍")
	if a := admin.Get(page); a.Status != http.StatusNotFound {
		t.Errorf("who sees no case sees the cases of a split: %d", a.Status)
	}
	if a := admin.Post(at+"/split/withdraw", "split", strings.TrimPrefix(page, "/splits/")); a.Status != http.StatusSeeOther || len(splitsOf(t, s)) != 0 {
		t.Fatalf("take back: %d", a.Status)
	}
	if a := town.Get(page); a.Status != http.StatusNotFound {
		t.Errorf("one that was taken back: %d", a.Status)
	}
	page = recordSplit(t, s, admin, "2026-12-10", posted) // code and name are free again
	recompute(t, s)

	t.Run("the township chooses", func(t *testing.T) {
		contains(t, town.Get("/worklist").Body, "确定拆分去向", "还有 3 人待定", "2026年12月9日")
		contains(t, town.Get("/splits").Body, "滨江新村", "还有 3 人待定")
		contains(t, town.Get(page).Body, "待定", "留在滨江社区", "划入滨江新村", "case-"+goes.String())
		lacks(t, village.Get(page).Body, `type="radio"`)
		for _, a := range []testkit.Answer{far.Get(page), far.Post(page, "case-"+goes.String(), "goes"), far.Get(page + "/export")} {
			if a.Status != http.StatusNotFound {
				t.Errorf("another township: %d", a.Status)
			}
		}
		if a := village.Post(page, "case-"+goes.String(), "goes"); a.Status != http.StatusNotFound {
			t.Errorf("the village chooses: %d", a.Status)
		}
		key := uuid.Must(uuid.NewV7()).String()
		for _, bad := range [][]string{{}, {"case-" + goes.String(), "away"}, {"case-nobody", "goes"}} {
			if a := town.Post(page, append(bad, "form_key", key)...); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%v: %d", bad, a.Status)
			}
		}
		for range 2 {
			if a := town.Post(page, "case-"+goes.String(), "goes", "form_key", key); a.Status != http.StatusSeeOther {
				t.Fatalf("choose: %d", a.Status)
			}
		}
		if d := derivedOf(t, s, goes); d.Summary.Answerable != testkit.Near || d.Summary.RecomputeOn > date.New(2026, 12, 10) {
			t.Errorf("before the day: %+v", d.Summary)
		}
		contains(t, town.Get("/worklist").Body, "还有 2 人待定")
		if a := town.Post(page+"?state=waiting", "case-"+stays.String(), "goes", "form_key", uuid.Must(uuid.NewV7()).String()); a.Status != http.StatusSeeOther {
			t.Errorf("choose: %d", a.Status)
		}
		if a := town.Post(page, "case-"+stays.String(), "stays", "rest", "on", "form_key", uuid.Must(uuid.NewV7()).String()); a.Status != http.StatusSeeOther { // thought better of
			t.Errorf("choose again: %d", a.Status)
		}
		if a := town.Post(page, "staff-"+hand, "goes", "form_key", uuid.Must(uuid.NewV7()).String()); a.Status != http.StatusSeeOther {
			t.Errorf("a worker: %d", a.Status)
		}
		lacks(t, town.Get("/worklist").Body, "确定拆分去向")
		contains(t, town.Get(page).Body, "都已确定去留")
		lacks(t, town.Get(page+"?state=goes").Body, stays.String())
	})
	if a := admin.Get(at + "/split"); a.Status != http.StatusOK {
		t.Errorf("form: %d", a.Status)
	}
	s.Clock.Set(date.New(2026, 12, 11))
	for range 2 { // the day comes once
		if err := s.Registry.ApplyUnits(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	recompute(t, s)
	t.Run("the cases", func(t *testing.T) { dividedCases(t, s, goes, stays, silent, before, other) })
	t.Run("who sees them", func(t *testing.T) {
		now := testkit.Actor(t, s, "village1")
		if now.Division != splitCode || now.Sees(testkit.Near) {
			t.Errorf("who went along: %+v", now)
		}
		contains(t, village.Get("/cases/"+goes.String()).Body, "李秀珍")
		if a := village.Get("/cases/" + stays.String()); a.Status != http.StatusNotFound {
			t.Errorf("a case that stayed: %d", a.Status)
		}
		if a := town.Post(page, "case-"+stays.String(), "goes", "form_key", uuid.Must(uuid.NewV7()).String()); a.Status != http.StatusConflict {
			t.Errorf("chosen after the day: %d", a.Status)
		}
		contains(t, town.Get("/handover").Body, "滨江社区拆分，划入滨江新村", `href="/splits"`) // who answered by name went along
		contains(t, town.Get("/staffing/workers?place="+splitCode.String()).Body, "甄三")
		lacks(t, town.Get("/staffing/workers?state=in_post&place="+testkit.Near.String()).Body, "甄三")
		b := town.Get(page).Body
		contains(t, b, "只供查阅", "划入滨江新村")
		lacks(t, b, `type="radio"`)
		if a := admin.Post(at+"/split/withdraw", "split", strings.TrimPrefix(page, "/splits/")); a.Status != http.StatusConflict {
			t.Errorf("taken back after the day: %d", a.Status)
		}
		contains(t, admin.Get(at).Body, "已有一部分划入滨江新村")
	})
}

func splitForm(t *testing.T, s *testkit.Service, admin *testkit.Browser, at string) {
	form := func(pairs ...string) []string {
		all := []string{"into", "new", "unit_name", "滨江新村", "unit_code", splitCode.String(), "from", "2026-12-01", "unit_basis", "赤府函〔2026〕40号", "form_key", uuid.Must(uuid.NewV7()).String()}
		return append(append([]string{}, pairs...), missing(all, pairs)...)
	}
	contains(t, admin.Get(at+"/split").Body, "新设一个村（社区）", "随之划出的任职", "以 520381001 开头")
	for said, bad := range map[string][]string{
		"施行日须在 2026年11月23日 以后": {"from", "2026-11-23"}, "新村（社区）名称：请填写": {"unit_name", ""}, "用过的代码": {"unit_code", intoCode.String()}, "应为 12 位数字": {"unit_code", "52038100"},
		"同一乡镇": {"unit_code", "520381002088"}, "依据：请填写": {"unit_basis", ""}, "那一天没有这个村": {"into", strings.TrimPrefix(at, "/units/")}, "随之划出的任职：": {"posting", "999999"},
	} {
		if a := admin.Post(at+"/split", form(bad...)...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, said) {
			t.Errorf("%s: %d", said, a.Status)
		}
	}
	contains(t, admin.Post(at+"/split", form()...).Body, "在 2026年11月30日 以前逐人确定去留", "确认拆分", `value="滨江新村"`)
	if n := len(splitsOf(t, s)); n != 0 {
		t.Errorf("looking made %d splits", n)
	}
	if a := admin.Get("/units/" + unitID(t, s, testkit.Near.Township()) + "/split"); a.Status != http.StatusConflict {
		t.Errorf("a township is no village: %d", a.Status)
	}
}

// dividedCases: figures of months before stay with the village; the case chosen is the new one's from the day on, with its duties, and only that.
func dividedCases(t *testing.T, s *testkit.Service, goes, stays, silent uuid.UUID, before, other store.Derived) {
	after := derivedOf(t, s, goes)
	if after.Summary.Answerable != splitCode {
		t.Errorf("it is still for %v to answer", after.Summary.Answerable)
	}
	for i, m := range before.Months {
		if m.Month < date.New(2026, 11, 1) && (after.Months[i].Division != m.Division || m.Division != testkit.Near) {
			t.Errorf("the figures of %v have changed", m.Month)
		}
	}
	if m := after.Months[len(after.Months)-1]; m.Division != splitCode && m.Month >= date.New(2026, 12, 1) {
		t.Errorf("%v is counted for %v", m.Month, m.Division)
	}
	for _, o := range after.Obligations {
		if o.Division == testkit.Near {
			t.Errorf("%s is still owed by the old village", o.Kind)
		}
	}
	for _, id := range []uuid.UUID{stays, silent} {
		if d := derivedOf(t, s, id); d.Summary.Answerable != testkit.Near || len(d.Access) != len(other.Access) {
			t.Errorf("a case that stays: %+v", d.Summary)
		}
	}
	differs := ""
	if _, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { differs += d.What }); err != nil || differs != "" {
		t.Errorf("cases differ: %v %s", err, differs)
	}
}

// addSplit records that a part of a village goes over into another that exists, and returns the key.
func addSplit(t *testing.T, s *testkit.Service, village division.Code) string {
	t.Helper()
	number := func(code division.Code) int64 {
		n, err := strconv.ParseInt(unitID(t, s, code), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	in := registry.Split{Key: uuid.Must(uuid.NewV7()), From: number(village), Into: number(intoCode), Day: testkit.Today + 20, Basis: "赤府函〔2026〕41号"}
	if err := s.Registry.SplitUnit(t.Context(), testkit.Actor(t, s, "sysadmin"), in); err != nil {
		t.Fatal(err)
	}
	return in.Key.String()
}
