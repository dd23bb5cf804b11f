package work_test

import (
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// shape is everything that makes up River's tables in a schema, a line each.
const shape = `
	select replace(line, $1 || '.', '') as line from (
		select format('column %s.%s %s %s %s', table_name, column_name, udt_name || coalesce(character_maximum_length::text, ''), is_nullable, column_default) as line
			from information_schema.columns where table_schema = $1 and table_name like 'river%'
		union all select 'index ' || regexp_replace(indexdef, '^create (unique )?index \S+', '\1', 'i') from pg_indexes where schemaname = $1 and tablename like 'river%'
		union all select format('constraint %s %s', t.relname, pg_get_constraintdef(c.oid)) from pg_constraint c join pg_class t on t.oid = c.conrelid
			where t.relnamespace = $1::regnamespace and t.relname like 'river%' and c.contype <> 'n'
		union all select format('persistence %s %s', relname, relpersistence) from pg_class where relnamespace = $1::regnamespace and relname like 'river%' and relkind = 'r'
		union all select 'state ' || string_agg(e.enumlabel, ' ' order by e.enumlabel) from pg_type y join pg_enum e on e.enumtypid = y.oid where y.typnamespace = $1::regnamespace and y.typname = 'river_job_state'
	) x order by 1`

// TestTablesAreRivers lets River make its tables itself, in a schema beside ours, and compares: after an update of River this says when a migration of ours is owed.
func TestTablesAreRivers(t *testing.T) {
	s, err := store.Open(t.Context(), testkit.DB(t).OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Pool().Exec(t.Context(), `create schema rivers_own`); err != nil {
		t.Fatal(err)
	}
	m, err := rivermigrate.New(riverpgxv5.New(s.Pool()), &rivermigrate.Config{Schema: "rivers_own", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Migrate(t.Context(), rivermigrate.DirectionUp, nil); err != nil {
		t.Fatal(err)
	}
	lines := func(schema string) []string {
		r, err := s.Pool().Query(t.Context(), shape, schema)
		if err != nil {
			t.Fatal(err)
		}
		all, err := pgx.CollectRows(r, pgx.RowTo[string])
		if err != nil || len(all) < 50 {
			t.Fatalf("%d lines of %s: %v", len(all), schema, err)
		}
		return all
	}
	if diff := cmp.Diff(lines("rivers_own"), lines("public")); diff != "" {
		t.Errorf("River's (-) and ours (+):\n%s", diff)
	}
	var ours, rivers int
	err = s.Pool().QueryRow(t.Context(), `select (select max(version) from public.river_migration), (select max(version) from rivers_own.river_migration)`).Scan(&ours, &rivers)
	if err != nil || ours != rivers {
		t.Errorf("ours stands at %d, River's at %d: %v", ours, rivers, err)
	}
}
