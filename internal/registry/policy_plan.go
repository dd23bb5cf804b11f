package registry

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// PolicyPlan is a draft of the next version that the office shares.
type PolicyPlan struct {
	store.PolicyPlan
	Draft PolicyDraft
}

func planOf(row store.PolicyPlan) (PolicyPlan, error) {
	policy, err := store.PolicyVersion{Effective: row.Effective, Body: row.Body}.Policy()
	return PolicyPlan{row, PolicyDraft{row.Effective, row.Name, policy}}, err
}

// PolicyPlans returns the office's open drafts, the one saved last first.
func (g *Registry) PolicyPlans(ctx context.Context, actor access.Actor) (all []PolicyPlan, err error) {
	if err := may(actor, access.PolicyPublish); err != nil {
		return nil, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		rows, err := tx.PolicyPlans(ctx)
		for _, r := range rows {
			p, err := planOf(r)
			if err != nil {
				return err
			}
			all = append(all, p)
		}
		return err
	})
	return all, err
}

// PolicyPlan returns one of the office's drafts, published and thrown away ones too, or fault.NotFound.
func (g *Registry) PolicyPlan(ctx context.Context, actor access.Actor, id uuid.UUID) (p PolicyPlan, err error) {
	if err := may(actor, access.PolicyPublish); err != nil {
		return p, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		row, err := tx.PolicyPlan(ctx, id)
		if err == nil {
			p, err = planOf(row)
		}
		return err
	})
	return p, err
}

// SavePolicyPlan keeps a draft: a new one under id when edition is 0, else over the edition that was seen. What is wrong with it is a fault on its fields; that somebody else saved it
// meanwhile, or that it is no draft any more, a conflict. The same new draft sent twice is kept once.
func (g *Registry) SavePolicyPlan(ctx context.Context, actor access.Actor, id uuid.UUID, edition int, d PolicyDraft) error {
	if err := may(actor, access.PolicyPublish); err != nil {
		return err
	}
	body, err := d.body()
	if err != nil {
		return err
	}
	row := store.PolicyPlan{ID: id, Name: strings.TrimSpace(d.Name), Effective: d.Effective, Body: body, Edition: edition, SavedAt: g.clock.Now()}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		book, err := policyBook(ctx, tx)
		if err != nil {
			return err
		}
		if err := g.CheckPolicy(book, d); err != nil {
			return err
		}
		if edition == 0 {
			fresh, err := tx.AddPolicyPlan(ctx, row)
			if err != nil || !fresh {
				return err
			}
			return tx.Audit(ctx, note(access.PolicyPublish, store.Subject("policy_plan", id), "policy_plan_begun"))
		}
		if err := overwrite(ctx, tx, row); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.PolicyPublish, store.Subject("policy_plan", id), "policy_plan_saved"))
	})
}

func overwrite(ctx context.Context, tx *store.Tx, row store.PolicyPlan) error {
	saved, err := tx.SavePolicyPlan(ctx, row)
	if err != nil || saved {
		return err
	}
	now, err := tx.PolicyPlan(ctx, row.ID)
	switch {
	case err != nil:
		return err
	case !now.Open():
		return fault.New(fault.Conflict, text.PolicyPlanOver)
	}
	return fault.New(fault.Conflict, text.PolicyPlanSavedBy, "Who", now.SavedBy, "When", now.SavedAt)
}

// DropPolicyPlan throws a draft away; one that is thrown away already stays so. Faults: not found, conflict when it was published.
func (g *Registry) DropPolicyPlan(ctx context.Context, actor access.Actor, id uuid.UUID) error {
	if err := may(actor, access.PolicyPublish); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.HoldPolicyPlan(ctx, id)
		switch {
		case err != nil || p.DroppedAt != nil:
			return err
		case p.Version != nil:
			return fault.New(fault.Conflict, text.PolicyPlanOver)
		}
		if _, err := tx.CancelWhatIf(ctx, id, g.clock.Now()); err != nil {
			return err
		}
		if err := tx.EndPolicyPlan(ctx, id, 0, g.clock.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.PolicyPublish, store.Subject("policy_plan", id), "policy_plan_dropped"))
	})
}

// PublishPolicyPlan publishes a draft in the edition that was seen, and returns it; one that is published already is returned as it is. Faults: not found; conflict when it was saved meanwhile
// or thrown away; invalid when it changes nothing; what is wrong with it by now, as its day may have come, on its fields.
func (g *Registry) PublishPolicyPlan(ctx context.Context, actor access.Actor, id uuid.UUID, edition int) (p PolicyPlan, err error) {
	if err := may(actor, access.PolicyPublish); err != nil {
		return p, err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		row, err := tx.HoldPolicyPlan(ctx, id)
		if err != nil {
			return err
		}
		if p, err = planOf(row); err != nil {
			return err
		}
		switch {
		case row.Version != nil:
			return nil
		case row.DroppedAt != nil:
			return fault.New(fault.Conflict, text.PolicyPlanOver)
		case row.Edition != edition:
			return fault.New(fault.Conflict, text.PolicyPlanSavedBy, "Who", row.SavedBy, "When", row.SavedAt)
		}
		book, err := policyBook(ctx, tx)
		if err != nil {
			return err
		}
		if book.Unchanged(p.Draft) {
			return fault.New(fault.Invalid, text.PolicyPlanSame)
		}
		version, err := g.publish(ctx, tx, p.Draft)
		if err != nil {
			return err
		}
		return tx.EndPolicyPlan(ctx, id, version, g.clock.Now())
	})
	return p, err
}

// PolicyRecord is a version of the history with what it changed: before are the settings in force before its day when it was published.
type PolicyRecord struct {
	PolicyEntry
	store.PolicyRecord
	Before PolicyEntry
	Plan   uuid.UUID // the draft it was published from, as far as the actor's office sees it; uuid.Nil for none
}

// PolicyHistory returns every version, withdrawn ones too, the one that begins last first.
func (g *Registry) PolicyHistory(ctx context.Context, actor access.Actor) (all []PolicyRecord, err error) {
	if err := may(actor, access.PolicyView); err != nil {
		return nil, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		records, err := tx.PolicyRecords(ctx)
		if err != nil {
			return err
		}
		plans, err := tx.PlansOfVersions(ctx)
		if err != nil {
			return err
		}
		all, err = historyOf(records, plans)
		return err
	})
	return all, err
}

// historyOf compares each version with the one that stood before its day, or for a withdrawn one would have.
func historyOf(records []store.PolicyRecord, plans []store.PolicyPlan) ([]PolicyRecord, error) {
	from := map[int64]uuid.UUID{}
	for _, p := range plans {
		from[*p.Version] = p.ID
	}
	before, err := entriesOf(nil)
	if err != nil {
		return nil, err
	}
	standing := before[0]
	out := make([]PolicyRecord, 0, len(records))
	for _, r := range records {
		entries, err := entriesOf([]store.PolicyVersion{r.PolicyVersion})
		if err != nil {
			return nil, err
		}
		entry := entries[len(entries)-1]
		out = append(out, PolicyRecord{PolicyEntry: entry, PolicyRecord: r, Before: standing, Plan: from[r.ID]})
		if r.WithdrawnAt == nil {
			standing = entry
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, nil
}
