package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/testkit"
)

// hidden returns the value of a hidden field of a page.
func hidden(t *testing.T, body, name string) string {
	t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("the page has no hidden field %s", name)
	}
	return m[1]
}

// want fails the test unless the answer has the status and says each of the words.
func want(t *testing.T, a testkit.Answer, status int, words ...string) {
	t.Helper()
	if a.Status != status {
		t.Errorf("status %d, want %d", a.Status, status)
	}
	for _, s := range words {
		if !strings.Contains(a.Body, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

// count is the answer to a count over everything in the database.
func count(t *testing.T, s *testkit.Service, sql string) (n int) {
	t.Helper()
	ctx := t.Context()
	tx, err := s.Store.Pool().Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err = tx.Exec(ctx, `select set_config('xinsheng.scope', '{[0,999999999999]}', true), set_config('xinsheng.readings', '{answerable,incoming,stub,police}', true)`); err == nil {
		err = tx.QueryRow(ctx, sql).Scan(&n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// askIntake puts the question of an intake and returns the page with the answer.
func askIntake(t *testing.T, b *testkit.Browser, number string) testkit.Answer {
	t.Helper()
	a := b.Post("/intake", "document_type", "id_card", "document", number, "reason", "查获吸毒")
	if a.Status != http.StatusSeeOther || strings.Contains(a.Location, number) {
		t.Fatalf("question: %d to %q", a.Status, a.Location)
	}
	return b.Follow(a)
}

// intakeForm is a filled form of the page; pairs at the end replace what is filled in.
func intakeForm(t *testing.T, page testkit.Answer, pairs ...string) []string {
	t.Helper()
	filled := [][2]string{
		{"form_key", hidden(t, page.Body, "form_key")}, {"question", hidden(t, page.Body, "question")}, {"name", "夏试生"}, {"phone", "139 0000 0001"}, {"ethnicity", "01"},
		{"occupation", "务农"}, {"registered_address", "赤水市市中街道"}, {"actual_address", "赤水市市中街道滨江社区"},
		{"screen_family", "good"}, {"screen_health", "fair"}, {"screen_living", "good"}, {"screen_mind", "fair"}, {"screen_mind_text", "愿意配合"},
		{"conclusion", "fit"}, {"measure", "detox-36"}, {"place", testkit.Near.String()}, {"date", testkit.Today.String()},
	}
	var out []string
	for _, f := range filled {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == f[0] {
				f[1] = pairs[i+1]
			}
		}
		out = append(out, f[0], f[1])
	}
	return out
}

func TestIntake(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "police1")
	birth := date.New(1994, 7, 2)
	number := func(seq int) string { return testkit.IDNumber(birth, seq) }

	t.Run("a wrong last character is named", func(t *testing.T) {
		good := number(1)
		wrong := good[:17] + string('0'+(good[16]-'0'+1)%10)
		if wrong == good {
			wrong = good[:17] + "X"
		}
		a := b.Post("/intake", "document_type", "id_card", "document", wrong, "reason", "查获吸毒")
		want(t, a, http.StatusUnprocessableEntity, "末位应为 "+good[17:], `value="查获吸毒"`)
	})
	t.Run("no reason, no answer", func(t *testing.T) {
		a := b.Post("/intake", "document_type", "id_card", "document", number(1))
		want(t, a, http.StatusUnprocessableEntity, "原因：请写明原因")
	})
	t.Run("born in the future", func(t *testing.T) {
		a := b.Post("/intake", "document_type", "id_card", "document", testkit.IDNumber(testkit.Today+1, 1), "reason", "查获吸毒")
		want(t, a, http.StatusUnprocessableEntity, "出生日期在今天之后")
	})
	t.Run("an address that has expired asks again", func(t *testing.T) {
		want(t, b.Get("/intake?of=nothing"), http.StatusOK, "这次查询已失效")
	})
	t.Run("an unknown person is screened", func(t *testing.T) {
		page := askIntake(t, b, number(3))
		want(t, page, http.StatusOK, "系统中没有此人", "1994年7月2日", "滨江社区")
		if strings.Contains(page.Body, number(3)) {
			t.Error("the whole number stands in the page")
		}
		form := intakeForm(t, page)
		saved := b.Post("/intake/record", form...)
		if saved.Status != http.StatusSeeOther || !strings.HasPrefix(saved.Location, "/cases/") {
			t.Fatalf("saved: %d to %q", saved.Status, saved.Location)
		}
		if again := b.Post("/intake/record", form...); again.Location != saved.Location {
			t.Errorf("the same form twice: %d to %q", again.Status, again.Location)
		}
		other := b.Post("/intake/record", intakeForm(t, page, "conclusion", "unfit", "screen_mind_text", "不愿配合")...)
		want(t, other, http.StatusConflict, "不愿配合", "愿意配合", "打开已登记的案件")
		if n := count(t, s, "select count(*) from case_file"); n != 1 {
			t.Errorf("%d cases of one form", n)
		}
		known := askIntake(t, b, number(3))
		want(t, known, http.StatusOK, "有在办案件", "市中派出所", saved.Location)
		if strings.Contains(known.Body, `name="form_key"`) {
			t.Error("a form is offered although a case is open")
		}
	})
	t.Run("what is wrong is named and what was typed is kept", func(t *testing.T) {
		page := askIntake(t, b, number(5))
		a := b.Post("/intake/record", intakeForm(t, page, "name", "", "place", testkit.Far.String(), "date", (testkit.Today+1).String(), "screen_family", "", "phone", "12")...)
		want(t, a, http.StatusUnprocessableEntity, "姓名：请填写", "执行地：请选择", "日期：不能晚于今天", "家庭情况：请选择", "7 至 15 位", "愿意配合")
		if hidden(t, a.Body, "form_key") != hidden(t, page.Body, "form_key") {
			t.Error("the form has another key now")
		}
		a = b.PostRaw("/intake/record", "question="+hidden(t, page.Body, "question")+"&name=%ff&note=%e6%84%bf")
		want(t, a, http.StatusUnprocessableEntity, "无法识别", "愿")
		a = b.PostRaw("/intake/record", "question="+hidden(t, page.Body, "question")+"&note="+strings.Repeat("x", 10<<20)+"&name=abc")
		want(t, a, http.StatusRequestEntityTooLarge, "备注：太长", `value="abc"`)
		if n := count(t, s, "select count(*) from person where name = '夏试生'"); n != 1 {
			t.Errorf("%d persons written by forms that were refused", n-1)
		}
	})
	t.Run("a minor needs a guardian", func(t *testing.T) {
		page := askIntake(t, b, testkit.IDNumber(date.New(2010, 5, 6), 1))
		want(t, b.Post("/intake/record", intakeForm(t, page)...), http.StatusUnprocessableEntity, "未满 18 周岁")
	})
	t.Run("another document asks for sex and birth", func(t *testing.T) {
		page := b.Follow(b.Post("/intake", "document_type", "passport", "document", "e 1234 5678", "reason", "查获吸毒"))
		want(t, page, http.StatusOK, `name="birth"`)
		a := b.Post("/intake/record", append(intakeForm(t, page), "sex", "female", "birth", (testkit.Today+3).String())...)
		want(t, a, http.StatusUnprocessableEntity, "出生日期：不能晚于今天")
		if a = b.Post("/intake/record", append(intakeForm(t, page), "sex", "female", "birth", "1990-01-02")...); a.Status != http.StatusSeeOther {
			t.Errorf("a passport: %d", a.Status)
		}
	})
	t.Run("unfit closes the screening and leaves the way open", func(t *testing.T) {
		page := askIntake(t, b, number(7))
		a := b.Post("/intake/record", intakeForm(t, page, "conclusion", "unfit")...)
		if a.Status != http.StatusSeeOther || !strings.HasSuffix(a.Location, "/decision") {
			t.Fatalf("unfit: %d to %q", a.Status, a.Location)
		}
		want(t, b.Follow(a), http.StatusOK, "排查已经结束", "第三十八条第二款")
		known := askIntake(t, b, number(7))
		want(t, known, http.StatusOK, "没有在办案件", "夏试生", "1 件", "不适合")
		if strings.Contains(known.Body, `name="name"`) {
			t.Error("the person has to be typed again")
		}
		if a = b.Post("/intake/record", intakeForm(t, known)...); a.Status != http.StatusSeeOther {
			t.Errorf("a second screening of a known person: %d", a.Status)
		}
	})
	t.Run("a person of another place is known without a name", func(t *testing.T) {
		testkit.Case(t, s, testkit.Far, date.New(2026, 3, 2), 9)
		page := askIntake(t, b, testkit.IDNumber(date.New(1985, 3, 7), 19))
		want(t, page, http.StatusOK, "有在办案件", "复兴镇")
		if strings.Contains(page.Body, "甄编") || strings.Contains(page.Body, "form_key") {
			t.Error("the answer says more than it may")
		}
	})
	t.Run("two at once open one case", func(t *testing.T) {
		page := askIntake(t, b, number(13))
		forms := [][]string{intakeForm(t, page), intakeForm(t, askIntake(t, b, number(13)))}
		var status [2]int
		var wg sync.WaitGroup
		for i, form := range forms {
			other := testkit.Client(t, s, "police1")
			wg.Go(func() { status[i] = other.Post("/intake/record", form...).Status })
		}
		wg.Wait()
		if status[0]+status[1] != http.StatusSeeOther+http.StatusConflict {
			t.Errorf("two at once: %d and %d, want one 303 and one 409", status[0], status[1])
		}
	})
	t.Run("questions are logged with their reason", func(t *testing.T) {
		if n := count(t, s, "select count(*) from audit where action = 'intake.open' and detail->>'reason' = '查获吸毒'"); n < 8 {
			t.Errorf("%d questions in the log", n)
		}
	})
	t.Run("what the decision's paper says of a person may come later, before the draft is submitted", func(t *testing.T) {
		a := b.Post("/intake/record", intakeForm(t, askIntake(t, b, number(21)), "name", "夏补生", "occupation", "", "registered_address", "", "actual_address", "")...)
		if a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		at := a.Location + "/decision"
		draft := []string{"do", "submit", "version", "0", "measure", "detox-36", "place", testkit.Near.String(), "facts_found", "查获吸毒", "evidence", "检测报告", "legal_basis", "禁毒法"}
		want(t, b.Post(at, draft...), http.StatusUnprocessableEntity, "还没有填齐", "职业、户籍地址、现住址", a.Location+"/person?back=", "去补填")
		person := a.Location + "/person"
		page := b.Get(person + "?back=" + at)
		edit := []string{"form_key", hidden(t, page.Body, "form_key"), "version", hidden(t, page.Body, "version"), "back", at, "name", "夏补生",
			"occupation", "务农", "registered_address", "市中街道1号", "actual_address", "滨江社区2号"}
		if a = b.Post(person, edit...); a.Status != http.StatusSeeOther || a.Location != at {
			t.Fatalf("%d to %q: %s", a.Status, a.Location, a.Body)
		}
		if a = b.Post(at, draft...); a.Status != http.StatusSeeOther {
			t.Errorf("complete: %d", a.Status)
		}
	})
	t.Run("a question is good for its own account only", func(t *testing.T) {
		page := askIntake(t, b, number(11))
		other := testkit.Client(t, s, "police1")
		want(t, other.Get("/intake?of=x"), http.StatusOK)
		want(t, b.Post("/intake/record", "question", hidden(t, page.Body, "question")+"x"), http.StatusUnprocessableEntity, "已失效")
	})
}
