package registry

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
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

// CheckPolicy says what is wrong with a draft on the fields policy_from and policy_name; the numbers are the form's to check against each setting's limits.
func (g *Registry) CheckPolicy(d PolicyDraft) error {
	var wrong fault.Fields
	if d.Effective <= g.clock.Today() {
		wrong.Add("policy_from", text.PolicyNotAhead, "Day", g.clock.Today())
	}
	switch n := utf8.RuneCountInString(strings.TrimSpace(d.Name)); {
	case n == 0:
		wrong.Add("policy_name", text.ValidRequired)
	case n > MaxPolicyName:
		wrong.Add("policy_name", text.ValidTooLong, "Max", MaxPolicyName)
	}
	if n := d.Policy.Staffing; n.FullTimeFrom <= n.CadreFrom {
		wrong.Add("staffing.full_time_from", text.PolicyBandsCross)
	}
	return wrong.Err()
}

// PublishPolicy makes the draft the policy from its day on, and every case due to be computed again: what they owe next month may follow it already. A day that another
// version begins on is a fault on the field policy_from.
func (g *Registry) PublishPolicy(ctx context.Context, actor access.Actor, d PolicyDraft) error {
	if err := may(actor, access.PolicyPublish); err != nil {
		return err
	}
	if err := g.CheckPolicy(d); err != nil {
		return err
	}
	d.Policy.Effective = 0 // the row says it
	body, err := json.Marshal(d.Policy)
	if err != nil {
		return err
	}
	return g.changePolicy(ctx, actor, note(access.PolicyPublish, store.Subject("policy_version", d.Effective), "policy_published"), func(tx *store.Tx) error {
		return tx.AddPolicyVersion(ctx, store.PolicyVersion{Effective: d.Effective, Name: strings.TrimSpace(d.Name), Body: body})
	})
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
	return g.changePolicy(ctx, actor, note(access.PolicyPublish, store.Subject("policy_version", id), "policy_withdrawn"), func(tx *store.Tx) error {
		return found(tx.WithdrawPolicyVersion(ctx, id, g.clock.Today(), reason))
	})
}

func (g *Registry) changePolicy(ctx context.Context, actor access.Actor, entry store.Audited, fn func(*store.Tx) error) error {
	err := g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Audit(ctx, entry)
	})
	if err != nil {
		return err
	}
	return g.recomputeAll(ctx)
}
