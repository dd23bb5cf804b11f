package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// ReferralLine is a referral as lists show it. Name and DocMask are nil for a department.
type ReferralLine struct {
	Referral
	Name           *string
	DocMask        *string
	DepartmentName string
	Look           string // why the township is to look at it, see ReferralLooks; empty: it need not
}

// ReferralLooks are the reasons for a township to look at a referral, the most urgent first: the case has ended, the contact is still the one of
// a former township, the department refused, it did not answer in time, did not act in time, or closed it.
func ReferralLooks() []string {
	return []string{"ended", "contact", "refused", "unanswered", "idle", "closed"}
}

// ReferralFilter chooses referrals; zero fields choose all.
type ReferralFilter struct {
	State      string // one of rehab.ReferralStates
	Open       bool   // not ended
	Late       bool   // the department's last day has passed
	Look       string // one of ReferralLooks
	Department int64
	Within     division.Range // of the office answerable
	Today      date.Date
	After      ReferralKey
	Limit      int
}

// ReferralKey is a referral's place in the list: the one due first first, then the ended ones, the newest first.
type ReferralKey struct {
	Due date.Date
	ID  uuid.UUID
}

const referralLook = `case
	when r.due is not null and s.exit_day is not null then 'ended'
	when r.due is not null and r.contact_at <> r.answerable - r.answerable % 1000 then 'contact'
	when r.state = 'refused' and not r.noted then 'refused'
	when r.state = 'sent' and r.due < @today::date then 'unanswered'
	when r.due < @today::date then 'idle'
	when r.state = 'closed' and not r.noted then 'closed'
	else '' end`

// referralLines are the referrals that the actor sees: a department those addressed to it, of which it sees neither case nor person.
const referralLines = `
	select ` + referralColumns + `, p.name, p.document_mask as doc_mask, u.name as department_name, ` + referralLook + ` as look
	from referral r join unit u on u.id = r.department left join case_summary s on s.case_id = r.case_id left join person p on p.id = s.person_id`

const referralWhere = `
	(@state::text = '' or l.state = @state) and (not @open::boolean or l.due is not null) and (not @late::boolean or l.due < @today::date)
	and (@look::text = '' or l.look = @look) and (@department::bigint = 0 or l.department = @department)
	and (@low::bigint = 0 or l.answerable between @low and @high)`

func (f ReferralFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "open": f.Open, "late": f.Late, "look": f.Look, "department": f.Department, "low": f.Within.Low, "high": f.Within.High,
		"today": f.Today, "after_due": f.After.Due, "after_id": orNull(f.After.ID), "limit": f.Limit}
}

// ReferralLines returns a page of the referrals that the filter chooses.
func (tx *Tx) ReferralLines(ctx context.Context, f ReferralFilter) ([]ReferralLine, error) {
	return rows[ReferralLine](ctx, tx, `
		select l.* from (`+referralLines+`) l where `+referralWhere+` and (@after_id::uuid is null
			or coalesce(l.due, 'infinity') > coalesce(@after_due::date, 'infinity')
			or coalesce(l.due, 'infinity') = coalesce(@after_due::date, 'infinity') and l.id < @after_id)
		order by coalesce(l.due, 'infinity'), l.id desc limit @limit`, f.args())
}

// ReferralLine returns one referral as lists show it, or fault.NotFound.
func (tx *Tx) ReferralLine(ctx context.Context, id uuid.UUID, today date.Date) (ReferralLine, error) {
	return row[ReferralLine](ctx, tx, referralLines+` where r.id = @id`, pgx.NamedArgs{"id": id, "today": today})
}

// ReferralCount is how many referrals of a department are in a state.
type ReferralCount struct {
	Department     int64
	DepartmentName string
	State          rehab.ReferralState
	Count          int
	Late           int // of them, those whose last day has passed
}

// ReferralCounts counts what the filter chooses, whatever state and page, by department and state.
func (tx *Tx) ReferralCounts(ctx context.Context, f ReferralFilter) ([]ReferralCount, error) {
	return rows[ReferralCount](ctx, tx, `
		select l.department, l.department_name, l.state, count(*)::int as count, (count(*) filter (where l.due < @today::date))::int as late
		from (`+referralLines+`) l where `+referralWhere+` group by 1, 2, 3 order by 1, 3`, f.args())
}

// ReferralsToLookAt counts, by why, the referrals that the actor's township is to look at.
func (tx *Tx) ReferralsToLookAt(ctx context.Context, today date.Date) (map[string]int, error) {
	counts, err := rows[struct {
		Look  string
		Count int
	}](ctx, tx, `
		select l.look, count(*)::int as count from (`+referralLines+`) l
		where l.look <> '' and l.answerable <@ nullif(current_setting('xinsheng.scope', true), '')::int8multirange group by 1`, pgx.NamedArgs{"today": today})
	by := map[string]int{}
	for _, c := range counts {
		by[c.Look] = c.Count
	}
	return by, err
}

// CaseReferral is a referral of a case with what was done about it.
type CaseReferral struct {
	Referral
	DepartmentName string
	Acts           []ReferralAct // by day
}

// ReferralAct is what a department did on a day.
type ReferralAct struct {
	Date  date.Date `json:"date"`
	Words string    `json:"words"`
}

// caseReferrals are the referrals of @id, the newest first.
const caseReferrals = `
	select ` + referralColumns + `, u.name as department_name, coalesce((
		select jsonb_agg(jsonb_build_object('date', x.date, 'words', x.words) order by x.seq) from referral_step x
		where x.referral = r.id and x.kind = 'act' and not exists (select from referral_step v where v.of_step = x.id)), '[]') as acts
	from referral r join unit u on u.id = r.department where r.case_id = @id order by r.sent_on desc, r.id desc`
