package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// divide has the shared village be divided on a day ahead: its second worker goes along, and the township has said of some people where they go.
func divide(ctx context.Context, s *store.Store, w *casework.Work, c *cast, today date.Date) error {
	g, by, own := registry.New(s, clock.At(today)), c.actor(lead, shared), c.actor(village, shared)
	f := casework.SplitForm{SplitAnswers: store.SplitAnswers{Split: uuid.NewSHA1(space, []byte("split")), Form: uuid.NewSHA1(space, []byte("split answers")), Cases: map[uuid.UUID]bool{}}}
	in := registry.Split{Key: f.Split, From: own.Unit, Code: shared + 80, Name: "新建社区", Day: (today.AddDays(25).Month() + 1).First(), Basis: "赤府函〔2026〕52号"}
	posted, err := g.SplitChoices(ctx, c.byRole[access.SystemAdmin][0], own.Unit)
	if err != nil {
		return fmt.Errorf("demo: split: %w", err)
	}
	for _, p := range posted.Postings {
		if p.Account != own.Account {
			in.Postings = append(in.Postings, p.ID)
		}
	}
	if err := g.SplitUnit(ctx, c.byRole[access.SystemAdmin][0], in); err != nil {
		return fmt.Errorf("demo: split: %w", err)
	}
	v, err := w.SplitFile(ctx, by, f.Split, store.SplitFilter{})
	if err != nil {
		return fmt.Errorf("demo: split: %w", err)
	}
	for i, x := range v.Cases {
		if i%3 != 2 && x.Goes == nil {
			f.Cases[x.CaseID] = x.WorkerGoes
		}
	}
	if len(f.Cases) == 0 {
		return nil
	}
	_, err = w.ChooseSplit(ctx, by, f)
	return err
}
