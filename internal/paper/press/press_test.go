package press_test

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"xinsheng/internal/browser"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/testkit"
	"xinsheng/web"
)

// open returns a press with the real Chromium and the program's assets.
func open(t testing.TB, o press.Options) *press.Press {
	t.Helper()
	browser.Need(t.(interface {
		Helper()
		Skip(args ...any)
	}))
	if !web.Built() {
		t.Fatal("assets are not built; make assets builds them")
	}
	var err error
	if o.Chromium, err = press.Find(""); err != nil {
		t.Fatal(err)
	}
	o.Assets = web.Static()
	p := press.New(o)
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func document(style, body string) []byte {
	regular, bold := web.PaperFonts()
	return fmt.Appendf(nil, `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>社区戒毒决定书</title><style>
@media print{@font-face{font-family:"Xinsheng Song";font-weight:400;src:url(%s)}@font-face{font-family:"Xinsheng Song";font-weight:700;src:url(%s)}}
@page{size:A4;margin:25mm}body{font-family:"Xinsheng Song",serif;line-height:2}%s</style></head><body>%s</body></html>`, regular, bold, style, body)
}

const decision = `<h1>社区戒毒决定书</h1><p>赤公（社戒）决字〔2026〕第12号</p><p>姓名：<b>䶮𬱟某</b>，男，住赤水市，“自签收之日起”十五日内报到。</p>`

func mustPrint(t *testing.T, p *press.Press, html []byte) press.PDF {
	t.Helper()
	pdf, err := p.Print(t.Context(), html)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrint(t *testing.T) {
	p := open(t, press.Options{})
	t.Run("text, rare characters and fonts", func(t *testing.T) {
		pdf := mustPrint(t, p, document("", decision))
		text := testkit.PDFText(t, pdf.Bytes)
		for _, want := range []string{"社区戒毒决定书", "赤公（社戒）决字〔2026〕第12号", "䶮𬱟某", "“自签收之日起”"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not stand in the text: %s", want, text)
			}
		}
		fonts := testkit.PDFFonts(t, pdf.Bytes)
		if len(fonts) != 2 {
			t.Errorf("fonts: %q", fonts)
		}
		for _, f := range fonts { // a prefix of six letters: only what is used of it is there
			if !strings.Contains(f, "+NotoSerifSC-") || !strings.Contains(f, " yes yes yes ") {
				t.Errorf("not Noto Serif SC, embedded and cut to what is used: %s", f)
			}
		}
		if len(pdf.Bytes) > 100<<10 || !strings.HasPrefix(pdf.By, "Chrome/") {
			t.Errorf("%d bytes by %q", len(pdf.Bytes), pdf.By)
		}
	})
	t.Run("A4, tagged, titled", func(t *testing.T) {
		info := testkit.PDFInfo(t, mustPrint(t, p, document("", decision)).Bytes)
		for _, want := range []string{"(A4)", "594.96 x 841.92", "社区戒毒决定书"} {
			if !strings.Contains(info, want) {
				t.Errorf("no %q in %s", want, info)
			}
		}
		if tagged := strings.Contains(strings.ReplaceAll(info, " ", ""), "Tagged:yes"); !tagged {
			t.Error("not tagged")
		}
	})
	t.Run("landscape by its own rule, numbered", func(t *testing.T) {
		pdf, err := p.PrintNumbered(t.Context(), document("@page{size:A4 landscape}section{break-after:page}", "<section>甲</section><section>乙</section><p>丙</p>"))
		if err != nil {
			t.Fatal(err)
		}
		if info := testkit.PDFInfo(t, pdf.Bytes); !strings.Contains(info, "841.92 x 594.96") {
			t.Error(info)
		}
		pages := strings.Split(testkit.PDFText(t, pdf.Bytes), "\f")
		for i, want := range []string{"甲", "乙", "丙"} {
			if number := fmt.Sprintf("—%d—", i+1); len(pages) < 3 || !strings.Contains(pages[i], want) || !strings.Contains(strings.ReplaceAll(pages[i], " ", ""), number) {
				t.Errorf("page %d: %q", i+1, pages)
			}
		}
	})
	t.Run("without numbers unless asked for", func(t *testing.T) {
		if text := testkit.PDFText(t, mustPrint(t, p, document("", decision)).Bytes); strings.Contains(text, "—") {
			t.Error(text)
		}
	})
	t.Run("a font that is not there", func(t *testing.T) {
		_, err := p.Print(t.Context(), document(`@font-face{font-family:Gone;src:url(/static/gone.0123.ttf)}h1{font-family:Gone}`, decision))
		if !errors.Is(err, press.ErrFont) {
			t.Error(err)
		}
	})
}

// TestDocumentsCanDoNothing prints what somebody has smuggled script and addresses into.
func TestDocumentsCanDoNothing(t *testing.T) {
	p := open(t, press.Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var asked atomic.Int32
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			_ = c.Close()
		}
	}()
	there := "http://" + l.Addr().String()
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("密"), 0o644); err != nil {
		t.Fatal(err)
	}
	pdf := mustPrint(t, p, document(`@import url(`+there+`/a.css);p{background:url(`+there+`/b.png)}`, strings.NewReplacer("THERE", there, "SECRET", secret).Replace(`
		<link rel="stylesheet" href="THERE/c.css"><link rel="preconnect" href="THERE"><link rel="prefetch" href="THERE/d"><img src="THERE/e.png" onerror="document.body.append('脚本一')">
		<iframe src="file://SECRET"></iframe><object data="file://SECRET"></object><embed src="THERE/f.pdf"><iframe srcdoc="<script>parent.document.body.append('脚本二')</script>"></iframe>
		<p>原文</p><svg onload="document.body.append('脚本三')"></svg><script src="THERE/g.js"></script><script>document.body.append("脚本四"); fetch("THERE/h"); location = "THERE/i"</script>
		<meta http-equiv="refresh" content="0;url=THERE/j"><form action="THERE/k"></form><noscript>无脚本</noscript>`)))
	text := testkit.PDFText(t, pdf.Bytes)
	if !strings.Contains(text, "原文") || strings.Contains(text, "脚本一") || strings.Contains(text, "脚本二") || strings.Contains(text, "脚本三") || strings.Contains(text, "脚本四") || strings.Contains(text, "密") {
		t.Errorf("printed: %s", text)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the document reached an address %d times", n)
	}
}

// TestRunsAsNobody looks at the processes: as root they are another user's, in a network that has nothing but a loopback that is down.
func TestRunsAsNobody(t *testing.T) {
	p := open(t, press.Options{})
	mustPrint(t, p, document("", decision))
	leaders := p.Groups()
	if len(leaders) != 1 {
		t.Fatalf("%d running", len(leaders))
	}
	all := press.InGroup(leaders[0])
	if len(all) < 3 {
		t.Fatalf("processes: %v", all)
	}
	if os.Geteuid() == 0 {
		for pid, uid := range all {
			if uid == 0 {
				t.Errorf("process %d is root's", pid)
			}
		}
		if routes, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/dev", leaders[0])); err != nil || strings.Count(string(routes), ":") != 1 {
			t.Errorf("network: %s, %v", routes, err)
		}
	}
	env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", leaders[0]))
	if err != nil || strings.Contains(string(env), "XINSHENG") {
		t.Errorf("our environment went to Chromium: %q, %v", env, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for pid := range all {
		if raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil && !strings.Contains(string(raw), ") Z ") {
			t.Errorf("process %d outlives the press: %s", pid, raw)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), fmt.Sprintf("xinsheng-press-%d-*", os.Getpid()))); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if _, err := p.Print(t.Context(), nil); !errors.Is(err, press.ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
}

// BenchmarkPrint prints one page of a decision with both weights of the font.
func BenchmarkPrint(b *testing.B) {
	p := open(b, press.Options{})
	html := document("", decision)
	if _, err := p.Print(b.Context(), html); err != nil { // starts Chromium
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := p.Print(b.Context(), html); err != nil {
			b.Fatal(err)
		}
	}
}

// TestStaleProfiles: what a killed program left is removed before the first print of this process, what others use stays.
func TestStaleProfiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dead := exec.CommandContext(t.Context(), "true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	stale, used := filepath.Join(os.TempDir(), fmt.Sprintf("xinsheng-press-%d-1", dead.Process.Pid)), filepath.Join(os.TempDir(), fmt.Sprintf("xinsheng-press-%d-1", os.Getppid()))
	for _, dir := range []string{stale, used} {
		if err := os.MkdirAll(filepath.Join(dir, "Default"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	press.RemoveStale()
	if _, err := os.Stat(stale); err == nil {
		t.Error("what a killed program left is still there")
	}
	if _, err := os.Stat(used); err != nil {
		t.Error("what another program uses is gone")
	}
}
