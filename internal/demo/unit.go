package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// A community that has been renamed, and two of which one goes over into the other.
const (
	renamed       = division.Code(520381003003)
	goesFrom      = division.Code(520381002006)
	goesInto      = division.Code(520381002005)
	renamedInto   = "沙湾路社区"
	monthsRenamed = 2 // since the name holds
)

// changeMap renames a community some months back, and has another one go over into its neighbour on a day ahead.
func changeMap(ctx context.Context, s *store.Store, c *cast, today date.Date) error {
	g, admin := registry.New(s, clock.At(today)), c.byRole[access.SystemAdmin][0]
	var from, into, named store.Unit
	err := s.Read(ctx, c.setup, func(tx *store.Tx) (err error) {
		for code, u := range map[division.Code]*store.Unit{goesFrom: &from, goesInto: &into, renamed: &named} {
			if *u, err = tx.UnitAt(ctx, code); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = g.RenameUnit(ctx, admin, named.ID, renamedInto, (today.Month() - monthsRenamed).First())
	}
	if err == nil {
		err = g.MergeUnit(ctx, admin, registry.Merger{Key: uuid.NewSHA1(space, []byte("merger")), From: from.ID, Into: into.ID, Day: (today.AddDays(25).Month() + 1).First(), Basis: "赤府函〔2026〕53号"})
	}
	if err != nil {
		return fmt.Errorf("demo: units: %w", err)
	}
	return nil
}
