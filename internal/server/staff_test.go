package server_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/testkit"
)

// staffForm are the fields of a proposal, with changes.
func staffForm(changes ...string) []string {
	fields := map[string]string{
		"form_key": uuid.Must(uuid.NewV7()).String(), "name": "甄小安", "sex": "female", "birth_year": "1988", "staff_place": testkit.Near.String(),
		"staff_post": "full_time", "staff_source": "open_recruitment", "staff_from": "2026-03-01",
	}
	for i := 0; i < len(changes); i += 2 {
		fields[changes[i]] = changes[i+1]
	}
	var out []string
	for name, v := range fields {
		out = append(out, name, v)
	}
	return out
}

func newKey() string { return uuid.Must(uuid.NewV7()).String() }

func TestStaffRegister(t *testing.T) {
	s := testkit.Serve(t, nil)
	town, office, second := testkit.Client(t, s, "town1"), testkit.Client(t, s, "office1"), testkit.Client(t, s, "office2")
	refused := func(a testkit.Answer, words ...string) {
		t.Helper()
		if a.Status != http.StatusUnprocessableEntity && a.Status != http.StatusConflict {
			t.Errorf("answered %d, want a refusal", a.Status)
		}
		for _, w := range words {
			if !strings.Contains(a.Body, w) {
				t.Errorf("does not say %q", w)
			}
		}
	}
	done := func(a testkit.Answer) {
		t.Helper()
		if a.Status != http.StatusSeeOther {
			t.Fatalf("answered %d: %s", a.Status, tags.ReplaceAllString(a.Body, " "))
		}
	}
	const at = "/staffing/workers/new"
	t.Run("what is wrong with a proposal", func(t *testing.T) {
		refused(town.Post(at, staffForm("birth_year", "2015")...), "出生年", `value="甄小安"`)
		refused(town.Post(at, staffForm("staff_place", testkit.Far.String())...), "单位")
		refused(town.Post(at, staffForm("staff_place", testkit.Near.Township().String(), "staff_post", "cadre")...), "村（社区）的岗位")
		refused(town.Post(at, staffForm("staff_from", "2031-01-01")...), "不能晚于")
		refused(town.Post(at, staffForm("staff_source", "cousin")...), "来源")
		refused(town.Post(at), "姓名")
	})
	form := staffForm()
	a := town.Post(at, form...)
	done(a)
	member := a.Location
	if again := town.Post(at, form...); again.Status != http.StatusSeeOther || again.Location != member {
		t.Errorf("the same form twice: %d, %s", again.Status, again.Location)
	}
	refused(town.Post(at, staffForm("staff_source", "4050")...), "册上已有同名", "确实是另一人", member)
	post := regexp.MustCompile(`name="post" value="([0-9a-f-]{36})"`).FindStringSubmatch(office.Get(member).Body)[1]
	step := func(b *testkit.Browser, kind string, pairs ...string) testkit.Answer {
		return b.Post(member+"/"+kind, append([]string{"form_key", newKey(), "post", post}, pairs...)...)
	}

	t.Run("approval", func(t *testing.T) {
		refused(step(office, "approved", "day", "2026-11-01"), "还缺：体检合格、培训、资格证")
		refused(step(town, "trained", "day", "2026-02-01", "words", "岗前培训", "hours", "0"), "学时")
		refused(step(town, "fit", "day", "2026-12-01"), "体检日期")
		refused(step(town, "qualified", "day", "2026-02-20", "words", "禁毒社工证", "until", "2026-01-01"), "不能早于发证日")
		done(step(town, "fit", "day", "2026-02-01"))
		done(step(town, "trained", "day", "2026-02-10", "words", "岗前培训", "hours", "24"))
		refused(step(office, "approved", "day", "2026-11-01"), "还缺：资格证")
		done(step(town, "qualified", "day", "2026-02-20", "words", "禁毒社工证", "until", "2026-12-31"))
		if a := step(town, "approved", "day", "2026-03-01"); a.Status != http.StatusNotFound {
			t.Errorf("a township approves: %d", a.Status)
		}
		refused(step(office, "approved", "day", "2026-02-05"), "还缺：培训、资格证")
		done(step(office, "approved", "day", "2026-03-05"))
		refused(step(second, "refused", "day", "2026-03-05", "words", "重复"), "现在不能这样办")
		if body := town.Get("/staffing/workers?state=expiring").Body; !strings.Contains(body, "甄小安") || !strings.Contains(body, "资格将到期") {
			t.Error("a certificate that runs out within two months is not listed as such")
		}
	})
	t.Run("two posts at once", func(t *testing.T) {
		next := func(pairs ...string) testkit.Answer {
			return town.Post(member+"/posts", staffForm(append([]string{"staff_place", "520381001003"}, pairs...)...)...)
		}
		refused(next(), "另有专职岗位")
		refused(step(town, "ended", "day", "2026-02-01", "words", "调动"), "不能早于任职日")
		refused(step(town, "ended", "day", "2031-02-01", "words", "调动"), "不能晚于")
		done(step(town, "ended", "day", "2026-11-10", "words", "调动"))
		refused(next("staff_from", "2026-11-10"), "另有专职岗位")
		done(next("staff_from", "2026-11-11"))
		body := town.Get(member).Body
		of := regexp.MustCompile(`name="of" value="([0-9a-f-]{36})"`).FindAllStringSubmatch(body, -1)
		conflict := false
		for _, m := range of {
			a := town.Post(member+"/void", "form_key", newKey(), "of", m[1], "words", "误录")
			conflict = conflict || a.Status == http.StatusConflict && strings.Contains(a.Body, "另有专职岗位")
		}
		if len(of) != 4 || !conflict {
			t.Errorf("%d steps can be voided by the township, want 4; voiding the end is a conflict: %v", len(of), conflict)
		}
		if body := town.Get(member).Body; strings.Count(body, "误录") != 3 || !strings.Contains(body, "还缺：体检合格、培训、资格证、市禁毒办批准") {
			t.Error("what was voided is not said, or still counts")
		}
	})
	t.Run("nobody approves their own proposal", func(t *testing.T) {
		a := office.Post(at, staffForm("name", "甄大安", "staff_post", "director")...)
		done(a)
		member = a.Location
		post = regexp.MustCompile(`name="post" value="([0-9a-f-]{36})"`).FindStringSubmatch(office.Get(member).Body)[1]
		done(step(office, "fit", "day", "2026-02-01"))
		done(step(office, "trained", "day", "2026-02-10", "words", "岗前培训", "hours", "24"))
		done(step(office, "qualified", "day", "2026-02-20", "words", "禁毒社工证"))
		refused(step(office, "approved", "day", "2026-03-05"), "自己申报的不能自己批准")
		if body := office.Get(member).Body; strings.Contains(body, member+`/approved"`) || !strings.Contains(body, "须由市禁毒办另一位工作人员批准") {
			t.Error("who proposed is offered the approval")
		}
		contains(t, second.Get(member).Body, member+`/approved"`)
		refused(step(second, "refused", "day", "2026-03-05"), "不批准的理由")
		done(step(second, "approved", "day", "2026-03-05"))
	})
	t.Run("who sees it", func(t *testing.T) {
		for login, want := range map[string]int{"village1": 200, "village2": 404, "town3": 404, "office1": 200, "police1": 404, "health1": 404, "auditor": 404} {
			if got := testkit.Client(t, s, login).Get(member).Status; got != want {
				t.Errorf("%s sees it: %d, want %d", login, got, want)
			}
		}
		if a := testkit.Client(t, s, "village1").Get(at); a.Status != http.StatusNotFound {
			t.Errorf("a village worker proposes: %d", a.Status)
		}
	})
	t.Run("workbooks", func(t *testing.T) {
		for _, at := range []string{"/staffing/export?month=2026-10", "/staffing/workers/export?state=in_post"} {
			if a := office.Get(at); a.Status != http.StatusOK || !strings.HasPrefix(a.Body, "PK") {
				t.Errorf("%s: %d", at, a.Status)
			}
		}
	})
}

// TestEveryStaffingFigureIsTheNumberOfRowsOfItsList walks the links of the page, as each role that has it.
func TestEveryStaffingFigureIsTheNumberOfRowsOfItsList(t *testing.T) {
	s := testkit.Serve(t, nil)
	for seq := range 11 {
		testkit.BareCase(t, s, testkit.Near, date.New(2026, 10, 1+seq), seq+1)
	}
	testkit.BareCase(t, s, testkit.Far, date.New(2026, 10, 2), 12)
	for i, name := range []string{"甄甲", "甄乙", "甄丙"} {
		addStaff(t, s, []string{"town1", "town3", "town1"}[i], []division.Code{testkit.Near, testkit.Far, testkit.Near.Township()}[i], name)
	}
	cell := regexp.MustCompile(`(?s)<a class="(?:figure|tlink)[^"]*" href="(/(?:cases|staffing/workers)\?[^"]*)"[^>]*>(.*?)</a>`)
	for login, pages := range map[string][]string{"office1": {"", "?month=2026-10", "?place=520381001000"}, "town2": {""}, "village1": {""}} {
		b, total := testkit.Client(t, s, login), 0
		for _, page := range pages {
			a := b.Get("/staffing" + page)
			if a.Status != http.StatusOK {
				t.Fatalf("%s as %s: %d", page, login, a.Status)
			}
			for _, m := range cell.FindAllStringSubmatch(a.Body, -1) {
				words, _, _ := strings.Cut(strings.TrimSpace(tags.ReplaceAllString(m[2], "")), " / ")
				n, err := strconv.Atoi(words)
				if err != nil {
					continue // a place
				}
				if rows, _ := walk(t, b, html.UnescapeString(m[1])); rows != n {
					q, _ := url.QueryUnescape(m[1])
					t.Errorf("/staffing%s as %s says %d, but %s has %d rows", page, login, n, q, rows)
				}
				total++
			}
		}
		if total < 4*len(pages) {
			t.Errorf("%s: only %d figures", login, total)
		}
	}
	crossed := 0
	for _, month := range []string{"2026-08", "2026-09", "2026-10", "2026-11"} {
		crossed += strings.Count(testkit.Client(t, s, "office1").Get("/staffing?month="+month).Body, "达到 10 人")
	}
	if crossed != 1 {
		t.Errorf("a caseload has reached 10 in %d months, want 1", crossed)
	}
}
