package server_test

import (
	"image/jpeg"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var scanLink = regexp.MustCompile(`href="(/cases/[^"]+/dossier/[a-z_]+/[0-9a-f-]{36})"`)

// tally is how the slots of a case's dossier stand for lists: missing, needed, filed.
func tally(t *testing.T, s *testkit.Service, id uuid.UUID) string {
	t.Helper()
	p, err := s.Work.Page(t.Context(), testkit.Actor(t, s, "town1"), id)
	if err != nil || p.Dossier == nil {
		t.Fatal(p.Dossier, err)
	}
	d, err := s.Work.Dossier(t.Context(), testkit.Actor(t, s, "town1"), id)
	if err != nil {
		t.Fatal(err)
	}
	said := []int{p.Dossier.Missing, p.Dossier.Needed, p.Dossier.Filed}
	if now := []int{d.Dossier.Count(rehab.SlotMissing), d.Dossier.Count(rehab.SlotNeeded), d.Dossier.Count(rehab.SlotFiled)}; now[0] != said[0] || now[1] != said[1] || now[2] != said[2] {
		t.Errorf("lists say %v, the dossier is %v", said, now)
	}
	return strconv.Itoa(said[0]) + " " + strconv.Itoa(said[1]) + " " + strconv.Itoa(said[2])
}

func scanFields(day, note string) [][2]string { return [][2]string{{"day", day}, {"note", note}} }

func TestDossier(t *testing.T) {
	s := testkit.Serve(t, nil)
	day := date.MustParse
	id := testkit.Case(t, s, testkit.Near, day("2026-11-02"), 81)
	at := "/cases/" + id.String() + "/dossier"
	b := testkit.Client(t, s, "village1")
	before := tally(t, s, id)

	t.Run("the 23 slots, each with its state and what fills it", func(t *testing.T) {
		page := b.Get(at).Body
		for _, slot := range rehab.Slots() {
			contains(t, page, `href="`+at+"/"+string(slot)+`"`)
		}
		contains(t, page, "戒毒人员须知", "2026年11月10日起缺", "应归", "打印目录", at+"/rules#add")
		lacks(t, page, "⟦", "归档入库")
		only := b.Get(at + "?state=missing").Body
		contains(t, only, `href="`+at+`/rules"`)
		lacks(t, only, `href="`+at+`/termination"`)
		contains(t, b.Get("/cases/"+id.String()).Body, `href="`+at+`"`)
	})
	t.Run("each slot has a page of its own", func(t *testing.T) {
		for _, slot := range rehab.Slots() {
			if a := b.Get(at + "/" + string(slot)); a.Status != http.StatusOK || strings.Contains(a.Body, "⟦") {
				t.Errorf("%s: %d", slot, a.Status)
			}
		}
		contains(t, b.Get(at+"/talks").Body, "自动归档")
		for _, wrong := range []string{at + "/none", at + "/rules/" + uuid.NewString(), at + "/rules/none"} {
			if a := b.Get(wrong); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d", wrong, a.Status)
			}
		}
	})
	rules := at + "/rules"
	t.Run("a scan fills its slot", func(t *testing.T) {
		a := b.PostForm(rules, scanFields("2026-11-05", "已签收的须知"), "file", testkit.File{Name: "须知.png", Content: drawing(t, 60, 80)}, testkit.File{Name: "坏.png", Content: []byte("no picture")})
		if contains(t, a.Body, "坏.png", "已签收的须知", "2026年11月5日"); a.Status != http.StatusUnsupportedMediaType {
			t.Errorf("%d", a.Status)
		}
		a = b.PostForm(rules, scanFields("2026-11-05", "已签收的须知"), "file", testkit.File{Name: "须知.png", Content: drawing(t, 60, 80)})
		if contains(t, b.Follow(a).Body, "没有重复保存"); a.Status != http.StatusSeeOther {
			t.Errorf("%d", a.Status)
		}
		if after := tally(t, s, id); after == before {
			t.Errorf("still %s", after)
		}
		page := b.Get(rules).Body
		links := scanLink.FindStringSubmatch(page)
		if len(links) != 2 {
			t.Fatal("no scan on the page")
		}
		image := b.Get(links[1])
		if _, err := jpeg.Decode(strings.NewReader(image.Body)); err != nil {
			t.Error(err)
		}
		if a := b.Get(links[1] + "/thumbnail"); a.Status != http.StatusOK {
			t.Errorf("thumbnail: %d", a.Status)
		}
		if a := b.Get(strings.Replace(links[1], "/rules/", "/home/", 1)); a.Status != http.StatusNotFound {
			t.Errorf("the scan in another slot: %d", a.Status)
		}
		lacks(t, b.Get("/cases/"+id.String()).Body, "须知.png")
		t.Run("and empties it when it is void", func(t *testing.T) {
			void := links[1] + "/void"
			if a := b.Post(void, "reason", " "); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("without a reason: %d", a.Status)
			}
			contains(t, b.Get(void).Body, "作废归入的材料")
			if a := b.Post(void, "reason", "拍错了"); a.Status != http.StatusSeeOther {
				t.Errorf("%d", a.Status)
			}
			if after := tally(t, s, id); after != before {
				t.Errorf("%s, was %s", after, before)
			}
		})
	})
	t.Run("wrong forms keep nothing and say why", func(t *testing.T) {
		file := testkit.File{Name: "a.png", Content: drawing(t, 9, 9)}
		for _, c := range []struct {
			day, want string
			files     []testkit.File
		}{{"", "必填", []testkit.File{file}}, {"2027-01-01", "不能晚于", []testkit.File{file}}, {"2026-11-05", "请先拍照或选择文件", nil}} {
			a := b.PostForm(rules, scanFields(c.day, "说明文字"), "file", c.files...)
			if contains(t, a.Body, c.want, "说明文字"); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%q: %d", c.day, a.Status)
			}
		}
		if a := b.PostForm(at+"/talks", scanFields("2026-11-05", ""), "file", file); a.Status != http.StatusNotFound {
			t.Errorf("a slot for no scans: %d", a.Status)
		}
		if after := tally(t, s, id); after != before {
			t.Errorf("%s, was %s", after, before)
		}
	})
	t.Run("nobody else's", func(t *testing.T) {
		other := testkit.Client(t, s, "town3")
		for _, path := range []string{at, at + "/rules", at + "/print"} {
			if a := other.Get(path); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d", path, a.Status)
			}
		}
		if a := other.PostForm(rules, scanFields("2026-11-05", ""), "file", testkit.File{Name: "a.png", Content: drawing(t, 9, 9)}); a.Status != http.StatusNotFound {
			t.Errorf("files there: %d", a.Status)
		}
		office := testkit.Client(t, s, "office1").Get(rules)
		if lacks(t, office.Body, "multipart/form-data"); office.Status != http.StatusOK {
			t.Errorf("%d", office.Status)
		}
	})
	t.Run("the checklist on paper", func(t *testing.T) {
		page := b.Get(at + "/print").Body
		contains(t, page, "一人一档目录", "暂不需要", "核对人")
		lacks(t, page, "⟦")
	})
	t.Run("a paper on a fact counts too", func(t *testing.T) { paperOfCustody(t, s) })
	t.Run("an issued paper fills its slot", func(t *testing.T) { paperInSlot(t, s, id) })
	t.Run("the list", func(t *testing.T) { dossierList(t, s, id) })
	t.Run("the archive", func(t *testing.T) { archiving(t, s) })
}

// paperOfCustody: a detention rests on a paper; attached to its fact, or scanned into the slot, it fills the slot for lists at once.
func paperOfCustody(t *testing.T, s *testkit.Service) {
	held := testkit.Step(access.SuspensionRecord, date.MustParse("2026-11-12"), &rehab.Suspension{Authority: "administrative_detention"})
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-11-02"), 82, held)
	state := func() rehab.SlotState {
		t.Helper()
		var lines []store.DossierLine
		err := s.Store.Read(t.Context(), testkit.Actor(t, s, "town1"), func(tx *store.Tx) (err error) {
			lines, _, err = tx.DossierLines(t.Context(), store.DossierFilter{})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.CaseID == id {
				return casework.SlotStates(l.Dossier)[rehab.SlotSuspension.Number()-1]
			}
		}
		t.Fatal("not on the list")
		return ""
	}
	if got := state(); got != rehab.SlotNeeded {
		t.Errorf("held without a paper: %s", got)
	}
	clip := attach(t, s, "town1", id.String(), held.Entry.Key.String())
	if got := state(); got != rehab.SlotFiled {
		t.Errorf("with the paper: %s", got)
	}
	if err := s.Work.VoidAttachment(t.Context(), testkit.Actor(t, s, "town1"), id, held.Entry.Key, uuid.MustParse(clip), "拍错了"); err != nil {
		t.Fatal(err)
	}
	if got := state(); got != rehab.SlotNeeded {
		t.Errorf("the paper voided: %s", got)
	}
}

var listFigure = regexp.MustCompile(`(?s)<a class="figure[^"]*" href="(/dossiers[^"]*)">.*?<span class="n">\s*([\d,]+)`)

// dossierList: each figure above the list opens a list of just so many.
func dossierList(t *testing.T, s *testkit.Service, id uuid.UUID) {
	b := testkit.Client(t, s, "town1")
	page := b.Get("/dossiers").Body
	contains(t, page, "/cases/"+id.String()+"/dossier?state=missing#slots")
	figures := listFigure.FindAllStringSubmatch(page, -1)
	if len(figures) != 6 {
		t.Fatalf("%d figures", len(figures))
	}
	for _, f := range figures {
		rows := strings.Count(b.Get(strings.ReplaceAll(f[1], "&amp;", "&")).Body, "data-row>")
		if strconv.Itoa(rows) != f[2] {
			t.Errorf("%s: %d rows, the figure says %s", f[1], rows, f[2])
		}
	}
	contains(t, b.Get("/dossiers?slot=home&state=missing").Body, id.String())
	lacks(t, b.Get("/dossiers?slot=decision&state=missing").Body, id.String())
	lacks(t, testkit.Client(t, s, "town3").Get("/dossiers").Body, id.String())
	if a := b.Get("/dossiers/export?state=missing"); a.Status != http.StatusOK || !strings.HasPrefix(a.Body, "PK") {
		t.Errorf("Excel: %d", a.Status)
	}
	t.Run("pages", func(t *testing.T) {
		actor, f := testkit.Actor(t, s, "town1"), store.DossierFilter{Limit: 1}
		all, err := s.Work.Dossiers(t.Context(), actor, store.DossierFilter{})
		if err != nil || len(all.Lines) < 2 {
			t.Fatal(len(all.Lines), err)
		}
		for _, want := range all.Lines {
			l, err := s.Work.Dossiers(t.Context(), actor, f)
			if err != nil || len(l.Lines) == 0 || l.Lines[0].CaseID != want.CaseID {
				t.Fatalf("%+v, %v, want %s", l.Lines, err, want.CaseID)
			}
			f.Key = store.DossierKey{Missing: want.Missing, Needed: want.Needed, Case: want.CaseID}
		}
	})
}

// archiving: refused in words while the case goes on, with what is missing acknowledged once it is over, and undone with a reason.
func archiving(t *testing.T, s *testkit.Service) {
	day := date.MustParse
	open := testkit.Case(t, s, testkit.Near, day("2026-03-02"), 83)
	id := testkit.Case(t, s, testkit.Near, day("2026-03-02"), 84, testkit.Step(access.PoliceOutcome, day("2026-11-10"), &rehab.Termination{Reason: "death"}))
	at := "/cases/" + id.String() + "/archive"
	b := testkit.Client(t, s, "town1")
	d, err := s.Work.Dossier(t.Context(), testkit.Actor(t, s, "town1"), id)
	if err != nil {
		t.Fatal(err)
	}
	send := func(path, key, when, place, missing, reason string) testkit.Answer {
		return b.Post(path, server.FormKey, key, "day", when, "archivist", "肖开凤", "archive_place", place, "missing", missing, "reason", reason)
	}
	key := server.NewFormKey()
	contains(t, b.Get("/cases/"+open.String()+"/archive").Body, "案件还没有结束，不能归档入库")
	contains(t, b.Get(at).Body, "终止执行材料", "缺项说明")
	for _, c := range []struct {
		name                                    string
		path, when, place, lacks, because, want string
		status                                  int
	}{
		{"while the case goes on", "/cases/" + open.String() + "/archive", "2026-11-20", "3号架", "", "", "案件还没有结束", 422},
		{"without a shelf", at, "2026-11-20", "", d.Missing(), "原件在卷", "盒（架）号", 422},
		{"before the end", at, "2026-11-09", "3号架", d.Missing(), "原件在卷", "不能早于案件结束", 422},
		{"tomorrow", at, "2026-11-24", "3号架", d.Missing(), "原件在卷", "不能晚于", 422},
		{"without a reason", at, "2026-11-20", "3号架", d.Missing(), "", "请说明原因", 422},
		{"other slots missing than shown", at, "2026-11-20", "3号架", "rules", "原件在卷", "缺项有变化", 409},
	} {
		a := send(c.path, key, c.when, c.place, c.lacks, c.because)
		if contains(t, a.Body, c.want); a.Status != c.status {
			t.Errorf("%s: %d", c.name, a.Status)
		}
	}
	for range 2 { // the same form twice archives once
		a := send(at, key, "2026-11-20", "3号架12盒", d.Missing(), "走访原件在纸质卷内")
		if a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		contains(t, b.Follow(a).Body, "3号架12盒", "走访原件在纸质卷内", "取出档案")
	}
	if a := send(at, server.NewFormKey(), "2026-11-20", "4号架", d.Missing(), "原件在卷"); a.Status != http.StatusConflict {
		t.Errorf("archived twice: %d", a.Status)
	}
	contains(t, b.Get("/dossiers?view=archived").Body, id.String(), "3号架12盒")
	lacks(t, b.Get("/dossiers?view=to_archive").Body, id.String())
	if a := testkit.Client(t, s, "village1").Get(at); a.Status != http.StatusNotFound {
		t.Errorf("a village: %d", a.Status)
	}
	void := at + "/" + key + "/void"
	if a := b.Post(void, "reason", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("out without a reason: %d", a.Status)
	}
	if a := b.Post(void, "reason", "补充材料"); a.Status != http.StatusSeeOther {
		t.Errorf("out: %d", a.Status)
	}
	if a := b.Post(void, "reason", "别的原因"); a.Status != http.StatusConflict {
		t.Errorf("out for another reason: %d", a.Status)
	}
	contains(t, b.Get(at).Body, "补充材料", "归档记录")
	contains(t, b.Get("/dossiers?view=to_archive").Body, id.String())
}

// paperInSlot: the rules handed to the person are a paper about the report-in; issued it lies in the slot of rules, voided it does not.
func paperInSlot(t *testing.T, s *testkit.Service, id uuid.UUID) {
	caseAt, b := "/cases/"+id.String(), testkit.Client(t, s, "town1")
	before, slot := tally(t, s, id), b.Get(caseAt+"/dossier/rules").Body
	fact := factOf(t, s, id.String(), rehab.KindReportIn).ID
	contains(t, slot, "kind=rules_notice", "出具文书")
	a := b.Post(caseAt+"/papers/new", server.FormKey, server.NewFormKey(), "do", "issue", "kind", "rules_notice", "fact", fact)
	if a.Status != http.StatusSeeOther {
		t.Fatalf("issuing: %d %s", a.Status, mainOf(a.Body))
	}
	if after := tally(t, s, id); after == before {
		t.Errorf("still %s", after)
	}
	contains(t, b.Get(caseAt+"/dossier/rules").Body, a.Location, "已归")
	if v := testkit.Client(t, s, "town2").Post(a.Location+"/void", "reason", "误印"); v.Status != http.StatusSeeOther {
		t.Fatalf("voiding: %d", v.Status)
	}
	if after := tally(t, s, id); after != before {
		t.Errorf("%s, was %s", after, before)
	}
}

func TestEveryPaperLiesInASlot(t *testing.T) {
	for _, spec := range document.OfCases() {
		kinds := spec.Of
		if len(kinds) == 0 {
			kinds = []rehab.Kind{""}
		}
		for _, kind := range kinds {
			if !casework.SlotOfPaper(string(spec.Kind), kind).Known() {
				t.Errorf("%s about %q lies nowhere", spec.Kind, kind)
			}
		}
	}
}
