// Package demo holds the page on which a demonstration's legal day is moved.
package demo

import "xinsheng/web/components"

// DayView is the page of the legal day.
type DayView struct {
	Action string
	Real   string // today in words
	Day    string // as typed or set, YYYY-MM-DD
	Moved  bool   // the legal day is not the real one
	Back   string
	Errors components.Errors
}
