package layout_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
	"xinsheng/web/icon"
	"xinsheng/web/layout"
)

func page() layout.Page {
	return layout.Page{
		Title: "我的工作", Path: "/worklist?week=1", Account: "李秀珍", Search: true, Demo: true, LegalDay: date.MustParse("2026-11-23"),
		Posting: layout.Posting{ID: "1", Role: "village_worker", Unit: "凤凰村"},
		Nav: []layout.NavItem{
			{Key: "worklist", Href: "/", Icon: icon.ListChecks, Count: "14", Current: true, Phone: true},
			{Key: "cases", Href: "/cases", Icon: icon.Users, Phone: true}, {Key: "sheet", Href: "/sheet", Icon: icon.Table2, Phone: true},
			{Key: "my_log", Href: "/log", Icon: icon.History, Section: "section_records", Phone: true},
		},
		Flash: &layout.Flash{Tone: layout.ToneDone, Text: "<b>"},
	}
}

func render(t *testing.T, lang text.Lang, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(text.With(t.Context(), text.For(lang)), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func frames(p layout.Page) map[string]templ.Component {
	out := p
	out.Account = ""
	return map[string]templ.Component{
		"shell": layout.Shell(p), "bare": layout.Bare(out), "paper": layout.Paper(p, true),
		"problem": layout.ProblemPage(p, layout.Problem{Kind: "not_found", Reference: "7"}), "problem, signed out": layout.ProblemPage(out, layout.Problem{Kind: "internal"}),
	}
}

// The Content-Security-Policy allows neither inline style nor inline script, so a frame must not have any.
func TestFramesKeepTheContentSecurityPolicy(t *testing.T) {
	inline := regexp.MustCompile(`\sstyle=|<style|\son[a-z]+=|<script(?:>|\s[^>]*>\s*\S)|javascript:`)
	for name, c := range frames(page()) {
		html := render(t, text.ZhCN, c)
		if bad := inline.FindString(regexp.MustCompile(`(<script[^>]*src=[^>]*>)</script>`).ReplaceAllString(html, "")); bad != "" {
			t.Errorf("%s: %q", name, bad)
		}
	}
}

func TestFramesSpeakOneLanguage(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}+`)
	p := page()
	p.Title, p.Account, p.Posting.Unit = "Work", "Li Xiuzhen", "Phoenix Village"
	for name, c := range frames(p) {
		html := render(t, text.En, c)
		if !strings.Contains(html, `<html lang="en"`) {
			t.Errorf("%s: the document's language is not set", name)
		}
		for _, s := range han.FindAllString(html, -1) {
			if s != "中文" {
				t.Errorf("%s: Chinese in the English page: %s", name, s)
			}
		}
		if strings.Contains(html, "⟦") {
			t.Errorf("%s: a sentence is missing", name)
		}
	}
}

func TestThePhoneBarHasThreePlacesAndTheRestUnderMore(t *testing.T) {
	html := render(t, text.ZhCN, layout.Shell(page()))
	bar := html[strings.Index(html, `<nav class="bottombar"`):]
	if places := strings.Count(bar[:strings.Index(bar, "<details")], "<a"); places != 3 {
		t.Errorf("%d places before more, want 3", places)
	}
	if !strings.Contains(bar, `href="/log"`) {
		t.Error("the fourth place is lost")
	}
}

func TestWhatIsTypedIsEscaped(t *testing.T) {
	html := render(t, text.ZhCN, layout.Shell(page()))
	if !strings.Contains(html, "&lt;b&gt;") {
		t.Error("the flash was not escaped")
	}
}
