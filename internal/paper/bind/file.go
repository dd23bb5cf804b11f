package bind

import (
	"bytes"
	"context"
)

// Part is one piece of a file, in the order in which it is bound. Exactly one of HTML, PDF and Made is set.
type Part struct {
	Words string // how the contents name it; unlike that of every other part
	Level int    // 0: a part of the file; 1: something in it
	HTML  []byte // to be printed, beginning with a heading that says Words
	PDF   []byte // attached by somebody: cleaned before it is bound
	Made  []byte // a PDF of our own
}

// Entry is a line of the contents.
type Entry struct {
	Words string
	Level int
	Page  int // from 1, as printed on the page; 0 while it is not known
}

// File is what is bound.
type File struct {
	Parts      []Part
	Contents   func([]Entry) []byte     // the page of contents, as a document to print
	Document   func(body []byte) []byte // makes one document of the HTML of some parts
	Unreadable func(Part, error) []byte // the page, as HTML of a part, that stands for a PDF that cannot be bound
	Print      func(context.Context, []byte) ([]byte, error)
	Progress   func(done, total int) // nil: nobody asks
}

// maxRun is how many bytes of HTML are printed at once; photos are in it.
const maxRun = 12 << 20

// run is parts that are printed together, or one PDF.
type run struct {
	parts []int // of File.Parts
	pdf   []byte
}

// Bind prints what is to be printed, cleans what was attached, and binds all of it with contents, page numbers and bookmarks. A PDF that cannot be read
// becomes a page that says so; only printing, and a mistake of ours, fails the whole.
func (f *File) Bind(ctx context.Context) ([]byte, error) {
	runs := f.runs()
	step := f.steps(len(runs) + 2)
	var bodies [][]byte
	entries := make([]Entry, len(f.Parts))
	at := 1
	for _, r := range runs {
		pdf, pages, err := f.make(ctx, &r, entries, at)
		if err != nil {
			return nil, err
		}
		bodies, at = append(bodies, pdf), at+pages
		step()
	}
	front, err := f.front(ctx, entries)
	if err != nil {
		return nil, err
	}
	step()
	all, err := Merge(append([][]byte{front}, bodies...))
	if err != nil {
		return nil, err
	}
	all, err = Finish(all, marksOf(entries))
	step()
	return all, err
}

func (f *File) steps(total int) func() {
	done := 0
	return func() {
		if done++; f.Progress != nil {
			f.Progress(done, total)
		}
	}
}

// runs cleans the attached PDFs and says what is printed together.
func (f *File) runs() []run {
	var all []run
	open, size := false, 0
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.PDF != nil {
			if clean, _, err := Clean(p.PDF); err != nil {
				p.HTML, p.PDF = f.Unreadable(*p, err), nil
			} else {
				p.Made, p.PDF = clean, nil
			}
		}
		if p.Made != nil {
			all, open = append(all, run{[]int{i}, p.Made}), false
			continue
		}
		if size += len(p.HTML); !open || size > maxRun {
			all, open, size = append(all, run{}), true, len(p.HTML)
		}
		last := &all[len(all)-1]
		last.parts = append(last.parts, i)
	}
	return all
}

// make returns the PDF of a run and notes where its parts begin; the run's first page is page at of the file without its contents.
func (f *File) make(ctx context.Context, r *run, entries []Entry, at int) (pdf []byte, pages int, err error) {
	if pdf = r.pdf; pdf == nil {
		var body bytes.Buffer
		for _, i := range r.parts {
			body.Write(f.Parts[i].HTML)
		}
		if pdf, err = f.Print(ctx, f.Document(body.Bytes())); err != nil {
			return nil, 0, err
		}
	}
	if pages, err = Pages(pdf); err != nil {
		return nil, 0, err
	}
	starts := map[string]int{}
	if r.pdf == nil {
		headings, err := Headings(pdf)
		if err != nil {
			return nil, 0, err
		}
		for _, h := range headings {
			if _, known := starts[h.Words]; !known {
				starts[h.Words] = h.Page
			}
		}
	}
	page := 1
	for _, i := range r.parts {
		page = max(page, starts[f.Parts[i].Words]) // one whose heading is not found lies with the one before
		entries[i] = Entry{f.Parts[i].Words, f.Parts[i].Level, at + page - 1}
	}
	return pdf, pages, nil
}

// front prints the contents twice: how many pages they have is known only once they are printed, and moves all that follows.
func (f *File) front(ctx context.Context, entries []Entry) ([]byte, error) {
	draft, err := f.Print(ctx, f.Contents(entries))
	if err != nil {
		return nil, err
	}
	pages, err := Pages(draft)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		entries[i].Page += pages
	}
	return f.Print(ctx, f.Contents(entries))
}

func marksOf(entries []Entry) []Mark {
	var all []Mark
	for _, e := range entries {
		m := Mark{Words: e.Words, Page: e.Page}
		if e.Level > 0 && len(all) > 0 {
			last := &all[len(all)-1]
			last.Below = append(last.Below, m)
			continue
		}
		all = append(all, m)
	}
	return all
}
