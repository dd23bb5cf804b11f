package server_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// beginReturns has returns owed from a month on.
func beginReturns(t *testing.T, s *testkit.Service, first date.Month) {
	t.Helper()
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error { return tx.BeginReturns(t.Context(), first) })
	if err != nil {
		t.Fatal(err)
	}
}

// returnsOf are the returns of a level by place and period, as the municipal office's matrix would find them.
func returnsOf(t *testing.T, s *testkit.Service, level rehab.ReturnLevel) map[string]store.PeriodicReturn {
	t.Helper()
	testkit.Client(t, s, "office1").Get("/returns") // what is owed is written by whoever looks first
	out := map[string]store.PeriodicReturn{}
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		list, err := tx.Returns(t.Context(), store.ReturnFilter{Level: string(level)})
		for _, r := range list {
			out[r.Division.String()+" "+r.Period.Month().String()] = r
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func form(pairs ...string) []string {
	return append([]string{"form_key", uuid.Must(uuid.NewV7()).String()}, pairs...)
}

// must posts and wants the step to be taken.
func must(t *testing.T, b *testkit.Browser, path string, pairs ...string) {
	t.Helper()
	if a := b.Post(path, form(pairs...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("%s: %d %s", path, a.Status, summaryOf(a.Body))
	}
}

var alert = regexp.MustCompile(`(?s)<div class="summary".*?</div>`)

// summaryOf is what the summary of errors of a page says.
func summaryOf(page string) string { return tags.ReplaceAllString(alert.FindString(page), " ") }

var figureRow = regexp.MustCompile(`(?s)<th scope="row">.*?</tr>`)

// figureOf are the numbers of a row of the return's figures.
func figureOf(t *testing.T, page, label string) []string {
	t.Helper()
	for _, row := range figureRow.FindAllString(page, -1) {
		words := strings.Fields(tags.ReplaceAllString(row, " "))
		if len(words) > 1 && words[0] == label {
			return words[1:]
		}
	}
	t.Fatalf("the page has no figure %s", label)
	return nil
}

// acceptAll has every village of the near township submit its months of the quarter, and the township accept them.
func acceptAll(t *testing.T, s *testkit.Service, worker, lead *testkit.Browser, months ...string) {
	t.Helper()
	for at, r := range returnsOf(t, s, rehab.VillageReturn) {
		month := at[len(at)-7:]
		if r.Division.Township() != testkit.Near.Township() || r.State != string(rehab.ReturnOpen) || !strings.Contains(strings.Join(months, " "), month) {
			continue
		}
		must(t, worker, "/returns/"+r.ID.String()+"/submit", "seen", "0")
		must(t, lead, "/returns/"+r.ID.String()+"/accept", "seen", "1")
	}
}

// TestPeriodicReturns takes a quarter from its villages' months to the lock, and corrects it after a fact has changed.
func TestPeriodicReturns(t *testing.T) {
	s := testkit.Serve(t, nil)
	july := date.NewMonth(2026, 7)
	beginReturns(t, s, july)
	workWorld(t, s)
	may := date.New(2026, 5, 11)
	steps := then(prepared(may), round(may, date.NewMonth(2026, 11)))
	wrong := testkit.Case(t, s, testkit.Near, may, 11, steps...)
	village, worker, lead, office := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1")
	villages, near := returnsOf(t, s, rehab.VillageReturn), testkit.Near.String()
	own := villages[near+" 2026-08"]
	at := "/returns/" + own.ID.String()

	t.Run("a village submits what the lists say", func(t *testing.T) {
		a := village.Get(at)
		if a.Status != http.StatusOK {
			t.Fatal(a.Status)
		}
		if got := figureOf(t, a.Body, "应检"); got[0] == "0" {
			t.Fatalf("the world has tests in August, the return says %v", got)
		}
		walked := 0
		for _, m := range regexp.MustCompile(`<a class="tlink[^"]*" href="(/cases\?[^"]*figure=[^"]*)"[^>]*>(.*?)</a>`).FindAllStringSubmatch(a.Body, -1) {
			n := strings.TrimSpace(tags.ReplaceAllString(m[2], ""))
			if rows, _ := walk(t, village, html.UnescapeString(m[1])); fmt.Sprint(rows) != n {
				t.Errorf("%s has %d rows, the return says %s", m[1], rows, n)
			}
			walked++
		}
		if walked < len(rehab.ReturnFigures()) {
			t.Errorf("only %d figures lead to a list", walked)
		}
	})
	t.Run("a month that is not over is refused", func(t *testing.T) {
		november := villages[near+" 2026-11"]
		if over, under := figureOf(t, village.Get(at).Body, "应检"), figureOf(t, village.Get("/returns/"+november.ID.String()).Body, "应检"); len(over) != 3 || len(under) != 2 {
			t.Errorf("of a month that is over %v, of one that is not %v: only the first has a difference", over, under)
		}
		a := village.Post("/returns/"+november.ID.String()+"/submit", form("seen", "0", "remark_other", "提前报")...)
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "报告期还没有结束，结束后才能办理") || !strings.Contains(a.Body, "提前报") {
			t.Errorf("%d %s", a.Status, summaryOf(a.Body))
		}
	})
	t.Run("two at once, and the same form twice", func(t *testing.T) {
		june := villages[near+" 2026-07"]
		path := "/returns/" + june.ID.String() + "/submit"
		var wg sync.WaitGroup
		status := make([]int, 2)
		for i, b := range []*testkit.Browser{village, worker} {
			wg.Go(func() { status[i] = b.Post(path, form("seen", "0")...).Status })
		}
		wg.Wait()
		if status[0]+status[1] != http.StatusSeeOther+http.StatusConflict {
			t.Errorf("two at once: %v", status)
		}
		key := form("seen", "0", "remark_other", "本月工作正常")
		for range 2 {
			if a := village.Post(at+"/submit", key...); a.Status != http.StatusSeeOther {
				t.Fatalf("%d %s", a.Status, summaryOf(a.Body))
			}
		}
		if a := village.Post(at+"/submit", append(key[:2:2], "seen", "0", "remark_other", "别的内容")...); a.Status != http.StatusConflict {
			t.Errorf("the same form with other content: %d", a.Status)
		}
	})
	t.Run("whose step it is not, and a missing reason", func(t *testing.T) {
		for login, path := range map[string]string{"village1": at + "/accept", "police1": at, "town3": at, "health1": at, "office1": at + "/accept", "secadmin": at} {
			b := testkit.Client(t, s, login)
			a := b.Get(path)
			if strings.HasSuffix(path, "/accept") {
				a = b.Post(path, form("seen", "1")...)
			}
			if a.Status != http.StatusNotFound {
				t.Errorf("%s, %s: %d", login, path, a.Status)
			}
		}
		if a := lead.Post(at+"/send_back", form("seen", "1")...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "send_back-reason") {
			t.Errorf("sent back without a reason: %d", a.Status)
		}
		must(t, lead, at+"/send_back", "seen", "1", "reason", "请补充漏检原因")
		if a := village.Get(at); !strings.Contains(a.Body, "请补充漏检原因") || !strings.Contains(a.Body, "本月工作正常") {
			t.Error("the village does not read why, or has to write its remark again")
		}
	})
	town := returnsOf(t, s, rehab.TownshipReturn)[testkit.Near.Township().String()+" 2026-07"]
	quarter := "/returns/" + town.ID.String()
	t.Run("a quarter over missing returns is refused by name", func(t *testing.T) {
		if a := lead.Post(quarter+"/quarter/submit", form("seen", "0")...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(summaryOf(a.Body), "下级报告没有办好") || !strings.Contains(summaryOf(a.Body), "滨江社区") {
			t.Errorf("%d %s", a.Status, summaryOf(a.Body))
		}
		city := returnsOf(t, s, rehab.CityReturn)[testkit.Near.County().String()+" 2026-07"]
		if a := office.Post("/returns/"+city.ID.String()+"/quarter/lock", form("seen", "0")...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(summaryOf(a.Body), "市中街道") {
			t.Errorf("%d %s", a.Status, summaryOf(a.Body))
		}
	})
	// July was submitted by one of two; whoever it was, the lead accepts.
	must(t, village, at+"/submit", "seen", "2")
	must(t, lead, at+"/accept", "seen", "3")
	must(t, lead, "/returns/"+villages[near+" 2026-07"].ID.String()+"/accept", "seen", "1")
	acceptAll(t, s, worker, lead, "2026-07", "2026-08", "2026-09")
	must(t, worker, quarter+"/quarter/prepare", "seen", "0", "remark_tests", "漏检已补")
	t.Run("prepared, a village's acceptance rests", func(t *testing.T) {
		if a := lead.Post(at+"/take_back", form("seen", "4", "reason", "再核对")...); a.Status != http.StatusConflict || !strings.Contains(summaryOf(a.Body), "先撤回季报") {
			t.Errorf("%d %s", a.Status, summaryOf(a.Body))
		}
	})
	if a := worker.Post(quarter+"/quarter/submit", form("seen", "1")...); a.Status != http.StatusNotFound {
		t.Errorf("the worker signs: %d", a.Status)
	}
	must(t, lead, quarter+"/quarter/submit", "seen", "1")
	must(t, office, quarter+"/quarter/accept", "seen", "2")
	must(t, office, quarter+"/quarter/lock", "seen", "3")
	before := figureOf(t, office.Get(quarter).Body, "已检")
	t.Run("the quarter is the sum of its months", func(t *testing.T) {
		sum := map[string]int{}
		for month := range strings.SplitSeq("2026-07 2026-08 2026-09", " ") {
			for at, r := range villages {
				if r.Division.Township() == testkit.Near.Township() && strings.HasSuffix(at, month) {
					n := 0
					fmt.Sscan(figureOf(t, office.Get("/returns/"+r.ID.String()).Body, "已检")[0], &n)
					sum[month] += n
				}
			}
		}
		want := []string{fmt.Sprint(sum["2026-07"]), fmt.Sprint(sum["2026-08"]), fmt.Sprint(sum["2026-09"]), fmt.Sprint(sum["2026-07"] + sum["2026-08"] + sum["2026-09"])}
		if got := before[:4]; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("the quarter says %v, its villages %v", got, want)
		}
	})
	t.Run("a fact changes after the lock", func(t *testing.T) {
		voidTheTestOf(t, s, wrong, steps, date.NewMonth(2026, 8))
		correctAfterLock(t, s, quarter, at, before)
	})
	t.Run("matrix and workbooks", func(t *testing.T) {
		a := office.Get("/returns?level=village&year=2026&state=locked")
		if a.Status != http.StatusOK || !strings.Contains(a.Body, "滨江社区") || strings.Contains(a.Body, "同心村") {
			t.Errorf("the matrix of what is locked: %d", a.Status)
		}
		for _, path := range []string{"/returns/export?level=village&year=2026", quarter + "/export", at + "/export"} {
			a := office.Get(path)
			f, err := excelize.OpenReader(strings.NewReader(a.Body))
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if rows, err := f.GetRows(f.GetSheetList()[0]); err != nil || len(rows) < 10 {
				t.Errorf("%s has %d rows: %v", path, len(rows), err)
			}
		}
	})
	t.Run("the rows say what the steps say", func(t *testing.T) {
		read, err := oversight.New(s.Store, s.Clock.Today).RebuildReturns(t.Context(), false, func(what string) { t.Error(what) })
		if err != nil || read < 500 {
			t.Errorf("%d returns read: %v", read, err)
		}
	})
	t.Run("what nobody did stands on the worklist", func(t *testing.T) {
		if got := sectionOf(testkit.Client(t, s, "village2").Get("/worklist").Body, "office"); !strings.Contains(got, "2026年7月定期报告") || !strings.Contains(got, "逾期") {
			t.Errorf("the far village reads %s", got)
		}
	})
}

// voidTheTestOf takes back the test of a month.
func voidTheTestOf(t *testing.T, s *testkit.Service, id uuid.UUID, steps []casework.Step, m date.Month) {
	t.Helper()
	for _, x := range steps {
		if _, tested := x.Entry.Body.(*rehab.DrugTest); tested && x.Entry.Date.Month() == m {
			if _, err := s.Work.Void(t.Context(), testkit.Actor(t, s, "town2"), id, uuid.Must(uuid.NewV7()), x.Entry.Key.String(), "登记有误"); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("no test in %s", m)
}

// correctAfterLock: a test of August was voided after the lock. The copies stay as they were, the page shows before and after, and a correction keeps a new copy of both levels.
func correctAfterLock(t *testing.T, s *testkit.Service, quarter, village string, before []string) {
	office := testkit.Client(t, s, "office1")
	page := office.Get(quarter).Body
	if got := figureOf(t, page, "已检"); strings.Join(got[:4], " ") != strings.Join(before[:4], " ") {
		t.Errorf("the frozen copy changed with the facts: %v, was %v", got, before)
	}
	if !strings.Contains(page, "锁定以后有") || !strings.Contains(page, `id="changes"`) {
		t.Error("the page does not say what has changed")
	}
	if a := office.Post(village+"/correct", form("seen", "5")...); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("a correction without a reason: %d", a.Status)
	}
	must(t, office, village+"/correct", "seen", "5", "reason", "8 月一次尿检登记有误，已作废")
	for path, want := range map[string]string{village: "8 月一次尿检登记有误", quarter: "8 月一次尿检登记有误"} {
		page := office.Get(path).Body
		if !strings.Contains(page, want) || strings.Contains(page, `id="changes"`) {
			t.Errorf("%s does not show the correction, or still differs", path)
		}
	}
	after := figureOf(t, office.Get(quarter).Body, "已检")
	if after[1] == before[1] || after[0] != before[0] {
		t.Errorf("corrected: %v, before %v", after, before)
	}
	if a := office.Post(village+"/correct", form("seen", "6", "reason", "再来一次")...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(summaryOf(a.Body), "数据没有变化") {
		t.Errorf("a correction of nothing: %d %s", a.Status, summaryOf(a.Body))
	}
}
