package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// SigningLine is something that waits for a township's decision, with what it is decided on.
type SigningLine struct {
	CaseID   uuid.UUID
	Seq      int
	Name     string
	DocMask  string
	Division division.Code
	Worker   *string // who answers for the case by name
	Due      date.Date
	OfFact   *uuid.UUID // the leave asked for, or the absence
	Month    date.Date  // first day of the missed window's month
	Phase    *int       // of an assessment

	// Of an assessment: what the months of the phase count.
	TestsDue, TestsDone, TestsMissed int
	Positives                        int
	ContactsOwed, ContactsDone       int
}

// SigningFilter chooses what waits for a decision.
type SigningFilter struct {
	Kind     string         // of duty
	Prepared *bool          // nil: whether or not what it rests on is on file
	Mark     string         // of the month's window; empty: any
	Within   division.Range // of the office answerable
	Limit    int
}

// signingOpen are duties that have opened, in cases of the actor's offices; signingWhere those that a filter chooses.
const signingOpen = ` o.opens <= @today and (o.lapses is null or o.lapses >= @today) and s.answerable <@ ` + myScope

const signingWhere = ` o.kind = @kind and ` + signingOpen + `
	and (@prepared::boolean is null or o.prepared = @prepared) and (@mark = '' or m.mark = @mark) and (@low::bigint = 0 or s.answerable between @low and @high)`

func (f SigningFilter) args(today date.Date) pgx.NamedArgs {
	return pgx.NamedArgs{"kind": f.Kind, "prepared": f.Prepared, "mark": f.Mark, "low": f.Within.Low, "high": f.Within.High, "limit": f.Limit, "today": today}
}

// SigningLines returns what waits, the one due first first.
func (tx *Tx) SigningLines(ctx context.Context, f SigningFilter, today date.Date) ([]SigningLine, error) {
	return rows[SigningLine](ctx, tx, `
		select o.case_id, o.seq, p.name, p.document_mask as doc_mask, s.answerable as division, o.due, o.of_fact, o.month, o.phase,
			(select a.name from account a, (select s.case_id, s.answerable, s.answerable_since as since) c where a.id = `+workerOf+`) as worker,
			coalesce(x.tests_due, 0) as tests_due, coalesce(x.tests_done, 0) as tests_done, coalesce(x.tests_missed, 0) as tests_missed, coalesce(x.positives, 0) as positives,
			coalesce(x.owed, 0) as contacts_owed, coalesce(x.done, 0) as contacts_done
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
			left join case_month m on m.case_id = o.case_id and m.month = o.month
			left join lateral (select `+sumOf(testStates[TestDue], "tests_due")+`, `+sumOf(testStates[TestDone], "tests_done")+`,
				`+sumOf(testStates[TestMissed], "tests_missed")+`, `+sumOf(testStates[TestPositive], "positives")+`,
				sum(c.reports_owed + c.visits_owed + c.talks_owed)::int as owed,
				sum(least(c.reports_done, c.reports_owed) + least(c.visits_done, c.visits_owed) + least(c.talks_done, c.talks_owed))::int as done
				from case_month c where c.case_id = o.case_id and c.phase = o.phase and c.month <= @today) x on true
		where `+signingWhere+` order by coalesce(o.due, 'infinity'), o.case_id, o.seq limit @limit`, f.args(today))
}

// SigningCount is how many duties of a kind wait that are alike in what a SigningFilter tells apart.
type SigningCount struct {
	Kind     string
	Prepared bool
	Mark     string
	Count    int
}

// Chosen reports whether the filter chooses what is counted, wherever it is.
func (f SigningFilter) Chosen(c SigningCount) bool {
	return f.Kind == c.Kind && (f.Prepared == nil || *f.Prepared == c.Prepared) && (f.Mark == "" || f.Mark == c.Mark)
}

// SigningCounts counts what waits of the kinds.
func (tx *Tx) SigningCounts(ctx context.Context, kinds []string, today date.Date) ([]SigningCount, error) {
	return rows[SigningCount](ctx, tx, `
		select o.kind, o.prepared, coalesce(m.mark, '') as mark, count(*)::int as count
		from obligation o join case_summary s on s.case_id = o.case_id left join case_month m on m.case_id = o.case_id and m.month = o.month
		where o.kind = any(@kinds) and `+signingOpen+` group by 1, 2, 3`, pgx.NamedArgs{"kinds": kinds, "today": today})
}

// SigningFacts returns the facts that decisions rest on: those named, and what the villages of the cases have said of phases. Voided ones are left out.
func (tx *Tx) SigningFacts(ctx context.Context, facts, cases []uuid.UUID) ([]RecordedFact, error) {
	all, err := rows[factRow](ctx, tx, factsQuery+`
		where (f.id = any(@facts) or f.case_id = any(@cases) and f.kind = 'phase_opinion') and not exists (select from fact_void v where v.of = f.id)
		order by f.date, f.recorded_at, f.id`, pgx.NamedArgs{"facts": facts, "cases": cases})
	if err != nil {
		return nil, err
	}
	out := make([]RecordedFact, len(all))
	for i, r := range all {
		if out[i], err = r.fact(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
