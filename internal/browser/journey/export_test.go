package journey

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/demo"
	"xinsheng/internal/jobs/work"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/testkit"
)

// TestExportProgress watches a file being made: its page goes on by itself, and without script by its button.
func TestExportProgress(t *testing.T) {
	browser.Need(t)
	s := testkit.Serve(t, nil)
	on := make(chan struct{})
	s.Exports.Register("village_dossiers", func(ctx context.Context, j export.Job) (export.File, error) {
		j.Progress(3, 12)
		select {
		case <-on:
			return export.File{Name: "楠竹村档案.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.4")}, nil
		case <-ctx.Done():
			return export.File{}, ctx.Err()
		}
	})
	s.Exports.Register("dossier_zip", func(context.Context, export.Job) (export.File, error) { return export.File{}, errors.New("试验") })
	crew, err := work.Start(t.Context(), work.Deps{Store: s.Store, Exports: s.Exports, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = crew.Stop(context.WithoutCancel(t.Context())) })
	ask := func(kind string) string {
		id, err := s.Exports.Ask(t.Context(), testkit.Actor(t, s, "town1"), export.Order{Key: uuid.Must(uuid.NewV7()), Kind: kind, About: "市中街道楠竹村", Total: 12})
		if err != nil {
			t.Fatal(err)
		}
		return "/exports/" + id.String()
	}
	at := ask("village_dossiers")
	desk, phone := browser.Open(t, s.URL, browser.Desk), browser.Open(t, s.URL, browser.Phone.WithoutScript())
	for _, p := range []*browser.Page{desk, phone} {
		p.SignIn("town1", demo.Password)
		p.Go(at)
		p.See("正在制作")
		for range 20 { // the job writes down how far it is twice a second
			if p.Count("progress[value='3']") == 1 {
				break
			}
			time.Sleep(200 * time.Millisecond)
			p.Reload()
		}
		p.See("已完成 3/12")
		p.Check()
	}
	desk.Go("/exports")
	desk.See("已完成 3/12")
	desk.Check()
	close(on)
	desk.See("可以下载") // nobody presses anything
	desk.Click("全村（社区）档案")
	desk.See("楠竹村档案.pdf")
	desk.Check()
	phone.Click("刷新进度")
	phone.See("可以下载")
	phone.Check()
}
