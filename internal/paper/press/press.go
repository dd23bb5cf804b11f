package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"
)

// What can go wrong with a print. Anything else is an error of this machine.
var (
	ErrNoChromium = errors.New("press: there is no Chromium on this machine")
	ErrTime       = errors.New("press: the print took longer than it may")
	ErrMemory     = errors.New("press: the print took more memory than it may")
	ErrCrashed    = errors.New("press: Chromium ended in the middle of the print, twice")
	ErrFont       = errors.New("press: a font of the document is missing")
	ErrClosed     = errors.New("press: the press is closed")
)

// Options say what a press works with; zero values stand for what is usual.
type Options struct {
	Chromium string // its path, from Find; empty: none, every print is ErrNoChromium
	Assets   fs.FS  // what a document may ask for below /static/: fonts, styles
	Log      *slog.Logger

	Browsers int           // how many print at once; 1
	Time     time.Duration // for one print, start and second try included; a minute
	Memory   int64         // bytes of all processes of one Chromium together; 1.5 GB
	Prints   int           // after how many prints a Chromium is replaced; 100
	Idle     time.Duration // after how long without work it is ended; two minutes
}

func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	or := func(n *int, usual int) {
		if *n <= 0 {
			*n = usual
		}
	}
	or(&o.Browsers, 1)
	or(&o.Prints, 100)
	if o.Time <= 0 {
		o.Time = time.Minute
	}
	if o.Idle <= 0 {
		o.Idle = 2 * time.Minute
	}
	if o.Memory <= 0 {
		o.Memory = 3 << 29
	}
	return o
}

// Press prints. It is safe for use by several goroutines; prints beyond the number of browsers wait.
type Press struct {
	o      Options
	places chan *place
	closed chan struct{}
	close  sync.Once
}

// New returns a press. It starts nothing: a Chromium is started with the first print, and one without Chromium refuses every print.
func New(o Options) *Press {
	o = o.filled()
	p := &Press{o: o, places: make(chan *place, o.Browsers), closed: make(chan struct{})}
	for range o.Browsers {
		p.places <- &place{o: &p.o}
	}
	return p
}

// Ready returns nil when there is a Chromium to print with, else ErrNoChromium.
func (p *Press) Ready() error {
	if p.o.Chromium == "" {
		return ErrNoChromium
	}
	return nil
}

// Close ends every Chromium, after the prints under way.
func (p *Press) Close() error {
	p.close.Do(func() {
		close(p.closed)
		for range p.o.Browsers {
			(<-p.places).end()
		}
	})
	return nil
}

// PDF is a document printed.
type PDF struct {
	Bytes []byte
	By    string // the program that printed it and its version, "Chrome/156.0.8078.108"
}

// Print prints an HTML document, UTF-8, on the paper of its own @page rule, A4 without one. The PDF is tagged and has an outline of the headings. It is
// whole or an error: ErrNoChromium, ErrTime, ErrMemory, ErrFont, ErrCrashed, the context's, or one of the machine.
func (p *Press) Print(ctx context.Context, html []byte) (PDF, error) { return p.print(ctx, html) }

// numbers puts "— 1 —" at the foot of each page.
const numbers = `<style>@page{@bottom-center{content:"— " counter(page) " —";font:10.5pt "Xinsheng Song",serif;color:#000}}</style>`

// PrintNumbered prints as Print does, with the number of each page at its foot.
func (p *Press) PrintNumbered(ctx context.Context, html []byte) (PDF, error) {
	return p.print(ctx, append(bytes.Clone(html), numbers...))
}

func (p *Press) print(ctx context.Context, html []byte) (PDF, error) {
	if err := p.Ready(); err != nil {
		return PDF{}, err
	}
	at, err := p.take(ctx)
	if err != nil {
		return PDF{}, err
	}
	defer p.give(at)
	limited, cancel := context.WithTimeoutCause(ctx, p.o.Time, ErrTime)
	defer cancel()
	for attempt := 1; ; attempt++ {
		pdf, err := at.print(limited, html)
		switch {
		case err == nil:
			return pdf, nil
		case errors.Is(err, ErrMemory), errors.Is(err, ErrFont):
			return PDF{}, err
		case limited.Err() != nil:
			return PDF{}, context.Cause(limited)
		case attempt == 2:
			return PDF{}, fmt.Errorf("%w: %w", ErrCrashed, err)
		}
		p.o.Log.WarnContext(ctx, "a print is done again with a new Chromium", "error", err)
	}
}

// take waits for a place to print at.
func (p *Press) take(ctx context.Context) (*place, error) {
	select {
	case <-p.closed:
		return nil, ErrClosed
	default:
	}
	select {
	case at := <-p.places:
		return at, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-p.closed:
		return nil, ErrClosed
	}
}

// give gives a place back; a Chromium that is not used again for a while is ended.
func (p *Press) give(at *place) {
	at.used = time.Now()
	p.places <- at
	time.AfterFunc(p.o.Idle+time.Second, p.sweep)
}

func (p *Press) sweep() {
	for range p.o.Browsers {
		select {
		case at := <-p.places:
			if time.Since(at.used) > p.o.Idle {
				at.end()
			}
			p.places <- at
		default: // all are at work, or the press is closed
			return
		}
	}
}
