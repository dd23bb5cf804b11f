package press_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"xinsheng/internal/paper/press"
	"xinsheng/internal/testkit"
)

// long is a document of some hundred pages.
func long() []byte {
	return document("", strings.Repeat("<p>"+strings.Repeat("社区戒毒人员应当遵守协议。", 40)+"</p>", 700)+"<p>全文完</p>")
}

// TestChromiumKilledHalfWay kills Chromium at several moments of a print: between prints, as it begins, in its middle.
func TestChromiumKilledHalfWay(t *testing.T) {
	p := open(t, press.Options{Time: 3 * time.Minute})
	html := long()
	mustPrint(t, p, html)
	for _, after := range []time.Duration{0, 100 * time.Millisecond, time.Second, 2 * time.Second} {
		leader := p.Groups()[0]
		timer := time.AfterFunc(after, func() { _ = syscall.Kill(leader, syscall.SIGKILL) })
		if after == 0 {
			_ = syscall.Kill(leader, syscall.SIGKILL)
		}
		pdf, err := p.Print(t.Context(), html)
		timer.Stop()
		if err != nil {
			t.Errorf("killed after %s: %v", after, err)
			continue
		}
		if text := testkit.PDFText(t, pdf.Bytes); !strings.Contains(text, "全文完") {
			t.Errorf("killed after %s: the end is missing", after)
		}
	}
}

// TestKilledAgainAndAgain wants a clear error and no part of a PDF; and the press goes on afterwards.
func TestKilledAgainAndAgain(t *testing.T) {
	p := open(t, press.Options{Time: 3 * time.Minute})
	stop := make(chan struct{})
	var killer sync.WaitGroup
	killer.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				killChildren()
			}
		}
	})
	pdf, err := p.Print(t.Context(), document("", decision))
	close(stop)
	killer.Wait()
	if !errors.Is(err, press.ErrCrashed) || pdf.Bytes != nil {
		t.Errorf("%d bytes, %v", len(pdf.Bytes), err)
	}
	mustPrint(t, p, document("", decision))
}

// killChildren kills every Chromium that this process has started.
func killChildren() {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		raw, _ := os.ReadFile(file)
		var pid, parent int
		var name, state string
		if n, _ := fmt.Sscanf(string(raw), "%d %s %s %d", &pid, &name, &state, &parent); n == 4 && parent == os.Getpid() && strings.Contains(name, "chrom") {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

func TestBounds(t *testing.T) {
	t.Run("time", func(t *testing.T) {
		p := open(t, press.Options{Time: 1500 * time.Millisecond})
		at := time.Now()
		_, err := p.Print(t.Context(), long())
		if took := time.Since(at); !errors.Is(err, press.ErrTime) || took > 10*time.Second {
			t.Errorf("%v after %s", err, took)
		}
	})
	t.Run("the caller's context", func(t *testing.T) {
		p := open(t, press.Options{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Print(ctx, long()); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
	t.Run("memory", func(t *testing.T) {
		p := open(t, press.Options{Memory: 300 << 20})
		_, err := p.Print(t.Context(), document("", strings.Repeat("<p>"+strings.Repeat("<b>字</b>", 100)+"</p>", 20_000)))
		if !errors.Is(err, press.ErrMemory) {
			t.Error(err)
		}
	})
}

// TestManyAtOnce prints more documents at once than there are browsers, and each gets its own; a browser is replaced after four prints.
func TestManyAtOnce(t *testing.T) {
	p := open(t, press.Options{Browsers: 2, Prints: 4, Time: 3 * time.Minute})
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			pdf, err := p.Print(t.Context(), document("", fmt.Sprintf("<p>第%d号</p>", i)))
			if err != nil {
				t.Error(err)
				return
			}
			if text := testkit.PDFText(t, pdf.Bytes); strings.TrimSpace(text) != fmt.Sprintf("第%d号", i) {
				t.Errorf("document %d: %q", i, text)
			}
		})
	}
	all.Wait()
}

// TestIdle ends a Chromium that nobody uses.
func TestIdle(t *testing.T) {
	p := open(t, press.Options{Idle: 100 * time.Millisecond})
	mustPrint(t, p, document("", decision))
	for range 100 {
		if len(p.Groups()) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("it runs on")
}

func TestWithoutChromium(t *testing.T) {
	for _, set := range []string{"/nowhere/chromium", "no-such-program"} {
		if _, err := press.Find(set); !errors.Is(err, press.ErrNoChromium) {
			t.Errorf("%s: %v", set, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if path, err := press.Find(""); !errors.Is(err, press.ErrNoChromium) {
		if !filepath.IsAbs(path) || !strings.HasPrefix(path, "/Applications/") {
			t.Errorf("found %q, %v", path, err)
		}
	}
	p := press.New(press.Options{})
	defer p.Close()
	if _, err := p.Print(t.Context(), nil); !errors.Is(err, press.ErrNoChromium) {
		t.Error(err)
	}
}
