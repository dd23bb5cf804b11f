package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// kept keeps a draft of a form as its script does.
func kept(b *testkit.Browser, form, page string, typed ...string) testkit.Answer {
	return b.Post("/drafts", append([]string{"draft", form, "draft_page", page, "draft_by", "script"}, typed...)...)
}

// TestDraft types half a visit, leaves and comes back.
func TestDraft(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 1)
	far := testkit.Case(t, s, testkit.Far, date.New(2026, 3, 2), 2)
	visit := "/cases/" + id.String() + "/visit"
	b := testkit.Client(t, s, "village1")
	fresh := b.Get(visit + "?back=/worklist")
	has(t, "the form", fresh, http.StatusOK, `data-draft="`+visit+`"`, `data-draft-to="/drafts"`, `formaction="/drafts"`)
	if strings.Contains(fresh.Body, "已恢复") || strings.Contains(b.Get("/worklist").Body, "没有填完") {
		t.Error("a draft before anything was typed")
	}
	key := shown(t, fresh.Body, "form_key")
	typed := []string{"form_key", key, "version", "1", "date", "2026-11-20", "result", "negative", "contact", "talk", "talk_content", "谈了一半 <b>“找工作”</b> & 还没说完", "collector_a", "甄\"采样"}

	t.Run("is kept and comes back", func(t *testing.T) {
		has(t, "kept", kept(b, visit, visit+"?back=%2Fworklist", typed...), http.StatusOK, `"at":"`, "草稿已存")
		a := b.Get(visit)
		has(t, "again", a, http.StatusOK, "已恢复", "丢弃草稿", key, `value="2026-11-20"`, "谈了一半 &lt;b&gt;“找工作”&lt;/b&gt; &amp; 还没说完", `value="甄&#34;采样"`)
		for _, box := range []string{`value="negative"`, `value="talk"`} {
			if !checked(a.Body, box) {
				t.Errorf("%s is not chosen again", box)
			}
		}
		if checked(a.Body, `value="positive"`) {
			t.Error("something is chosen that was not")
		}
		has(t, "said where work begins", b.Get("/worklist"), http.StatusOK, "有 1 份表格没有填完", `href="/drafts"`)
		has(t, "listed", b.Get("/drafts"), http.StatusOK, "走访登记", "甄编"+string('一'+rune(1)), "***", visit+"?back=%2Fworklist")
	})
	t.Run("is the account's alone", func(t *testing.T) {
		other := testkit.Client(t, s, "town1")
		if a := other.Get(visit); strings.Contains(a.Body, "已恢复") || strings.Contains(a.Body, "谈了一半") {
			t.Error("town1 sees what village1 has typed")
		}
		has(t, "its list", other.Get("/drafts"), http.StatusOK, "没有草稿")
	})
	t.Run("lies sealed", func(t *testing.T) {
		for _, row := range drafts(t, s, "village1") {
			if strings.Contains(string(row.Sealed), "谈了一半") || strings.Contains(row.Form+row.Page, "甄") {
				t.Errorf("what was typed lies open: %s %s", row.Form, row.Page)
			}
		}
	})
	t.Run("the newest of two devices wins and says so", func(t *testing.T) {
		s.Clock.Ahead += time.Minute
		at := shown(t, b.Get(visit).Body, "draft_at")
		kept(b, visit, visit, append(typed, "draft_at", at)...)
		s.Clock.Ahead += time.Minute
		has(t, "the other device", kept(b, visit, visit, append(typed, "draft_at", at)...), http.StatusOK, "替换了另一处")
		if a := kept(b, visit, visit, append(typed, "draft_at", "unknown")...); strings.Contains(a.Body, "替换") {
			t.Error("a page that cannot know takes its own draft for another's")
		}
	})
	t.Run("a refused form shows what was sent, not the draft", func(t *testing.T) {
		a := b.Post(visit, "draft", visit, "draft_page", visit, "form_key", key, "version", "1", "date", "2026-12-24", "result", "negative", "talk_content", "改过的")
		has(t, "refused", a, http.StatusUnprocessableEntity, "改过的", "data-draft-now")
		if strings.Contains(a.Body, "已恢复") || strings.Contains(a.Body, "谈了一半") {
			t.Error("the draft took the place of what was sent")
		}
	})
	t.Run("saving the form ends it", func(t *testing.T) {
		a := b.Post(visit, "draft", visit, "form_key", key, "version", shown(t, fresh.Body, "version"), "date", "2026-11-20", "contact", "talk", "staff", "甄谈", "talk_content", "谈完了")
		if a.Status != http.StatusSeeOther {
			t.Fatalf("saved: %d", a.Status)
		}
		if n := len(drafts(t, s, "village1")); n != 0 {
			t.Errorf("%d drafts are left", n)
		}
	})
	t.Run("a draft that comes after its form was saved is none", func(t *testing.T) {
		at := "/cases/" + id.String() + "/contact"
		form := []string{"form_key", shown(t, b.Get(at).Body, "form_key"), "type", "report", "date", "2026-11-21", "content", "按时报告", "staff", "甄谈"}
		if a := b.Post(at, form...); a.Status != http.StatusSeeOther {
			t.Fatalf("saved: %d", a.Status)
		}
		kept(b, at, at, form...)
		if a := b.Get(at); strings.Contains(a.Body, "已恢复") {
			t.Error("what is saved comes back as a draft")
		}
		b.Post("/drafts/discard", "draft", at)
	})
	t.Run("is discarded", func(t *testing.T) {
		kept(b, visit, visit, "talk_content", "不要了")
		a := b.Post("/drafts/discard", "draft", visit, "draft_page", visit)
		if a.Location != visit {
			t.Errorf("leads to %q", a.Location)
		}
		if strings.Contains(b.Follow(a).Body, "不要了") {
			t.Error("the draft is still there")
		}
	})
	t.Run("without script by a button", func(t *testing.T) {
		a := b.Post("/drafts", "draft", visit, "draft_page", visit, "talk_content", "没有脚本")
		if a.Location != visit {
			t.Fatalf("%d leads to %q", a.Status, a.Location)
		}
		has(t, "the form again", b.Follow(a), http.StatusOK, "草稿已保存", "没有脚本")
	})
	t.Run("ends after fourteen days", func(t *testing.T) {
		s.Clock.Ahead += casework.DraftLife + time.Minute
		err := s.Work.PurgeDrafts(t.Context())
		s.Clock.Ahead -= casework.DraftLife + time.Minute
		if n := len(drafts(t, s, "village1")); err != nil || n != 0 {
			t.Errorf("%d are still there: %v", n, err)
		}
	})
	t.Run("bad input", func(t *testing.T) {
		for name, form := range map[string]string{
			"nothing": "", "another site": "https://example.org" + visit, "no form": "/nowhere", "not the role's": "/cases/" + id.String() + "/assessment/decision",
			"the password": "/password", "an account": "/accounts", "too long": visit + "?" + strings.Repeat("x", 700),
		} {
			if a := kept(b, form, visit, "text", "x"); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d", name, a.Status)
			}
		}
		has(t, "too much", kept(b, visit, visit, "talk_content", strings.Repeat("长", 1<<17)), http.StatusRequestEntityTooLarge)
		kept(b, "/cases/"+far.String()+"/visit", visit, "talk_content", "看不到的人")
		if strings.Contains(b.Get("/drafts").Body, far.String()) {
			t.Error("a draft of a case out of scope is listed")
		}
	})
}

// checked reports whether the first box or radio with the attribute is chosen.
func checked(page, with string) bool {
	_, after, ok := strings.Cut(page, with)
	if !ok {
		return false
	}
	tag, _, _ := strings.Cut(after, ">")
	return strings.Contains(tag, "checked")
}

// drafts are the account's drafts as they lie in the database.
func drafts(t *testing.T, s *testkit.Service, login string) (all []store.DraftLine) {
	t.Helper()
	err := s.Store.Read(t.Context(), testkit.Actor(t, s, login), func(tx *store.Tx) (err error) {
		all, err = tx.Drafts(t.Context(), s.Clock.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDraftsOfEveryForm keeps a draft of the forms of a case and of its village's sheet and finds each again; when the case moves away they are gone.
func TestDraftsOfEveryForm(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.New(2025, 11, 3), 1)
	for login, paths := range map[string][]string{
		"village1": {"/contact", "/test", "/leave", "/visit", "/departure"}, "town1": {"/agreement", "/help-plan/new", "/transfer"}, "town2": {"/assessment", "/warning"},
	} {
		b := testkit.Client(t, s, login)
		for _, path := range paths {
			page := "/cases/" + id.String() + path
			a := b.Get(page)
			_, rest, ok := strings.Cut(a.Body, ` data-draft="`)
			if !ok {
				t.Errorf("%s: %d, no form is kept", path, a.Status)
				continue
			}
			form, _, _ := strings.Cut(rest, `"`)
			field := firstArea(rest)
			if k := kept(b, form, page, field, "写到一半"); k.Status != http.StatusOK {
				t.Errorf("%s: %d", form, k.Status)
			}
			if again := b.Get(page); !strings.Contains(again.Body, "已恢复") || !strings.Contains(again.Body, "写到一半") {
				t.Errorf("%s: %q does not come back", form, field)
			}
		}
		if n := listedDrafts(b); n != len(paths) {
			t.Errorf("%s: %d drafts are listed, want %d", login, n, len(paths))
		}
	}
	b := testkit.Client(t, s, "village1")
	x := id.String()
	kept(b, sheetAt, sheetAt, "date", "2026-11-23", "case", x, "key-"+x, shown(t, b.Get(sheetAt).Body, "key-"+x), "note-"+x, "下午再去", "contact-"+x, "talk")
	has(t, "sheet", b.Get(sheetAt), http.StatusOK, "已恢复", `value="下午再去"`)
	has(t, "listed", b.Get("/drafts"), http.StatusOK, "2026年11月尿检与走访登记表", "滨江社区")
	before := listedDrafts(b)
	moveAway(t, s, id)
	if n := listedDrafts(b); n != 1 || before != 6 {
		t.Errorf("%d drafts before the case moved away, %d after, want 6 and the sheet's", before, n)
	}
}

func listedDrafts(b *testkit.Browser) int {
	return strings.Count(b.Get("/drafts").Body, "继续填写</a>")
}

// firstArea is the name of the first field of several lines of a page.
func firstArea(page string) string {
	_, after, _ := strings.Cut(page, "<textarea")
	_, after, _ = strings.Cut(after, `name="`)
	name, _, _ := strings.Cut(after, `"`)
	return name
}

// moveAway moves a case to another township.
func moveAway(t *testing.T, s *testkit.Service, id uuid.UUID) {
	t.Helper()
	request, transfer := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	for i, e := range []casework.Entry{
		{Key: request, Body: &rehab.TransferRequest{To: rehab.Destination(testkit.Far.String()), Reason: "residence"}},
		{Body: &rehab.TransferOrigin{Of: request.String(), Agreed: true}},
		{Body: &rehab.TransferDestination{Of: request.String(), Agreed: true, Village: testkit.Far}},
		{Body: &rehab.TransferPoliceNotified{Of: request.String()}},
		{Key: transfer, Body: &rehab.Transfer{To: rehab.Destination(testkit.Far.String()), Of: request.String()}},
		{Body: &rehab.TransferReportIn{Of: transfer.String(), Village: testkit.Far}},
	} {
		if e.Date = testkit.Today; e.Key == uuid.Nil {
			e.Key = uuid.Must(uuid.NewV7())
		}
		if _, err := s.Work.Record(t.Context(), access.SystemActor(access.AccountSetup), casework.Change{Case: id, Action: access.TransferReceive, Entries: []casework.Entry{e}}); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
}
