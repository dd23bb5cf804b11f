package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// PolicyVersion is a row of policy_version: the settings in force from a day, as overrides of the shipped policy.
type PolicyVersion struct {
	ID        int64
	Effective date.Date
	Name      string
	Author    string
	Body      json.RawMessage

	PublishedAt time.Time
}

// Policy returns the settings the version means.
func (v PolicyVersion) Policy() (rehab.Policy, error) {
	p := rehab.Chishui()
	if err := json.Unmarshal(v.Body, &p); err != nil {
		return p, fmt.Errorf("store: policy version %d: %w", v.ID, err)
	}
	p.Effective = v.Effective
	return p, nil
}

var _ = meaning("policy_version_effective_unique", "policy_from", text.PolicyEffectiveTaken)

// AddPolicyVersion publishes a version by the transaction's actor and returns its id; its effective date must be free.
func (tx *Tx) AddPolicyVersion(ctx context.Context, v PolicyVersion) (int64, error) {
	return value[int64](ctx, tx, `insert into policy_version (effective, name, author, body) values (@effective, @name, @author, @body) returning id`,
		pgx.NamedArgs{"effective": v.Effective, "name": v.Name, "author": tx.actor.Account, "body": v.Body})
}

// WithdrawPolicyVersion takes back a version that comes into force after the day, by the transaction's actor; it reports whether there was one.
func (tx *Tx) WithdrawPolicyVersion(ctx context.Context, id int64, day date.Date, reason string) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `
		update policy_version set withdrawn_at = now(), withdrawn_by = @by, withdrawn_reason = @reason
		where id = @id and effective > @day and withdrawn_at is null`,
		pgx.NamedArgs{"id": id, "day": day, "by": tx.actor.Account, "reason": reason})
	return tag.RowsAffected() > 0, toFault(err)
}

// PolicyVersions returns every version that stands by effective date.
func (tx *Tx) PolicyVersions(ctx context.Context) ([]PolicyVersion, error) {
	return rows[PolicyVersion](ctx, tx, policyVersions, nil)
}

// PolicyRecord is a version as the history shows it, withdrawn ones too.
type PolicyRecord struct {
	PolicyVersion
	WithdrawnAt     *time.Time
	WithdrawnBy     *string
	WithdrawnReason *string
}

// PolicyRecords returns every version ever published, by effective date and then by when it was published.
func (tx *Tx) PolicyRecords(ctx context.Context) ([]PolicyRecord, error) {
	return rows[PolicyRecord](ctx, tx, `
		select v.id, v.effective, v.name, a.name as author, v.body, v.published_at, v.withdrawn_at, w.name as withdrawn_by, v.withdrawn_reason
		from policy_version v join account a on a.id = v.author left join account w on w.id = v.withdrawn_by
		order by v.effective, v.published_at, v.id`, nil)
}

const policyVersions = `
	select v.id, v.effective, v.name, a.name as author, v.body, v.published_at from policy_version v join account a on a.id = v.author
	where v.withdrawn_at is null order by v.effective`

type holidayRow struct {
	Day  date.Date
	Kind string
}

type yearRow struct{ Year int }

// ruleRows are the rows of the rules.
type ruleRows struct {
	versions []PolicyVersion
	days     []holidayRow
	years    []yearRow
	over     []successionRow
}

func (r *ruleRows) queue(b *pgx.Batch) {
	queueInto(b, &r.versions, policyVersions, nil)
	queueInto(b, &r.days, `select day, kind from holiday`, nil)
	queueInto(b, &r.years, `select year from holiday_year`, nil)
	queueInto(b, &r.over, `select from_code, to_code, day from unit_succession where withdrawn_at is null`, nil)
}

// rules are the policy versions and the calendar; before the first version the shipped policy holds.
func (r *ruleRows) rules() (rehab.Rules, error) {
	out, err := rulesOf(r.versions, calendarOf(r.days, r.years))
	out.Successions = successionsOf(r.over)
	return out, err
}

func rulesOf(versions []PolicyVersion, calendar rehab.Calendar) (rehab.Rules, error) {
	out := rehab.Rules{Holidays: calendar}
	if len(versions) == 0 || !versions[0].Effective.IsZero() {
		out.Versions = append(out.Versions, rehab.Chishui()) // until the first version comes into force: what has been asked is not asked anew
	}
	for _, v := range versions {
		p, err := v.Policy()
		if err != nil {
			return out, err
		}
		out.Versions = append(out.Versions, p)
	}
	return out, nil
}

// Rules returns everything besides the facts that the rules read: policy versions and holidays, in one round trip.
func (tx *Tx) Rules(ctx context.Context) (rehab.Rules, error) {
	r := &ruleRows{}
	b := &pgx.Batch{}
	r.queue(b)
	if err := tx.conn.SendBatch(ctx, b).Close(); err != nil {
		return rehab.Rules{}, toFault(err)
	}
	return r.rules()
}

func calendarOf(days []holidayRow, years []yearRow) rehab.Calendar {
	var off, work []date.Date
	for _, d := range days {
		if d.Kind == "off" {
			off = append(off, d.Day)
		} else {
			work = append(work, d.Day)
		}
	}
	known := make([]int, len(years))
	for i := range years {
		known[i] = years[i].Year
	}
	return rehab.NewCalendar(off, work, known...)
}
