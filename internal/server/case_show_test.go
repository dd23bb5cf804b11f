package server_test

import (
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

// before is a case before report-in: screened, and with the decision served on the person when served.
func before(t *testing.T, s *testkit.Service, village division.Code, seq int, served bool) uuid.UUID {
	t.Helper()
	day := testkit.Today - 6
	steps := []casework.Step{testkit.Step(access.ScreeningRecord, day, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, FamilyText: "与父母同住"})}
	if served {
		steps = append(steps, testkit.Step(access.DecisionApprove, day+1, &rehab.Decision{Place: village}), testkit.Step(access.ServiceRecord, day+1, &rehab.Service{To: rehab.ToPerson, Receiver: "本人"}))
	}
	steps[0].Actor.Unit = testkit.Actor(t, s, "police1").Unit
	id := uuid.Must(uuid.NewV7())
	in := casework.Intake{Key: id, Measure: rehab.Detox, Term: 36, Place: village, Date: day, Person: casework.Person{
		Name: "甄编" + string(rune('一'+seq)), DocumentType: "id_card", Document: testkit.IDNumber(date.New(1988, 5, 2), 2*seq+1), Phone: "13900000000"}}
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, steps); err != nil {
		t.Fatal(err)
	}
	return id
}

// movedTo are the steps of a residence change that is done on a day.
func movedTo(to division.Code, day date.Date) []casework.Step {
	request := testkit.Step(access.TransferRequest, day-10, &rehab.TransferRequest{To: rehab.Destination(to.String()), Reason: rehab.Residence})
	of := request.Entry.Key.String()
	effective := testkit.Step(access.TransferReceive, day-2, &rehab.Transfer{To: rehab.Destination(to.String()), Of: of})
	return []casework.Step{
		request, testkit.Step(access.TransferDecide, day-8, &rehab.TransferOrigin{Of: of, Agreed: true}),
		testkit.Step(access.TransferDecide, day-6, &rehab.TransferDestination{Of: of, Agreed: true, Village: to}),
		testkit.Step(access.TransferReceive, day-4, &rehab.TransferPoliceNotified{Of: of}), effective,
		testkit.Step(access.TransferReceive, day, &rehab.TransferReportIn{Of: effective.Entry.Key.String(), Village: to}),
	}
}

func contains(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not say %q", w)
		}
	}
}

func lacks(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(page, w) {
			t.Errorf("the page says %q", w)
		}
	}
}

func TestTheCasePageInEachStage(t *testing.T) {
	s := testkit.Serve(t, nil)
	day := date.MustParse
	term := day("2023-11-20")
	suspended := testkit.Step(access.SuspensionRecord, day("2026-11-01"), &rehab.Suspension{Authority: "criminal_detention", Number: "拘字1号"})
	ids := map[string]uuid.UUID{
		"screening": before(t, s, testkit.Near, 11, false), "awaiting": before(t, s, testkit.Near, 12, true),
		"execution": testkit.Case(t, s, testkit.Near, day("2026-03-02"), 13), "suspended": testkit.Case(t, s, testkit.Near, day("2026-03-02"), 14, suspended),
		"away":       testkit.Case(t, s, testkit.Near, day("2026-03-02"), 17, testkit.Step(access.BreachRecord, day("2026-11-19"), &rehab.Departure{To: "泸州"})),
		"ended":      testkit.Case(t, s, testkit.Near, term, 15),
		"discharged": testkit.Case(t, s, testkit.Near, term, 16, testkit.Step(access.DischargeRecord, day("2026-11-20"), &rehab.Discharge{Number: "赤公(禁)社解通字〔2026〕1号"})),
	}
	for _, c := range []struct {
		stage, login string
		says, not    []string
	}{
		{"screening", "police1", []string{"排查", "还没有决定书", "适合社区戒毒（康复）", "家庭情况：一般，与父母同住"}, []string{"三年跟踪", "严重违反协议"}},
		{"awaiting", "town2", []string{"待报到", "报到后确定", "赤公(禁)社戒决字〔2026〕", "谁来办：", "《戒毒条例》第十四条"}, []string{"三年跟踪"}},
		{"execution", "village1", []string{"三年跟踪", "第一阶段 第 8 / 12 月", "2029年3月1日", "市中街道滨江社区", "0 / 3 次", "0 / 30 天", "?month=2026-11#facts", "漏检"}, []string{"未定，不早于", "逾期仍可报到"}},
		{"suspended", "town1", []string{"中止", "未定，不早于", "刑事拘留", "文号：拘字1号", "现正中止"}, nil},
		{"away", "village1", []string{"2026年11月19日起擅自离开"}, nil},
		{"ended", "police1", []string{"期满待解除", "办理解除", "逾期"}, nil},
		{"discharged", "office1", []string{"已解除", "社解通字〔2026〕1号"}, []string{"期满待解除"}},
	} {
		t.Run(c.stage, func(t *testing.T) {
			a := testkit.Client(t, s, c.login).Get("/cases/" + ids[c.stage].String())
			if a.Status != http.StatusOK {
				t.Fatalf("%d", a.Status)
			}
			contains(t, a.Body, c.says...)
			lacks(t, a.Body, c.not...)
			lacks(t, a.Body, "⟦", "13900000000")
		})
	}
	t.Run("who does not see it", func(t *testing.T) {
		for _, login := range []string{"health1", "village2", "town3", "sysadmin"} {
			if a := testkit.Client(t, s, login).Get("/cases/" + ids["execution"].String()); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d, want 404", login, a.Status)
			}
		}
	})
	t.Run("a month of the tracker", func(t *testing.T) {
		a := testkit.Client(t, s, "village1").Get("/cases/" + ids["suspended"].String() + "?month=2026-11")
		contains(t, a.Body, "2026年11月：", "刑事拘留")
		a = testkit.Client(t, s, "village1").Get("/cases/" + ids["suspended"].String() + "?month=2026-05")
		contains(t, a.Body, "没有这样的记录")
		if a = testkit.Client(t, s, "village1").Get("/cases/" + ids["suspended"].String() + "?month=nonsense&show=nothing&year=x"); a.Status != http.StatusOK {
			t.Errorf("an address with nonsense: %d", a.Status)
		}
	})
	t.Run("in English", func(t *testing.T) {
		b := testkit.Client(t, s, "town2")
		b.Post("/language", "lang", "en", "back", "/")
		contains(t, b.Get("/cases/"+ids["execution"].String()).Body, "Three-year tracker", "Phase 1, month 8 of 12", "1 Mar 2029", "How far to a serious breach")
	})
}

func TestAFormerOfficeSeesAStub(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 21, movedTo(testkit.Far, date.MustParse("2026-10-12"))...)
	a := testkit.Client(t, s, "town2").Get("/cases/" + id.String())
	if a.Status != http.StatusOK {
		t.Fatalf("the former office: %d", a.Status)
	}
	contains(t, a.Body, "甄某某", "2026年3月2日", "2026年10月12日", "复兴镇")
	lacks(t, a.Body, "甄编", "5203", "139", "三年跟踪", "事实记录")
	lead := testkit.Client(t, s, "town3")
	contains(t, lead.Get("/cases/"+id.String()).Body, "甄编", "三年跟踪", "迁入地报到",
		"市中街道（变更执行地以前）；现由复兴镇办理", "/cases/"+id.String()+"/resolution?") // what the former office left, and the form that ends it
	contains(t, lead.Get("/worklist").Body, "市中街道（变更执行地以前）；现由复兴镇办理")
	contains(t, testkit.Client(t, s, "police1").Get("/cases/"+id.String()).Body, "甄编")
	for _, path := range []string{"/transfer", "/assessment"} {
		if a := testkit.Client(t, s, "town2").Get("/cases/" + id.String() + path); a.Status != http.StatusNotFound {
			t.Errorf("%s of a stub: %d, want 404", path, a.Status)
		}
	}
	if a := testkit.Client(t, s, "town2").Post("/cases/"+id.String()+"/unmask", "reason", "核对身份"); a.Status != http.StatusNotFound {
		t.Errorf("numbers of a stub: %d, want 404", a.Status)
	}
}

func TestNumbersAreShownOnceWithAReason(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 31)
	whole := testkit.IDNumber(date.New(1985, 3, 7), 63)
	b := testkit.Client(t, s, "village1")
	path := "/cases/" + id.String()
	lacks(t, b.Get(path).Body, whole, "13900000000")
	for _, reason := range []string{"", "  ", strings.Repeat("长", 201)} {
		a := b.Post(path+"/unmask", "reason", reason)
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("reason of %d bytes: %d, want 422", len(reason), a.Status)
		}
		lacks(t, a.Body, whole, "13900000000")
	}
	shown := func() (n int) {
		err := s.Store.Read(t.Context(), testkit.Actor(t, s, "auditor"), func(tx *store.Tx) (err error) {
			n, err = tx.CountAuditEntries(t.Context(), store.AuditFilter{Action: string(access.Unmask)})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := shown(); n != 0 {
		t.Fatalf("%d entries of a refused showing", n)
	}
	a := b.Post(path+"/unmask", "reason", "核对本人身份")
	if a.Status != http.StatusOK || a.Location != "" {
		t.Fatalf("%d to %q", a.Status, a.Location)
	}
	contains(t, a.Body, whole, "13900000000", "只在本页显示这一次")
	if got := a.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("kept by the browser: %q", got)
	}
	lacks(t, b.Get(path).Body, whole, "13900000000")
	if n := shown(); n != 1 {
		t.Errorf("%d entries in the log, want 1", n)
	}
}
