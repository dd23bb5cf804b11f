package server_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/testkit"
)

// TestExportPages follows files from asking to deleting, as their owner sees them; jobs are done by hand.
func TestExportPages(t *testing.T) {
	s := testkit.Serve(t, t.Output())
	b := testkit.Client(t, s, "town1")
	if a := b.Get("/exports"); a.Status != http.StatusOK || !strings.Contains(a.Body, "没有导出文件") || strings.Contains(a.Body, "hx-trigger") {
		t.Errorf("empty: %d %s", a.Status, a.Body)
	}
	id := askExport(t, s, "town1")
	at := "/exports/" + id

	t.Run("waiting", func(t *testing.T) {
		for _, path := range []string{"/exports", at} {
			a := b.Get(path)
			for _, want := range []string{"一人一档（PDF）", "试验", "排队中", `hx-trigger="every 2s"`, "刷新进度", at + "/cancel"} {
				if !strings.Contains(a.Body, want) {
					t.Errorf("%s: no %q", path, want)
				}
			}
		}
		if a := b.Get(at + "/file"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "没有可下载的文件") {
			t.Errorf("a file that is not there: %d", a.Status)
		}
		if a := b.Post(at + "/delete"); a.Status != http.StatusConflict {
			t.Errorf("deleted while it waits: %d", a.Status)
		}
	})
	t.Run("done", func(t *testing.T) {
		makeExport(t, s, id)
		a := b.Get(at)
		for _, want := range []string{"可以下载", "甄一的档案.pdf（1 KB）", "SHA-256", at + "/file", at + "/delete"} {
			if !strings.Contains(a.Body, want) {
				t.Errorf("no %q in %s", want, a.Body)
			}
		}
		if strings.Contains(a.Body, "hx-trigger") {
			t.Error("it goes on asking")
		}
		f := b.Get(at + "/file")
		if f.Status != http.StatusOK || f.Body != "%PDF-1.4 试验" || f.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%d %q %v", f.Status, f.Body, f.Header)
		}
		if d := f.Header.Get("Content-Disposition"); d != `attachment; filename="export.pdf"; filename*=UTF-8''%E7%94%84%E4%B8%80%E7%9A%84%E6%A1%A3%E6%A1%88.pdf` {
			t.Error(d)
		}
		if log := testkit.Client(t, s, "auditor").Get("/audit"); !strings.Contains(log.Body, "下载导出文件") || !strings.Contains(log.Body, "一人一档（PDF）") || strings.Contains(log.Body, "甄一") {
			t.Error("the log does not say who took it, or says too much")
		}
		if a := b.Post(at + "/cancel"); a.Status != http.StatusConflict {
			t.Errorf("cancelled when it is done: %d", a.Status)
		}
		if other := testkit.Client(t, s, "town2"); other.Get(at).Status != http.StatusNotFound || other.Get(at+"/file").Status != http.StatusNotFound || other.Post(at+"/delete").Status != http.StatusNotFound {
			t.Error("somebody else sees it")
		}
		if a := b.Follow(b.Post(at + "/delete")); a.Status != http.StatusOK || !strings.Contains(a.Body, "已删除") {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := b.Get(at); a.Status != http.StatusNotFound {
			t.Errorf("deleted: %d", a.Status)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		id := askExport(t, s, "town1")
		for range 2 {
			if a := b.Follow(b.Post("/exports/" + id + "/cancel")); a.Status != http.StatusOK || !strings.Contains(a.Body, "已取消") {
				t.Errorf("%d %s", a.Status, a.Body)
			}
		}
		makeExport(t, s, id) // its job comes too late
		if a := b.Get("/exports/" + id); !strings.Contains(a.Body, "删除记录") || strings.Contains(a.Body, "/file") {
			t.Error(a.Body)
		}
	})
	t.Run("failed", func(t *testing.T) {
		s.Exports.Register("papers_batch", func(context.Context, export.Job) (export.File, error) { return export.File{}, errors.New("试验") })
		id, err := s.Exports.Ask(t.Context(), testkit.Actor(t, s, "town1"), export.Order{Key: uuid.Must(uuid.NewV7()), Kind: "papers_batch"})
		if err != nil {
			t.Fatal(err)
		}
		makeExport(t, s, id.String())
		if a := b.Get("/exports/" + id.String()); !strings.Contains(a.Body, "没有做成") || !strings.Contains(a.Body, "请联系系统管理员") {
			t.Error(a.Body)
		}
	})
	t.Run("kept for a week and swept by nobody before", func(t *testing.T) {
		id := askExport(t, s, "town1")
		makeExport(t, s, id)
		e, err := s.Exports.Show(t.Context(), testkit.Actor(t, s, "town1"), uuid.MustParse(id))
		if err != nil {
			t.Fatal(err)
		}
		there := func() bool { _, err := s.Files.Get(t.Context(), *e.Content); return err == nil }
		s.Clock.Ahead = 6 * 24 * time.Hour
		if c, err := s.Work.CheckFiles(t.Context(), false, true); err != nil || c.Orphans != 0 {
			t.Errorf("%+v, %v", c, err)
		}
		if err := s.Exports.Purge(t.Context()); err != nil || !there() {
			t.Errorf("gone before its time: %v", err)
		}
		s.Clock.Ahead = 8 * 24 * time.Hour
		defer func() { s.Clock.Ahead = 0 }()
		if err := s.Exports.Purge(t.Context()); err != nil || there() {
			t.Errorf("there after its time: %v", err)
		}
		if _, err := s.Exports.Show(t.Context(), testkit.Actor(t, s, "town1"), uuid.MustParse(id)); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
	})
	for _, nonsense := range []string{"/exports/nonsense", "/exports/" + uuid.NewString()} {
		if a := b.Get(nonsense); a.Status != http.StatusNotFound {
			t.Errorf("%s: %d", nonsense, a.Status)
		}
	}
}

// makeExport makes an export as its job does in the last attempt.
func makeExport(t *testing.T, s *testkit.Service, id string) {
	t.Helper()
	if err := s.Exports.Make(t.Context(), uuid.MustParse(id), true, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
}
