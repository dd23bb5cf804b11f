// Package layout holds the frame around every page: the shell with top bar and rail, the bare page, the problem page and printed paper.
//
// The server fills a Page and wraps a page's content in it:
//
//	layout.Shell(page).Render(templ.WithChildren(ctx, content), w)     // in Go
//	@layout.Shell(v.Page) { … }                                          // in templ
//
// Language is that of the printer in the context (package text). Every value is finished: nothing here decides what an actor may do.
package layout

import (
	"context"
	"time"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
	"xinsheng/web/icon"
)

// Addresses that the frame's forms are sent to; the server has a route for each. All are POST and take the field Back, the address to
// return to; SearchPath takes Query, LanguagePath lang, ThemePath theme and PostingPath posting.
const (
	SearchPath   = "/search"
	LanguagePath = "/language"
	ThemePath    = "/theme"
	PostingPath  = "/posting"
	SignOutPath  = "/sign-out"
	HomePath     = "/"
	PasswordPath = "/password"
)

// Names of the fields of the frame's forms.
const (
	FieldBack     = "back"
	FieldQuery    = "q"
	FieldLanguage = "lang"
	FieldTheme    = "theme"
	FieldPosting  = "posting"
)

// Theme is a reader's choice of light or dark; the zero Theme follows the system. It is also the value of the theme form's field.
type Theme string

// The themes.
const (
	ThemeAuto  Theme = ""
	ThemeLight Theme = "light"
	ThemeDark  Theme = "dark"
)

// attribute returns the value of data-theme, which the stylesheet knows.
func (t Theme) attribute() string {
	switch t {
	case ThemeLight:
		return "xinsheng"
	case ThemeDark:
		return "xinsheng-dark"
	default:
		return ""
	}
}

// Page is everything the frame shows around one page. The zero value of a field leaves its part out.
type Page struct {
	Title string // what the page is, in words; the document's title adds the product's name
	Path  string // this page's path and query, where the language, theme and posting forms return to
	Theme Theme

	Account  string    // name of the person signed in; empty: nobody, so no posting, search or rail
	Posting  Posting   // the posting this session acts under
	Postings []Posting // every posting of the account that may be chosen today, the present one included
	Nav      []NavItem // the rail, in order; those with Phone also stand in the bottom bar (three; the fourth place is "more")
	Search   bool      // whether this posting may search people

	Demo        bool      // demonstration: shows the mark
	LegalDay    date.Date // set when the demo's legal day is not the real day
	DayPath     string    // where the legal day is changed; empty when this session may not
	AsOf        time.Time // set when computed figures are behind: the instant they stand at
	DayView     string    // set when the page shows a past day: a sentence that says so
	PresentPath string    // with DayView: the same page as of today

	Drafts     int    // forms half filled in, said on the page where work begins; 0: not said
	DraftsPath string // where they are listed

	Printed string // stands below on paper: who printed the page, and when; empty: nobody is signed in

	Flash   *Flash
	Refresh string // for a page that shows progress: seconds until it reloads; empty for none
}

// Posting is one role at one unit, in words.
type Posting struct {
	ID      string    // value of the posting form's field
	Role    string    // value of text.FamilyRole
	Unit    string    // the unit's name
	Until   date.Date // for a deputy: the last day
	Current bool
}

// NavItem is one place of the rail.
type NavItem struct {
	Key     string // value of text.FamilyNav
	Href    string
	Icon    icon.Name
	Count   string // a number or 6/18 in words; empty for none
	Late    bool   // whether the count is of overdue things
	Current bool
	Phone   bool   // whether it is one of the three in the bottom bar of a phone
	Section string // value of text.FamilyNav to stand as a heading before this item; empty for none
}

// Tone is how good or bad a message is.
type Tone string

// The tones; each comes with its own icon.
const (
	ToneDone Tone = "done"
	ToneDue  Tone = "due"
	ToneLate Tone = "late"
)

// Flash is a message about what has just happened, shown once above the page.
type Flash struct {
	Tone Tone
	Text string // the sentence
	Href string // where the thing can be seen; empty for none
	Link string // what the link says

	Photo string // where a photo or scan of it can be added; empty for nowhere
}

func (f Flash) icon() icon.Name {
	switch f.Tone {
	case ToneDone:
		return icon.CircleCheck
	case ToneDue:
		return icon.Info
	default:
		return icon.CircleAlert
	}
}

// otherLang returns the language the switch changes to.
func otherLang(ctx context.Context) text.Lang {
	if text.From(ctx).Lang() == text.En {
		return text.ZhCN
	}
	return text.En
}

// phoneNav returns the at most three places of the bottom bar.
func (p Page) phoneNav() []NavItem {
	var out []NavItem
	for _, n := range p.Nav {
		if n.Phone && len(out) < 3 {
			out = append(out, n)
		}
	}
	return out
}

// moreNav returns the places that the bottom bar has no room for.
func (p Page) moreNav() []NavItem {
	var out []NavItem
	shown := 0
	for _, n := range p.Nav {
		if n.Phone && shown < 3 {
			shown++
			continue
		}
		out = append(out, n)
	}
	return out
}

// moreCurrent reports whether the present place stands under "more".
func (p Page) moreCurrent() bool {
	for _, n := range p.moreNav() {
		if n.Current {
			return true
		}
	}
	return false
}
