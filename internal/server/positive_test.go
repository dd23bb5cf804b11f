package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// personCase is a case in execution of a person whose number ends as given: even for a woman.
func personCase(t *testing.T, s *testkit.Service, measure rehab.Measure, seq int, more ...casework.Step) uuid.UUID {
	t.Helper()
	in := casework.Intake{Key: uuid.Must(uuid.NewV7()), Measure: measure, Term: 36, Place: testkit.Near, Date: reported - 15,
		Person: casework.Person{Name: "甄女" + string(rune('一'+seq)), DocumentType: "id_card", Document: testkit.IDNumber(date.New(1988, 4, 5), seq), Phone: "13900000000"}}
	steps := append([]casework.Step{
		step(access.ScreeningRecord, reported-15, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair}),
		step(access.DecisionApprove, reported-14, &rehab.Decision{Place: testkit.Near}),
		step(access.ServiceRecord, reported-14, &rehab.Service{To: rehab.ToPerson}),
		step(access.ReportInRecord, reported, &rehab.ReportIn{Village: testkit.Near}),
	}, more...)
	steps[0].Actor.Unit = testkit.Actor(t, s, "police1").Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, steps); err != nil {
		t.Fatal(err)
	}
	return in.Key
}

// TestThePositiveTrack: a positive saved by the sheet leaves a duty; the form supplies the rest and changes neither result, day nor counts; each
// step has its form and takes its turn.
func TestThePositiveTrack(t *testing.T) {
	s := testkit.Serve(t, nil)
	village, town, police := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "police1")

	t.Run("from the sheet to the outcome", func(t *testing.T) {
		id := testkit.Case(t, s, testkit.Near, reported, 50)
		at := "/cases/" + id.String()
		a := village.Post(sheetAt, rowsSent(t, village.Get(sheetAt).Body, "2026-11-23", sheetRow{id: id, fields: map[string]string{"result": "positive", "date": "2026-11-23"}})...)
		if a.Status != http.StatusSeeOther && a.Status != http.StatusOK {
			t.Fatalf("the sheet: %d\n%s", a.Status, mainOf(a.Body))
		}
		before := factsOf(t, s, id)
		test := before.Track.Positives[0].Test
		page := at + "/positives/" + test
		owed := strings.Count(village.Get("/worklist").Body, "补齐阳性检测记录")
		contains(t, village.Get(at).Body, page)
		contains(t, village.Get(page).Body, "样本分瓶、编号、封存", "待办", "test-details?", "最终结果：阳性（依据现场检测）", "2027年5月23日")

		form := at + "/test-details"
		contains(t, village.Get(form+"?of="+test).Body, `value="`+test+`"`, "2026年11月23日")
		bad := []string{server.FormKey, server.NewFormKey(), "of", test, "date", "2026-11-23", "method", "strip", "panel", "each", "met", "negative",
			"collector_a", "甄采甲", "collector_b", "甄采甲", "seal_a", "A01", "seal_b", "A01", "read_on", "2026-11-20"}
		a = village.Post(form, bad...)
		if a.Status != http.StatusUnprocessableEntity {
			t.Fatalf("wrong input: %d", a.Status)
		}
		contains(t, a.Body, "采样人须为两人", "封签号不能相同", "没有分项", "A01", "甄采甲")
		good := []string{server.FormKey, server.NewFormKey(), "of", test, "date", "2026-11-23", "method", "strip", "panel", "each", "met", "positive",
			"collector_a", "甄采甲", "collector_b", "甄采乙", "place", "村卫生室", "specimen", "Y7701", "seal_a", "A01", "seal_b", "B01", "read_on", "2026-11-23", "signed", "signed"}
		for range 2 {
			if a = village.Post(form, good...); a.Status != http.StatusSeeOther {
				t.Fatalf("supplied: %d\n%s", a.Status, mainOf(a.Body))
			}
		}
		after := factsOf(t, s, id)
		if len(after.Facts) != len(before.Facts)+1 || after.Track.Counters.Evasions != 0 || windowMetBy(&after.Track) != test || len(after.Track.Problems) > 0 {
			t.Errorf("%d facts, window met by %q, problems %v", len(after.Facts)-len(before.Facts), windowMetBy(&after.Track), after.Track.Problems)
		}
		for _, d := range after.Track.Obligations {
			if d.Kind == rehab.DutyTestDetails && d.State != rehab.DutyMet {
				t.Errorf("the duty to supply is %s", d.State)
			}
		}
		if left := strings.Count(village.Get("/worklist").Body, "补齐阳性检测记录"); left >= owed {
			t.Errorf("the worklist names the duty %d times, before it was met %d", left, owed)
		}
		contains(t, village.Get(page).Body, "原登记", "补齐后", "Y7701", "甲基苯丙胺（MET） 阳", "已签名")
		if a = village.Post(form, append([]string{server.FormKey, server.NewFormKey()}, good[2:]...)...); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("supplied again: %d, want 422", a.Status)
		}

		objection := at + "/objection"
		if a = town.Post(objection, server.FormKey, server.NewFormKey(), "of", test, "date", "2026-11-23", "against", "laboratory"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "还没有实验室结果") {
			t.Errorf("against a laboratory that has not answered: %d", a.Status)
		}
		for _, x := range []struct {
			b    *testkit.Browser
			path string
			say  []string
		}{
			{town, objection, []string{"against", "strip", "reason", "服用感冒药"}},
			{town, at + "/lab-result", []string{"result", "positive", "laboratory", "市局实验室"}},
			{town, objection, []string{"against", "laboratory"}},
			{police, at + "/recheck-result", []string{"result", "positive", "laboratory", "省厅实验室"}},
			{town, at + "/police-report", nil},
			{police, at + "/police-outcome", []string{"outcome", "continue", "reason", "初次复吸，愿意继续"}},
		} {
			if a = x.b.Post(x.path, append([]string{server.FormKey, server.NewFormKey(), "of", test, "date", "2026-11-23"}, x.say...)...); a.Status != http.StatusSeeOther {
				t.Fatalf("%s: %d\n%s", x.path, a.Status, mainOf(a.Body))
			}
		}
		contains(t, police.Get(page).Body, "公安已处理", "最终结果：阳性（依据复检）", "服用感冒药", "省厅实验室")
		lacks(t, mainOf(police.Get(page).Body), "police-outcome?")
	})

	t.Run("a woman's sample", func(t *testing.T) {
		id := personCase(t, s, rehab.Detox, 60)
		form := "/cases/" + id.String() + "/test"
		say := []string{server.FormKey, server.NewFormKey(), "date", "2026-11-23", "result", "negative", "method", "strip", "panel", "all_negative", "collector_a", "甄采甲", "collector_b", "甄采乙"}
		contains(t, village.Get(form).Body, "尿样由女性工作人员采集")
		for _, by := range [][]string{nil, {"woman_collected", "no"}} {
			if a := village.Post(form, append(say, by...)...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "woman_collected") {
				t.Errorf("%v: %d, want 422", by, a.Status)
			}
		}
		if a := village.Post(form, append(say, "woman_collected", "yes")...); a.Status != http.StatusSeeOther {
			t.Errorf("collected by a woman: %d\n%s", a.Status, mainOf(a.Body))
		}
		visit := "/cases/" + personCase(t, s, rehab.Detox, 66).String() + "/visit"
		page := village.Get(visit).Body
		filled := []string{server.FormKey, shown(t, page, server.FormKey), "version", shown(t, page, "version"), "date", "2026-11-23", "result", "negative", "method", "strip", "collector_a", "甄采甲", "collector_b", "甄采乙"}
		if a := village.Post(visit, filled...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "须由女性工作人员采集") {
			t.Errorf("a visit that does not say it: %d", a.Status)
		}
		if a := village.Post(visit, append(filled, "woman_collected", "on")...); a.Status != http.StatusSeeOther {
			t.Errorf("a visit that says it: %d\n%s", a.Status, mainOf(a.Body))
		}
		man := testkit.Case(t, s, testkit.Near, reported, 52)
		lacks(t, village.Get("/cases/"+man.String()+"/test").Body, "尿样由女性工作人员采集")
	})

	t.Run("nobody else's and no other fact's", func(t *testing.T) {
		positive := step(access.DrugTestRecord, day(11, 10), &rehab.DrugTest{Result: rehab.Positive})
		negative := step(access.DrugTestRecord, day(10, 10), &rehab.DrugTest{Result: rehab.Negative})
		id := testkit.Case(t, s, testkit.Near, reported, 53, positive, negative)
		page := "/cases/" + id.String() + "/positives/"
		for _, x := range []struct {
			login, fact string
			want        int
		}{
			{"village1", positive.Entry.Key.String(), http.StatusOK}, {"office1", positive.Entry.Key.String(), http.StatusOK},
			{"village1", negative.Entry.Key.String(), http.StatusNotFound}, {"village1", server.NewFormKey(), http.StatusNotFound}, {"village1", "nonsense", http.StatusNotFound},
			{"village2", positive.Entry.Key.String(), http.StatusNotFound}, {"health1", positive.Entry.Key.String(), http.StatusNotFound}, {"auditor", positive.Entry.Key.String(), http.StatusNotFound},
		} {
			if a := testkit.Client(t, s, x.login).Get(page + x.fact); a.Status != x.want {
				t.Errorf("%s on %s: %d, want %d", x.login, x.fact, a.Status, x.want)
			}
		}
		b := testkit.Client(t, s, "office1")
		lacks(t, mainOf(b.Get(page+positive.Entry.Key.String()).Body), "police-report?", "test-details?") // an office that only looks
	})
}

func windowMetBy(t *rehab.Track) string {
	for _, w := range t.Windows {
		if w.From <= t.Today && t.Today <= w.To {
			return w.MetBy
		}
	}
	return ""
}

// TestTheBarToIsolationFitsThePerson: pregnancy and nursing are a woman's, and sixteen is counted from the day of birth.
func TestTheBarToIsolationFitsThePerson(t *testing.T) {
	s := testkit.Serve(t, nil)
	police := testkit.Client(t, s, "police1")
	man, woman := personCase(t, s, rehab.Detox, 61).String(), personCase(t, s, rehab.Detox, 62).String()
	for _, c := range []struct {
		id, ground string
		status     int
		words      []string
	}{
		{man, "pregnant", http.StatusUnprocessableEntity, []string{"此人为男性"}},
		{man, "nursing", http.StatusUnprocessableEntity, []string{"此人为男性"}},
		{woman, "under_16", http.StatusUnprocessableEntity, []string{"此人2004年4月5日已满十六周岁"}},
		{woman, "nursing", http.StatusSeeOther, nil},
	} {
		a := police.Post("/cases/"+c.id+"/exemption", server.FormKey, server.NewFormKey(), "date", testkit.Today.String(), "ground", c.ground)
		want(t, a, c.status, c.words...)
	}
}
