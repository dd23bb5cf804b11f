package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

func key() string { return uuid.Must(uuid.NewV7()).String() }

// TestRecordRules is what single forms ask for beyond filled fields.
func TestRecordRules(t *testing.T) {
	s := testkit.Serve(t, nil)
	t.Run("drug test", func(t *testing.T) { drugTestRules(t, s) })
	t.Run("late entry", func(t *testing.T) { lateEntry(t, s) })
	t.Run("positive", func(t *testing.T) { positiveIsToldToday(t, s) })
	t.Run("absence", func(t *testing.T) { absenceDecided(t, s) })
	t.Run("report-in", func(t *testing.T) { lateReportIn(t, s) })
	t.Run("discharge", func(t *testing.T) { dischargeNumbers(t, s) })
	t.Run("barred", func(t *testing.T) { barredForms(t, s) })
	t.Run("strangers", func(t *testing.T) { strangersRecordNothing(t, s) })
}

// refused sends a form that must not be taken, and returns the page that says why.
func refused(t *testing.T, b *testkit.Browser, path, words string, fill ...string) {
	t.Helper()
	a := b.Post(path, append([]string{"form_key", key()}, fill...)...)
	if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, words) {
		t.Errorf("%v: %d, want 422 saying %q\n%s", fill, a.Status, words, mainOf(a.Body))
	}
}

func taken(t *testing.T, b *testkit.Browser, path string, fill ...string) {
	t.Helper()
	if a := b.Post(path, append([]string{"form_key", key()}, fill...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("%v: %d, want 303\n%s", fill, a.Status, mainOf(a.Body))
	}
}

func drugTestRules(t *testing.T, s *testkit.Service) {
	id := testkit.Case(t, s, testkit.Near, reported, 50)
	b, path := testkit.Client(t, s, "village1"), "/cases/"+id.String()+"/test"
	two := []string{"collector_a", "甲", "collector_b", "乙"}
	with := func(fill ...string) []string { return append(append([]string{}, two...), fill...) }
	refused(t, b, path, "结果是阴性，但分项里有阳性", with("date", "2026-11-23", "result", "negative", "panel", "each", "met", "positive")...)
	refused(t, b, path, "已测的分项全是阴性", with("date", "2026-11-23", "result", "positive", "panel", "all_negative", "seal_a", "1", "seal_b", "2")...)
	refused(t, b, path, "B 瓶封签号：请填写", with("date", "2026-11-23", "result", "positive", "seal_a", "1")...)
	refused(t, b, path, "封签号不能相同", with("date", "2026-11-23", "result", "positive", "seal_a", "1", "seal_b", "1")...)
	refused(t, b, path, "不能是同一人", "date", "2026-11-23", "result", "negative", "collector_a", "甲", "collector_b", "甲")
	refused(t, b, path, "不能晚于今天", with("date", "2026-11-24", "result", "negative")...)
	refused(t, b, path, "先登记报到", with("date", "2026-02-20", "result", "negative")...)
	refused(t, b, path, "不是有效日期", with("date", "2026-11-31", "result", "negative")...)
	refused(t, b, path, "不在可选范围内", with("date", "2026-11-23", "result", "maybe")...)
	if n := len(factsOf(t, s, id).Facts); n != 6 {
		t.Fatalf("%d facts after refusals, want the 6 of the beginning", n)
	}
	taken(t, b, path, with("date", "2026-11-20", "result", "refused", "panel", "each", "met", "positive")...)
	o := factsOf(t, s, id)
	test := o.Facts[len(o.Facts)-1].Body.(*rehab.DrugTest)
	if test.MET != "" || test.CollectorA != "" || o.Track.Counters.Evasions != 1 {
		t.Errorf("a refusal keeps what belongs to a sample: %+v, evasions %d", test, o.Track.Counters.Evasions)
	}
}

// lateEntry: after its window closed a result needs a reason, and carries the day of entry (DOMAIN §5).
func lateEntry(t *testing.T, s *testkit.Service) {
	id := testkit.Case(t, s, testkit.Near, reported, 51)
	b, path := testkit.Client(t, s, "village1"), "/cases/"+id.String()+"/test"
	fill := []string{"date", "2026-10-14", "result", "negative", "collector_a", "甲", "collector_b", "乙"}
	refused(t, b, path, "补录须写明原因", fill...)
	taken(t, b, path, append(fill, "reason", "停电，纸质登记")...)
	o := factsOf(t, s, id)
	w := o.WindowOn(date.New(2026, 10, 14))
	if w == nil || w.State != rehab.WindowDone {
		t.Fatalf("the window of October is %+v, want done", w)
	}
	if f, _ := o.Fact(w.MetBy); f.Body.(*rehab.DrugTest).Entered != testkit.Today {
		t.Error("a late entry does not say when it was entered")
	}
}

// positiveIsToldToday: a positive is saved with its bottles, and the report to the police is a duty of the same day (ruling 52).
func positiveIsToldToday(t *testing.T, s *testkit.Service) {
	id := testkit.Case(t, s, testkit.Near, reported, 52)
	b, path := testkit.Client(t, s, "village1"), "/cases/"+id.String()
	a := b.Post(path+"/test", "form_key", key(), "date", "2026-11-23", "result", "positive", "panel", "each", "met", "positive", "mop", "negative",
		"collector_a", "甲", "collector_b", "乙", "seal_a", "A-1", "seal_b", "B-1")
	if a.Status != http.StatusSeeOther || !strings.Contains(b.Follow(a).Body, "今天之内报告公安") {
		t.Fatalf("saved: %d, want a note about the police", a.Status)
	}
	if a := b.Get(path + "/police-report"); !strings.Contains(a.Body, "吸毒检测（阳性）") {
		t.Errorf("the report to the police does not offer the positive\n%s", mainOf(a.Body))
	}
	refused(t, testkit.Client(t, s, "town1"), path+"/lab-result", "不在可选范围内", "date", "2026-11-23", "of", key(), "result", "negative", "laboratory", "市局")
}

// absenceDecided: the absence is recorded anew with the finding, and a letter about it follows (ruling 34).
func absenceDecided(t *testing.T, s *testkit.Service) {
	absent := step(access.DrugTestRecord, day(11, 12), &rehab.DrugTest{Result: rehab.Absent, Place: "卫生室"})
	letter := step(access.BreachRecord, day(11, 13), &rehab.Admonition{Of: absent.Entry.Key.String(), Text: "按时到场"})
	id := testkit.Case(t, s, testkit.Near, reported, 53, absent, letter)
	b, path := testkit.Client(t, s, "town2"), "/cases/"+id.String()+"/absence"
	if a := b.Get(path); !strings.Contains(a.Body, absent.Entry.Key.String()) {
		t.Fatalf("the absence is not offered\n%s", mainOf(a.Body))
	}
	taken(t, b, path, "date", "2026-11-23", "of", absent.Entry.Key.String(), "good_cause", "no", "reason", "通知三次未到")
	o := factsOf(t, s, id)
	if n := o.Track.Counters; n.Evasions != 1 || len(n.Evidence.Evasions) != 1 || n.Evidence.Evasions[0] == absent.Entry.Key.String() {
		t.Errorf("counters after the finding: %+v", n)
	}
	if len(o.Track.Problems) > 0 || len(o.Undecided()) > 0 {
		t.Errorf("problems %v, undecided %d", o.Track.Problems, len(o.Undecided()))
	}
	found, _ := o.Fact(o.Track.Counters.Evidence.Evasions[0])
	if test := found.Body.(*rehab.DrugTest); found.Date != day(11, 12) || test.Place != "卫生室" || test.Reason != "通知三次未到" {
		t.Errorf("the finding changed more than it found: %s %+v", found.Date, test)
	}
	if a := b.Get(path); a.Status != http.StatusOK || strings.Contains(a.Body, `name="good_cause"`) {
		t.Errorf("nothing is left to decide, but the form is shown: %d", a.Status)
	}
}

// lateReportIn: late is accepted, the term runs from the actual day, and the page says so before it is saved (ruling 8).
func lateReportIn(t *testing.T, s *testkit.Service) {
	id := waitingCase(t, s, 54, date.New(2026, 9, 1))
	b, path := testkit.Client(t, s, "town1"), "/cases/"+id.String()+"/report-in"
	if a := b.Get(path); !strings.Contains(a.Body, "已过报到期限（2026年9月16日）") || !strings.Contains(a.Body, "2029年11月22日") {
		t.Errorf("the page does not say what a late report-in brings\n%s", mainOf(a.Body))
	}
	if a := b.Get(path + "?date=2026-09-15"); !strings.Contains(a.Body, "如在2026年9月15日报到") || strings.Contains(a.Body, "已过报到期限") {
		t.Errorf("the page does not say what an earlier day would bring\n%s", mainOf(a.Body))
	}
	refused(t, b, path, "按2026年8月1日当时的情况不能登记", "date", "2026-08-01", "village", testkit.Near.String())
	refused(t, b, path, "不在可选范围内", "date", "2026-11-23", "village", testkit.Far.String())
	a := b.Post(path, "form_key", key(), "date", "2026-11-23", "village", testkit.Near.String())
	if a.Status != http.StatusSeeOther || !strings.Contains(b.Follow(a).Body, "请在2026年11月30日前签订协议") {
		t.Fatalf("saved: %d", a.Status)
	}
	o := factsOf(t, s, id)
	if r := o.Track.Deadlines.ReportIn; r == nil || !r.Late || o.Track.Term.Start != testkit.Today {
		t.Errorf("report-in %+v, term %+v", r, o.Track.Term)
	}
	lead := testkit.Client(t, s, "town2")
	refused(t, lead, "/cases/"+id.String()+"/good-cause", "不能早于原期限次日", "date", "2026-11-23", "until", "2026-09-10", "reason", "住院")
	taken(t, lead, "/cases/"+id.String()+"/good-cause", "date", "2026-11-23", "until", "2026-11-30", "reason", "住院")
	o = factsOf(t, s, id)
	if o.Track.Deadlines.ReportIn.Late {
		t.Error("late in spite of good cause")
	}
}

// dischargeNumbers: the number is the next one of the year; nobody approves what they drafted.
func dischargeNumbers(t *testing.T, s *testkit.Service) {
	b := testkit.Client(t, s, "police2")
	for i, want := range []string{"赤公(禁)社解通字〔2026〕1号", "赤公(禁)社解通字〔2026〕2号"} {
		id := testkit.Case(t, s, testkit.Near, date.New(2023, 11, 20), 55+i)
		path := "/cases/" + id.String() + "/discharge"
		refused(t, b, path, "批准人不能是承办人本人", "date", "2026-11-23", "drafted_by", "罗启明", "approved_by", "罗启明")
		taken(t, b, path, "date", "2026-11-23", "drafted_by", "杨永刚", "approved_by", "罗启明")
		o := factsOf(t, s, id)
		if f, _ := o.Fact(o.Track.Exit.Fact); f.Body.(*rehab.Discharge).Number != want {
			t.Errorf("discharged with %q, want %q", f.Body.(*rehab.Discharge).Number, want)
		}
	}
}

// barredForms: a form that cannot be used says why and from when, or what comes first; what happened before can still be entered.
func barredForms(t *testing.T, s *testkit.Service) {
	running := "/cases/" + testkit.Case(t, s, testkit.Near, reported, 57).String()
	ended := "/cases/" + testkit.Case(t, s, testkit.Near, date.New(2023, 11, 20), 58).String()
	waiting := "/cases/" + waitingCase(t, s, 59, date.New(2026, 11, 20)).String()
	for _, c := range []struct {
		login, path, words string
		form               bool
	}{
		{"police2", running + "/discharge", "执行期未满；期满以后才能解除（2029年3月2日起可以）", false},
		{"town1", running + "/report-in", "先作废原登记，再重新登记（自2026年3月2日起）", false},
		{"town1", waiting + "/agreement", "先登记报到", false},
		{"town1", waiting + "/agreement", waiting + "/report-in", false},
		{"village1", ended + "/test", "在此之前发生的，仍可补登", true},
		{"town2", running + "/absence", "没有要认定原因的缺席；先登记检测时没有到场", false},
	} {
		a := testkit.Client(t, s, c.login).Get(c.path)
		if a.Status != http.StatusOK || !strings.Contains(a.Body, c.words) || strings.Contains(a.Body, `name="form_key"`) != c.form {
			t.Errorf("%s: %d, want %q, form %t\n%s", c.path, a.Status, c.words, c.form, mainOf(a.Body))
		}
	}
}

// strangersRecordNothing: another village's case does not exist, nor does what a role may not record.
func strangersRecordNothing(t *testing.T, s *testkit.Service) {
	near, far := testkit.Case(t, s, testkit.Near, reported, 60), testkit.Case(t, s, testkit.Far, reported, 61)
	b := testkit.Client(t, s, "village1")
	for _, path := range []string{"/cases/" + far.String() + "/test", "/cases/" + near.String() + "/agreement", "/cases/" + near.String() + "/discharge", "/cases/" + uuid.NewString() + "/test"} {
		if a := b.Get(path); a.Status != http.StatusNotFound {
			t.Errorf("GET %s: %d, want 404", path, a.Status)
		}
		if a := b.Post(path, "form_key", key(), "date", "2026-11-23", "result", "refused"); a.Status != http.StatusNotFound {
			t.Errorf("POST %s: %d, want 404", path, a.Status)
		}
	}
	path := "/cases/" + near.String() + "/contact"
	if a := b.PostRaw(path, "form_key="+key()+"&date=2026-11-23&type=talk&staff=x&content="+strings.Repeat("a", 100<<10)); a.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("a field of 100 KB: %d, want 413", a.Status)
	}
	if a := b.PostRaw(path, "form_key="+key()+"&date=2026-11-23&type=talk&staff=x&content=%ff%fe"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("bytes that are no text: %d, want 422", a.Status)
	}
}
