package store

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// Posting is a role at a unit from a day to a day, both included.
type Posting struct {
	ID         int64
	Account    int64
	Role       string
	Unit       int64
	ValidFrom  date.Date
	ValidUntil date.Date // zero: without end
	DeputyFor  *int64    // the posting it stands in for
}

// PostingLine is a posting as lists show it.
type PostingLine struct {
	Posting
	Login    string
	Name     string // of the account
	UnitName string
	UnitKind string
	Standing string // now, future or past, on the day asked for
}

var _ = meaning("posting_until_after_from", "until", text.PostingUntilBeforeFrom)

const postingLines = `
	select p.id, p.account, p.role, p.unit, p.valid_from, p.valid_until, p.deputy_for, a.login, a.name, u.name as unit_name, u.kind as unit_kind,
		case when p.valid_until < p.valid_from then 'past' when p.valid_from > @today then 'future' when p.valid_until < @today then 'past' else 'now' end as standing
	from posting p join account a on a.id = p.account join unit u on u.id = p.unit`

// PostingFilter chooses postings; its zero value chooses all.
type PostingFilter struct {
	State   string // "", now, future or past
	Role    string
	Unit    int64
	Account int64
	After   int64 // the posting after which the page begins; the list runs from the newest to the oldest
	Before  int64 // or before which it ends
}

const postingWhere = `
	where (@role = '' or p.role = @role) and (@unit = 0 or p.unit = @unit) and (@account = 0 or p.account = @account)
	and case @state when 'now' then p.valid_from <= @today and (p.valid_until is null or p.valid_until >= @today)
		when 'future' then p.valid_from > @today and (p.valid_until is null or p.valid_until >= p.valid_from)
		when 'past' then p.valid_until < @today or p.valid_until < p.valid_from else true end`

func (f PostingFilter) args(today date.Date) pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "role": f.Role, "unit": f.Unit, "account": f.Account, "after": f.After, "before": f.Before, "today": today}
}

// Postings returns up to limit postings, the newest first. With Before they are the last ones before it.
func (tx *Tx) Postings(ctx context.Context, f PostingFilter, today date.Date, limit int) ([]PostingLine, error) {
	args := f.args(today)
	args["limit"] = limit
	page := ` and (@after = 0 or p.id < @after) order by p.id desc limit @limit`
	if f.Before != 0 {
		page = ` and p.id > @before order by p.id limit @limit`
	}
	lines, err := rows[PostingLine](ctx, tx, postingLines+postingWhere+page, args)
	if f.Before != 0 {
		slices.Reverse(lines)
	}
	return lines, err
}

// CountPostings returns how many postings the filter chooses on all its pages.
func (tx *Tx) CountPostings(ctx context.Context, f PostingFilter, today date.Date) (int, error) {
	return value[int](ctx, tx, `select count(*) from posting p `+postingWhere, f.args(today))
}

// Posting returns the posting with the id as it stands on the day.
func (tx *Tx) Posting(ctx context.Context, id int64, today date.Date) (PostingLine, error) {
	return row[PostingLine](ctx, tx, postingLines+` where p.id = @id`, pgx.NamedArgs{"id": id, "today": today})
}

// postingsOf returns the postings of the accounts valid on the day, by account.
func (tx *Tx) postingsOf(ctx context.Context, accounts []int64, today date.Date) (map[int64][]PostingLine, error) {
	lines, err := rows[PostingLine](ctx, tx, postingLines+`
		where p.account = any (@accounts) and p.valid_from <= @today and (p.valid_until is null or p.valid_until >= @today) order by p.id`,
		pgx.NamedArgs{"accounts": accounts, "today": today})
	byAccount := map[int64][]PostingLine{}
	for _, l := range lines {
		byAccount[l.Account] = append(byAccount[l.Account], l)
	}
	return byAccount, err
}

// PostingsDuring returns the account's postings that share a day with [from, until]; a zero until has no end.
func (tx *Tx) PostingsDuring(ctx context.Context, account int64, from, until date.Date) ([]Posting, error) {
	return rows[Posting](ctx, tx, `
		select id, account, role, unit, valid_from, valid_until, deputy_for from posting
		where account = @account and (valid_until is null or (valid_until >= @from and valid_until >= valid_from)) and (@until::date is null or valid_from <= @until)`,
		pgx.NamedArgs{"account": account, "from": from, "until": until})
}

// AddPosting writes a posting made by the transaction's actor and returns its id.
func (tx *Tx) AddPosting(ctx context.Context, p Posting) (int64, error) {
	return value[int64](ctx, tx, `
		insert into posting (account, role, unit, valid_from, valid_until, deputy_for, created_by)
		values (@account, @role, @unit, @from, @until, @deputy_for, @created_by) returning id`,
		pgx.NamedArgs{"account": p.Account, "role": p.Role, "unit": p.Unit, "from": p.ValidFrom, "until": p.ValidUntil,
			"deputy_for": p.DeputyFor, "created_by": tx.actor.Account})
}

// EndPosting sets the last day of a posting.
func (tx *Tx) EndPosting(ctx context.Context, id int64, last date.Date) error {
	return tx.exec(ctx, `update posting set valid_until = @last where id = @id`, pgx.NamedArgs{"id": id, "last": last})
}
