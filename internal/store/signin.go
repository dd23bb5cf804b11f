package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Lock says how wrong passwords lock an account: after Free of them in a row each further one locks it for First, then twice as long
// each time, up to Most.
type Lock struct {
	Free        int
	First, Most time.Duration
}

// Attempt is an account about to be tried with a password.
type Attempt struct {
	ID           int64
	PasswordHash string
}

// LogValue keeps the hash out of logs.
func (a Attempt) LogValue() slog.Value { return slog.Int64Value(a.ID) }

// BeginSignIn counts a try to sign in as login before the password is looked at, so that many tries at once are counted as many. It
// is fault.NotFound for an unknown, disabled or locked account, none of which may be told from the others.
func (tx *Tx) BeginSignIn(ctx context.Context, login string, now time.Time, lock Lock) (Attempt, error) {
	return row[Attempt](ctx, tx, `
		update account set failed_count = failed_count + 1,
			locked_until = case when failed_count + 1 >= @free
				then @now::timestamptz + least(@most::float8, @first::float8 * power(2, least(failed_count + 1 - @free, 30))) * interval '1 second' end
		where login = @login and not is_system and disabled_at is null and (locked_until is null or locked_until <= @now)
		returning id, password_hash`,
		pgx.NamedArgs{"login": login, "now": now, "free": lock.Free, "first": lock.First.Seconds(), "most": lock.Most.Seconds()})
}

// CompleteSignIn forgets the wrong passwords after a right one, and returns the epoch a new session must carry.
func (tx *Tx) CompleteSignIn(ctx context.Context, id int64) (int, error) {
	return value[int](ctx, tx, `update account set failed_count = 0, locked_until = null where id = @id and disabled_at is null returning epoch`, pgx.NamedArgs{"id": id})
}

// PasswordHash returns the hash of the account's password.
func (tx *Tx) PasswordHash(ctx context.Context, id int64) (string, error) {
	return value[string](ctx, tx, `select password_hash from account where id = @id and not is_system`, pgx.NamedArgs{"id": id})
}

// Standing is an account together with one posting it may act under on a day; without any, the posting's fields are zero.
type Standing struct {
	Account    int64
	Login      string
	Name       string
	Epoch      int
	Language   string
	MustChange bool
	Disabled   bool
	Posting    int64
	Role       string
	Until      date.Date // the last day, when it has one
	Deputy     bool
	Unit       int64
	UnitKind   string
	UnitName   string
	Division   division.Code
	Places     []division.Code // the divisions it may act for, with all below them
	Units      []int64         // the unit and those that have gone over into it
	Codes      []division.Code // their divisions
	Drafts     int64           // forms half filled in under the posting
}

// Standings returns the account with each posting valid on the day, its own postings before those as a deputy. One query, since every
// request asks it.
func (tx *Tx) Standings(ctx context.Context, account int64, today date.Date, now time.Time) ([]Standing, error) {
	return rows[Standing](ctx, tx, `
		select a.id as account, a.login, a.name, a.epoch, a.language, a.must_change, a.disabled_at is not null as disabled,
			coalesce(p.id, 0) as posting, coalesce(p.role, '') as role, p.valid_until as until, p.deputy_for is not null as deputy,
			coalesce(u.id, 0) as unit, coalesce(u.kind, '') as unit_kind, coalesce(u.name, '') as unit_name, coalesce(u.division, 0) as division,
			case when u.kind = 'station' then array(select unnest(d.division || unit_places_before(d.division, @today)) from station_division d
					where d.station = u.id and d.valid_from <= @today and (d.valid_until is null or d.valid_until > @today) order by 1)
				when u.id is not null then array[u.division] || unit_places_before(u.division, @today) else '{}' end as places,
			case when u.kind in ('township', 'village') then u.id || array(select s.from_unit from unit_succession s
				where s.from_code = any (unit_predecessors(u.division, @today)) and s.day <= @today and s.withdrawn_at is null) else array[coalesce(u.id, 0)] end as units,
			case when u.kind in ('township', 'village') then u.division || unit_predecessors(u.division, @today) else array[coalesce(u.division, 0)] end as codes,
			(select count(*) from draft d where d.account = a.id and d.posting = coalesce(p.id, 0) and d.ends_at > @now) as drafts
		from account a
		left join posting p on p.account = a.id and p.valid_from <= @today and (p.valid_until is null or p.valid_until >= @today)
		left join unit u on u.id = p.unit
		where a.id = @account and not a.is_system
		order by p.deputy_for is not null, p.id`,
		pgx.NamedArgs{"account": account, "today": today, "now": now})
}

// PurgeSessions removes the sessions that ended before now and returns how many there were.
func (tx *Tx) PurgeSessions(ctx context.Context, now time.Time) (int64, error) {
	tag, err := tx.conn.Exec(ctx, `delete from sessions where expiry < @now`, pgx.NamedArgs{"now": now})
	return tag.RowsAffected(), toFault(err)
}
