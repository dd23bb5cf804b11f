package store_test

import (
	"errors"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

func TestATransactionIsWholeOrNothing(t *testing.T) {
	s := testkit.Store(t)
	actor := access.SystemActor(access.AccountSetup)
	broken := errors.New("broken")
	err := s.WithTx(t.Context(), actor, func(tx *store.Tx) error {
		if err := tx.Audit(t.Context(), store.Audited{Action: access.CaseView}); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("err = %v, want the function's own", err)
	}
	entries := func() (list []store.AuditEntry) {
		if err := s.Read(t.Context(), actor, func(tx *store.Tx) (err error) {
			list, err = tx.AuditEntries(t.Context(), store.AuditFilter{}, 10)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return list
	}
	if got := entries(); len(got) != 0 {
		t.Fatalf("an undone transaction left %d audit entries", len(got))
	}
	if err := s.WithTx(t.Context(), actor, func(tx *store.Tx) error {
		return tx.Audit(t.Context(), store.Audited{Action: access.CaseView})
	}); err != nil {
		t.Fatal(err)
	}
	if got := entries(); len(got) != 1 || got[0].Login != "system.setup" {
		t.Fatalf("entries = %+v", got)
	}
}

func TestTheProgramMayNeitherChangeNorDeleteWhatIsAppendOnly(t *testing.T) {
	s := testkit.Store(t)
	for _, table := range []string{"audit", "fact", "fact_test", "fact_void", "reward_entry", "reward_step", "document_number"} {
		for _, sql := range []string{"delete from " + table, "truncate " + table} {
			if _, err := s.Pool().Exec(t.Context(), sql); err == nil {
				t.Errorf("%s was let through", sql)
			}
		}
	}
}

func TestTheSchemaIsThisProgramsOwn(t *testing.T) {
	s := testkit.Store(t)
	if err := s.CheckSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
}
