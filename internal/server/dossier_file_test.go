package server_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/paper/bind"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// onePage is a PDF of one empty page.
func onePage() []byte {
	var b bytes.Buffer
	at := []int{}
	b.WriteString("%PDF-1.7\n")
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	return b.Bytes()
}

// TestTheFileOfADossier: ordered with a reason or without, made by a job as somebody else's press prints it, and what it holds.
func TestTheFileOfADossier(t *testing.T) {
	s := testkit.Serve(t, t.Output())
	warned := testkit.Step(access.BreachRecord, date.MustParse("2026-11-12"), &rehab.Warning{Text: "外出未请假，予以告诫"})
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 85, warned)
	caseAt := "/cases/" + id.String()
	at, b := caseAt+"/dossier", testkit.Client(t, s, "town1")
	issued := b.Post(caseAt+"/papers/new", server.FormKey, server.NewFormKey(), "do", "issue", "kind", "warning", "fact", warned.Entry.Key.String())
	if issued.Status != http.StatusSeeOther {
		t.Fatalf("issuing: %d", issued.Status)
	}
	b.PostForm(at+"/rules", scanFields("2026-03-05", "签收的须知"), "file", testkit.File{Name: "须知.png", Content: drawing(t, 60, 80)}, testkit.File{Name: "带脚本.pdf", Content: pdfWithScript}, testkit.File{Name: "可读.pdf", Content: onePage()})
	o, err := s.Work.Open(t.Context(), testkit.Actor(t, s, "town1"), id)
	if err != nil {
		t.Fatal(err)
	}
	number, _, err := s.Work.WholeNumbers(o.Person)
	if err != nil {
		t.Fatal(err)
	}
	order := func(path string, pairs ...string) (testkit.Answer, string) {
		t.Helper()
		key := server.NewFormKey()
		return b.Post(path, append([]string{server.FormKey, key}, pairs...)...), key
	}
	var printed strings.Builder
	file := func(path string, pairs ...string) []byte {
		t.Helper()
		printed.Reset()
		a, key := order(path, pairs...)
		if a.Status != http.StatusSeeOther || a.Location != "/exports/"+key {
			t.Fatalf("%d to %s", a.Status, a.Location)
		}
		makeExport(t, s, key)
		f := b.Get("/exports/" + key + "/file")
		if f.Status != http.StatusOK {
			t.Fatalf("%d %s", f.Status, mainOf(b.Get("/exports/"+key).Body))
		}
		return []byte(f.Body)
	}

	t.Run("the form", func(t *testing.T) {
		contains(t, b.Get(at).Body, "导出整卷", "遮盖证号，不含扫描件")
		for _, c := range []struct{ scope, want string }{{"whole", "导出原因"}, {"", "内容"}, {"everything", "内容"}} {
			a, _ := order(at+"/file", "file_kind", "pdf", "file_scope", c.scope)
			if contains(t, a.Body, c.want); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%q: %d", c.scope, a.Status)
			}
		}
		if a := testkit.Client(t, s, "town3").Post(at+"/file", "file_scope", "masked"); a.Status != http.StatusNotFound {
			t.Errorf("somebody else's: %d", a.Status)
		}
	})
	t.Run("without a press", func(t *testing.T) {
		_, key := order(at+"/file", "file_kind", "pdf", "file_scope", "masked")
		makeExport(t, s, key)
		contains(t, b.Get("/exports/"+key).Body, "Chromium")
	})
	s.Print = func(_ context.Context, html []byte) (press.PDF, error) {
		printed.Write(html)
		return press.PDF{Bytes: onePage()}, nil
	}
	t.Run("masked", func(t *testing.T) {
		pdf := file(at+"/file", "file_kind", "pdf", "file_scope", "masked", "file_reason", "不需要")
		if n, err := bind.Pages(pdf); n != 2 || err != nil {
			t.Errorf("%d pages, %v", n, err)
		}
		contains(t, printed.String(), "1　责令决定书", "扫描件未导出", "外出未请假，予以告诫", "5-1　", "（印）")
		lacks(t, printed.String(), number, "data:image/jpeg")
	})
	t.Run("whole", func(t *testing.T) {
		pdf := file(at+"/file", "file_kind", "pdf", "file_scope", "whole", "file_reason", "移交检察院查阅")
		if n, err := bind.Pages(pdf); n < 4 || err != nil {
			t.Errorf("%d pages, %v", n, err)
		}
		contains(t, printed.String(), number, "data:image/jpeg", "签收的须知", "本件无法读取")
		log := testkit.Client(t, s, "auditor").Get("/audit").Body
		contains(t, log, "移交检察院查阅", "一人一档整卷")
	})
	t.Run("as a ZIP", func(t *testing.T) {
		content := file(at+"/file", "file_kind", "zip", "file_scope", "whole", "file_reason", "移交检察院查阅")
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " | "); !strings.HasPrefix(got, "一人一档目录.xlsx | ") || !strings.Contains(got, "04 戒毒人员须知/04-01 须知.jpg") || !strings.Contains(got, "04-02 带脚本.pdf") {
			t.Error(got)
		}
	})
	t.Run("of a village", func(t *testing.T) {
		contains(t, b.Get("/dossiers").Body, "/dossiers/file")
		content := file("/dossiers/file", "file_scope", "masked", "place", testkit.Near.String())
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil || len(z.File) != 2 || !strings.HasSuffix(z.File[1].Name, ".pdf") {
			t.Errorf("%v", err)
		}
		_, key := order("/dossiers/file", "file_scope", "masked", "view", "archived")
		makeExport(t, s, key)
		contains(t, b.Get("/exports/"+key).Body, "没有可导出的内容")
	})
}
