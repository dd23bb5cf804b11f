package server_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestPayments: approved rewards are gathered, looked at, made into a batch, paid by another person, and never twice.
func TestPayments(t *testing.T) {
	s := testkit.Serve(t, nil)
	one, two := addReward(t, s, testkit.Near, 1), addReward(t, s, testkit.Far, 2)
	raw := addReward(t, s, testkit.Near, 3)
	office, second := testkit.Client(t, s, "office1"), testkit.Client(t, s, "office2")

	contains(t, office.Get("/payments").Body, "还没有发放批次", "编制批次")
	contains(t, office.Get("/payments/new").Body, "没有可编入批次的奖励")
	approve(t, s, one, "town2")
	approve(t, s, two, "town3")

	if a := office.Post("/payments/preview"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "批次里一笔也没有") {
		t.Errorf("an empty batch: %d", a.Status)
	}
	contains(t, office.Get("/payments/new").Body, "全部 2 笔，看合计", `value="`+one+`"`)
	contains(t, office.Post("/payments/preview", "entry", raw, "entry", one).Body, "有 1 笔不能编入", "市禁毒办还没有批准这笔奖励", "编制批次：1 笔，50 元")
	contains(t, office.Post("/payments/preview?place="+testkit.Near.Township().String(), "all", "yes").Body, "编制批次：1 笔，50 元")
	contains(t, office.Post("/payments/preview", "all", "yes").Body, "编制批次：2 笔，100 元", "按乡镇（街道）", `name="seen" value="10000"`)

	key := server.NewFormKey()
	if a := office.Post("/payments", server.FormKey, key, "entry", one, "entry", two, "seen", "5000"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "金额有变动") {
		t.Errorf("a batch of another sum than was looked at: %d", a.Status)
	}
	if a := office.Post("/payments", server.FormKey, key, "entry", one, "entry", raw, "seen", "5000"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "本批次没有编制") {
		t.Errorf("a batch with an entry that is not approved: %d", a.Status)
	}
	send := func(b *testkit.Browser) testkit.Answer {
		return b.Post("/payments", server.FormKey, key, "entry", one, "entry", two, "seen", "10000", "payment_note", "第四季度")
	}
	at := "/payments/" + key
	for range 2 { // the same form twice
		if a := send(office); a.Status != http.StatusSeeOther || a.Location != at {
			t.Fatalf("%d to %q: %.300s", a.Status, a.Location, a.Body)
		}
	}
	if a := office.Post("/payments", server.FormKey, key, "entry", one, "seen", "5000"); a.Status != http.StatusConflict {
		t.Errorf("the same form with other content: %d", a.Status)
	}
	if a := office.Post("/payments", server.FormKey, server.NewFormKey(), "entry", one, "seen", "5000"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "不能重复发放") {
		t.Errorf("an entry in a second batch: %d", a.Status)
	}
	contains(t, office.Get(at).Body, "2026年第1批", "待发放", "须由市禁毒办另一人登记发放", "第四季度", "滨江社区")
	contains(t, office.Get("/rewards?state=batched").Body, "已编入2026年第1批，待发")

	t.Run("each sees the own villages' lines", func(t *testing.T) {
		a := testkit.Client(t, s, "village1").Get(at)
		contains(t, a.Body, "滨江社区", "50 元")
		if strings.Contains(a.Body, "复兴镇") || strings.Contains(a.Body, "100 元") || strings.Contains(a.Body, "登记发放</h2>") {
			t.Error("a village sees another's money, or a form that is not its own")
		}
		for login, status := range map[string]int{"police1": 404, "health1": 404, "sysadmin": 404, "town1": 200} {
			if a := testkit.Client(t, s, login).Get(at); a.Status != status {
				t.Errorf("%s: %d, want %d", login, a.Status, status)
			}
		}
	})
	t.Run("paid by another person only", func(t *testing.T) {
		if a := office.Post(at+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支1"); a.Status != http.StatusForbidden || !strings.Contains(a.Body, "须由另一人登记发放") {
			t.Errorf("the maker pays: %d", a.Status)
		}
		for _, bad := range [][]string{{"paid_on", "", "voucher", ""}, {"paid_on", "2026-11-24", "voucher", "赤财支1"}, {"paid_on", "2026-11-22", "voucher", "赤财支1"}, {"paid_on", "2026-11-23", "voucher", strings.Repeat("长", 41)}} {
			if a := second.Post(at+"/pay", bad...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, `value="`+bad[1]+`"`) {
				t.Errorf("%.40v: %d", bad, a.Status)
			}
		}
		twiceAtOnce(t, "paying", func() testkit.Answer { return second.Post(at+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支1") })
		if a := testkit.Client(t, s, "office1").Post(at+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支1"); a.Status != http.StatusForbidden && a.Status != http.StatusConflict {
			t.Errorf("paid once more by another: %d", a.Status)
		}
		for path, fields := range map[string][]string{"/pay": {"paid_on", "2026-11-23", "voucher", "赤财支2"}, "/void": {"reason", "重复"}} {
			if a := second.Post(at+path, fields...); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已经登记发放或者已经作废") {
				t.Errorf("%s of a paid batch: %d", path, a.Status)
			}
		}
		contains(t, office.Get("/rewards?state=paid").Body, "2026年第1批，凭证 赤财支1", "100 元")
		contains(t, office.Post("/payments/preview", "entry", one).Body, "已经发放，不能重复发放")
	})
	t.Run("the workbook says what the page says", func(t *testing.T) {
		rows := bookRows(t, office.Get(at+"/excel"))
		if len(rows) != 4 || rows[1][1] != "滨江社区" || rows[1][2] != "520381001006" || rows[3][6] != "100.00" {
			t.Errorf("%q", rows)
		}
		rows = bookRows(t, office.Get("/payments/export"))
		if len(rows) != 3 || rows[1][6] != "100.00" || rows[1][8] != "赤财支1" {
			t.Errorf("%q", rows)
		}
	})
	t.Run("a voucher once a year, and a batch given up", func(t *testing.T) {
		approve(t, s, raw, "town2")
		next := "/payments/" + makePayment(t, s, raw)
		if a := second.Post(next+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支1"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已有批次用了这个凭证号") {
			t.Errorf("a voucher twice: %d", a.Status)
		}
		setFundingYear(t, s, true)
		if a := second.Post(next+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支2"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "2026年已关闭") {
			t.Errorf("paying in a closed year: %d", a.Status)
		}
		setFundingYear(t, s, false)
		if a := office.Post(next+"/void", "reason", " "); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a void without reason: %d", a.Status)
		}
		twiceAtOnce(t, "voiding", func() testkit.Answer { return office.Post(next+"/void", "reason", "村名有误") })
		if a := office.Post(next+"/void", "reason", "另一个原因"); a.Status != http.StatusConflict {
			t.Errorf("void again for another reason: %d", a.Status)
		}
		contains(t, office.Get(next).Body, "已作废", "村名有误", "2026年第2批")
		contains(t, office.Get("/payments/new").Body, raw)
		contains(t, office.Get("/payments?state=voided").Body, "2026年第2批")
		contains(t, office.Get("/payments/waiting").Body, "滨江社区", "50 元")
	})
	t.Run("the log", func(t *testing.T) {
		contains(t, testkit.Client(t, s, "auditor").Get("/audit").Body, "编制发放批次", "登记发放", "作废发放批次")
	})
}

// setFundingYear closes the accounts of the present year, which no page does, or opens them again.
func setFundingYear(t *testing.T, s *testkit.Service, closed bool) {
	t.Helper()
	if err := s.Store.WithTx(t.Context(), testkit.Actor(t, s, "office1"), func(tx *store.Tx) error {
		return tx.SetFundingYear(t.Context(), testkit.Today.Year(), closed, "决算")
	}); err != nil {
		t.Fatal(err)
	}
}

// twiceAtOnce sends the same form twice at the same moment and once more: each is answered as if it were the only one.
func twiceAtOnce(t *testing.T, what string, send func() testkit.Answer) {
	t.Helper()
	var wg sync.WaitGroup
	answers := make([]testkit.Answer, 2)
	for i := range answers {
		wg.Go(func() { answers[i] = send() })
	}
	wg.Wait()
	for i, a := range append(answers, send()) {
		if a.Status != http.StatusSeeOther || a.Location != answers[0].Location {
			t.Fatalf("%s, time %d: %d to %q: %.300s", what, i+1, a.Status, a.Location, a.Body)
		}
	}
}

// voidPass takes back the township's decision that the phase of a reward's case was passed.
func voidPass(t *testing.T, s *testkit.Service, caseID uuid.UUID) {
	t.Helper()
	fact := factOf(t, s, caseID.String(), rehab.KindAssessment).ID
	if _, err := s.Work.Void(t.Context(), access.SystemActor(access.AccountSetup), caseID, uuid.Must(uuid.NewV7()), fact, "评错了人"); err != nil {
		t.Fatal(err)
	}
}

// rewardOf returns the lines of the ledger of a reward's case as the office sees them, the accrual first.
func rewardOf(t *testing.T, s *testkit.Service, entry string) []store.RewardLine {
	t.Helper()
	office := testkit.Actor(t, s, "office1")
	page, err := s.Ledger.List(t.Context(), office, store.RewardFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var caseID uuid.UUID
	for _, l := range page.Lines {
		if l.ID.String() == entry {
			caseID = l.CaseID
		}
	}
	var out []store.RewardLine
	for _, kind := range []string{"accrual", "reversal"} {
		for _, l := range page.Lines {
			if l.CaseID == caseID && l.Kind == kind {
				out = append(out, l)
			}
		}
	}
	return out
}

// TestClawBacks: a phase result voided after payment is its own line, verified, approved and set off in the village's next batches, never below zero.
func TestClawBacks(t *testing.T) {
	s := testkit.Serve(t, nil)
	second := testkit.Actor(t, s, "office2")
	pay := func(batch, voucher string) {
		t.Helper()
		if err := s.Ledger.PayPayment(t.Context(), second, uuid.MustParse(batch), testkit.Today, voucher); err != nil {
			t.Fatal(err)
		}
	}
	first := approve(t, s, addReward(t, s, testkit.Near, 1), "town2")
	held := approve(t, s, addReward(t, s, testkit.Near, 2), "town2")
	batch := makePayment(t, s, first, held)
	office := testkit.Client(t, s, "office1")

	// Reversed while it waits in a batch: nothing is paid, the batch is given up.
	voidPass(t, s, rewardOf(t, s, held)[0].CaseID)
	contains(t, office.Get("/payments/"+batch).Body, "这些笔数不能发放", "已冲回")
	if a := testkit.Client(t, s, "office2").Post("/payments/"+batch+"/pay", "paid_on", "2026-11-23", "voucher", "凭1"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "1 笔已暂缓或者冲回") {
		t.Errorf("a batch with a reversed entry is paid: %d", a.Status)
	}
	if err := s.Ledger.VoidPayment(t.Context(), second, uuid.MustParse(batch), "重编"); err != nil {
		t.Fatal(err)
	}
	if lines := rewardOf(t, s, held); lines[0].State != "reversed" || lines[1].State != "reversal" {
		t.Errorf("reversed before payment: %s, %s", lines[0].State, lines[1].State)
	}

	// Reversed after it was paid: a claw-back of its own.
	pay(makePayment(t, s, first), "凭2")
	voidPass(t, s, rewardOf(t, s, first)[0].CaseID)
	lines := rewardOf(t, s, first)
	if lines[0].State != "paid" || lines[1].State != "accrued" || lines[1].Fen != -5000 {
		t.Fatalf("%+v", lines)
	}
	claim := lines[1].ID.String()
	contains(t, office.Get("/rewards").Body, "追回（发放后冲回）", "−50 元", "发放后已冲回")
	contains(t, office.Post("/payments/preview", "entry", claim).Body, "追回不能单独编入")
	approve(t, s, claim, "town2")

	// The village's next reward pays it back; a village that has nothing coming pays nothing.
	other := approve(t, s, addReward(t, s, testkit.Near, 4), "town2")
	far := approve(t, s, addReward(t, s, testkit.Far, 5), "town3")
	contains(t, office.Post("/payments/preview", "entry", far).Body, "编制批次：1 笔，50 元")
	contains(t, office.Post("/payments/preview", "entry", other, "entry", far).Body, "编制批次：2 笔，50 元", "−50 元", "冲抵")
	batch = makePayment(t, s, other)
	if l := rewardOf(t, s, first)[1]; l.State != "batched" {
		t.Errorf("a claw-back in a batch is %s", l.State)
	}
	contains(t, office.Get("/payments/"+batch).Body, "追回（发放后冲回）", "0 元")
	pay(batch, "凭3")
	if l := rewardOf(t, s, first)[1]; l.State != "paid" || l.Settled != -5000 {
		t.Errorf("a claw-back that is set off is %s, %d", l.State, l.Settled)
	}
	contains(t, office.Get("/rewards?state=paid").Body, "已冲抵，2026年第3批")
}

// TestAHoldSaysWhy: an entry whose phase is blocked after it had passed is held, says since when and why, and goes on when the blocker is gone.
func TestAHoldSaysWhy(t *testing.T) {
	s := testkit.Serve(t, nil)
	entry := approve(t, s, addReward(t, s, testkit.Near, 1), "town2")
	batch := makePayment(t, s, entry)
	id := rewardOf(t, s, entry)[0].CaseID
	positive := testkit.Step(access.DrugTestRecord, date.New(2025, 6, 20), &rehab.DrugTest{Result: rehab.Positive, DetailsDue: true})
	if _, err := s.Work.Record(t.Context(), positive.Actor, casework.Change{Case: id, Action: positive.Action, Entries: []casework.Entry{positive.Entry}}); err != nil {
		t.Fatal(err)
	}
	office := testkit.Client(t, s, "office1")
	contains(t, office.Get("/rewards?state=held").Body, "暂缓：阳性未了结", "2026年3月")
	contains(t, office.Get("/payments/"+batch).Body, "这些笔数不能发放")
	second := testkit.Client(t, s, "office2")
	for what, a := range map[string]testkit.Answer{
		"paying a batch with a held entry": second.Post("/payments/"+batch+"/pay", "paid_on", "2026-11-23", "voucher", "凭1"),
		"a held entry by a forged id":      second.Post("/payments", server.FormKey, server.NewFormKey(), "entry", entry, "seen", "5000"),
	} {
		if a.Status != http.StatusConflict || !strings.Contains(a.Body, "暂缓") {
			t.Errorf("%s: %d", what, a.Status)
		}
	}
	if _, err := s.Work.Void(t.Context(), positive.Actor, id, uuid.Must(uuid.NewV7()), positive.Entry.Key.String(), "错录"); err != nil {
		t.Fatal(err)
	}
	if l := rewardOf(t, s, entry)[0]; l.State != "batched" {
		t.Errorf("the blocker is gone, and the entry is %s", l.State)
	}
	var found []string
	if _, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { found = append(found, d.What) }); err != nil || len(found) > 0 {
		t.Errorf("%v %q", err, found)
	}
}
