package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestFunding: amounts are typed as people write them, void with a reason, add up on page and workbook, and stay out of a year that is closed.
func TestFunding(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "office1")
	town, county := testkit.Actor(t, s, "town2").Unit, testkit.Actor(t, s, "office1").Unit
	at := func(unit int64, purpose string, year int) string {
		return "/funding/line?" + url.Values{"year": {strconv.Itoa(year)}, "unit": {strconv.FormatInt(unit, 10)}, "purpose": {purpose}}.Encode()
	}
	add := func(path string, fields ...string) testkit.Answer {
		return b.Post(path, append([]string{server.FormKey, server.NewFormKey()}, fields...)...)
	}
	contains(t, b.Get("/funding").Body, "2026年经费", "人员补助", "经费缺口")
	key := server.NewFormKey()
	for range 2 { // the same form twice
		if a := b.Post(at(town, "tests", 2026), server.FormKey, key, "funding_kind", "budgeted", "day", "2026-02-10", "amount", "１，２３４．５"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %.400s", a.Status, a.Body)
		}
	}
	if a := b.Post(at(town, "tests", 2026), server.FormKey, key, "funding_kind", "budgeted", "day", "2026-02-10", "amount", "99"); a.Status != http.StatusConflict {
		t.Errorf("the same form with other content: %d", a.Status)
	}
	for _, bad := range []struct {
		path, says string
		status     int
		fields     []string
	}{
		{at(town, "tests", 2026), "不能是负数", 422, []string{"funding_kind", "spent", "day", "2026-03-01", "amount", "-5", "voucher", "记1"}},
		{at(town, "tests", 2026), "最多两位小数", 422, []string{"funding_kind", "spent", "day", "2026-03-01", "amount", "5.123", "voucher", "记1"}},
		{at(town, "tests", 2026), "凭证号", 422, []string{"funding_kind", "spent", "day", "2026-03-01", "amount", "5"}},
		{at(town, "tests", 2026), "日期不在2026年内", 422, []string{"funding_kind", "spent", "day", "2025-03-01", "amount", "5", "voucher", "记1"}},
		{at(town, "tests", 2026), "", 422, []string{"funding_kind", "spent", "day", "2026-11-30", "amount", "5", "voucher", "记1"}},
		{at(town, "rewards", 2026), "只登记在市禁毒办名下", 422, []string{"funding_kind", "budgeted", "day", "2026-03-01", "amount", "5"}},
		{at(county, "rewards", 2026), "自动计入", 422, []string{"funding_kind", "spent", "day", "2026-03-01", "amount", "5", "voucher", "记1"}},
	} {
		if a := add(bad.path, bad.fields...); a.Status != bad.status || !strings.Contains(a.Body, bad.says) || !strings.Contains(a.Body, `value="`+bad.fields[5]+`"`) {
			t.Errorf("%v: %d, want %d and %q", bad.fields, a.Status, bad.status, bad.says)
		}
	}
	if a := add(at(town, "tests", 2026), "funding_kind", "spent", "day", "2026-03-01", "amount", "1000", "voucher", "记1", "words", "试剂"); a.Status != http.StatusSeeOther {
		t.Fatalf("%d", a.Status)
	}
	if a := add(at(town, "tests", 2026), "funding_kind", "spent", "day", "2026-03-02", "amount", "7", "voucher", "记1"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已有支出用了这个凭证号") {
		t.Errorf("a voucher twice: %d", a.Status)
	}
	contains(t, b.Get(at(town, "tests", 2026)).Body, "1,234.50 元", "1,000 元", "81.0%", "234.50 元", "试剂")
	rows := bookRows(t, b.Get("/funding/export?year=2026&unit="+strconv.FormatInt(town, 10)+"&purpose=tests"))
	if len(rows) != 3 || rows[1][2] != "1,234.50" || rows[1][4] != "1,000.00" || rows[1][5] != "81.0%" || rows[2][4] != "1,000.00" {
		t.Errorf("%q", rows)
	}
	t.Run("the forecast says how it is reckoned, and a month's pay is filled in as the register says", func(t *testing.T) {
		contains(t, b.Get("/funding").Body, "预计怎样算", "每次 30 元", "每人 300 元", "预算与全年预计")
		addStaff(t, s, "town1", testkit.Near, "甄未训")
		contains(t, b.Get(at(county, "training", 2026)).Body, "全年预计", "300 元") // nobody has trained the director; the township has no line for it
		page := b.Get(at(town, "pay", 2026) + "&fill=2026-10").Body
		contains(t, page, "按名册应发", `value="2026-10-31"`, "2026年10月专职人员补助，0 人")
	})
	t.Run("an amount is voided once, with a reason", func(t *testing.T) {
		id := fundingEntry(t, s, town, "tests", "spent")
		void := "/funding/void?entry=" + id
		contains(t, b.Get(void).Body, "1,000 元", "检测")
		if a := b.Post(void, "reason", " "); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("without reason: %d", a.Status)
		}
		twiceAtOnce(t, "voiding", func() testkit.Answer { return b.Post(void, "reason", "重复登记") })
		if a := b.Post(void, "reason", "别的原因"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已经作废") {
			t.Errorf("twice: %d", a.Status)
		}
		contains(t, b.Get(at(town, "tests", 2026)).Body, "已作废：重复登记", "0.0%")
	})
	t.Run("a year that is closed", func(t *testing.T) {
		if a := add(at(town, "tests", 2025), "funding_kind", "budgeted", "day", "2025-02-10", "amount", "100"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		if a := b.Post("/funding/year", "year", "2026", "do", "close", "reason", "决算"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "2026年还没有结束") {
			t.Errorf("this year is closed: %d", a.Status)
		}
		twiceAtOnce(t, "closing", func() testkit.Answer {
			return b.Post("/funding/year", "year", "2025", "do", "close", "reason", "决算已批复")
		})
		if a := b.Post("/funding/year", "year", "2025", "do", "close", "reason", "再关一次"); a.Status != http.StatusConflict {
			t.Errorf("closed again for another reason: %d", a.Status)
		}
		if a := add(at(town, "tests", 2025), "funding_kind", "received", "day", "2025-02-10", "amount", "100"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "2025年已关闭") {
			t.Errorf("an amount in a closed year: %d", a.Status)
		}
		contains(t, b.Get("/funding?year=2025").Body, "本年度已关闭", "重新打开本年度")
		if a := b.Post("/funding/year", "year", "2025", "do", "open", "reason", "更正"); a.Status != http.StatusSeeOther {
			t.Errorf("%d", a.Status)
		}
		contains(t, b.Get("/funding?year=2026").Body, "预算 100 元") // of last year, to compare with
	})
	t.Run("each sees the own lines", func(t *testing.T) {
		other := testkit.Client(t, s, "town3")
		if a := other.Get(at(town, "tests", 2026)); a.Status != http.StatusNotFound {
			t.Errorf("another township: %d", a.Status)
		}
		contains(t, testkit.Client(t, s, "town2").Get(at(town, "tests", 2026)).Body, "1,234.50 元")
		for login, status := range map[string]int{"village1": 404, "police1": 404, "health1": 200, "sysadmin": 404} {
			a := testkit.Client(t, s, login).Get("/funding")
			if a.Status != status || strings.Contains(a.Body, "1,234.50") {
				t.Errorf("%s: %d, want %d without the township's money", login, a.Status, status)
			}
		}
	})
	t.Run("rewards paid come in by themselves, and a batch beyond the budget needs a reason", func(t *testing.T) {
		if a := add(at(county, "rewards", 2026), "funding_kind", "budgeted", "day", "2026-02-10", "amount", "80"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		first, second := approve(t, s, addReward(t, s, testkit.Near, 1), "town2"), approve(t, s, addReward(t, s, testkit.Near, 2), "town2")
		batch := makePayment(t, s, first)
		contains(t, b.Post("/payments/preview", "entry", second).Body, "超出奖励预算", "30 元")
		form := []string{server.FormKey, server.NewFormKey(), "entry", second, "seen", "5000"}
		if a := b.Post("/payments", form...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "超出预算余额的原因") {
			t.Errorf("beyond the budget without a reason: %d", a.Status)
		}
		if a := b.Post("/payments", append(form, "over_reason", "追加预算已上报")...); a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %.300s", a.Status, a.Body)
		}
		contains(t, b.Get("/payments/"+form[1]).Body, "追加预算已上报")
		if a := testkit.Client(t, s, "office2").Post("/payments/"+batch+"/pay", "paid_on", "2026-11-23", "voucher", "赤财支7"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		contains(t, b.Get(at(county, "rewards", 2026)).Body, "62.5%", "50 元", "30 元")
	})
}

// fundingEntry returns the newest amount of a kind on a line.
func fundingEntry(t *testing.T, s *testkit.Service, unit int64, purpose, kind string) string {
	t.Helper()
	var id string
	err := s.Store.Read(t.Context(), testkit.Actor(t, s, "office1"), func(tx *store.Tx) error {
		all, err := tx.FundingOf(t.Context(), testkit.Today.Year(), unit, purpose)
		for _, e := range all {
			if e.Kind == kind {
				id = e.ID.String()
			}
		}
		return err
	})
	if err != nil || id == "" {
		t.Fatalf("no amount: %v", err)
	}
	return id
}
