package registry

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Longest name of a policy version and longest reason for taking one back, in characters.
const (
	MaxPolicyName   = 60
	MaxPolicyReason = 200
)

// PolicyDraft is a version of the settings that is not published yet.
type PolicyDraft struct {
	Effective date.Date // first day in force, after today: what was in force stays as it was (DOMAIN, ruling 21)
	Name      string    // as the notice is called
	Policy    rehab.Policy
}

// body is the settings as a row of policy_version has them: its day stands in the row.
func (d PolicyDraft) body() (json.RawMessage, error) {
	d.Policy.Effective = 0
	return json.Marshal(d.Policy)
}

// PublishPolicy makes the draft the policy from its day on, and every case due to be computed again: what they owe next month may follow it already. What is wrong with the
// draft is a fault on its fields.
func (g *Registry) PublishPolicy(ctx context.Context, actor access.Actor, d PolicyDraft) error {
	if err := may(actor, access.PolicyPublish); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		_, err := g.publish(ctx, tx, d)
		return err
	})
}

// publish publishes the draft in a transaction and returns the version's id.
func (g *Registry) publish(ctx context.Context, tx *store.Tx, d PolicyDraft) (int64, error) {
	book, err := policyBook(ctx, tx)
	if err != nil {
		return 0, err
	}
	if err := g.CheckPolicy(book, d); err != nil {
		return 0, err
	}
	body, err := d.body()
	if err != nil {
		return 0, err
	}
	id, err := tx.AddPolicyVersion(ctx, store.PolicyVersion{Effective: d.Effective, Name: strings.TrimSpace(d.Name), Body: body})
	if err != nil {
		return 0, err
	}
	if err := tx.Audit(ctx, note(access.PolicyPublish, store.Subject("policy_version", d.Effective), "policy_published")); err != nil {
		return 0, err
	}
	return id, g.recomputeLater(ctx, tx, store.CausePublished, id)
}

// WithdrawPolicy takes back a version that is not in force yet; one that is, or is not there, is fault.NotFound.
func (g *Registry) WithdrawPolicy(ctx context.Context, actor access.Actor, id int64, reason string) error {
	if err := may(actor, access.PolicyPublish); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		return fault.OnField("reason", text.ValidRequired)
	case n > MaxPolicyReason:
		return fault.OnField("reason", text.ValidTooLong, "Max", MaxPolicyReason)
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := found(tx.WithdrawPolicyVersion(ctx, id, g.clock.Today(), reason)); err != nil {
			return err
		}
		if err := tx.Audit(ctx, note(access.PolicyPublish, store.Subject("policy_version", id), "policy_withdrawn")); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseWithdrawn, id)
	})
}

// recomputeLater has every case computed again once the transaction is committed, by a job. It is noted with the change, so that no end of the program loses it.
func (g *Registry) recomputeLater(ctx context.Context, tx *store.Tx, cause string, version int64) error {
	run := store.RecomputeRun{ID: uuid.Must(uuid.NewV7()), Cause: cause, AskedAt: g.clock.Now()}
	if version != 0 {
		run.Version = &version
	}
	if err := tx.AddRecomputeRun(ctx, run); err != nil {
		return err
	}
	return jobs.Put(ctx, tx, jobs.RecomputeCases{})
}

// Recomputing returns the change of the rules after which cases are still being computed again, nil when there is none.
func (g *Registry) Recomputing(ctx context.Context, actor access.Actor) (run *store.RecomputeRun, err error) {
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		run, err = tx.OpenRun(ctx, g.clock.Today())
		return err
	})
	return run, err
}
