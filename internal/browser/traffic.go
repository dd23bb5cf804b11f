package browser

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// traffic follows what a tab asks for, so that one knows when it has come to rest, and hears what it complains of.
type traffic struct {
	sync.Mutex
	open   map[network.RequestID]bool
	last   time.Time // of the last event
	status int       // of the last document
	wrong  []string
}

func newTraffic() *traffic { return &traffic{open: map[network.RequestID]bool{}} }

func (f *traffic) hear(event any) {
	f.Lock()
	defer f.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument {
			clear(f.open) // what the page before still wanted never comes, and nothing says so
		}
		f.open[e.RequestID] = true
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			f.status = int(e.Response.Status)
		}
	case *network.EventLoadingFinished:
		delete(f.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(f.open, e.RequestID)
	case *runtime.EventExceptionThrown:
		f.wrong = append(f.wrong, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *log.EventEntryAdded:
		// What the policy for content refuses; answers of 404 or 422 are wanted by some tests.
		if e.Entry.Level == log.EntryLevelError && (e.Entry.Source == log.EntrySourceSecurity || strings.Contains(e.Entry.Text, "Content Security Policy")) {
			f.wrong = append(f.wrong, fmt.Sprintf("%s %s", e.Entry.Text, e.Entry.URL))
		}
	default:
		return
	}
	f.last = time.Now()
}

// forgotten is after how long without any event a request that is still open counts as given up.
const forgotten = 3 * time.Second

// resting reports whether nothing is under way since a while.
func (f *traffic) resting(since time.Duration) bool {
	f.Lock()
	defer f.Unlock()
	quiet := time.Since(f.last)
	return quiet >= since && len(f.open) == 0 || quiet >= forgotten
}

func (f *traffic) complaints() []string {
	f.Lock()
	defer f.Unlock()
	return f.wrong
}

func (f *traffic) lastStatus() int {
	f.Lock()
	defer f.Unlock()
	return f.status
}

// touch makes the tab not at rest for a moment, because something was just done to it.
func (f *traffic) touch() {
	f.Lock()
	defer f.Unlock()
	f.last = time.Now()
}
