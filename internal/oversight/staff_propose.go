package oversight

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Ages between which somebody may work for the programme, in whole calendar years; a slip of the keyboard lies outside.
const (
	staffYoungest = 18
	staffOldest   = 80
)

// MaxStaffName is the longest name, MaxStaffWords the longest course, certificate or reason, in characters.
const (
	MaxStaffName  = 40
	MaxStaffWords = 200
)

// StaffProposal is the form that proposes somebody for a post. Of a member who is in the register already, only the post is asked for.
type StaffProposal struct {
	Key       uuid.UUID // becomes the post's
	Member    uuid.UUID // Nil: somebody new
	Name      string
	Sex       string
	BirthYear int
	Account   *int64 // nil: has none
	Another   bool   // is another person than the one of the same name
	Place     division.Code
	Post      rehab.StaffPost
	Source    string
	From      date.Date
}

// ProposeStaff puts somebody, or somebody's next post, into the register, to be approved by the office, and returns the member. Faults: not found, invalid (a field is
// wrong, somebody of that name is there already, the person has another such post then), conflict (the same form with other content).
func (o *Office) ProposeStaff(ctx context.Context, actor access.Actor, in StaffProposal) (member uuid.UUID, err error) {
	if !actor.May(access.StaffPropose) {
		return member, fault.ErrNotFound()
	}
	in.Name = strings.TrimSpace(in.Name)
	if err := o.checkProposal(actor, &in); err != nil {
		return member, err
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) (err error) {
		if err := tx.HoldForm(ctx, in.Key); err != nil {
			return err
		}
		if old, err := tx.StaffPostByKey(ctx, in.Key); err == nil {
			member = old.Member
			return sameProposal(&old, &in)
		}
		if member, err = o.memberOf(ctx, tx, &in); err != nil {
			return err
		}
		if err := freeForPost(ctx, tx, member, &in); err != nil {
			return err
		}
		if err := tx.AddStaffPost(ctx, store.StaffPost{ID: in.Key, Member: member, Division: in.Place, Post: in.Post, Source: in.Source, Starts: in.From}); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.StaffPropose, Subject: store.Subject("staff_post", in.Key),
			Detail: map[string]any{"change": "staff_proposed", "division": in.Place, "post": in.Post}})
	})
	return member, err
}

func (o *Office) checkProposal(actor access.Actor, in *StaffProposal) error {
	var wrong fault.Fields
	today := o.today()
	if in.Member == uuid.Nil {
		switch n := utf8.RuneCountInString(in.Name); {
		case n == 0:
			wrong.Add("name", text.ValidRequired)
		case n > MaxStaffName:
			wrong.Add("name", text.ValidTooLong, "Max", MaxStaffName)
		}
		if in.Sex == "" {
			wrong.Add("sex", text.ValidChoose)
		}
		if age := today.Year() - in.BirthYear; age < staffYoungest || age > staffOldest {
			wrong.Add("birth_year", text.StaffBirthYear, "Min", year(today.Year()-staffOldest), "Max", year(today.Year()-staffYoungest))
		}
	}
	switch {
	case in.Place.IsZero() || in.Place.IsCounty() || !actor.Sees(in.Place):
		wrong.Add("staff_place", text.ValidNotAnOption)
	case in.Post != rehab.PostFullTime && !in.Place.IsVillage():
		wrong.Add("staff_post", text.StaffVillagePost)
	}
	switch {
	case in.From.IsZero():
		wrong.Add("staff_from", text.ValidRequired)
	case in.From > today+rehab.MostEndAhead:
		wrong.Add("staff_from", text.StaffTooFar, "Day", today+rehab.MostEndAhead)
	}
	return wrong.Err()
}

// memberOf is whom the proposal is of: somebody in the register, held until the transaction ends, or somebody new.
func (o *Office) memberOf(ctx context.Context, tx *store.Tx, in *StaffProposal) (uuid.UUID, error) {
	if in.Member != uuid.Nil {
		book, err := tx.StaffOf(ctx, in.Member)
		if err == nil && len(book.Posts) == 0 {
			err = fault.ErrNotFound()
		}
		return in.Member, err
	}
	if !in.Another {
		known, _, err := tx.StaffKnown(ctx, in.Name, in.Sex, in.BirthYear)
		if err != nil {
			return uuid.Nil, err
		}
		if known {
			return uuid.Nil, fault.OnField("staff_another", text.StaffKnown)
		}
	}
	id, err := uuid.NewV7()
	if err != nil {
		return id, err
	}
	return id, tx.AddStaffMember(ctx, store.StaffMember{ID: id, Name: in.Name, Sex: in.Sex, BirthYear: in.BirthYear, Account: in.Account})
}

// freeForPost refuses a second full-time post at the same time, wherever it is, and the same post twice.
func freeForPost(ctx context.Context, tx *store.Tx, member uuid.UUID, in *StaffProposal) error {
	book, err := tx.LockStaff(ctx, member)
	if err != nil {
		return err
	}
	for _, l := range staffLines(book, in.From) {
		if !l.overlaps(in.From, 0) {
			continue
		}
		if l.Post == in.Post && l.Division == in.Place {
			return fault.OnField("staff_post", text.StaffSamePost)
		}
		if l.Post == rehab.PostFullTime && in.Post == rehab.PostFullTime {
			return fault.OnField("staff_post", text.StaffTwoFullTime)
		}
	}
	return nil
}

// overlaps reports whether the post, unless it was refused, has a day in common with the time from a day until another; none: without end.
func (l *StaffLine) overlaps(from, until date.Date) bool {
	if !l.Record.Refused.IsZero() || l.Withdrawn {
		return false
	}
	return (until.IsZero() || l.Starts <= until) && (l.Record.Until.IsZero() || l.Record.Until >= from)
}

// sameProposal: the same form sent twice is one proposal.
func sameProposal(old *store.StaffPost, in *StaffProposal) error {
	same := old.Division == in.Place && old.Post == in.Post && old.Source == in.Source && old.Starts == in.From
	if in.Member == uuid.Nil {
		same = same && old.Name == in.Name && old.Sex == in.Sex && old.BirthYear == in.BirthYear
	} else {
		same = same && old.Member == in.Member
	}
	if !same {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

// StaffAccounts returns the accounts that somebody of the actor's scope may sign in with, each once.
func (o *Office) StaffAccounts(ctx context.Context, actor access.Actor) (out []store.WorkerPost, err error) {
	if !actor.May(access.StaffPropose) {
		return nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		out, err = tx.WorkerPosts(ctx, o.today())
		return err
	})
	seen := map[int64]bool{}
	kept := out[:0]
	for _, p := range out {
		if !seen[p.Account] {
			kept = append(kept, p)
		}
		seen[p.Account] = true
	}
	return kept, err
}

// StaffOrder compares two lines by place, post and name, for lists.
func StaffOrder(a, b StaffLine) int {
	return cmp.Or(cmp.Compare(a.Division, b.Division), cmp.Compare(postOrder(a.Post), postOrder(b.Post)), cmp.Compare(a.Starts, b.Starts), strings.Compare(a.ID.String(), b.ID.String()))
}

func postOrder(p rehab.StaffPost) int {
	for i, other := range rehab.StaffPosts() {
		if p == other {
			return i
		}
	}
	return len(rehab.StaffPosts())
}

// StaffKnown reports whether somebody of that name, sex and year of birth is in the register, and whom of them the actor sees.
func (o *Office) StaffKnown(ctx context.Context, actor access.Actor, name, sex string, birthYear int) (known bool, seen *uuid.UUID, err error) {
	if !actor.May(access.StaffPropose) {
		return false, nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		known, seen, err = tx.StaffKnown(ctx, strings.TrimSpace(name), sex, birthYear)
		return err
	})
	return known, seen, err
}
