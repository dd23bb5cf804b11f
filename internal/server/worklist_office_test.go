package server_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// owe writes returns of a level and period for the places, open since the day after the period.
func owe(t *testing.T, s *testkit.Service, level string, period, until, due date.Date, places ...division.Code) []uuid.UUID {
	t.Helper()
	var list []store.PeriodicReturn
	var ids []uuid.UUID
	for _, c := range places {
		r := store.PeriodicReturn{ID: uuid.New(), Level: level, Division: c, Period: period, Until: until, Opens: until + 1, Due: due}
		list, ids = append(list, r), append(ids, r.ID)
	}
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		_, err := tx.OweReturns(t.Context(), list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// addReturns adds a village's month and a township's quarter to the world, in scope and out of it.
func addReturns(t *testing.T, s *testkit.Service, w world) {
	t.Helper()
	for _, x := range []struct {
		of map[string]string
		at division.Code
	}{{w.near, testkit.Near}, {w.far, testkit.Far}} {
		x.of["return"] = owe(t, s, "village", date.New(2026, 10, 1), date.New(2026, 10, 31), date.New(2026, 11, 5), x.at)[0].String()
		x.of["quarter"] = owe(t, s, "township", date.New(2026, 7, 1), date.New(2026, 9, 30), date.New(2026, 10, 15), x.at.Township())[0].String()
	}
}

// TestOfficeDutiesOnTheWorklist: whose a return is to do stands there by name, what others have not done as a number, and only once it is overdue.
func TestOfficeDutiesOnTheWorklist(t *testing.T) {
	s := testkit.Serve(t, nil)
	october := date.New(2026, 10, 1)
	own := owe(t, s, "village", october, date.New(2026, 10, 31), date.New(2026, 11, 5), testkit.Near)
	owe(t, s, "village", october, date.New(2026, 10, 31), date.New(2026, 11, 9), testkit.Near+1)
	owe(t, s, "village", date.New(2026, 11, 1), date.New(2026, 11, 30), date.New(2026, 12, 7), testkit.Near) // not yet open
	owe(t, s, "township", date.New(2026, 7, 1), date.New(2026, 9, 30), date.New(2026, 11, 25), testkit.Near.Township())
	office := func(login string) string {
		return sectionOf(testkit.Client(t, s, login).Get("/worklist").Body, "office")
	}

	village := office("village1")
	if strings.Count(village, `<li class="work`) != 1 || !strings.Contains(village, "2026年10月定期报告") || !strings.Contains(village, "报送月报 逾期 18 天") || !strings.Contains(village, "/returns/"+own[0].String()) {
		t.Errorf("the village's: %s", village)
	}
	if !strings.Contains(village, "本市设定") || !strings.Contains(village, "当月没有人员的，报零") {
		t.Errorf("the duty does not say why: %s", village)
	}
	worker := office("town1")
	if !strings.Contains(worker, "编制季报 11月25日止") || !strings.Contains(worker, "2026年第三季度定期报告") || !strings.Contains(worker, "报送月报 2 项") || !strings.Contains(worker, "2 项逾期，最长 18 天") {
		t.Errorf("the township's: %s", worker)
	}
	if got := office("office1"); !strings.Contains(got, "报送月报 2 项") || strings.Contains(got, "编制季报") {
		t.Errorf("the municipal office is shown what is not overdue, or misses what is: %s", got)
	}
	if got := testkit.Client(t, s, "office1").Get("/worklist?all=1").Body; !strings.Contains(sectionOf(got, "office"), "编制季报 1 项") {
		t.Error("asked for all, the municipal office is not shown the township's")
	}
	for _, login := range []string{"police1", "health1", "village2"} {
		if got := office(login); got != "" {
			t.Errorf("%s is shown %s", login, got)
		}
	}
	t.Run("figure", func(t *testing.T) {
		a := testkit.Client(t, s, "town1").Get("/worklist")
		if !strings.Contains(a.Body, `href="/worklist#office"`) && !strings.Contains(a.Body, `worker=mine#office"`) {
			t.Error("no figure leads to the section")
		}
	})
	t.Run("narrowed to a part, the section steps back", func(t *testing.T) {
		if got := sectionOf(testkit.Client(t, s, "village1").Get("/worklist?section=late").Body, "office"); got != "" {
			t.Error(got)
		}
	})
	t.Run("workbook", func(t *testing.T) {
		a := testkit.Client(t, s, "town1").Get("/worklist/export")
		f, err := excelize.OpenReader(strings.NewReader(a.Body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("单位事项")
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, row := range rows {
			text += strings.Join(row, "|") + "\n"
		}
		if strings.Count(text, "2026年10月定期报告") != 2 || !strings.Contains(text, "编制季报") {
			t.Errorf("the workbook says %s", text)
		}
	})
}
