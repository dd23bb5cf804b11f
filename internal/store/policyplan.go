package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// PolicyPlan is a row of policy_plan: a draft of the next version, shared by the office that writes it.
type PolicyPlan struct {
	ID        uuid.UUID
	Name      string
	Effective date.Date
	Body      json.RawMessage
	Edition   int // counts the savings
	Author    string
	CreatedAt time.Time
	SavedBy   string
	SavedAt   time.Time
	Version   *int64     // it was published as; nil while it is a draft
	DroppedAt *time.Time // nil unless it was thrown away
}

// Open reports whether the draft is neither published nor thrown away.
func (p *PolicyPlan) Open() bool { return p.Version == nil && p.DroppedAt == nil }

const planQuery = `
	select p.id, p.name, p.effective, p.body, p.edition, a.name as author, p.created_at, s.name as saved_by, p.saved_at, p.version, p.dropped_at
	from policy_plan p join account a on a.id = p.author join account s on s.id = p.saved_by`

// AddPolicyPlan writes a draft of the transaction's actor; false when there is one of this id already.
func (tx *Tx) AddPolicyPlan(ctx context.Context, p PolicyPlan) (bool, error) {
	n, err := tx.affected(ctx, `
		insert into policy_plan (id, unit, name, effective, body, author, created_at, saved_by, saved_at)
		values (@id, @unit, @name, @effective, @body, @by, @at, @by, @at) on conflict (id) do nothing`,
		pgx.NamedArgs{"id": p.ID, "unit": tx.actor.Unit, "name": p.Name, "effective": p.Effective, "body": p.Body, "by": tx.actor.Account, "at": p.SavedAt})
	return n == 1, err
}

// SavePolicyPlan saves a draft over the edition its writer has seen; false when it is another one by now, or no draft any more.
func (tx *Tx) SavePolicyPlan(ctx context.Context, p PolicyPlan) (bool, error) {
	n, err := tx.affected(ctx, `
		update policy_plan set name = @name, effective = @effective, body = @body, edition = edition + 1, saved_by = @by, saved_at = @at
		where id = @id and edition = @edition and version is null and dropped_at is null`,
		pgx.NamedArgs{"id": p.ID, "name": p.Name, "effective": p.Effective, "body": p.Body, "edition": p.Edition, "by": tx.actor.Account, "at": p.SavedAt})
	return n == 1, err
}

// PolicyPlan returns a draft of the transaction's office, published and thrown away ones too, or fault.NotFound.
func (tx *Tx) PolicyPlan(ctx context.Context, id uuid.UUID) (PolicyPlan, error) {
	return row[PolicyPlan](ctx, tx, planQuery+` where p.id = @id`, pgx.NamedArgs{"id": id})
}

// HoldPolicyPlan is PolicyPlan, and makes other changes of the draft wait until the transaction ends.
func (tx *Tx) HoldPolicyPlan(ctx context.Context, id uuid.UUID) (PolicyPlan, error) {
	return row[PolicyPlan](ctx, tx, planQuery+` where p.id = @id for update of p`, pgx.NamedArgs{"id": id})
}

// PolicyPlans returns the open drafts of the transaction's office, the one saved last first.
func (tx *Tx) PolicyPlans(ctx context.Context) ([]PolicyPlan, error) {
	return rows[PolicyPlan](ctx, tx, planQuery+` where p.version is null and p.dropped_at is null order by p.saved_at desc, p.id limit 50`, nil)
}

// PlansOfVersions returns which draft each version was published from, as far as the transaction's office sees it.
func (tx *Tx) PlansOfVersions(ctx context.Context) ([]PolicyPlan, error) {
	return rows[PolicyPlan](ctx, tx, planQuery+` where p.version is not null`, nil)
}

// EndPolicyPlan says that a draft was published as a version, or with 0 that it was thrown away.
func (tx *Tx) EndPolicyPlan(ctx context.Context, id uuid.UUID, version int64, at time.Time) error {
	return tx.exec(ctx, `
		update policy_plan set version = nullif(@version, 0::bigint), dropped_at = case when @version = 0 then @at::timestamptz end
		where id = @id`, pgx.NamedArgs{"id": id, "version": version, "at": at})
}
