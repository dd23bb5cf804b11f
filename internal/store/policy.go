package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// PolicyVersion is a row of policy_version: the settings in force from a day, as overrides of the shipped policy.
type PolicyVersion struct {
	ID        int64
	Effective date.Date
	Name      string
	Author    string
	Body      json.RawMessage
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

// AddPolicyVersion publishes a version by the transaction's actor; its effective date must be free.
func (tx *Tx) AddPolicyVersion(ctx context.Context, v PolicyVersion) error {
	return tx.exec(ctx, `insert into policy_version (effective, name, author, body) values (@effective, @name, @author, @body)`,
		pgx.NamedArgs{"effective": v.Effective, "name": v.Name, "author": tx.actor.Account, "body": v.Body})
}

// PolicyVersions returns every version by effective date.
func (tx *Tx) PolicyVersions(ctx context.Context) ([]PolicyVersion, error) {
	return rows[PolicyVersion](ctx, tx, `
		select v.id, v.effective, v.name, a.name as author, v.body from policy_version v join account a on a.id = v.author order by v.effective`, nil)
}

type holidayRow struct {
	Day  date.Date
	Kind string
}

// Rules returns everything besides the facts that the rules read: policy versions and holidays. Without any version the shipped policy holds.
func (tx *Tx) Rules(ctx context.Context) (rehab.Rules, error) {
	versions, err := tx.PolicyVersions(ctx)
	if err != nil {
		return rehab.Rules{}, err
	}
	var r rehab.Rules
	for _, v := range versions {
		p, err := v.Policy()
		if err != nil {
			return r, err
		}
		r.Versions = append(r.Versions, p)
	}
	if len(r.Versions) == 0 {
		r.Versions = []rehab.Policy{rehab.Chishui()}
	}
	days, err := rows[holidayRow](ctx, tx, `select day, kind from holiday`, nil)
	if err != nil {
		return r, err
	}
	years, err := rows[struct{ Year int }](ctx, tx, `select year from holiday_year`, nil)
	if err != nil {
		return r, err
	}
	r.Holidays = calendarOf(days, years)
	return r, nil
}

func calendarOf(days []holidayRow, years []struct{ Year int }) rehab.Calendar {
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
