package store

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// AccountFilter chooses accounts; its zero value chooses all.
type AccountFilter struct {
	Find   string // part of the name or of the login
	State  string // "", active, disabled or locked
	After  string // the login after which the page begins
	Before string // or before which it ends
}

// AccountLine is an account in a list.
type AccountLine struct {
	Account
	Postings []PostingLine
}

const accountWhere = `
	where not a.is_system
	and (@find = '' or position(lower(@find) in lower(a.login)) > 0 or position(@find in a.name) > 0)
	and case @state when 'active' then a.disabled_at is null when 'disabled' then a.disabled_at is not null
		when 'locked' then a.failed_count > 0 else true end`

func (f AccountFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"find": f.Find, "state": f.State, "after": f.After, "before": f.Before}
}

// Accounts returns up to limit accounts by login, each with the postings valid on the day. With Before they are the last ones before it.
func (tx *Tx) Accounts(ctx context.Context, f AccountFilter, today date.Date, limit int) ([]AccountLine, error) {
	args := f.args()
	args["limit"] = limit
	page := ` and a.login > @after collate "C" order by a.login collate "C" limit @limit`
	if f.Before != "" {
		page = ` and a.login < @before collate "C" order by a.login collate "C" desc limit @limit`
	}
	accounts, err := rows[Account](ctx, tx, `select `+accountColumns+` from account a `+accountWhere+page, args)
	if err != nil {
		return nil, err
	}
	if f.Before != "" {
		slices.Reverse(accounts)
	}
	ids := make([]int64, len(accounts))
	for i, a := range accounts {
		ids[i] = a.ID
	}
	postings, err := tx.postingsOf(ctx, ids, today)
	if err != nil {
		return nil, err
	}
	lines := make([]AccountLine, len(accounts))
	for i, a := range accounts {
		lines[i] = AccountLine{Account: a, Postings: postings[a.ID]}
	}
	return lines, nil
}

// CountAccounts returns how many accounts the filter chooses on all its pages.
func (tx *Tx) CountAccounts(ctx context.Context, f AccountFilter) (int, error) {
	return value[int](ctx, tx, `select count(*) from account a `+accountWhere, f.args())
}
