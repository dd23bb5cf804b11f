package registry

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// NewPosting is the form of a posting: a role in a unit from a day to a day, both included.
type NewPosting struct {
	Account int64
	Role    access.Role
	Unit    int64
	From    date.Date // today or later
	Until   date.Date // zero: without end
}

// AddPosting gives an account a role in a unit. Refused on the field that is wrong: one's own account, a disabled account, a role that
// does not sit in such a unit, the same role there at the same time, a second administrator's role (DOMAIN §2).
func (g *Registry) AddPosting(ctx context.Context, actor access.Actor, n NewPosting) (id int64, err error) {
	if err := may(actor, access.PostingAdmin); err != nil {
		return 0, err
	}
	if err := g.checkPosting(actor, n); err != nil {
		return 0, err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p := store.Posting{Account: n.Account, Role: string(n.Role), Unit: n.Unit, ValidFrom: n.From, ValidUntil: n.Until}
		id, err = g.addPosting(ctx, tx, p, "posting_added")
		return err
	})
	return id, err
}

// Deputy is the form with which somebody stands in for another.
type Deputy struct {
	For     int64 // the posting
	Account int64 // who stands in
	From    date.Date
	Until   date.Date // needed: a deputy is a posting with an end
}

// AddDeputy gives an account the role and unit of another's posting for some days, all of them days of that posting.
func (g *Registry) AddDeputy(ctx context.Context, actor access.Actor, d Deputy) (id int64, err error) {
	if err := may(actor, access.PostingAdmin); err != nil {
		return 0, err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		of, err := tx.Posting(ctx, d.For, g.clock.Today())
		if err != nil {
			return err
		}
		n := NewPosting{Account: d.Account, Role: access.Role(of.Role), Unit: of.Unit, From: d.From, Until: d.Until}
		if err := g.checkPosting(actor, n); err != nil {
			return err
		}
		if err := checkDeputy(of, d); err != nil {
			return err
		}
		p := store.Posting{Account: d.Account, Role: of.Role, Unit: of.Unit, ValidFrom: d.From, ValidUntil: d.Until, DeputyFor: &of.ID}
		id, err = g.addPosting(ctx, tx, p, "deputy_added")
		return err
	})
	return id, err
}

func checkDeputy(of store.PostingLine, d Deputy) error {
	var wrong fault.Fields
	if d.Until.IsZero() {
		wrong.Add("until", text.ValidRequired)
	}
	if of.DeputyFor != nil || d.Account == of.Account {
		wrong.Add("account", text.PostingNotItsDeputy)
	}
	if d.From < of.ValidFrom {
		wrong.Add("from", text.ValidPast, "Day", of.ValidFrom)
	}
	if !of.ValidUntil.IsZero() && d.Until > of.ValidUntil {
		wrong.Add("until", text.PostingAfterIts, "Day", of.ValidUntil)
	}
	return wrong.Err()
}

func (g *Registry) checkPosting(actor access.Actor, n NewPosting) error {
	var wrong fault.Fields
	if n.Account == actor.Account {
		wrong.Add("account", text.PostingNotOwn)
	}
	if !n.Role.Valid() {
		wrong.Add("role", text.ValidNotAnOption)
	}
	if n.From < g.clock.Today() {
		wrong.Add("from", text.ValidPast, "Day", g.clock.Today())
	}
	if !n.Until.IsZero() && n.Until < n.From {
		wrong.Add("until", text.PostingUntilBeforeFrom)
	}
	return wrong.Err()
}

// addPosting writes a posting after checking it against the account, the unit and the account's other postings.
func (g *Registry) addPosting(ctx context.Context, tx *store.Tx, p store.Posting, change string) (int64, error) {
	if err := checkHolder(ctx, tx, p.Account); err != nil {
		return 0, err
	}
	if err := checkUnitKind(ctx, tx, p); err != nil {
		return 0, err
	}
	others, err := tx.PostingsDuring(ctx, p.Account, p.ValidFrom, p.ValidUntil)
	if err != nil {
		return 0, err
	}
	role := access.Role(p.Role)
	for _, o := range others {
		if o.Role == p.Role && o.Unit == p.Unit {
			return 0, fault.OnField("from", text.PostingOverlaps)
		}
		if role.Admin() && access.Role(o.Role).Admin() {
			return 0, fault.OnField("role", text.PostingTwoAdmins)
		}
	}
	id, err := tx.AddPosting(ctx, p)
	if err != nil {
		return 0, err
	}
	return id, tx.Audit(ctx, note(access.PostingAdmin, store.Subject("posting", id), change,
		"account", p.Account, "role", p.Role, "unit", p.Unit, "from", p.ValidFrom, "until", p.ValidUntil))
}

// checkHolder locks the account, so that two postings added at once see each other.
func checkHolder(ctx context.Context, tx *store.Tx, account int64) error {
	a, err := tx.LockAccount(ctx, account)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return fault.OnField("account", text.ValidNotAnOption)
	case err != nil:
		return err
	case a.DisabledAt != nil:
		return fault.OnField("account", text.PostingDisabledAccount)
	}
	return nil
}

func checkUnitKind(ctx context.Context, tx *store.Tx, p store.Posting) error {
	u, err := tx.Unit(ctx, p.Unit)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return fault.OnField("unit", text.ValidNotAnOption)
	case err != nil:
		return err
	case !slices.Contains(access.Role(p.Role).UnitKinds(), u.Kind):
		return fault.OnField("unit", text.PostingWrongUnit)
	}
	return nil
}

// EndPosting sets the last day of a posting, at the earliest yesterday, which ends it at once; a posting that begins today or later is
// then withdrawn before its first day. Nobody ends their own.
func (g *Registry) EndPosting(ctx context.Context, actor access.Actor, id int64, last date.Date) error {
	if err := may(actor, access.PostingAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Posting(ctx, id, g.clock.Today())
		if err != nil {
			return err
		}
		if err := g.checkEnd(actor, p, last); err != nil {
			return err
		}
		if err := tx.EndPosting(ctx, id, max(last, p.ValidFrom-1)); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.PostingAdmin, store.Subject("posting", id), "posting_ended", "account", p.Account, "until", last))
	})
}

func (g *Registry) checkEnd(actor access.Actor, p store.PostingLine, last date.Date) error {
	today := g.clock.Today()
	switch {
	case p.Account == actor.Account:
		return fault.New(fault.Conflict, text.PostingNotOwn)
	case p.Standing == "past":
		return fault.New(fault.Conflict, text.PostingOver)
	case last < today-1:
		return fault.OnField("until", text.ValidPast, "Day", today-1)
	case p.DeputyFor != nil && last > p.ValidUntil:
		return fault.OnField("until", text.PostingAfterIts, "Day", p.ValidUntil)
	}
	return nil
}

// Postings returns one page of the postings that the filter chooses and how many there are in all.
func (g *Registry) Postings(ctx context.Context, actor access.Actor, f store.PostingFilter, limit int) (lines []store.PostingLine, total int, err error) {
	if err := may(actor, access.PostingAdmin); err != nil {
		return nil, 0, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if lines, err = tx.Postings(ctx, f, g.clock.Today(), limit); err != nil {
			return err
		}
		total, err = tx.CountPostings(ctx, f, g.clock.Today())
		return err
	})
	return lines, total, err
}

// Posting returns one posting.
func (g *Registry) Posting(ctx context.Context, actor access.Actor, id int64) (p store.PostingLine, err error) {
	if err := may(actor, access.PostingAdmin); err != nil {
		return p, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, err = tx.Posting(ctx, id, g.clock.Today())
		return err
	})
	return p, err
}

// CasesOf returns for how many open cases an account answers by name: a number only, for administrators see no case.
func (g *Registry) CasesOf(ctx context.Context, actor access.Actor, account int64) (n int, err error) {
	if err := may(actor, access.PostingAdmin); err != nil {
		return 0, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		n, err = tx.CasesOfWorker(ctx, account, g.clock.Today())
		return err
	})
	return n, err
}
