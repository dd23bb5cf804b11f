package gallery

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"xinsheng/internal/text"
	"xinsheng/web"
	"xinsheng/web/components"
	"xinsheng/web/layout"
)

// sayer chooses sample words by language.
type sayer text.Lang

func (s sayer) w(zh, en string) string {
	if text.Lang(s) == text.En {
		return en
	}
	return zh
}

// page is one page of the gallery.
type page struct {
	name string
	body func(s sayer) templ.Component
}

var pages = []page{
	{"01-parts", parts}, {"02-cells", cells}, {"03-trackers", trackers}, {"04-worklist", worklist}, {"05-case", casePage}, {"06-list", list},
	{"07-sheet", sheet}, {"08-form", form}, {"09-change", change}, {"10-dashboard", dashboard}, {"11-sign-in", signIn}, {"12-problem", problem}, {"13-paper", paper},
}

func join(cs ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, c := range cs {
			if err := c.Render(templ.ClearChildren(ctx), w); err != nil {
				return err
			}
		}
		return nil
	})
}

// in puts children into a component.
func in(parent templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return parent.Render(templ.WithChildren(ctx, join(children...)), w)
	})
}

// tag is an element of a class around children.
func tag(name, class string, children ...templ.Component) templ.Component {
	return join(templ.Raw("<"+name+` class="`+class+`">`), join(children...), templ.Raw("</"+name+">"))
}

func words(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

func card(title, note string, children ...templ.Component) templ.Component {
	return in(components.Card(components.CardView{Title: title, Note: note}), children...)
}

func flush(title, note string, children ...templ.Component) templ.Component {
	return in(components.Card(components.CardView{Title: title, Note: note, Flush: true}), children...)
}

func html(t *testing.T, p page, lang text.Lang) string {
	t.Helper()
	var b strings.Builder
	if err := p.body(sayer(lang)).Render(text.With(t.Context(), text.For(lang)), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	inline  = regexp.MustCompile(`\sstyle=|<style|\son[a-z]+=|javascript:`)
	han     = regexp.MustCompile(`\p{Han}+`)
	repeats = regexp.MustCompile(`\sid="([^"]+)"`)
)

func TestGallery(t *testing.T) {
	out := filepath.Join("..", "..", "build", "gallery")
	if err := os.MkdirAll(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(out, "static"), web.Static()); err != nil && !os.IsExist(err) {
		t.Log(err)
	}
	for _, p := range pages {
		for _, lang := range text.Langs() {
			s := html(t, p, lang)
			check(t, p.name, lang, s)
			local := strings.ReplaceAll(s, web.AssetPrefix, "static/")
			if err := os.WriteFile(filepath.Join(out, p.name+"."+string(lang)+".html"), []byte(local), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func check(t *testing.T, name string, lang text.Lang, s string) {
	t.Helper()
	if strings.Contains(s, "⟦") || strings.Contains(s, "no value") {
		t.Errorf("%s %s: a sentence is missing", name, lang)
	}
	if bad := inline.FindString(s); bad != "" {
		t.Errorf("%s %s: inline %q", name, lang, bad)
	}
	seen := map[string]bool{}
	for _, m := range repeats.FindAllStringSubmatch(s, -1) {
		if seen[m[1]] {
			t.Errorf("%s %s: id %q stands there twice", name, lang, m[1])
		}
		seen[m[1]] = true
	}
	if lang == text.En && name != "13-paper" {
		for _, w := range han.FindAllString(s, -1) {
			if w != "中文" {
				t.Errorf("%s: Chinese in English: %s", name, w)
			}
		}
	}
}

func frame(s sayer, title, key string, children ...templ.Component) templ.Component {
	p := shellPage(s)
	p.Title = title
	for i := range p.Nav {
		p.Nav[i].Current = p.Nav[i].Key == key
	}
	return in(layout.Shell(p), children...)
}
