package server

import (
	"strings"
	"testing"

	"xinsheng/internal/casework"
)

func TestFillForms(t *testing.T) {
	const form = `<form data-draft="/cases/1/visit">`
	typed := map[string][]string{
		"text": {`a "b" <c>`}, "area": {"一行\n<b>两行</b>"}, "kind": {"two"}, "box": {"1", "3"}, "choice": {"y"}, "many": {"first", "second"}, "empty": {""},
		FormKey: {"the key"}, "version-7": {"2"}, "case": {"other"}, "question": {"old"}, "file": {"C:\\x.pdf"}, "secret": {"geheim"},
	}
	for name, c := range map[string]struct{ page, want string }{
		"text":                         {`<input type="text" name="text" value="old">`, `<input type="text" name="text" value="a &#34;b&#34; &lt;c&gt;">`},
		"several lines":                {`<textarea name="area" rows="2">old &amp; new</textarea>`, "<textarea name=\"area\" rows=\"2\">\n一行\n&lt;b&gt;两行&lt;/b&gt;</textarea>"},
		"a list":                       {`<select name="kind"><option value="one" selected>1</option><option value="two">2</option></select>`, `<select name="kind"><option value="one">1</option><option value="two" selected="">2</option></select>`},
		"boxes":                        {`<input type="checkbox" name="box" value="1"><input type="checkbox" name="box" value="2" checked>`, `<input type="checkbox" name="box" value="1" checked=""><input type="checkbox" name="box" value="2">`},
		"a choice":                     {`<input type="radio" name="choice" value="x" checked><input type="radio" name="choice" value="y">`, `<input type="radio" name="choice" value="x"><input type="radio" name="choice" value="y" checked="">`},
		"one name several times":       {`<input name="many"><input name="many">`, `<input name="many" value="first"><input name="many" value="second">`},
		"a field that was emptied":     {`<input name="empty" value="old">`, `<input name="empty" value="">`},
		"a field the draft has not":    {`<input name="newer" value="kept">`, `<input name="newer" value="kept">`},
		"what belongs to the typing":   {`<input type="hidden" name="form_key" value="new"><input type="hidden" name="version-7" value="3">`, `<input type="hidden" name="form_key" value="the key"><input type="hidden" name="version-7" value="2">`},
		"what the page knows better":   {`<input type="hidden" name="case" value="7"><input type="hidden" name="question" value="new">`, `<input type="hidden" name="case" value="7"><input type="hidden" name="question" value="new">`},
		"a file and a password":        {`<input type="file" name="file"><input type="password" name="secret">`, `<input type="file" name="file"><input type="password" name="secret">`},
		"a fold with something in it":  {`<details class="more"><summary>m</summary><input name="text"></details>`, `<details class="more" open><summary>m</summary><input name="text" value="a &#34;b&#34; &lt;c&gt;"></details>`},
		"a fold with nothing in it":    {`<details><input name="newer"></details>`, `<details><input name="newer"></details>`},
		"words that look like a field": {`<p>&lt;input name="text"&gt;</p>`, `<p>&lt;input name="text"&gt;</p>`},
	} {
		t.Run(name, func(t *testing.T) {
			const outside = `<!DOCTYPE html><form data-draft="/other"><input name="text" value="other"></form>`
			var out strings.Builder
			page := outside + form + c.page + `</form><input name="text">`
			if err := fillForms(&out, []byte(page), []casework.Draft{{Form: "/cases/1/visit", Typed: typed}}); err != nil {
				t.Fatal(err)
			}
			if want := outside + form + c.want + `</form><input name="text">`; out.String() != want {
				t.Errorf("got  %s\nwant %s", out.String(), want)
			}
		})
	}
	if typed["many"][0] != "first" {
		t.Error("filling changes the draft")
	}
}

func TestDraftName(t *testing.T) {
	for action, want := range map[string]string{
		"/cases/1/visit": "/cases/1/visit", "/cases/1/visit?back=%2Fworklist": "/cases/1/visit", "/villages/2/month-sheet?back=/&month=2026-11": "/villages/2/month-sheet?month=2026-11",
		"https://example.org/cases/1": "", "//example.org/cases": "", "": "",
	} {
		if got := draftName(action, ""); got != want {
			t.Errorf("%q is named %q, want %q", action, got, want)
		}
	}
	if got := draftName("/a?back=/", "2"); got != "/a#2" {
		t.Errorf("a part is named %q", got)
	}
}
