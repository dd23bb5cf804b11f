package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

//go:embed find.js
var findScript string

// step narrows where a Page looks: "css" and a selector, or "row" and words.
type step [2]string

// Within returns the page narrowed to the first shown thing that the CSS selector finds.
func (p *Page) Within(selector string) *Page { return p.narrowed(step{"css", selector}) }

// Row returns the page narrowed to the smallest row, list entry, card or group of fields that has the words in it.
func (p *Page) Row(words string) *Page { return p.narrowed(step{"row", words}) }

func (p *Page) narrowed(s step) *Page {
	q := *p
	q.scope = append(append([]step{}, p.scope...), s)
	return &q
}

// found is what the page answers.
type found struct {
	OK     bool    `json:"ok"`
	Why    string  `json:"why"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Set    bool    `json:"set"`
	Ticked bool    `json:"ticked"`
	Kind   string  `json:"kind"`
	Text   string  `json:"text"`
}

// ask runs an expression after the helpers of find.js.
func ask[T any](p *Page, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T]("(() => {"+findScript+"; return "+expression+"})()"))
}

// act does a deed to what is found, trying until it is there.
func (p *Page) act(how, what, deed string, more ...string) (found, error) {
	args := []any{p.steps(), how, what, deed}
	for _, m := range more {
		args = append(args, m)
	}
	list, err := json.Marshal(args)
	if err != nil {
		return found{}, err
	}
	for end := time.Now().Add(Patience); ; time.Sleep(50 * time.Millisecond) {
		f, err := ask[found](p, "act(..."+string(list)+")")
		if err == nil && f.OK {
			return f, nil
		}
		if time.Now().After(end) {
			if err == nil {
				err = fmt.Errorf("%s %s", what, f.Why)
			}
			return f, err
		}
	}
}

func (p *Page) must(how, what, deed string, more ...string) found {
	p.t.Helper()
	f, err := p.act(how, what, deed, more...)
	if err != nil {
		p.fail("at %s: %v", p.Path(), err)
	}
	return f
}

// Click presses the link, button or summary with the words, or that name for screen readers, and waits until the page is at rest.
func (p *Page) Click(words string) {
	p.t.Helper()
	p.press(p.must("clickable", words, "click"))
}

// ClickTwice is Click by an impatient hand: twice, without waiting for anything.
func (p *Page) ClickTwice(words string) {
	p.t.Helper()
	f := p.must("clickable", words, "click")
	p.seen.touch()
	for range 2 {
		if err := chromedp.Do(p.ctx, chromedp.MouseClickXY(f.X, f.Y)); err != nil {
			p.fail("click: %v", err)
		}
	}
	p.settle()
}

// Press presses the first shown thing that the CSS selector finds.
func (p *Page) Press(selector string) {
	p.t.Helper()
	p.press(p.must("css", selector, "click"))
}

func (p *Page) press(f found) {
	p.t.Helper()
	p.seen.touch()
	if err := chromedp.Do(p.ctx, chromedp.MouseClickXY(f.X, f.Y)); err != nil {
		p.fail("click: %v", err)
	}
	p.settle()
}

// Fill types into the field with the label (or the name), in place of what stands there. Dates are written YYYY-MM-DD.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	if p.must("control", label, "focus").Set {
		p.must("control", label, "set", value)
		return
	}
	if value == "" {
		p.Keys("\b")
		return
	}
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
		p.fail("typing into %s: %v", label, err)
	}
}

// Attach chooses files of this machine in the file field that the CSS selector finds, as the browser's own window does, and waits until the page is at rest.
func (p *Page) Attach(selector string, paths ...string) {
	p.t.Helper()
	p.seen.touch()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(selector), paths)); err != nil {
		p.fail("choosing files in %s: %v", selector, err)
	}
	p.settle()
}

// Choose takes the option with the words (or the value) in the select, or in the group of choices, with the label.
func (p *Page) Choose(label, option string) {
	p.t.Helper()
	q, err := json.Marshal([]any{p.steps(), label})
	if err != nil {
		p.fail("%v", err)
	}
	// A group of choices and a select may have the same words near; the group is asked first because its own label is exact.
	for end := time.Now().Add(Patience); ; time.Sleep(50 * time.Millisecond) {
		kind, err := ask[string](p, "((scope, label) => { const r = within(scope); if (!r) return ''; const c = find.control(r, label); if (c?.tagName === 'SELECT') return 'select'; return find.group(r, label) ? 'group' : '' })(..."+string(q)+")")
		switch {
		case err == nil && kind == "select":
			p.must("control", label, "choose", option)
			return
		case err == nil && kind == "group":
			p.narrowed(step{"group", label}).Tick(option)
			return
		case time.Now().After(end):
			p.fail("at %s: no choice %s", p.Path(), label)
		}
	}
}

func (p *Page) steps() []step {
	if p.scope == nil {
		return []step{}
	}
	return p.scope
}

// Tick ticks the box or round button with the label, unless it is ticked.
func (p *Page) Tick(label string) { p.t.Helper(); p.tick(label, true) }

// Untick takes the tick out of the box with the label, if it is in.
func (p *Page) Untick(label string) { p.t.Helper(); p.tick(label, false) }

func (p *Page) tick(label string, want bool) {
	p.t.Helper()
	if f := p.must("tick", label, "tick"); f.Ticked != want {
		p.press(f)
	}
}

// Keys types keys, as chromedp writes them (package kb).
func (p *Page) Keys(keys string, options ...chromedp.KeyOption) {
	p.t.Helper()
	p.seen.touch()
	if err := chromedp.Do(p.ctx, chromedp.KeyEvent(keys, options...)); err != nil {
		p.fail("keys: %v", err)
	}
	p.settle()
}

// Value returns what stands in the field with the label.
func (p *Page) Value(label string) string {
	p.t.Helper()
	return p.must("control", label, "value").Text
}

// settle waits until the page is loaded and asks for nothing any more.
func (p *Page) settle() {
	p.t.Helper()
	const quiet = 80 * time.Millisecond
	for end := time.Now().Add(2 * Patience); ; time.Sleep(20 * time.Millisecond) {
		if p.seen.resting(quiet) {
			if state, err := ask[string](p, "document.readyState"); err == nil && state == "complete" && p.seen.resting(quiet) {
				return
			}
		}
		if time.Now().After(end) {
			p.fail("%s does not come to rest", p.Path())
		}
	}
}
