package bind_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"xinsheng/internal/paper/bind"
)

var heading = regexp.MustCompile(`<h1>(.*?)</h1>`)

// printed stands for a press: a page for each heading, which is its bookmark, and one page without any.
func printed(_ context.Context, html []byte) ([]byte, error) {
	var pages [][]byte
	var marks []bind.Mark
	for i, m := range heading.FindAllStringSubmatch(string(html), -1) {
		pages = append(pages, said("page"))
		marks = append(marks, bind.Mark{Words: m[1], Page: i + 1})
	}
	if len(pages) == 0 {
		return said(strings.TrimSpace(string(html))), nil
	}
	all, err := bind.Merge(pages)
	if err != nil {
		return nil, err
	}
	return bind.Finish(all, marks)
}

func TestAFileIsBoundWithItsContents(t *testing.T) {
	part := func(words string, level int) bind.Part {
		return bind.Part{Words: words, Level: level, HTML: []byte("<h1>" + words + "</h1>")}
	}
	var contents []string
	var steps []string
	f := bind.File{
		Parts: []bind.Part{part("A", 0), part("A 1", 1), {Words: "A 2", Level: 1, PDF: evil}, {Words: "A 3", Level: 1, PDF: []byte("no PDF")}, part("B", 0), {Words: "B 1", Level: 1, Made: said("made")}},
		Contents: func(list []bind.Entry) []byte {
			line := ""
			for _, e := range list {
				line += fmt.Sprintf("%s %d;", e.Words, e.Page)
			}
			contents = append(contents, line)
			return []byte("contents")
		},
		Document:   func(body []byte) []byte { return body },
		Unreadable: func(p bind.Part, err error) []byte { return []byte("<h1>" + p.Words + "</h1>" + err.Error()) },
		Print:      printed,
		Progress:   func(done, total int) { steps = append(steps, fmt.Sprint(done, "/", total)) },
	}
	pdf, err := f.Bind(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := bind.Pages(pdf); n != 7 || err != nil {
		t.Errorf("%d pages, %v", n, err)
	}
	if want := "A 2;A 1 3;A 2 4;A 3 5;B 6;B 1 7;"; len(contents) != 2 || contents[1] != want {
		t.Errorf("%v, want %s", contents, want)
	}
	marks, err := bind.Headings(pdf)
	if err != nil || len(marks) != 6 || marks[3] != (bind.Heading{Words: "A 3", Page: 5}) {
		t.Errorf("%v, %v", marks, err)
	}
	if bytes.Contains(pdf, []byte("JavaScript")) || steps[len(steps)-1] != "6/6" {
		t.Errorf("a script came along, or the steps are %v", steps)
	}
	f.Print = func(context.Context, []byte) ([]byte, error) { return nil, errNoPress }
	if _, err := f.Bind(t.Context()); !errors.Is(err, errNoPress) {
		t.Errorf("without a press: %v", err)
	}
}

var errNoPress = errors.New("there is no press")
