package web_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"xinsheng/web"
)

var hashed = regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`)

func TestAssetsHaveHashedNames(t *testing.T) {
	if !web.Built() {
		if got := web.Asset("app.css"); got != "/static/app.css" {
			t.Errorf("unbuilt: %s", got)
		}
		t.Skip("assets are not built; make assets builds them")
	}
	address := web.Asset("app.css")
	if !hashed.MatchString(address) {
		t.Fatalf("address of the stylesheet is %s", address)
	}
	name := address[len(web.AssetPrefix):]
	if _, err := fs.Stat(web.Static(), name); err != nil {
		t.Error(err)
	}
	if !web.Immutable(name) || web.Immutable("manifest.json") || web.Immutable("app.css") {
		t.Error("only hashed names may be cached for ever")
	}
}

// The font of papers is there, by the hash of its content, with its licence.
func TestPaperFonts(t *testing.T) {
	if !web.Built() {
		t.Skip("assets are not built; make assets builds them")
	}
	regular, bold := web.PaperFonts()
	for _, address := range []string{regular, bold} {
		if !regexp.MustCompile(`^/static/noto-serif-sc-\d00\.[0-9a-f]{12}\.ttf$`).MatchString(address) {
			t.Error(address)
		}
		if st, err := fs.Stat(web.Static(), address[len(web.AssetPrefix):]); err != nil || st.Size() < 10<<20 {
			t.Errorf("%s: %v", address, err)
		}
	}
	if licence, err := fs.ReadFile(web.Static(), web.Asset("noto-serif-sc-OFL.txt")[len(web.AssetPrefix):]); err != nil || !strings.Contains(string(licence), "SIL OPEN FONT LICENSE Version 1.1") {
		t.Errorf("the licence: %v", err)
	}
}

// A first visit to any page without a chart costs under 150 KB (UX, Look); the page itself has the rest of it.
func TestAssetsAreSmall(t *testing.T) {
	const most = 60 << 10
	total := 0
	for _, name := range []string{"app.css", "app.js", "favicon.svg"} {
		if !web.Built() {
			t.Skip("assets are not built; make assets builds them")
		}
		raw, err := fs.ReadFile(web.Static(), web.Asset(name)[len(web.AssetPrefix):])
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(raw); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		total += b.Len()
	}
	if total > most {
		t.Errorf("stylesheet, script and sign are %d bytes compressed, want at most %d", total, most)
	}
}
