package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/text"
)

// Account is who signs in, without the password.
type Account struct {
	ID          int64
	Login       string
	Name        string
	Epoch       int
	Language    string
	FailedCount int
	LockedUntil *time.Time
	DisabledAt  *time.Time
	MustChange  bool
	CreatedAt   time.Time
}

// LogValue keeps the name out of logs.
func (a Account) LogValue() slog.Value { return slog.Int64Value(a.ID) }

const accountColumns = `a.id, a.login, a.name, a.epoch, a.language, a.failed_count, a.locked_until, a.disabled_at, a.must_change, a.created_at`

var (
	_ = meaning("account_login_unique", "login", text.AccountLoginTaken)
	_ = meaning("account_login_form", "login", text.AccountLoginForm)
	_ = meaning("account_name_present", "name", text.ValidRequired)
)

// Account returns the account with the id; the program's own accounts are not found.
func (tx *Tx) Account(ctx context.Context, id int64) (Account, error) {
	return row[Account](ctx, tx, `select `+accountColumns+` from account a where a.id = @id and not a.is_system`, pgx.NamedArgs{"id": id})
}

// AccountByLogin returns the account with the login.
func (tx *Tx) AccountByLogin(ctx context.Context, login string) (Account, error) {
	return row[Account](ctx, tx, `select `+accountColumns+` from account a where a.login = @login and not a.is_system`, pgx.NamedArgs{"login": login})
}

// LockAccount is Account, holding the row until the transaction ends, so that what is decided about the account cannot change meanwhile.
func (tx *Tx) LockAccount(ctx context.Context, id int64) (Account, error) {
	return row[Account](ctx, tx, `select `+accountColumns+` from account a where a.id = @id and not a.is_system for update`, pgx.NamedArgs{"id": id})
}

// NewAccount is what an account begins with.
type NewAccount struct {
	Login, Name, PasswordHash string
	MustChange                bool
}

// AddAccount writes a new account and returns its id; a login in use is fault.Conflict on the field login.
func (tx *Tx) AddAccount(ctx context.Context, n NewAccount) (int64, error) {
	return value[int64](ctx, tx, `
		insert into account (login, name, password_hash, must_change) values (@login, @name, @password_hash, @must_change) returning id`,
		pgx.NamedArgs{"login": n.Login, "name": n.Name, "password_hash": n.PasswordHash, "must_change": n.MustChange})
}

// HasAccounts reports whether anybody but the program itself has an account.
func (tx *Tx) HasAccounts(ctx context.Context) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from account where not is_system)`, nil)
}

// SetAccountName changes the name shown for the account.
func (tx *Tx) SetAccountName(ctx context.Context, id int64, name string) error {
	return tx.exec(ctx, `update account set name = @name where id = @id and not is_system`, pgx.NamedArgs{"id": id, "name": name})
}

// SetAccountLanguage keeps the language the account's pages speak.
func (tx *Tx) SetAccountLanguage(ctx context.Context, id int64, language string) error {
	return tx.exec(ctx, `update account set language = @language where id = @id and not is_system`, pgx.NamedArgs{"id": id, "language": language})
}

// DisableAccount bars the account from signing in since the instant and ends its sessions.
func (tx *Tx) DisableAccount(ctx context.Context, id int64, at time.Time) error {
	return tx.exec(ctx, `update account set disabled_at = @at, epoch = epoch + 1 where id = @id and disabled_at is null and not is_system`, pgx.NamedArgs{"id": id, "at": at})
}

// EnableAccount lets a disabled account sign in again.
func (tx *Tx) EnableAccount(ctx context.Context, id int64) error {
	return tx.exec(ctx, `update account set disabled_at = null where id = @id and not is_system`, pgx.NamedArgs{"id": id})
}

// SetPassword replaces the password, lifts a lock and ends every session of the account; it returns the new epoch.
func (tx *Tx) SetPassword(ctx context.Context, id int64, hash string, mustChange bool) (int, error) {
	return value[int](ctx, tx, `
		update account set password_hash = @hash, must_change = @must_change, epoch = epoch + 1, failed_count = 0, locked_until = null
		where id = @id and not is_system returning epoch`,
		pgx.NamedArgs{"id": id, "hash": hash, "must_change": mustChange})
}

// UnlockAccount forgets the wrong passwords and lifts the lock.
func (tx *Tx) UnlockAccount(ctx context.Context, id int64) error {
	return tx.exec(ctx, `update account set failed_count = 0, locked_until = null where id = @id and not is_system`, pgx.NamedArgs{"id": id})
}

// EndSessions ends every session of the account at once by raising its epoch.
func (tx *Tx) EndSessions(ctx context.Context, id int64) error {
	return tx.exec(ctx, `update account set epoch = epoch + 1 where id = @id and not is_system`, pgx.NamedArgs{"id": id})
}
