package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// origin is where a document believes to be. Names under invalid exist nowhere (RFC 2606); nothing is ever asked there.
const (
	origin    = "https://paper.invalid"
	assetPath = "/static/"
)

// policy lets a document use its own styles and our assets, and nothing else.
const policy = "default-src 'none'; style-src 'unsafe-inline' 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin"

var (
	errTabCrashed = errors.New("press: the document's process ended")
	errNotWhole   = errors.New("press: what Chromium gave is no whole PDF")
)

// print prints one document in a tab of its own.
func (b *browser) print(ctx context.Context, html []byte) (PDF, error) {
	defer context.AfterFunc(ctx, b.kill)()
	watching, seen := context.WithCancel(ctx)
	defer seen()
	go b.watchMemory(watching)
	tab, closeTab := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	defer closeTab()
	tab, give := context.WithCancelCause(tab)
	defer give(nil)
	pdf, err := b.inTab(tab, html, give)
	switch {
	case b.over.Load():
		return PDF{}, ErrMemory
	case ctx.Err() != nil:
		return PDF{}, context.Cause(ctx)
	case err != nil:
		return PDF{}, errors.Join(err, context.Cause(tab))
	case !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(pdf), []byte("%%EOF")):
		return PDF{}, errNotWhole
	}
	return PDF{Bytes: pdf, By: b.by}, nil
}

func (b *browser) inTab(tab context.Context, html []byte, give context.CancelCauseFunc) ([]byte, error) {
	if err := chromedp.Do(tab); err != nil { // opens it
		return nil, err
	}
	err := chromedp.Listen(tab, func(ev any) {
		switch ev := ev.(type) {
		case *fetch.EventRequestPaused:
			go b.answer(tab, ev, html)
		case *inspector.EventTargetCrashed:
			give(errTabCrashed)
		}
	})
	if err != nil {
		return nil, err
	}
	if err := chromedp.Do(tab, prepared, chromedp.Navigate(origin+"/"), fontsThere); err != nil {
		return nil, err
	}
	return chromedp.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(),
		chromedp.PDFOutlineAndTagged(), chromedp.PDFStream()))
}

// prepared takes scripts and the network away from the tab before the document comes, and shows it as print from the start, so that fonts for print are
// loaded with it.
var prepared = chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
	_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	if err != nil {
		return err
	}
	if _, err = cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		return err
	}
	_, err = cdp.Call(ctx, t, fetch.Enable, fetch.EnableParams{})
	return err
})

// fontsThere waits until every font the document uses is loaded, and refuses one with a font that cannot be: another font in its place would print it
// otherwise than it was issued.
var fontsThere = chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
	r, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.fonts.ready.then(f=>[...f].filter(x=>x.status=='error').map(x=>x.family+' '+x.weight).join())", AwaitPromise: new(true), ReturnByValue: new(true)})
	switch {
	case err != nil:
		return err
	case r.ExceptionDetails != nil:
		return errors.New(r.ExceptionDetails.Text)
	case string(r.Result.Value) != `""`:
		return fmt.Errorf("%w: %s", ErrFont, r.Result.Value)
	}
	return nil
})

// answer answers one request of a document: with the document, with an asset, or by refusing it.
func (b *browser) answer(ctx context.Context, ev *fetch.EventRequestPaused, html []byte) {
	body, kind, ok := b.content(ev, html)
	if !ok {
		b.o.Log.Debug("a request of a document was refused", "kind", string(ev.ResourceType))
		_, _ = chromedp.Call(ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return
	}
	// An error means that the tab is gone, which print sees by itself.
	_, _ = chromedp.Call(ctx, fetch.FulfillRequest, fetch.FulfillRequestParams{RequestID: ev.RequestID, ResponseCode: 200, Body: body, ResponseHeaders: []*fetch.HeaderEntry{
		{Name: "Content-Type", Value: kind}, {Name: "Content-Security-Policy", Value: policy}, {Name: "X-Content-Type-Options", Value: "nosniff"},
	}})
}

// kinds are the files a document may use.
var kinds = map[string]string{".css": "text/css; charset=utf-8", ".ttf": "font/ttf", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

func (b *browser) content(ev *fetch.EventRequestPaused, html []byte) (body []byte, kind string, ok bool) {
	at, ours := strings.CutPrefix(ev.Request.URL, origin)
	switch name, asset := strings.CutPrefix(at, assetPath); {
	case !ours || ev.Request.Method != "GET": //nolint:usestdlibvars // net/http is the server's
		return nil, "", false
	case at == "/" && ev.ResourceType == network.ResourceTypeDocument:
		return html, "text/html; charset=utf-8", true
	case asset && b.o.Assets != nil:
		kind, ok = kinds[path.Ext(name)]
		if !ok {
			return nil, "", false
		}
		body, err := fs.ReadFile(b.o.Assets, name)
		return body, kind, err == nil
	}
	return nil, "", false
}
