package server_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/jpeg"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// hugePNG is a PNG whose header says 20 000 × 10 000.
func hugePNG(t *testing.T) []byte {
	t.Helper()
	b := drawing(t, 8, 8)
	copy(b[16:], "\x00\x00\x4e\x20\x00\x00\x27\x10")
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

var pdfWithScript = []byte("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

var attachmentLink = regexp.MustCompile(`href="(/cases/[^"]+/attachments/[0-9a-f-]{36})"`)

var photoLink = regexp.MustCompile(`class="tlink flash-photo" href="([^"]+)"`)

// links are the addresses of the attachments on a page, each once, in order.
func links(page string) (out []string) {
	seen := map[string]bool{}
	for _, m := range attachmentLink.FindAllStringSubmatch(page, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			out = append(out, m[1])
		}
	}
	return out
}

func looks(t *testing.T, s *testkit.Service) (n int) {
	t.Helper()
	err := s.Store.Read(t.Context(), testkit.Actor(t, s, "auditor"), func(tx *store.Tx) (err error) {
		n, err = tx.CountAuditEntries(t.Context(), store.AuditFilter{Action: string(access.AttachmentView)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPhotosAndScansOfAFact(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 61)
	caseAt := "/cases/" + id.String()
	at := caseAt + "/facts/" + factOf(t, s, id.String(), rehab.KindReportIn).ID + "/attachments"
	b := testkit.Client(t, s, "village1")

	page := b.Get(at).Body
	contains(t, page, `enctype="multipart/form-data"`, `capture="environment"`, "multiple", "还没有附件", `accept="image/jpeg,image/png,image/webp,application/pdf"`)
	contains(t, b.Get(caseAt).Body, at, "附件／拍照")

	photo, evil := drawing(t, 400, 300), "../../\u202egpj."+strings.Repeat("长", 300)+"\u0085\u200b.html"
	a := b.PostFiles(at, "file", testkit.File{Name: evil, Content: photo}, testkit.File{Name: "报告.pdf", Content: pdfWithScript}, testkit.File{})
	if a.Status != http.StatusSeeOther || a.Location != at {
		t.Fatalf("%d to %q", a.Status, a.Location)
	}
	page = b.Follow(a).Body
	all := links(page)
	if contains(t, page, "已保存 2 个附件", "400 × 300", "报告.pdf"); len(all) != 2 {
		t.Fatalf("%d attachments", len(all))
	}
	lacks(t, page, "\u202e", "\u200b", "../..", strings.Repeat("长", 81))
	image, pdf := all[0], all[1]

	t.Run("the image is shown and can do nothing", func(t *testing.T) {
		before := looks(t, s)
		a := b.Get(image)
		if _, err := jpeg.Decode(strings.NewReader(a.Body)); err != nil || a.Status != http.StatusOK {
			t.Fatalf("%d, %v", a.Status, err)
		}
		head(t, a, "Content-Type", "image/jpeg")
		head(t, a, "X-Content-Type-Options", "nosniff")
		head(t, a, "Cache-Control", "no-store")
		if csp := a.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "sandbox") || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("policy %q", csp)
		}
		if d := a.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "inline;") || !strings.HasSuffix(d, ".jpg") || strings.ContainsAny(d, "\r\n/\\") {
			t.Errorf("disposition %q", d)
		}
		if n := looks(t, s); n != before+1 {
			t.Errorf("%d entries in the log for one look", n-before)
		}
	})
	t.Run("the PDF is only given as a file", func(t *testing.T) {
		a := b.Get(pdf)
		head(t, a, "Content-Type", "application/pdf")
		head(t, a, "X-Content-Type-Options", "nosniff")
		if d := a.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") || a.Body != string(pdfWithScript) {
			t.Errorf("disposition %q, %d bytes", d, len(a.Body))
		}
		if a := b.Get(pdf + "/thumbnail"); a.Status != http.StatusNotFound {
			t.Errorf("thumbnail of a PDF: %d", a.Status)
		}
	})
	t.Run("the case's page shows it small", func(t *testing.T) {
		before := looks(t, s)
		contains(t, b.Get(caseAt).Body, image+"/thumbnail", "2 个附件")
		a := b.Get(image + "/thumbnail")
		if m, err := jpeg.DecodeConfig(strings.NewReader(a.Body)); err != nil || m.Width != 320 || looks(t, s) != before {
			t.Errorf("thumbnail %d wide, %v", m.Width, err)
		}
	})
	t.Run("the same file twice", func(t *testing.T) {
		contains(t, b.Follow(b.PostFiles(at, "file", testkit.File{Name: "又一次.png", Content: photo})).Body, "没有重复保存")
		if n := len(links(b.Get(at).Body)); n != 2 {
			t.Errorf("%d attachments", n)
		}
	})
	t.Run("what lies in the folder is sealed and named by its hash", func(t *testing.T) {
		n := 0
		err := s.Files.Each(t.Context(), func(k blob.Kept) error {
			n++
			raw, err := s.Files.Get(t.Context(), k.Name)
			if bytes.Contains(raw, []byte("JavaScript")) || bytes.HasPrefix(raw, []byte("\xff\xd8")) {
				t.Error("it can be read without the keys")
			}
			return err
		})
		if err != nil || n != 3 {
			t.Errorf("%d kept, %v; want image, thumbnail and PDF", n, err)
		}
	})
	t.Run("whoever else", func(t *testing.T) { othersAttachments(t, s, at, image) })
	t.Run("taken back with a reason", func(t *testing.T) { attachmentTakenBack(t, s, b, caseAt, at, image, photo) })
}

func head(t *testing.T, a testkit.Answer, name, want string) {
	t.Helper()
	if got := a.Header.Get(name); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}

// othersAttachments: who sees the case sees the file and who answers for it adds to it; for all others there is none.
func othersAttachments(t *testing.T, s *testkit.Service, at, image string) {
	for login, sees := range map[string]bool{"town1": true, "town2": true, "police1": true, "office1": true, "town3": false, "village2": false, "health1": false, "sysadmin": false, "auditor": false} {
		b := testkit.Client(t, s, login)
		want := http.StatusNotFound
		if sees {
			want = http.StatusOK
		}
		for _, path := range []string{at, image, image + "/thumbnail"} {
			if a := b.Get(path); a.Status != want {
				t.Errorf("%s as %s: %d, want %d", path, login, a.Status, want)
			}
		}
		if !sees || login == "office1" {
			if a := b.PostFiles(at, "file", testkit.File{Name: "x.png", Content: drawing(t, 5, 5)}); a.Status != http.StatusNotFound {
				t.Errorf("added by %s: %d", login, a.Status)
			}
		}
	}
	if a := testkit.Visitor(t, s).PostFiles(at, "file", testkit.File{Name: "x.png", Content: drawing(t, 5, 5)}); a.Status != http.StatusUnauthorized {
		t.Errorf("signed out: %d", a.Status)
	}
	lacks(t, testkit.Client(t, s, "office1").Get(at).Body, "multipart/form-data")
	police := testkit.Client(t, s, "police1")
	lacks(t, police.Get(at).Body, image+"/void")
	if a := police.Post(image+"/void", "reason", "错了"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("the village's voided by the police: %d", a.Status)
	}
	other := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 62)
	foreign := "/cases/" + other.String() + "/facts/" + factOf(t, s, other.String(), rehab.KindReportIn).ID + "/attachments"
	for _, path := range []string{foreign + image[strings.LastIndex(image, "/"):], at + "/" + uuid.NewString(), at + "/nonsense", strings.Replace(at, "/facts/", "/facts/x", 1)} {
		if a := police.Get(path); a.Status != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, a.Status)
		}
	}
}

func attachmentTakenBack(t *testing.T, s *testkit.Service, b *testkit.Browser, caseAt, at, image string, photo []byte) {
	contains(t, b.Get(image+"/void").Body, "要作废的附件")
	for _, reason := range []string{"", " ", strings.Repeat("错", 301)} {
		if a := b.Post(image+"/void", "reason", reason); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a reason of %d bytes: %d", len(reason), a.Status)
		}
	}
	for range 2 { // the same form twice
		if a := b.Post(image+"/void", "reason", "传成了别人的照片"); a.Status != http.StatusSeeOther || a.Location != at {
			t.Fatalf("%d to %q", a.Status, a.Location)
		}
	}
	if a := b.Post(image+"/void", "reason", "另一个原因"); a.Status != http.StatusConflict {
		t.Errorf("voided with another reason: %d", a.Status)
	}
	page := b.Get(at).Body
	contains(t, page, "作废：传成了别人的照片", "is-void", image)
	lacks(t, page, image+"/thumbnail", image+"/void")
	contains(t, b.Get(caseAt).Body, "1 个附件")
	lacks(t, b.Get(caseAt).Body, image)
	if a := b.Get(image + "/thumbnail"); a.Status != http.StatusNotFound {
		t.Errorf("its thumbnail: %d", a.Status)
	}
	if a := b.Get(image); a.Status != http.StatusOK {
		t.Errorf("itself: %d", a.Status)
	}
	if a := b.PostFiles(at, "file", testkit.File{Name: "again.png", Content: photo}); a.Status != http.StatusSeeOther || len(links(b.Get(at).Body)) != 3 {
		t.Errorf("attached anew: %d", a.Status)
	}
	contains(t, testkit.Client(t, s, "auditor").Get("/audit").Body, "作废附件", "看照片、扫描件原件", "添加、作废附件")
}

func TestFilesThatAreNotKept(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 63)
	at := "/cases/" + id.String() + "/facts/" + factOf(t, s, id.String(), rehab.KindReportIn).ID + "/attachments"
	b := testkit.Client(t, s, "village1")
	photo := drawing(t, 40, 30)
	for _, c := range []struct {
		what    string
		content []byte
		status  int
		why     string
	}{
		{"page.jpg", []byte("<!doctype html><script>alert(1)</script>"), 415, "不是能收的文件"},
		{"drawing.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), 415, "不是能收的文件"},
		{"both.pdf", append([]byte("<script>1</script>"), pdfWithScript...), 415, "不是能收的文件"},
		{"IMG_0001.jpg", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), 415, "HEIC 照片"},
		{"nothing.jpg", []byte{}, 422, "是空文件"},
		{"short.png", photo[:len(photo)/2], 422, "不完整或已损坏"},
		{"short.pdf", pdfWithScript[:40], 422, "不完整或已损坏"},
		{"huge.png", hugePNG(t), 413, "超过 50 百万像素"},
		{"long.jpg", append([]byte("\xff\xd8\xff"), make([]byte, 20<<20)...), 413, "超过 20 MB"},
	} {
		a := b.PostFiles(at, "file", testkit.File{Name: c.what, Content: c.content})
		if a.Status != c.status {
			t.Errorf("%s: %d, want %d", c.what, a.Status, c.status)
		}
		contains(t, a.Body, c.what+"：", c.why, `id="errors"`, "multipart/form-data")
	}
	if n := len(links(b.Get(at).Body)); n != 0 {
		t.Fatalf("%d attachments", n)
	}
	if n := keptFiles(t, s); n != 0 {
		t.Errorf("%d files kept of what was refused", n)
	}
	t.Run("the good ones are kept and it says which were not", func(t *testing.T) {
		a := b.PostFiles(at, "file", testkit.File{Name: "一.png", Content: photo}, testkit.File{Name: "坏.jpg", Content: []byte("GIF89a")}, testkit.File{Name: "二.png", Content: drawing(t, 41, 30)})
		if a.Status != 415 || len(links(a.Body)) != 2 {
			t.Errorf("%d with %d attachments", a.Status, len(links(a.Body)))
		}
		contains(t, a.Body, "已保存 2 个，1 个没有保存", "坏.jpg：")
	})
	t.Run("too many", func(t *testing.T) {
		var files []testkit.File
		for i := range 22 {
			files = append(files, testkit.File{Name: "n.png", Content: drawing(t, 10+i, 10)})
		}
		a := b.PostFiles(at, "file", files...)
		contains(t, a.Body, "已保存 20 个，1 个没有保存", "一次最多 20 个")
		if a.Status != 413 || len(links(a.Body)) != 22 {
			t.Errorf("%d with %d attachments", a.Status, len(links(a.Body)))
		}
	})
	t.Run("nothing chosen, and no form with files", func(t *testing.T) {
		a := b.PostFiles(at, "file")
		if contains(t, a.Body, "请先拍照或选择文件"); a.Status != 422 {
			t.Errorf("%d", a.Status)
		}
		if a := b.Post(at, "file", "x"); a.Status != 422 {
			t.Errorf("an ordinary form: %d", a.Status)
		}
	})
	t.Run("a name no browser sends, and a form that breaks off", func(t *testing.T) {
		before := len(links(b.Get(at).Body))
		for _, a := range []testkit.Answer{b.PostFiles(at, "file", testkit.File{Name: "a\x01b.png", Content: photo}), b.PostBroken(at, "file", testkit.File{Name: "a.png", Content: drawing(t, 77, 10)})} {
			if contains(t, a.Body, "传送中断"); a.Status != 422 {
				t.Errorf("%d", a.Status)
			}
		}
		if n := len(links(b.Get(at).Body)); n != before {
			t.Errorf("%d attachments more", n-before)
		}
	})
	t.Run("files nowhere else", func(t *testing.T) {
		if a := b.PostFiles("/cases/"+id.String()+"/visit", "file", testkit.File{Name: "x.png", Content: photo}); a.Status != 422 {
			t.Errorf("a form with files at a form without: %d", a.Status)
		}
	})
	t.Run("bytes that are gone", func(t *testing.T) {
		image := links(b.Get(at).Body)[0]
		var names []string
		if err := s.Files.Each(t.Context(), func(k blob.Kept) error { names = append(names, k.Name); return nil }); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := s.Files.Remove(t.Context(), name); err != nil {
				t.Fatal(err)
			}
		}
		if a := b.Get(image); a.Status != http.StatusInternalServerError || b.Get(at).Status != http.StatusOK {
			t.Errorf("%d", a.Status)
		}
	})
}

func keptFiles(t *testing.T, s *testkit.Service) (n int) {
	t.Helper()
	if err := s.Files.Each(t.Context(), func(blob.Kept) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

// A case that moves takes its photos along: the destination sees all, the office it left none.
func TestAttachmentsMoveWithTheCase(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 64)
	fact := factOf(t, s, id.String(), rehab.KindReportIn).ID
	at := "/cases/" + id.String() + "/facts/" + fact + "/attachments"
	image := at + "/" + attach(t, s, "village1", id.String(), fact)
	moved := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 65, movedTo(testkit.Far, date.MustParse("2026-10-20"))...)
	movedFact := factOf(t, s, moved.String(), rehab.KindReportIn).ID
	movedAt := "/cases/" + moved.String() + "/facts/" + movedFact + "/attachments"
	movedImage := movedAt + "/" + attach(t, s, "town3", moved.String(), movedFact)
	near, far := testkit.Client(t, s, "town1"), testkit.Client(t, s, "town3")
	for _, c := range []struct {
		b    *testkit.Browser
		path string
		want int
	}{{near, at, 200}, {near, image, 200}, {far, at, 404}, {far, image, 404}, {near, movedAt, 404}, {near, movedImage, 404}, {near, movedImage + "/thumbnail", 404}, {far, movedAt, 200}, {far, movedImage, 200}} {
		if a := c.b.Get(c.path); a.Status != c.want {
			t.Errorf("%s: %d, want %d", c.path, a.Status, c.want)
		}
	}
	if a := near.PostFiles(movedAt, "file", testkit.File{Name: "x.png", Content: drawing(t, 4, 4)}); a.Status != 404 {
		t.Errorf("the office it left adds: %d", a.Status)
	}
	contains(t, far.Get("/cases/"+moved.String()).Body, movedImage+"/thumbnail")
	t.Run("on a page of the past", func(t *testing.T) {
		past := "/cases/" + id.String() + "?day=2026-05-05"
		contains(t, near.Get(past).Body, image+"/thumbnail")
		page := near.Get(past + "&reading=then").Body // the picture came later
		lacks(t, page, image, "附件／拍照")
	})
}

// A voided fact keeps its attachments visible with it, and gets no more.
func TestAttachmentsOfAVoidedFact(t *testing.T) {
	s := testkit.Serve(t, nil)
	tested := testkit.Step(access.DrugTestRecord, date.MustParse("2026-11-09"), &rehab.DrugTest{Result: rehab.Negative})
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 66, tested)
	fact := tested.Entry.Key.String()
	caseAt, b := "/cases/"+id.String(), testkit.Client(t, s, "village1")
	at := caseAt + "/facts/" + fact + "/attachments"
	image := at + "/" + attach(t, s, "village1", id.String(), fact)
	if a := b.Post(caseAt+"/facts/"+fact+"/void", server.FormKey, server.NewFormKey(), "reason", "误录", "then", "case"); a.Status != http.StatusSeeOther {
		t.Fatalf("%d", a.Status)
	}
	contains(t, b.Get(caseAt).Body, image+"/thumbnail", "1 个附件")
	page := b.Get(at).Body
	contains(t, page, "已经作废，不能再加附件", image+"/thumbnail")
	lacks(t, page, "multipart/form-data")
	if a := b.PostFiles(at, "file", testkit.File{Name: "x.png", Content: drawing(t, 4, 4)}); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("added to a voided fact: %d", a.Status)
	}
	void := caseAt + "/facts/" + factOf(t, s, id.String(), rehab.KindVoid).ID + "/attachments"
	if a := b.Get(void); a.Status != http.StatusNotFound {
		t.Errorf("attachments of a void: %d", a.Status)
	}
	t.Run("a fact just recorded offers to add some", func(t *testing.T) {
		key := server.NewFormKey()
		a := b.Post(caseAt+"/risk", server.FormKey, key, "date", "2026-11-20", "level", "high", "reason", "近期接触旧友")
		offered := caseAt + "/facts/" + key + "/attachments"
		contains(t, b.Follow(a).Body, `href="`+offered+`"`, "添加照片或扫描件")
		if a := b.Get(offered); a.Status != http.StatusOK {
			t.Errorf("what is offered: %d", a.Status)
		}
		a = b.Post(caseAt+"/visit", server.FormKey, server.NewFormKey(), "date", "2026-11-20", "version", "0", "contact", "talk", "contact", "visit", "visit_content", "家中整洁", "talk_content", "谈近况")
		offers := photoLink.FindStringSubmatch(b.Follow(a).Body)
		if len(offers) != 2 {
			t.Fatalf("a visit offers nothing: %d", a.Status)
		}
		contains(t, b.Get(offers[1]).Body, "走访", "家中整洁")
	})
}
