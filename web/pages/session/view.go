// Package session holds the pages of signing in and of one's own password.
package session

import (
	"xinsheng/internal/date"
	"xinsheng/web/components"
)

// SignInView is the sign-in page.
type SignInView struct {
	Action  string
	Heading string
	Login   string // as typed
	Errors  components.Errors

	Demo         []components.DemoAccount // empty outside demonstrations
	DemoField    string                   // name of the field that carries the chosen account
	DemoPassword string
	Day          date.Date // the demonstration's legal day
}

// ResumeView are forms that were sent after their session had ended, to be sent once more.
type ResumeView struct {
	Forms []ResumeForm
	Drop  string // address that discards one
	Page  string // this page's own
}

// ResumeForm is one of them.
type ResumeForm struct {
	Title  string // which form
	Pairs  []components.Pair
	Action string
	Draft  string // the form among the account's drafts
	Fields []ResumeField
}

// ResumeField is one field of it, as it was typed.
type ResumeField struct{ Name, Value string }

// PasswordView is the page of one's own password.
type PasswordView struct {
	Action     string
	Login      string // hidden, so that password managers know whose password it is
	MustChange bool
	Min        int    // characters
	Cancel     string // where to go without changing; empty while the password has to be changed
	Errors     components.Errors
}
