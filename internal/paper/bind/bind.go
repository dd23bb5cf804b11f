// Package bind makes one PDF of many: what was printed and what somebody attached, with numbers on the pages and bookmarks. It is pure: bytes in, bytes out.
//
// What somebody attached is never trusted: it is read with narrow limits, whatever could act in it is taken out, and one that cannot be read is an error
// of its own kind, never a panic (docs/adr/2104).
package bind

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Why a PDF cannot be bound in.
var (
	ErrBroken    = errors.New("bind: this is no PDF that can be read")
	ErrEncrypted = errors.New("bind: the PDF is encrypted")
)

// Limits of what is read of one PDF. An attached file has 20 MB at most; these keep what unfolds from it in bounds.
const (
	maxStream  = 64 << 20  // bytes of a stream as it lies there
	maxDecoded = 128 << 20 // bytes of a stream unfolded
	maxObjects = 500_000
	maxDepth   = 100
	// MaxPages is how many pages one attached PDF may have.
	MaxPages = 500
)

// quiet keeps pdfcpu from making a configuration directory of its own.
var quiet = sync.OnceFunc(api.DisableConfigDir)

func configuration() *model.Configuration {
	quiet()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.ValidateLinks, c.Offline, c.Optimize, c.OptimizeBeforeWriting = false, true, false, false
	c.Limits.MaxStreamBytes, c.Limits.MaxDecodeBytes = maxStream, maxDecoded
	c.Limits.MaxObjectCount, c.Limits.MaxXRefEntries, c.Limits.MaxRecursionDepth = maxObjects, maxObjects, maxDepth
	return c
}

// guarded turns a panic of the library into an error: it reads what anybody may have made.
func guarded(fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, p)
		}
	}()
	return fn()
}

// Pages returns how many pages a PDF of our own has.
func Pages(pdf []byte) (n int, err error) {
	err = guarded(func() error {
		n, err = api.PageCount(bytes.NewReader(pdf), configuration())
		return err
	})
	return n, err
}

// Merge makes one PDF of many, in their order.
func Merge(parts [][]byte) ([]byte, error) {
	if len(parts) == 1 {
		return parts[0], nil
	}
	readers := make([]io.ReadSeeker, len(parts))
	for i, p := range parts {
		readers[i] = bytes.NewReader(p)
	}
	var out bytes.Buffer
	err := guarded(func() error { return api.MergeRaw(readers, &out, false, configuration()) })
	return out.Bytes(), err
}

// Heading is a heading of a printed PDF: its words and the page it stands on, from 1.
type Heading struct {
	Words string
	Page  int
}

// Headings returns the outline of a PDF of our own, in reading order; none when it has no outline.
func Headings(pdf []byte) (all []Heading, err error) {
	err = guarded(func() error {
		marks, err := api.Bookmarks(bytes.NewReader(pdf), configuration())
		if errors.Is(err, pdfcpu.ErrNoBookmarks) {
			return nil
		}
		all = flat(all, marks)
		return err
	})
	return all, err
}

func flat(all []Heading, marks []pdfcpu.Bookmark) []Heading {
	for i := range marks {
		all = append(all, Heading{strings.TrimSpace(marks[i].Title), marks[i].PageFrom})
		all = flat(all, marks[i].Kids)
	}
	return all
}

// Mark is a bookmark, with those below it.
type Mark struct {
	Words string
	Page  int // from 1
	Below []Mark
}

// Finish puts "— 12 —" at the foot of each page and the bookmarks beside the pages.
func Finish(pdf []byte, marks []Mark) ([]byte, error) {
	var numbered, out bytes.Buffer
	err := guarded(func() error {
		foot, err := api.TextWatermark("— %p —", "font:Times-Roman, points:10, scale:1 abs, pos:bc, off:0 18, rot:0, color:0 0 0, op:1", true, false, types.POINTS)
		if err != nil {
			return err
		}
		if err := api.AddWatermarks(bytes.NewReader(pdf), &numbered, nil, foot, configuration()); err != nil {
			return err
		}
		if len(marks) == 0 {
			out = numbered
			return nil
		}
		return api.AddBookmarks(bytes.NewReader(numbered.Bytes()), &out, bookmarks(marks), true, configuration())
	})
	return out.Bytes(), err
}

func bookmarks(marks []Mark) []pdfcpu.Bookmark {
	all := make([]pdfcpu.Bookmark, len(marks))
	for i, m := range marks {
		all[i] = pdfcpu.Bookmark{Title: m.Words, PageFrom: m.Page, Kids: bookmarks(m.Below)}
	}
	return all
}
