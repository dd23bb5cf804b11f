package work_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/jobs/work"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/web"
)

// papers are papers in memory.
type papers struct {
	sync.Mutex
	html string
	pdf  map[uuid.UUID][]byte
	why  map[uuid.UUID]string
	keep error
}

func (p *papers) ToPrint(_ context.Context, id uuid.UUID) ([]byte, error) {
	if id == uuid.Nil {
		return nil, fault.ErrNotFound()
	}
	return []byte(p.html), nil
}

func (p *papers) KeepPDF(_ context.Context, id uuid.UUID, pdf []byte, _ string) error {
	p.Lock()
	defer p.Unlock()
	p.pdf[id] = pdf
	return p.keep
}

func (p *papers) Unprintable(_ context.Context, id uuid.UUID, why string) error {
	p.Lock()
	defer p.Unlock()
	p.why[id] = why
	return nil
}

func (p *papers) outcome(id uuid.UUID) (pdf []byte, why string) {
	p.Lock()
	defer p.Unlock()
	return p.pdf[id], p.why[id]
}

func (b *bench) printed(t *testing.T, p *papers, id uuid.UUID) ([]byte, string) {
	t.Helper()
	err := b.Store.WithTx(t.Context(), b.owner, func(tx *store.Tx) error { return jobs.Put(t.Context(), tx, jobs.PrintPaper{Paper: id}) })
	if err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if pdf, why := p.outcome(id); pdf != nil || why != "" {
			return pdf, why
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("nothing comes of the print")
	return nil, ""
}

func TestPrintWithoutChromium(t *testing.T) {
	b := open(t)
	p := &papers{html: "<p>文书</p>", pdf: map[uuid.UUID][]byte{}, why: map[uuid.UUID]string{}}
	b.deps.Papers = p
	b.start(t)
	if pdf, why := b.printed(t, p, uuid.New()); pdf != nil || why != work.NoChromium {
		t.Errorf("%d bytes, %q", len(pdf), why)
	}
	var left int
	for range 100 {
		if err := b.Store.Pool().QueryRow(t.Context(), `select count(*) from river_job where state not in ('completed')`).Scan(&left); err != nil {
			t.Fatal(err)
		}
		if left == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%d jobs are not over", left)
}

// TestPrintPaper prints by a job what was ordered in a transaction, in the real Chromium.
func TestPrintPaper(t *testing.T) {
	browser.Need(t)
	b := open(t)
	chromium, err := press.Find("")
	if err != nil {
		t.Fatal(err)
	}
	b.deps.Press = press.New(press.Options{Chromium: chromium, Assets: web.Static()})
	t.Cleanup(func() { _ = b.deps.Press.Close() })
	regular, bold := web.PaperFonts()
	p := &papers{html: string(document.Original("试验", []byte(`<div class="doc"><h1>社区戒毒协议书</h1><p>姓名：䶮𬱟某</p></div>`), document.Fonts{Regular: regular, Bold: bold})), pdf: map[uuid.UUID][]byte{}, why: map[uuid.UUID]string{}}
	b.deps.Papers = p
	b.start(t)
	pdf, why := b.printed(t, p, uuid.New())
	if text := testkit.PDFText(t, pdf); why != "" || !strings.Contains(text, "社区戒毒协议书") || !strings.Contains(text, "䶮𬱟某") {
		t.Errorf("%q: %s", why, text)
	}
	for _, f := range testkit.PDFFonts(t, pdf) {
		if !strings.Contains(f, "+NotoSerifSC-") {
			t.Error(f)
		}
	}
}
