package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// StaffPost is what somebody does for the programme.
type StaffPost string

// The posts of the norm.
const (
	PostFullTime StaffPost = "full_time"
	PostDirector StaffPost = "director"
	PostCadre    StaffPost = "cadre"
)

// StaffPosts returns the posts in the order in which they are shown.
func StaffPosts() []StaffPost { return []StaffPost{PostFullTime, PostDirector, PostCadre} }

// StaffSources returns where staff come from (scheme, S2).
func StaffSources() []string { return []string{"open_recruitment", "4050", "patrol", "other"} }

// StaffLack is what somebody in a post still needs before they count (DOMAIN §8: fit, trained, qualified, approved by the office).
type StaffLack string

// What may be lacking. Expired: there was a certificate, but none that is valid on the day.
const (
	LackFit       StaffLack = "fit"
	LackTraining  StaffLack = "training"
	LackQualified StaffLack = "qualified"
	LackExpired   StaffLack = "expired"
	LackApproval  StaffLack = "approval"
)

// StaffLacks returns everything that may be lacking, in order.
func StaffLacks() []StaffLack {
	return []StaffLack{LackFit, LackTraining, LackQualified, LackExpired, LackApproval}
}

// StaffStanding is where somebody stands in a post on a day.
type StaffStanding string

// The standings. Only who counts meets the norm.
const (
	StaffCounts  StaffStanding = "counts"
	StaffLacking StaffStanding = "lacking" // in the post, but something required is not there
	StaffComing  StaffStanding = "coming"  // begins later
	StaffEnded   StaffStanding = "ended"
	StaffRefused StaffStanding = "refused" // by the office
)

// StaffStandings returns the standings in order.
func StaffStandings() []StaffStanding {
	return []StaffStanding{StaffCounts, StaffLacking, StaffComing, StaffEnded, StaffRefused}
}

// Certificate is a proof of qualification, valid from the day it was given to a last day; none: without end.
type Certificate struct{ Day, Until date.Date }

// StaffRecord is what is known of somebody in one post. Days that have not come are none.
type StaffRecord struct {
	Post         StaffPost
	From         date.Date
	Until        date.Date // the last day in the post
	Fit          []date.Date
	Trained      []date.Date
	Certificates []Certificate
	Approved     date.Date
	Refused      date.Date
}

// BarToApproval returns what is lacking on the day for the office to approve the post; nothing when it may.
func (r *StaffRecord) BarToApproval(day date.Date) []StaffLack {
	var out []StaffLack
	by := func(d date.Date) bool { return d <= day }
	if !slices.ContainsFunc(r.Fit, by) {
		out = append(out, LackFit)
	}
	if !slices.ContainsFunc(r.Trained, by) {
		out = append(out, LackTraining)
	}
	given := slices.ContainsFunc(r.Certificates, func(c Certificate) bool { return c.Day <= day })
	valid := slices.ContainsFunc(r.Certificates, func(c Certificate) bool { return c.Day <= day && (c.Until.IsZero() || c.Until >= day) })
	switch {
	case valid:
	case given:
		out = append(out, LackExpired)
	default:
		out = append(out, LackQualified)
	}
	return out
}

// Lacks returns what the person lacks on the day to count in the post, in the order of StaffLacks.
func (r *StaffRecord) Lacks(day date.Date) []StaffLack {
	out := r.BarToApproval(day)
	if r.Approved.IsZero() || r.Approved > day {
		out = append(out, LackApproval)
	}
	return out
}

// Standing returns where the person stands in the post on the day.
func (r *StaffRecord) Standing(day date.Date) StaffStanding {
	switch {
	case !r.Refused.IsZero() && r.Refused <= day:
		return StaffRefused
	case !r.Until.IsZero() && r.Until < day:
		return StaffEnded
	case r.From > day:
		return StaffComing
	case len(r.Lacks(day)) > 0:
		return StaffLacking
	}
	return StaffCounts
}

// Expiry returns the last day that the certificates given by the day cover; none where one has no end or none is valid on the day.
func (r *StaffRecord) Expiry(day date.Date) (last date.Date) {
	for _, c := range r.Certificates {
		if c.Day > day {
			continue
		}
		if c.Until.IsZero() {
			return 0
		}
		if c.Until >= day {
			last = max(last, c.Until)
		}
	}
	return last
}

// Staff returns the one the record counts as on the day; nobody when it does not count.
func (r *StaffRecord) Staff(day date.Date) Staff {
	if r.Standing(day) != StaffCounts {
		return Staff{}
	}
	switch r.Post {
	case PostDirector:
		return Staff{Director: 1}
	case PostCadre:
		return Staff{Cadre: 1}
	}
	return Staff{FullTime: 1}
}

// MostEndAhead is how many days after today an end may be dated at most: who leaves says so a year before.
const MostEndAhead = 366
