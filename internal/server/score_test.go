package server_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var october = date.NewMonth(2026, 10)

// fileAppeal files an appeal of the account's own unit against October's missed tests and returns its key.
func fileAppeal(t *testing.T, s *testkit.Service, login string) string {
	t.Helper()
	actor := testkit.Actor(t, s, login)
	in := oversight.AppealForm{Key: uuid.Must(uuid.NewV7()), Place: actor.Division, Month: october, Line: rehab.ScoreTestMissed, Reason: "当月住院，已补材料"}
	if err := overseer(s).FileAppeal(t.Context(), actor, in); err != nil {
		t.Fatal(err)
	}
	return in.Key.String()
}

// scoredOf is the unit of each role whose score it may appeal against, and an appeal of that unit; the others are shown the village's.
func scoredOf(t *testing.T, s *testkit.Service) (units, appeals map[access.Role]string) {
	t.Helper()
	units, appeals = map[access.Role]string{}, map[access.Role]string{}
	village, township, station := fileAppeal(t, s, "village1"), fileAppeal(t, s, "town2"), stationAppeal(t, s)
	for _, role := range access.Roles() {
		units[role], appeals[role] = testkit.Near.String(), village
		if role.Police() {
			appeals[role] = station
		}
		if role.Township() {
			units[role], appeals[role] = testkit.Near.Township().String(), township
		}
	}
	return units, appeals
}

// stationAppeal files one of the station of police1, which has no late work of its own in this world, as if it had.
func stationAppeal(t *testing.T, s *testkit.Service) string {
	t.Helper()
	actor, id := testkit.Actor(t, s, "police1"), uuid.Must(uuid.NewV7())
	a := store.Appeal{ID: id, Division: actor.Division, Unit: actor.Unit, Month: october.First(), Line: rehab.ScoreOutcomeLate, Taken: 3, Reason: "当天已办结", FiledOn: testkit.Today, Due: testkit.Today + 14}
	if err := s.Store.WithTx(t.Context(), actor, func(tx *store.Tx) error { return tx.AddAppeal(t.Context(), a, time.Time{}) }); err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// TestScores: ranked and explained for whoever answers; each count opens a list of exactly so many; a month that is not over is refused in words.
func TestScores(t *testing.T) {
	s := testkit.Serve(t, nil)
	testkit.Case(t, s, testkit.Near, reported, 1)
	positive := testkit.Step(access.DrugTestRecord, date.New(2026, 8, 10), &rehab.DrugTest{Result: rehab.Positive, DetailsDue: true})
	told := testkit.Step(access.BreachRecord, date.New(2026, 8, 10), &rehab.PoliceReport{Of: positive.Entry.Key.String()})
	testkit.Case(t, s, testkit.Near, reported, 2, positive, told) // the police make nothing of it
	testkit.Case(t, s, testkit.Far, reported, 3)
	office, village := testkit.Client(t, s, "office1"), testkit.Client(t, s, "village1")
	a := office.Get("/scores?month=2026-10")
	if a.Status != http.StatusOK || strings.Count(a.Body, "/scores/520381") < 17 || !strings.Contains(a.Body, "责任追究制度") || !strings.Contains(a.Body, "人数少，不排名") {
		t.Fatalf("%d: the ranking does not have every township, its law, or what is too small\n%s", a.Status, mainOf(a.Body))
	}
	for _, m := range []string{"2026-11", "2027-01"} {
		if a := office.Get("/scores?month=" + m); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "还没有结束") {
			t.Errorf("%s: %d, want 422 in words", m, a.Status)
		}
	}
	t.Run("each count opens its facts", func(t *testing.T) {
		counted := 0
		for _, place := range []string{testkit.Near.String(), testkit.Near.Township().String(), testkit.Far.String()} {
			a := office.Get("/scores/" + place + "?month=2026-10")
			for _, m := range regexp.MustCompile(`href="(/cases\?figure=[^"]*)"[^>]*>\s*([0-9]+)\s*<`).FindAllStringSubmatch(a.Body, -1) {
				list := office.Get(strings.ReplaceAll(m[1], "&amp;", "&"))
				if n := strings.Count(list.Body, `href="/cases/0`); strconv.Itoa(n) != m[2] {
					t.Errorf("%s says %s, its list has %d", m[1], m[2], n)
				}
				counted++
			}
		}
		if counted < 6 {
			t.Errorf("only %d counts were links", counted)
		}
	})
	t.Run("scope", func(t *testing.T) {
		far := "/scores/" + testkit.Far.String() + "?month=2026-10"
		for _, login := range []string{"village1", "town2"} {
			if a := testkit.Client(t, s, login).Get(far); a.Status != http.StatusNotFound {
				t.Errorf("%s sees another's score: %d", login, a.Status)
			}
		}
		if a := village.Get("/scores?month=2026-10"); strings.Count(a.Body, `href="/scores/520381001006`) != 1 || strings.Contains(a.Body, "/scores/520381001007") {
			t.Errorf("a village sees others\n%s", mainOf(a.Body))
		}
	})
	t.Run("workbook", func(t *testing.T) {
		f, err := excelize.OpenReader(strings.NewReader(office.Get("/scores/export?month=2026-10").Body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || len(rows) < 18 {
			t.Errorf("%d rows: %v", len(rows), err)
		}
	})
	t.Run("workbook of a unit", func(t *testing.T) {
		f, err := excelize.OpenReader(strings.NewReader(office.Get("/scores/" + testkit.Near.String() + "/export?month=2026-10").Body))
		if err != nil {
			t.Fatal(err)
		}
		if rows, err := f.GetRows(f.GetSheetName(0)); err != nil || len(rows) < 9 {
			t.Errorf("%v: %v", rows, err)
		}
	})
	t.Run("stations", func(t *testing.T) { stationScores(t, s) })
	t.Run("appeals", func(t *testing.T) { appealLife(t, s) })
	t.Run("appeals refused", func(t *testing.T) { appealRefused(t, s) })
}

// stationScores: a station is scored by the police's own work, sees itself alone, and appeals; each count opens a list of exactly so many.
func stationScores(t *testing.T, s *testkit.Service) {
	police, office := testkit.Client(t, s, "police1"), testkit.Client(t, s, "office1")
	unit := testkit.Actor(t, s, "police1").Unit
	own := "/scores/stations/" + strconv.FormatInt(unit, 10)
	month := "2026-08"
	a := office.Get("/scores/stations?month=" + month)
	if strings.Count(a.Body, `href="/scores/stations/`) < 10 || !strings.Contains(a.Body, "全市派出所合计") {
		t.Fatalf("%d: the office does not see the stations and the bureau\n%s", a.Status, mainOf(a.Body))
	}
	a = police.Get("/scores/stations?month=" + month)
	if n := strings.Count(a.Body, `href="/scores/stations/`); a.Status != http.StatusOK || !strings.Contains(a.Body, own+"?") || strings.Contains(a.Body, "全市派出所合计") {
		t.Errorf("%d: a station sees %d scores\n%s", a.Status, n, mainOf(a.Body))
	}
	if a := police.Get("/scores/stations/" + strconv.FormatInt(unit+1, 10) + "?month=" + month); a.Status != http.StatusNotFound {
		t.Errorf("another station's score: %d", a.Status)
	}
	if a := police.Get("/scores?month=" + month); a.Status != http.StatusNotFound {
		t.Errorf("the police see the scores of townships: %d", a.Status)
	}
	for _, b := range []*testkit.Browser{police, office} {
		a := b.Get(own + "?month=" + month)
		found := regexp.MustCompile(`href="(/cases\?figure=outcome_late[^"]*)"[^>]*>\s*([0-9]+)\s*<`).FindStringSubmatch(a.Body)
		if found == nil {
			t.Fatalf("no late outcome is counted\n%s", mainOf(a.Body))
		}
		list := b.Get(strings.ReplaceAll(found[1], "&amp;", "&"))
		if n := strings.Count(list.Body, `href="/cases/0`); strconv.Itoa(n) != found[2] {
			t.Errorf("%s says %s, its list has %d", found[1], found[2], n)
		}
	}
}

func points(t *testing.T, s *testkit.Service) rehab.Score {
	t.Helper()
	u, err := overseer(s).ScoreOf(t.Context(), testkit.Actor(t, s, "office1"), october, testkit.Near)
	if err != nil {
		t.Fatal(err)
	}
	return u.Score
}

// appealLife: filed by the unit, on the office's worklist, granted as a line of its own, taken back, refused.
func appealLife(t *testing.T, s *testkit.Service) {
	before := points(t, s)
	village, office := testkit.Client(t, s, "village1"), testkit.Client(t, s, "office1")
	form := []string{server.FormKey, key(), "appeal_line", "test_missed", "appeal_reason", "两人当月住院"}
	path := "/scores/" + testkit.Near.String() + "?month=2026-10"
	var at string
	for range 2 {
		a := village.Post(path, form...)
		if a.Status != http.StatusSeeOther {
			t.Fatalf("filed: %d\n%s", a.Status, mainOf(a.Body))
		}
		at = a.Location
	}
	if got := sectionOf(office.Get("/worklist").Body, "office"); !strings.Contains(got, "决定考核申诉") || !strings.Contains(got, at) {
		t.Errorf("the office's worklist: %s", got)
	}
	if a := village.Post(path, server.FormKey, key(), "appeal_line", "test_missed", "appeal_reason", "再次"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已经提出过申诉") {
		t.Errorf("a second appeal: %d, want 409 in words", a.Status)
	}
	for name, n := range map[string]string{"more than was taken": "7", "nothing": "0", "no number": "x"} {
		if a := office.Post(at+"/grant", server.FormKey, key(), "appeal_points", n, "appeal_words", "属实"); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s given back: %d", name, a.Status)
		}
	}
	if a := office.Post(at+"/refuse", server.FormKey, key(), "appeal_words", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("refused without a reason: %d", a.Status)
	}
	if a := village.Post(at+"/grant", server.FormKey, key(), "appeal_points", "3", "appeal_words", "x"); a.Status != http.StatusNotFound {
		t.Errorf("the unit decides: %d", a.Status)
	}
	grant := []string{server.FormKey, key(), "appeal_points", "3", "appeal_words", "一人属实"}
	for range 2 {
		if a := office.Post(at+"/grant", grant...); a.Status != http.StatusSeeOther {
			t.Fatalf("granted: %d\n%s", a.Status, mainOf(a.Body))
		}
	}
	after := points(t, s)
	line, _ := after.Line(rehab.ScoreTestMissed)
	if after.Points != before.Points+3 || line.Taken != 6 || line.Restored != 3 {
		t.Errorf("%d points before, %d after; the line took %d and gave back %d", before.Points, after.Points, line.Taken, line.Restored)
	}
	if a := office.Post(at+"/refuse", server.FormKey, key(), "appeal_words", "x"); a.Status != http.StatusConflict {
		t.Errorf("decided twice: %d", a.Status)
	}
	office.Post(at+"/reopen", server.FormKey, key(), "appeal_words", "材料有误")
	if after := points(t, s); after.Points != before.Points {
		t.Errorf("%d points after the decision was taken back, want %d", after.Points, before.Points)
	}
	if a := office.Follow(office.Post(at+"/refuse", server.FormKey, key(), "appeal_words", "未提供材料")); !strings.Contains(a.Body, "未提供材料") || !strings.Contains(a.Body, "材料有误") {
		t.Error("the appeal does not keep every decision")
	}
}

// appealRefused: of a line without points, of another's unit, of a month not over or long past, without a reason; deciding one's own.
func appealRefused(t *testing.T, s *testkit.Service) {
	village := testkit.Client(t, s, "village1")
	for name, c := range map[string]struct {
		path, line, reason string
		want               int
		says               string
	}{
		"no points":      {"/scores/" + testkit.Near.String() + "?month=2026-10", "return_late", "x", http.StatusUnprocessableEntity, "没有扣分"},
		"no such line":   {"/scores/" + testkit.Near.String() + "?month=2026-10", "luck", "x", http.StatusUnprocessableEntity, ""},
		"no reason":      {"/scores/" + testkit.Near.String() + "?month=2026-10", "contact_short", "", http.StatusUnprocessableEntity, "请写明原因"},
		"not over":       {"/scores/" + testkit.Near.String() + "?month=2026-11", "contact_short", "x", http.StatusUnprocessableEntity, "还没有结束"},
		"too late":       {"/scores/" + testkit.Near.String() + "?month=2026-08", "contact_short", "x", http.StatusUnprocessableEntity, "申诉期限已过"},
		"the township's": {"/scores/" + testkit.Near.Township().String() + "?month=2026-10", "contact_short", "x", http.StatusNotFound, ""},
	} {
		if a := village.Post(c.path, server.FormKey, key(), "appeal_line", c.line, "appeal_reason", c.reason); a.Status != c.want || !strings.Contains(a.Body, c.says) {
			t.Errorf("%s: %d, want %d that says %q", name, a.Status, c.want, c.says)
		}
	}
	at := fileContact(t, s)
	own := testkit.Actor(t, s, "office1")
	own.Account = testkit.Actor(t, s, "village1").Account
	err := overseer(s).TakeAppealStep(t.Context(), own, oversight.AppealForward{Appeal: at, Key: uuid.Must(uuid.NewV7()), Kind: rehab.AppealGrant, Words: "x", Points: 1})
	if err == nil || !strings.Contains(err.Error(), "appeal.own") {
		t.Errorf("deciding one's own: %v", err)
	}
	if a := village.Post("/appeals/"+at.String()+"/withdraw", server.FormKey, key(), "appeal_words", "不再坚持"); a.Status != http.StatusSeeOther {
		t.Errorf("withdrawn: %d", a.Status)
	}
	fileContact(t, s) // after it was withdrawn there can be a new one
}

func fileContact(t *testing.T, s *testkit.Service) uuid.UUID {
	t.Helper()
	in := oversight.AppealForm{Key: uuid.Must(uuid.NewV7()), Place: testkit.Near, Month: october, Line: rehab.ScoreContactShort, Reason: "走访记录补录"}
	if err := overseer(s).FileAppeal(t.Context(), testkit.Actor(t, s, "village1"), in); err != nil {
		t.Fatal(err)
	}
	return in.Key
}
