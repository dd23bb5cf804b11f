package oversight

import (
	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// StaffLine is somebody in a post, and where they stand in it on a day.
type StaffLine struct {
	store.StaffPost
	Place     division.Code // that stands for the post's on the day
	Record    rehab.StaffRecord
	Standing  rehab.StaffStanding
	Lacks     []rehab.StaffLack // of somebody in the post
	Counted   rehab.Staff       // as what the person counts
	Decision  *store.StaffStep  // of the office, as it stands now; nil while it waits
	Withdrawn bool              // registered by mistake
	Expires   date.Date         // last day of the certificates; none: without end, or none is valid
}

// Waiting reports whether the office has still to decide.
func (l *StaffLine) Waiting() bool { return l.Decision == nil && !l.Withdrawn }

// staffLines puts posts and steps together as they stand on the day; what was registered by mistake is left out.
func staffLines(book store.StaffBook, on date.Date) []StaffLine {
	var out []StaffLine
	for _, l := range wholeStaffLines(book, on) {
		if !l.Withdrawn {
			out = append(out, l)
		}
	}
	return out
}

// wholeStaffLines is staffLines with what was registered by mistake.
func wholeStaffLines(book store.StaffBook, on date.Date) []StaffLine {
	of, byPost := standingSteps(book.Steps)
	out := make([]StaffLine, 0, len(book.Posts))
	for _, p := range book.Posts {
		l := StaffLine{StaffPost: p, Record: rehab.StaffRecord{Post: p.Post, From: p.Starts}}
		for i := range of[p.Member] {
			l.learn(&of[p.Member][i])
		}
		for i := range byPost[p.ID] {
			l.learn(&byPost[p.ID][i])
		}
		l.Standing, l.Counted, l.Expires = l.Record.Standing(on), l.Record.Staff(on), l.Record.Expiry(on)
		if l.Standing == rehab.StaffLacking || l.Standing == rehab.StaffComing {
			l.Lacks = l.Record.Lacks(on)
		}
		out = append(out, l)
	}
	return out
}

// standingSteps are the steps that have not been taken back, of the members themselves and by post.
func standingSteps(all []store.StaffStep) (of, byPost map[uuid.UUID][]store.StaffStep) {
	void := map[uuid.UUID]bool{}
	for _, s := range all {
		if s.OfStep != nil {
			void[*s.OfStep] = true
		}
	}
	of, byPost = map[uuid.UUID][]store.StaffStep{}, map[uuid.UUID][]store.StaffStep{}
	for _, s := range all {
		switch {
		case void[s.ID] || s.Kind == store.StaffVoid:
		case s.Post != nil:
			byPost[*s.Post] = append(byPost[*s.Post], s)
		default:
			of[s.Member] = append(of[s.Member], s)
		}
	}
	return of, byPost
}

func (l *StaffLine) learn(s *store.StaffStep) {
	r := &l.Record
	switch s.Kind {
	case store.StaffFit:
		r.Fit = append(r.Fit, s.Day)
	case store.StaffTrained:
		r.Trained = append(r.Trained, s.Day)
	case store.StaffQualified:
		r.Certificates = append(r.Certificates, rehab.Certificate{Day: s.Day, Until: s.Until})
	case store.StaffApproved:
		r.Approved, l.Decision = s.Day, s
	case store.StaffRefused:
		r.Refused, l.Decision = s.Day, s
	case store.StaffEnded:
		r.Until = s.Day
	case store.StaffWithdrawn:
		l.Withdrawn = true
	}
}
