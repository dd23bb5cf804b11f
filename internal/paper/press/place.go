package press

import (
	"context"
	"time"
)

// place is where one print at a time is made, with a Chromium or none yet.
type place struct {
	o       *Options
	browser *browser // nil before the first print, and after an end
	prints  int      // by this Chromium
	used    time.Time
}

// print prints once. After an error the Chromium is ended: nobody knows what state it is in.
func (at *place) print(ctx context.Context, html []byte) (PDF, error) {
	if at.browser != nil && (at.prints >= at.o.Prints || at.browser.gone()) {
		at.end()
	}
	if at.browser == nil {
		b, err := start(ctx, at.o)
		if err != nil {
			return PDF{}, err
		}
		at.browser, at.prints = b, 0
	}
	at.prints++
	pdf, err := at.browser.print(ctx, html)
	if err != nil {
		at.end()
	}
	return pdf, err
}

// end ends the Chromium, if there is one, and everything it left.
func (at *place) end() {
	if at.browser != nil {
		at.browser.end()
		at.browser = nil
	}
}
