package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// setVersion writes the schema's version as another program or a failed migration would have left it.
func setVersion(t *testing.T, ownerURL string, version uint, dirty bool) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), ownerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `update schema_migrations set version = $1, dirty = $2`, int64(version), dirty); err != nil {
		t.Fatal(err)
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	newest, err := store.SchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	before, after, err := store.Migrate(t.Context(), testkit.DB(t).OwnerURL)
	if err != nil || before != newest || after != newest {
		t.Errorf("Migrate = %d, %d, %v; want %d twice", before, after, err, newest)
	}
}

func TestASchemaOfAnotherVersionIsRefused(t *testing.T) {
	newest, err := store.SchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		version uint
		dirty   bool
		migrate error
		says    string
	}{
		{"newer than the program", newest + 1, false, store.ErrNewerSchema, "newer"},
		{"left half way", newest, true, store.ErrDirtySchema, "half way"},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := testkit.DB(t)
			setVersion(t, db.OwnerURL, c.version, c.dirty)
			if _, _, err := store.Migrate(t.Context(), db.OwnerURL); !errors.Is(err, c.migrate) {
				t.Errorf("Migrate: %v, want %v", err, c.migrate)
			}
			s, err := store.Open(t.Context(), db.ProgramURL)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.CheckSchema(t.Context()); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("CheckSchema: %v, want one that says %q", err, c.says)
			}
			// Refusing twice with the same error shows that nothing was forced in between.
			if _, _, err := store.Migrate(t.Context(), db.OwnerURL); !errors.Is(err, c.migrate) {
				t.Errorf("Migrate again: %v, want %v", err, c.migrate)
			}
		})
	}
}

func TestAnOlderSchemaIsNotServed(t *testing.T) {
	newest, err := store.SchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	db := testkit.DB(t)
	setVersion(t, db.OwnerURL, newest-1, false)
	saysToMigrate(t, db)
}

func TestADatabaseWithoutSchemaIsNotServed(t *testing.T) {
	db := testkit.DB(t)
	conn, err := pgx.Connect(t.Context(), db.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `drop table schema_migrations`); err != nil {
		t.Fatal(err)
	}
	saysToMigrate(t, db)
}

func saysToMigrate(t *testing.T, db *testkit.Database) {
	t.Helper()
	s, err := store.Open(t.Context(), db.ProgramURL)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.CheckSchema(t.Context()); err == nil || !strings.Contains(err.Error(), "xinsheng migrate") {
		t.Errorf("CheckSchema: %v, want one that says to run xinsheng migrate", err)
	}
}
