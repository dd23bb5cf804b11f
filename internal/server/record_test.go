package server_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// reported is when the cases of these tests reported in, unless a row says otherwise.
var reported = date.New(2026, 3, 2)

// recordCase is one form: the case prepared for it, who fills it, and with what.
type recordCase struct {
	form     string
	login    string
	steps    []casework.Step
	reportIn date.Date // zero: reported
	woman    bool
	waiting  bool     // decided and served, but not reported in
	fill     []string // pairs of field and value; the first step's fact is {of}, the last one's {last}
	wrong    string   // a field that, left out, is refused; empty: the day, left out
}

func day(month, day int) date.Date { return date.New(2026, month, day) }

// step is a fact of a day of 2026.
func step(action access.Action, on date.Date, body rehab.Body) casework.Step {
	return testkit.Step(action, on, body)
}

func one(action access.Action, on date.Date, body rehab.Body) []casework.Step {
	return []casework.Step{step(action, on, body)}
}

// onLeave is a leave asked for, and agreed to.
func onLeave(agreed bool) []casework.Step {
	steps := one(access.LeaveRequest, day(11, 10), &rehab.Leave{From: day(11, 12), Until: day(11, 20), To: "遵义"})
	if agreed {
		steps = append(steps, step(access.LeaveDecide, day(11, 11), &rehab.LeaveDecision{Of: steps[0].Entry.Key.String(), Agreed: true}))
	}
	return steps
}

// moreAsked is a leave agreed to, and a request for more of it.
func moreAsked() []casework.Step {
	steps := onLeave(true)
	return append(steps, step(access.LeaveRequest, day(11, 19), &rehab.LeaveExtensionRequest{Of: steps[0].Entry.Key.String(), Until: day(11, 28), Reason: "母亲住院"}))
}

// movingOut is a residence change to another county that is in force.
func movingOut() []casework.Step {
	to := rehab.Destination("outside:520330")
	steps := one(access.TransferRequest, day(11, 3), &rehab.TransferRequest{To: to, Reason: rehab.Residence})
	of := steps[0].Entry.Key.String()
	return append(steps, step(access.TransferDecide, day(11, 4), &rehab.TransferOrigin{Of: of, Agreed: true}),
		step(access.TransferReceive, day(11, 5), &rehab.TransferPoliceNotified{Of: of}), step(access.TransferReceive, day(11, 6), &rehab.Transfer{To: to, Of: of, Out: true}))
}

func positive() casework.Step {
	return step(access.DrugTestRecord, day(11, 10), &rehab.DrugTest{Result: rehab.Positive})
}

// recordCases are all forms that record one fact.
func recordCases() []recordCase {
	asked, read := onLeave(false), positive()
	lab := step(access.LabResultRecord, day(11, 12), &rehab.LabResult{Of: read.Entry.Key.String(), Result: rehab.Positive, Laboratory: "市局实验室"})
	ended := date.New(2023, 11, 20) // the term's last day is 19 Nov 2026
	return []recordCase{
		{form: "report-in", login: "town1", waiting: true, fill: []string{"village", testkit.Near.String()}, wrong: "village"},
		{form: "good-cause", login: "town2", waiting: true, fill: []string{"until", "2026-12-31", "reason", "住院"}, wrong: "reason"},
		{form: "returned", login: "town1", waiting: true, fill: []string{"reason", "不在本地居住"}, wrong: "reason"},
		{form: "moved-in", login: "town1", waiting: true, fill: []string{"first_report_in", "2026-05-06", "village", testkit.Near.String(), "from_unit", "习水县东皇街道"}, wrong: "from_unit"},
		{form: "carried-in", login: "town1", fill: []string{"until", "2026-06-30", "tests_done", "3"}, wrong: "until"},
		{form: "agreement", login: "town1", fill: []string{"measures", "每月尿检", "signed_by", "本人"}, wrong: "measures"},
		{form: "working-group", login: "town1", fill: []string{"worker", "陈昌明、李秀珍", "police", "杨永刚", "medic", "袁泽芬", "family", "母亲", "note", "暂无志愿者"}},
		{form: "help-plan/new", login: "town1", fill: []string{"skills", "叉车培训"}, wrong: "skills"},
		{form: "contact", login: "village1", fill: []string{"type", "talk", "staff", "肖开凤", "content", "谈近况"}, wrong: "type"},
		{form: "risk", login: "village1", fill: []string{"level", "high", "reason", "近期接触旧友"}, wrong: "level"},
		{form: "test", login: "village1", fill: []string{"result", "negative", "panel", "all_negative", "collector_a", "甲", "collector_b", "乙"}, wrong: "result"},
		{form: "absence", login: "town2", steps: one(access.DrugTestRecord, day(11, 12), &rehab.DrugTest{Result: rehab.Absent}), fill: []string{"of", "{of}", "good_cause", "no", "reason", "电话通知三次不到"}, wrong: "good_cause"},
		{form: "excuse-window", login: "town2", fill: []string{"window", "2026-10", "reason", "住院"}, wrong: "window"},
		{form: "resolution", login: "town2", fill: []string{"of", "2026-09", "note", "已补谈话"}, wrong: "note"},
		{form: "test-details", login: "village1", steps: []casework.Step{positive()}, fill: []string{"of", "{of}", "collector_a", "甲", "collector_b", "乙", "specimen", "Y1", "seal_a", "A1",
			"seal_b", "B1", "read_on", "2026-11-10", "signed", "refused"}, wrong: "signed"},
		{form: "objection", login: "town1", steps: []casework.Step{positive()}, fill: []string{"of", "{of}", "against", "strip"}, wrong: "against"},
		{form: "lab-result", login: "police1", steps: []casework.Step{positive()}, fill: []string{"of", "{of}", "result", "positive", "laboratory", "市局实验室"}, wrong: "result"},
		{form: "recheck-result", login: "town1", steps: []casework.Step{read, lab}, fill: []string{"of", "{of}", "result", "negative", "laboratory", "省厅实验室"}, wrong: "laboratory"},
		{form: "leave", login: "village1", fill: []string{"from", "2026-11-25", "until", "2026-12-02", "to", "重庆", "reason", "探亲"}, wrong: "until"},
		{form: "leave-decision", login: "town2", steps: asked, fill: []string{"of", "{of}", "agreed", "yes"}, wrong: "agreed"},
		{form: "leave-extension", login: "town2", steps: onLeave(true), fill: []string{"of", "{of}", "until", "2026-11-30", "reason", "母亲住院"}, wrong: "until"},
		{form: "leave-extension-request", login: "village1", steps: onLeave(true), fill: []string{"of", "{of}", "until", "2026-11-30", "reason", "母亲住院", "contact", "姨母家"}, wrong: "until"},
		{form: "leave-extension-refusal", login: "town2", steps: moreAsked(), fill: []string{"of", "{last}", "reason", "本月尚未尿检"}, wrong: "reason"},
		{form: "leave-return", login: "village1", steps: onLeave(true), fill: []string{"of", "{of}"}, wrong: "of"},
		{form: "departure", login: "village1"},
		{form: "departure-return", login: "village1", steps: one(access.BreachRecord, day(11, 5), &rehab.Departure{}), fill: []string{"of", "{of}"}, wrong: "of"},
		{form: "admonition", login: "village1", fill: []string{"text", "按时到场"}, wrong: "text"},
		{form: "warning", login: "town2", steps: one(access.BreachRecord, day(11, 5), &rehab.Departure{}), fill: []string{"text", "不得再离开"}, wrong: "text"},
		{form: "refusal", login: "town1", fill: []string{"reason", "当面表示不参加"}, wrong: "reason"},
		{form: "police-report", login: "town1", steps: []casework.Step{positive()}, fill: []string{"note", "阳性一次"}},
		{form: "police-outcome", login: "police1", steps: []casework.Step{positive()}, fill: []string{"of", "{of}", "outcome", "continue", "reason", "初次，态度好"}, wrong: "reason"},
		{form: "exemption", login: "police1", woman: true, fill: []string{"ground", "pregnant"}, wrong: "ground"},
		{form: "lost-contact", login: "village1", fill: []string{"note", "电话停机，家属不知去向"}, wrong: "note"},
		{form: "contact-restored", login: "village1", steps: one(access.BreachRecord, day(11, 5), &rehab.LostContact{}), fill: []string{"of", "{of}"}, wrong: "of"},
		{form: "suspension", login: "town1", fill: []string{"authority", "administrative_detention"}, wrong: "authority"},
		{form: "resumption", login: "town1", steps: one(access.SuspensionRecord, day(11, 5), &rehab.Suspension{Authority: "arrest"}), fill: []string{"of", "{of}"}, wrong: "of"},
		{form: "file-to-police", login: "town1", reportIn: date.New(2023, 12, 10)},
		{form: "discharge", login: "police2", reportIn: ended, fill: []string{"drafted_by", "杨永刚", "approved_by", "罗启明"}, wrong: "approved_by"},
		{form: "discharge-notified", login: "police1", reportIn: ended, steps: one(access.DischargeRecord, day(11, 21), &rehab.Discharge{})},
		{form: "transfer-receipt", login: "town1", steps: movingOut(), fill: []string{"of", "{last}"}, wrong: "of"},
		{form: "termination", login: "police1", fill: []string{"reason", "imprisonment", "authority", "赤水市人民法院", "number", "刑初字5号", "note", "收监"}, wrong: "reason"},
		{form: "isolation", login: "police1", steps: []casework.Step{positive()}, fill: []string{"number", "赤公强戒决字1号", "reason", "复吸"}, wrong: "number"},
		{form: "revocation", login: "police1", fill: []string{"number", "复议2号", "reason", "事实不清"}, wrong: "number"},
	}
}

// prepare makes the case of a row.
func (c *recordCase) prepare(t *testing.T, s *testkit.Service, seq int) uuid.UUID {
	t.Helper()
	if c.waiting {
		return waitingCase(t, s, seq, day(11, 20))
	}
	if c.woman {
		return personCase(t, s, rehab.Detox, 600+2*seq, c.steps...)
	}
	since := reported
	if !c.reportIn.IsZero() {
		since = c.reportIn
	}
	return testkit.Case(t, s, testkit.Near, since, seq, c.steps...)
}

// waitingCase is a case decided and served on a day, and not reported in.
func waitingCase(t *testing.T, s *testkit.Service, seq int, served date.Date) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	in := casework.Intake{Key: id, Measure: rehab.Detox, Term: 36, Place: testkit.Near, Date: served - 1, Person: casework.Person{
		Name: fmt.Sprintf("甄待%c", rune('一'+seq)), DocumentType: "id_card", Document: testkit.IDNumber(date.New(1990, 5, 9), 2*seq+1), Phone: "13900000000"}}
	steps := []casework.Step{
		step(access.ScreeningRecord, served-1, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair}),
		step(access.DecisionApprove, served, &rehab.Decision{Place: testkit.Near}),
		step(access.ServiceRecord, served, &rehab.Service{To: rehab.ToPerson}),
	}
	steps[0].Actor.Unit = testkit.Actor(t, s, "police1").Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, steps); err != nil {
		t.Fatal(err)
	}
	return id
}

func factsOf(t *testing.T, s *testkit.Service, id uuid.UUID) casework.Opened {
	t.Helper()
	o, err := s.Work.Open(t.Context(), access.SystemActor(access.AccountSetup), id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestEveryRecordForm opens and saves every form in a case prepared for it: refused and kept when something is missing, saved once when sent twice.
func TestEveryRecordForm(t *testing.T) {
	s := testkit.Serve(t, nil)
	browsers := map[string]*testkit.Browser{}
	for _, login := range []string{"village1", "town1", "town2", "police1", "police2"} {
		browsers[login] = testkit.Client(t, s, login)
	}
	for seq, c := range recordCases() {
		t.Run(c.form, func(t *testing.T) {
			id := c.prepare(t, s, seq)
			fill := []string{"form_key", uuid.Must(uuid.NewV7()).String(), "date", "2026-11-23"}
			for _, v := range c.fill {
				switch v {
				case "{of}":
					v = c.steps[0].Entry.Key.String()
				case "{last}":
					v = c.steps[len(c.steps)-1].Entry.Key.String()
				}
				fill = append(fill, v)
			}
			fillRecordForm(t, s, browsers[c.login], "/cases/"+id.String()+"/"+c.form, id, c.wrong, fill)
		})
	}
}

func fillRecordForm(t *testing.T, s *testkit.Service, b *testkit.Browser, path string, id uuid.UUID, wrong string, fill []string) {
	t.Helper()
	if a := b.Get(path); a.Status != http.StatusOK || !strings.Contains(a.Body, `name="form_key"`) || strings.Contains(a.Body, "⟦") {
		t.Fatalf("opened: %d\n%s", a.Status, mainOf(a.Body))
	}
	before := len(factsOf(t, s, id).Facts)
	missing := []string{}
	for i := 0; i < len(fill); i += 2 {
		if fill[i] != wrong && (wrong != "" || fill[i] != "date") {
			missing = append(missing, fill[i], fill[i+1])
		}
	}
	a := b.Post(path, missing...)
	if a.Status != http.StatusUnprocessableEntity || strings.Contains(a.Body, "⟦") || strings.Contains(a.Body, "record_field") {
		t.Fatalf("without %q: %d, want 422\n%s", wrong, a.Status, mainOf(a.Body))
	}
	for i := 0; i < len(missing); i += 2 {
		if !strings.Contains(a.Body, html.EscapeString(missing[i+1])) {
			t.Errorf("without %q the %s that was typed is lost", wrong, missing[i])
		}
	}
	for range 2 { // the same form twice is one fact
		if a := b.Post(path, fill...); a.Status != http.StatusSeeOther || a.Location != "/cases/"+id.String() {
			t.Fatalf("saved: %d to %q, want 303 to the case\n%s", a.Status, a.Location, mainOf(a.Body))
		}
	}
	o := factsOf(t, s, id)
	if got := len(o.Facts) - before; got != 1 && !strings.HasSuffix(path, "/absence") {
		t.Errorf("%d facts were recorded, want 1", got)
	}
	if len(o.Track.Problems) > 0 {
		t.Errorf("the file has problems: %v", o.Track.Problems)
	}
	other := append([]string{}, fill...)
	other[3] = "2026-11-22"
	if a := b.Post(path, other...); a.Status != http.StatusConflict {
		t.Errorf("the same form with another day: %d, want 409", a.Status)
	}
}

// mainOf cuts a page down to what it says.
func mainOf(page string) string {
	if i := strings.Index(page, "<main"); i >= 0 {
		page = page[i:]
	}
	return page[:min(len(page), 6000)]
}
