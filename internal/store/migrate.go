package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/golang-migrate/migrate/v4"
	migratepgx "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver migrations run through

	"xinsheng/migrations"
)

// ErrNewerSchema is returned when the database was migrated by a newer program than this one.
var ErrNewerSchema = errors.New("store: the database has a newer schema than this program knows; use the newer program")

// ErrDirtySchema is returned when an earlier migration failed half way; somebody has to look before anything goes on.
var ErrDirtySchema = errors.New("store: an earlier migration failed half way; restore the backup, or repair the schema and its version by hand")

// Migrate brings the schema up to this program's version, as the owner of the tables. It is the only way migrations run, so that there is one lock.
// It returns the version before and after.
func Migrate(ctx context.Context, ownerURL string) (before, after uint, err error) {
	db, err := sql.Open("pgx", ownerURL)
	if err != nil {
		return 0, 0, fmt.Errorf("store: database address: %w", err)
	}
	defer db.Close() // nothing depends on the farewell
	if err := db.PingContext(ctx); err != nil {
		return 0, 0, fmt.Errorf("store: the database does not answer: %w", err)
	}
	m, err := migrator(db)
	if err != nil {
		return 0, 0, err
	}
	defer m.Close() // gives back the connection that held the lock
	if before, err = versionBefore(m); err != nil {
		return before, before, err
	}
	if err := m.Up(); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return before, before, fmt.Errorf("store: migration: %w", err)
	}
	if _, err := db.ExecContext(ctx, `grant select on schema_migrations to xinsheng_app`); err != nil {
		return before, before, fmt.Errorf("store: migration: %w", err)
	}
	after, _, err = m.Version()
	return before, after, err
}

func migrator(db *sql.DB) (*migrate.Migrate, error) {
	target, err := migratepgx.WithInstance(db, &migratepgx.Config{})
	if err != nil {
		return nil, fmt.Errorf("store: migration: %w", err)
	}
	files, err := iofs.New(migrations.Files, ".")
	if err != nil {
		return nil, fmt.Errorf("store: migration: %w", err)
	}
	return migrate.NewWithInstance("embedded", files, "postgres", target)
}

func versionBefore(m *migrate.Migrate) (uint, error) {
	before, dirty, err := m.Version()
	switch {
	case errors.Is(err, migrate.ErrNilVersion):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("store: schema version: %w", err)
	case dirty:
		return before, ErrDirtySchema
	}
	newest, err := SchemaVersion()
	if err == nil && before > newest {
		err = ErrNewerSchema
	}
	return before, err
}

// SchemaVersion returns the version of the newest migration this program carries.
func SchemaVersion() (uint, error) {
	names, err := fs.Glob(migrations.Files, "*.up.sql")
	if err != nil {
		return 0, err
	}
	var newest uint
	for _, name := range names {
		digits, _, _ := strings.Cut(name, "_")
		n, err := strconv.ParseUint(digits, 10, 32)
		if err != nil {
			return 0, fmt.Errorf("store: migration %s has no number", name)
		}
		newest = max(newest, uint(n))
	}
	return newest, nil
}

// undefinedTable is the SQLSTATE of a table that does not exist.
const undefinedTable = "42P01"

// CheckSchema refuses to work on a database whose schema is not exactly this program's.
func (s *Store) CheckSchema(ctx context.Context) error {
	var version int64
	var dirty bool
	err := s.pool.QueryRow(ctx, `select version, dirty from schema_migrations`).Scan(&version, &dirty)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == undefinedTable {
		err = nil // nothing has been migrated yet: version 0
	}
	if err != nil {
		return fmt.Errorf("store: schema version: %w", err)
	}
	newest, err := SchemaVersion()
	switch {
	case err != nil:
		return err
	case dirty:
		return ErrDirtySchema
	case uint(version) > newest:
		return ErrNewerSchema
	case uint(version) < newest:
		return fmt.Errorf("store: the database has schema version %d, this program needs %d: run xinsheng migrate", version, newest)
	}
	return nil
}
