package main

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"xinsheng/internal/browser"
	"xinsheng/internal/demo"
)

// camera takes pictures and plays the test that a page reports to: what fails is said, and the next person comes.
type camera struct {
	into     string
	doing    string
	failed   bool
	cleanups []func()
	shots    []shot
}

type shot struct{ Look, Login, Page, File string }

type gaveUp struct{}

func (c *camera) Helper()           {}
func (c *camera) Name() string      { return "shots " + c.doing }
func (c *camera) Failed() bool      { return false } // no picture of the failure beside the pictures
func (c *camera) Cleanup(fn func()) { c.cleanups = append(c.cleanups, fn) }
func (c *camera) Errorf(format string, args ...any) {
	c.failed = true
	c.Logf(format, args...)
}
func (c *camera) Logf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s: %s\n", c.doing, fmt.Sprintf(format, args...))
}
func (c *camera) Fatalf(format string, args ...any) {
	c.Errorf(format, args...)
	panic(gaveUp{})
}

// session runs fn and closes what it opened, also when it gave up.
func (c *camera) session(doing string, fn func()) {
	c.doing = doing
	defer func() {
		for i := len(c.cleanups) - 1; i >= 0; i-- {
			c.cleanups[i]()
		}
		c.cleanups = nil
		if v := recover(); v != nil && v != (gaveUp{}) {
			panic(v)
		}
	}()
	fn()
}

// visitor takes what one sees before signing in.
func (c *camera) visitor(at, lookName string, l browser.Look) {
	c.session(lookName+" visitor", func() {
		p := browser.Open(c, at, l)
		c.take(p, lookName, "visitor", "sign-in")
		p.Go("/no-such-page")
		c.take(p, lookName, "visitor", "not-found")
	})
}

// person takes every page that the rail offers to a demo account, and the ones behind them.
func (c *camera) person(at, lookName string, l browser.Look, login string) {
	c.session(lookName+" "+login, func() {
		desk := l
		desk.Width, desk.Height = browser.Desk.Width, browser.Desk.Height
		rail := browser.Open(c, at, desk) // a telephone hides part of the rail
		rail.SignIn(login, demo.Password)
		links := rail.Links(".rail a[href^='/']")
		p := browser.Open(c, at, l)
		p.SignIn(login, demo.Password)
		c.take(p, lookName, login, "home")
		for _, link := range links {
			p.Go(link)
			c.take(p, lookName, login, strings.Trim(strings.ReplaceAll(link, "/", "-"), "-"))
		}
		for _, d := range deeper {
			if d.login != login || !has(links, d.from) {
				continue
			}
			rail.Go(d.from)
			if found := slices.DeleteFunc(rail.Links(d.link), noPage); len(found) > 0 {
				p.Go(found[0])
				c.take(p, lookName, login, d.name)
			}
		}
	})
}

// noPage reports whether a link leads to a file to take along or to an empty form.
func noPage(link string) bool {
	path, _, _ := strings.Cut(link, "?")
	return strings.HasSuffix(path, "/export") || strings.HasSuffix(path, "/new")
}

func has(links []string, path string) bool {
	for _, l := range links {
		if l == path || strings.HasPrefix(l, path+"?") {
			return true
		}
	}
	return false
}

func (c *camera) take(p *browser.Page, look, login, page string) {
	p.CheckWidth()
	s := shot{look, login, page, look + "/" + login + "." + page + ".png"}
	p.Picture(filepath.Join(c.into, s.File))
	c.shots = append(c.shots, s)
}

var indexPage = template.Must(template.New("").Parse(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Shots</title>
<style>body{font:14px system-ui;margin:1rem}figure{display:inline-block;margin:.5rem;vertical-align:top}img{max-width:22rem;max-height:22rem;border:1px solid #ccc}</style>
{{$look := ""}}{{range .}}{{if ne .Look $look}}<h2>{{.Look}}</h2>{{$look = .Look}}{{end}}<figure><a href="{{.File}}"><img src="{{.File}}" loading="lazy" alt=""></a><figcaption>{{.Login}} · {{.Page}}</figcaption></figure>
{{end}}</html>
`))

func (c *camera) index() error {
	f, err := os.Create(filepath.Join(c.into, "index.html"))
	if err != nil {
		return err
	}
	defer f.Close()
	return indexPage.Execute(f, c.shots)
}
