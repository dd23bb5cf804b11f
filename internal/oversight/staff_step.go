package oversight

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MaxStaffHours is the most hours a training may have.
const MaxStaffHours = 2000

func year(y int) string { return strconv.Itoa(y) }

// StaffForward is the form of one step of a member or of one of the member's posts.
type StaffForward struct {
	Key    uuid.UUID
	Member uuid.UUID
	Kind   string    // one of store's kinds
	Post   uuid.UUID // of approved, refused, ended and withdrawn
	Day    date.Date
	Until  date.Date // of a certificate
	Words  string
	Hours  int
	Of     uuid.UUID // of a void: the step taken back
}

// StaffFile is one member of the register with everything that is known.
type StaffFile struct {
	Member store.StaffMember
	Today  date.Date
	Lines  []StaffLine                    // the posts the actor sees, those registered by mistake too, the newest first
	Steps  []store.StaffStep              // in the order in which they were recorded, voids left out
	Voids  map[uuid.UUID]*store.StaffStep // by the step taken back
	Norm   rehab.Staffing
}

// StaffFile returns one member. Faults: not found.
func (o *Office) StaffFile(ctx context.Context, actor access.Actor, member uuid.UUID) (f StaffFile, err error) {
	if !actor.May(access.StaffingView) {
		return f, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		book, err := tx.StaffOf(ctx, member)
		if err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		f, err = staffFile(book, o.today())
		f.Norm = rules.On(o.today()).Staffing
		return err
	})
	return f, err
}

func staffFile(book store.StaffBook, today date.Date) (StaffFile, error) {
	if len(book.Posts) == 0 {
		return StaffFile{}, fault.ErrNotFound()
	}
	p := book.Posts[0]
	f := StaffFile{Member: store.StaffMember{ID: p.Member, Name: p.Name, Sex: p.Sex, BirthYear: p.BirthYear, Account: p.Account}, Today: today, Voids: map[uuid.UUID]*store.StaffStep{}}
	f.Lines = wholeStaffLines(book, today)
	slices.SortStableFunc(f.Lines, func(a, b StaffLine) int { return int(b.Starts - a.Starts) })
	for i := range book.Steps {
		if s := &book.Steps[i]; s.OfStep != nil {
			f.Voids[*s.OfStep] = s
		} else {
			f.Steps = append(f.Steps, *s)
		}
	}
	return f, nil
}

// StaffPostSteps returns what the actor may do next with a post, the usual step first.
func StaffPostSteps(actor access.Actor, l *StaffLine) []string {
	var out []string
	switch {
	case l.Withdrawn || !l.Record.Refused.IsZero():
		return nil
	case l.Decision == nil && actor.May(access.StaffApprove) && l.ProposedBy != actor.Account:
		out = append(out, store.StaffApproved, store.StaffRefused)
	}
	if actor.May(access.StaffPropose) {
		if l.Record.Until.IsZero() {
			out = append(out, store.StaffEnded)
		}
		if l.Decision == nil {
			out = append(out, store.StaffWithdrawn)
		}
	}
	return out
}

// CanVoidStaff reports whether the actor may take the step back: what the office decided only the office, what was registered by mistake nobody.
func CanVoidStaff(actor access.Actor, f *StaffFile, s *store.StaffStep) bool {
	if f.Voids[s.ID] != nil || s.Kind == store.StaffVoid || s.Kind == store.StaffWithdrawn {
		return false
	}
	if s.Kind == store.StaffApproved || s.Kind == store.StaffRefused {
		return actor.May(access.StaffApprove)
	}
	return actor.May(access.StaffPropose)
}

// TakeStaffStep records one step. Faults: not found, invalid (a field is wrong, something required is missing), conflict (it cannot be taken as things stand, or the
// same form with other content).
func (o *Office) TakeStaffStep(ctx context.Context, actor access.Actor, in StaffForward) error {
	action := access.StaffPropose
	if in.Kind == store.StaffApproved || in.Kind == store.StaffRefused {
		action = access.StaffApprove
	}
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	in.Words = strings.TrimSpace(in.Words)
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		seen, err := tx.StaffOf(ctx, in.Member)
		if err != nil {
			return err
		}
		whole, err := tx.LockStaff(ctx, in.Member)
		if err != nil {
			return err
		}
		f, err := staffFile(seen, o.today())
		if err != nil {
			return err
		}
		for i := range whole.Steps {
			if whole.Steps[i].ID == in.Key {
				return sameStaffStep(&whole.Steps[i], &in)
			}
		}
		if err := checkStaffStep(actor, &f, &in); err != nil {
			return err
		}
		if in.Kind == store.StaffVoid {
			if err := checkStaffVoid(actor, &f, whole, &in); err != nil {
				return err
			}
		}
		step := in.step()
		if !step.Until.IsZero() {
			rules, err := tx.Rules(ctx)
			if err != nil {
				return err
			}
			step.WarnFrom = step.Until.AddDays(-rules.On(o.today()).Staffing.WarnDays)
		}
		if err := tx.AddStaffStep(ctx, step); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: action, Subject: store.Subject("staff_member", in.Member), Detail: map[string]any{"change": "staff_" + in.Kind}})
	})
}

func (in *StaffForward) step() store.StaffStep {
	s := store.StaffStep{ID: in.Key, Member: in.Member, Kind: in.Kind, Day: in.Day, Until: in.Until, Words: in.Words}
	if in.Post != uuid.Nil {
		s.Post = &in.Post
	}
	if in.Of != uuid.Nil {
		s.OfStep = &in.Of
	}
	if in.Kind == store.StaffTrained {
		s.Hours = &in.Hours
	}
	return s
}

// sameStaffStep: the same form sent twice is one step.
func sameStaffStep(old *store.StaffStep, in *StaffForward) error {
	now := in.step()
	same := func(a, b *uuid.UUID) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	hours := func(n *int) int {
		if n == nil {
			return 0
		}
		return *n
	}
	if old.Kind != now.Kind || old.Day != now.Day || old.Until != now.Until || old.Words != now.Words || hours(old.Hours) != hours(now.Hours) ||
		!same(old.Post, now.Post) || !same(old.OfStep, now.OfStep) {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

func checkStaffStep(actor access.Actor, f *StaffFile, in *StaffForward) error {
	var wrong fault.Fields
	latest := f.Today
	if in.Kind == store.StaffEnded {
		latest += rehab.MostEndAhead
	}
	switch {
	case in.Day.IsZero():
		wrong.Add("day", text.ValidRequired)
	case in.Day > latest && in.Kind == store.StaffEnded:
		wrong.Add("day", text.StaffTooFar, "Day", latest)
	case in.Day > latest:
		wrong.Add("day", text.ValidFuture, "Today", f.Today)
	}
	switch n := utf8.RuneCountInString(in.Words); {
	case n > MaxStaffWords:
		wrong.Add("words", text.ValidTooLong, "Max", MaxStaffWords)
	case n == 0 && in.Kind != store.StaffFit && in.Kind != store.StaffApproved:
		wrong.Add("words", text.ValidRequired)
	}
	if in.Kind == store.StaffTrained && (in.Hours < 1 || in.Hours > MaxStaffHours) {
		wrong.Add("hours", text.ValidNumberRange, "Min", 1, "Max", MaxStaffHours)
	}
	if in.Kind == store.StaffQualified && !in.Until.IsZero() && in.Until < in.Day {
		wrong.Add("until", text.StaffUntilBeforeDay)
	}
	if in.Post != uuid.Nil {
		if err := checkPostStep(&wrong, actor, f, in); err != nil {
			return err
		}
	}
	return wrong.Err()
}

func checkPostStep(wrong *fault.Fields, actor access.Actor, f *StaffFile, in *StaffForward) error {
	i := slices.IndexFunc(f.Lines, func(l StaffLine) bool { return l.ID == in.Post })
	if i < 0 {
		return fault.ErrNotFound()
	}
	l := &f.Lines[i]
	if decision := in.Kind == store.StaffApproved || in.Kind == store.StaffRefused; decision && l.Waiting() && l.ProposedBy == actor.Account {
		return fault.New(fault.Invalid, text.StaffOwnProposal)
	}
	if !slices.Contains(StaffPostSteps(actor, l), in.Kind) {
		return fault.New(fault.Conflict, text.StaffNotNow)
	}
	if in.Kind == store.StaffEnded && !in.Day.IsZero() && in.Day < l.Starts {
		wrong.Add("day", text.StaffEndBeforeStart, "Day", l.Starts)
	}
	if bar := l.Record.BarToApproval(in.Day); in.Kind == store.StaffApproved && !in.Day.IsZero() && len(bar) > 0 {
		wrong.Add("day", text.StaffApprovalBar, "Lacks", lackKeys(bar))
	}
	return nil
}

// lackKeys names what is lacking, as arguments of a message.
func lackKeys(bar []rehab.StaffLack) []text.Key {
	out := make([]text.Key, len(bar))
	for i, b := range bar {
		out[i] = text.Key(string(text.FamilyStaffLack) + "." + string(b))
	}
	return out
}

// checkStaffVoid looks at what taking a step back would leave: nobody is then in two full-time posts at once.
func checkStaffVoid(actor access.Actor, f *StaffFile, whole store.StaffBook, in *StaffForward) error {
	i := slices.IndexFunc(f.Steps, func(s store.StaffStep) bool { return s.ID == in.Of })
	if i < 0 {
		return fault.ErrNotFound()
	}
	if f.Voids[in.Of] != nil {
		return fault.New(fault.Conflict, text.StaffVoidedAlready)
	}
	if !CanVoidStaff(actor, f, &f.Steps[i]) {
		return fault.ErrNotFound()
	}
	void := in.step()
	whole.Steps = append(slices.Clone(whole.Steps), void)
	var full []StaffLine
	for _, l := range staffLines(whole, f.Today) {
		if l.Post == rehab.PostFullTime {
			full = append(full, l)
		}
	}
	for a := range full {
		for b := range a {
			if full[a].Record.Refused.IsZero() && full[b].overlaps(full[a].Starts, full[a].Record.Until) {
				return fault.New(fault.Conflict, text.StaffTwoFullTime)
			}
		}
	}
	return nil
}
