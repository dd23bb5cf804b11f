package oversight

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Asked is what the rules ask of all cases, or of those of a place, in a time, and what they promise.
type Asked struct {
	rehab.Outlook
	Reached int `json:"reached_cases"` // cases in which a threshold of serious breach has been reached
	Near    int `json:"near_cases"`    // cases in which one more counted event would reach one
}

func (a *Asked) add(o rehab.Outlook) {
	a.Tests += o.Tests
	a.Reports += o.Reports
	a.Visits += o.Visits
	a.Talks += o.Talks
	a.Rewards += o.Rewards
	a.Fen += o.Fen
	if o.Reached {
		a.Reached++
	}
	if o.Near {
		a.Near++
	}
}

// Compared is what is asked by the rules as they are, and with the draft.
type Compared struct{ Before, After Asked }

// PlaceCompared is Compared of a township, over the twelve months.
type PlaceCompared struct {
	Place   division.Code
	Cases   int
	Changed int
	Compared
}

// Needed is the staff that the norm asks for, with as many persons as there are today.
type Needed struct {
	FullTime int // full-time workers
	Cadres   int // named cadres
	Pay      int // fen a month
}

// Prospect is what a draft of the policy would change.
type Prospect struct {
	Cases   int // open ones
	Changed int // of which something else is asked in the twelve months
	From    date.Date
	YearEnd date.Date // the last day of the calendar year that From lies in
	End     date.Date // the last day of the twelve months
	Year    Compared  // from From to YearEnd
	Twelve  Compared  // from From to End
	Places  []PlaceCompared

	StaffBefore, StaffAfter Needed
}

// ChangedCase is a case of which the draft asks otherwise in the twelve months.
type ChangedCase struct {
	CaseID   uuid.UUID
	Name     string // empty for a stub
	Division division.Code
	Before   rehab.Outlook
	After    rehab.Outlook
}

// WhatIf is the newest prospect of a draft, as far as it has come.
type WhatIf struct {
	store.WhatIf
	Prospect *Prospect // nil until it is done
	Cases    []ChangedCase
	Stale    bool // the draft, or the legal day's month, is another by now
}

// maxChanged is how many of the cases that change most are kept.
const maxChanged = 50

// AskWhatIf has it worked out, in a job, what a draft would change; key is the form's. While one is under way, nothing happens. Faults: not found, conflict when
// the draft is published or thrown away, or its day is not ahead any more.
func (o *Office) AskWhatIf(ctx context.Context, actor access.Actor, key, plan uuid.UUID) error {
	if !actor.May(access.PolicyPublish) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.PolicyPlan(ctx, plan)
		switch {
		case err != nil:
			return err
		case !p.Open():
			return fault.New(fault.Conflict, text.PolicyPlanOver)
		case p.Effective <= o.today():
			return fault.OnField("policy_from", text.PolicyNotAhead, "Day", o.today())
		}
		w := store.WhatIf{ID: key, Plan: plan, Edition: p.Edition, Name: p.Name, Effective: p.Effective, Body: p.Body, Day: o.today(), CreatedAt: time.Now()}
		if w.Total, err = tx.CountCases(ctx); err != nil {
			return err
		}
		fresh, err := tx.AddWhatIf(ctx, w)
		if err != nil || !fresh {
			return err
		}
		if err := jobs.Put(ctx, tx, jobs.WhatIf{WhatIf: key}); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.PolicyPublish, Subject: store.Subject("policy_plan", plan), Detail: map[string]any{"change": "what_if_asked"}})
	})
}

// CancelWhatIf stops the one under way; one that is over stays as it is.
func (o *Office) CancelWhatIf(ctx context.Context, actor access.Actor, plan uuid.UUID) error {
	if !actor.May(access.PolicyPublish) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if _, err := tx.PolicyPlan(ctx, plan); err != nil {
			return err
		}
		stopped, err := tx.CancelWhatIf(ctx, plan, time.Now())
		if err != nil || !stopped {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.PolicyPublish, Subject: store.Subject("policy_plan", plan), Detail: map[string]any{"change": "what_if_cancelled"}})
	})
}

// WhatIfOf returns the newest prospect of a draft, nil when none was asked for.
func (o *Office) WhatIfOf(ctx context.Context, actor access.Actor, plan uuid.UUID) (w *WhatIf, err error) {
	if !actor.May(access.PolicyPublish) {
		return nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.PolicyPlan(ctx, plan)
		if err != nil {
			return err
		}
		row, err := tx.WhatIfOf(ctx, plan)
		if err != nil || row == nil {
			return err
		}
		w = &WhatIf{WhatIf: *row, Stale: p.Open() && (row.Edition != p.Edition || row.Day.Month() != o.today().Month())}
		if row.State != store.ExportDone {
			return nil
		}
		w.Prospect = &Prospect{}
		if err := json.Unmarshal(row.Result, w.Prospect); err != nil {
			return fmt.Errorf("oversight: what-if %s: %w", row.ID, err)
		}
		lines, err := tx.WhatIfLines(ctx, row.ID)
		if err != nil {
			return err
		}
		w.Cases, err = changedCases(lines)
		return err
	})
	return w, err
}

func changedCases(lines []store.WhatIfLine) ([]ChangedCase, error) {
	out := make([]ChangedCase, len(lines))
	for i, l := range lines {
		c := ChangedCase{CaseID: l.CaseID, Division: l.Division}
		if l.Name != nil {
			c.Name = *l.Name
		}
		if err := json.Unmarshal(l.Before, &c.Before); err != nil {
			return nil, fmt.Errorf("oversight: what-if case: %w", err)
		}
		if err := json.Unmarshal(l.After, &c.After); err != nil {
			return nil, fmt.Errorf("oversight: what-if case: %w", err)
		}
		out[i] = c
	}
	return out, nil
}
