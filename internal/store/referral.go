package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// Referral is a help need sent to a department. What it says of the person, ShownName to Age, is all that the department is told.
type Referral struct {
	ID           uuid.UUID
	CaseID       uuid.UUID // not to be shown to the department
	Department   int64     // unit
	Head         rehab.HelpHead
	Need         string
	Naming       string // surname or name: which of them ShownName is
	ShownName    string
	Sex          *string       // nil: not told
	Age          *string       // nil: not told
	Township     division.Code // that sent it
	ContactName  string        // as sent; a step of kind contact replaces it
	ContactPhone string
	Follows      *uuid.UUID // an earlier referral of the same need
	SentOn       date.Date
	SentBy       int64
	RecordedAt   time.Time
	Answerable   division.Code // for the person now
	ReferralStanding
}

// ReferralStanding is where a referral stands, as it follows from its steps.
type ReferralStanding struct {
	State     rehab.ReferralState
	Since     date.Date
	Due       date.Date // none once ended
	Noted     bool
	Outcome   *string       // of a closed one
	ContactAt division.Code // township whose worker the department is to ring
}

// ReferralStep is one step of a referral, with who recorded it.
type ReferralStep struct {
	ID           uuid.UUID
	Referral     uuid.UUID
	Seq          int // from 1
	Kind         rehab.ReferralKind
	Date         date.Date
	Words        string // reason, or what was done
	Outcome      *string
	ContactName  *string
	ContactPhone *string
	ContactAt    division.Code // township of the contact
	OfStep       *uuid.UUID    // of a void
	RecordedAt   time.Time
	Recorder     string // name of the account
	Account      int64
}

// Rule returns the step as the rules read it.
func (x *ReferralStep) Rule() rehab.ReferralStep {
	r := rehab.ReferralStep{ID: x.ID.String(), Kind: x.Kind, Date: x.Date}
	if x.Outcome != nil {
		r.Outcome = rehab.ReferralOutcome(*x.Outcome)
	}
	if x.OfStep != nil {
		r.Of = x.OfStep.String()
	}
	return r
}

var (
	_ = meaning("referral_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("referral_step_pkey", "", text.FaultSameFormOtherContent)
)

const referralColumns = `r.id, r.case_id, r.department, r.head, r.need, r.naming, r.shown_name, r.sex, r.age, r.township, r.contact_name, r.contact_phone,
	r.follows, r.sent_on, r.sent_by, r.recorded_at, r.answerable, r.state, r.since, r.due, r.noted, r.outcome, r.contact_at`

// AddReferral writes a referral that is sent by the transaction's actor.
func (tx *Tx) AddReferral(ctx context.Context, r Referral) error {
	return tx.exec(ctx, `
		insert into referral (id, case_id, department, head, need, naming, shown_name, sex, age, township, contact_name, contact_phone, follows,
			sent_on, sent_by, posting, recorded_at, answerable, state, since, due, contact_at)
		values (@id, @case_id, @department, @head, @need, @naming, @shown_name, @sex, @age, @township, @contact_name, @contact_phone, @follows,
			@sent_on, @by, nullif(@posting::bigint, 0), @recorded_at, @answerable, @state, @since, @due, @contact_at)`,
		pgx.NamedArgs{"id": r.ID, "case_id": r.CaseID, "department": r.Department, "head": r.Head, "need": r.Need, "naming": r.Naming, "shown_name": r.ShownName,
			"sex": r.Sex, "age": r.Age, "township": r.Township, "contact_name": r.ContactName, "contact_phone": r.ContactPhone, "follows": r.Follows,
			"sent_on": r.SentOn, "by": tx.actor.Account, "posting": tx.actor.Posting, "recorded_at": r.RecordedAt, "answerable": r.Answerable,
			"state": r.State, "since": r.Since, "due": r.Due, "contact_at": r.ContactAt})
}

// Referral returns a referral that the actor sees, or fault.NotFound.
func (tx *Tx) Referral(ctx context.Context, id uuid.UUID) (Referral, error) {
	return row[Referral](ctx, tx, `select `+referralColumns+` from referral r where r.id = @id`, pgx.NamedArgs{"id": id})
}

// LockReferral is Referral, held until the transaction ends, so that its steps come one after the other.
func (tx *Tx) LockReferral(ctx context.Context, id uuid.UUID) (Referral, error) {
	return row[Referral](ctx, tx, `select `+referralColumns+` from referral r where r.id = @id for update of r`, pgx.NamedArgs{"id": id})
}

const referralSteps = `
	select s.id, s.referral, s.seq, s.kind, s.date, s.words, s.outcome, s.contact_name, s.contact_phone, s.contact_at, s.of_step, s.recorded_at, a.name as recorder, a.id as account
	from referral_step s join account a on a.id = s.recorded_by`

// ReferralSteps returns the steps of a referral in order, those taken back and their voids too. A department does not see what the township noted
// for itself.
func (tx *Tx) ReferralSteps(ctx context.Context, id uuid.UUID) ([]ReferralStep, error) {
	return rows[ReferralStep](ctx, tx, referralSteps+` where s.referral = @id order by s.seq`, pgx.NamedArgs{"id": id})
}

// ReferralHistory is ReferralSteps whoever asks, for the rules, which need all of them. The referral is locked by this transaction.
func (tx *Tx) ReferralHistory(ctx context.Context, id uuid.UUID) (all []ReferralStep, err error) {
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	queueInto(b, &all, referralSteps+` where s.referral = @id order by s.seq`, pgx.NamedArgs{"id": id})
	queueSettings(b, tx.actor)
	return all, toFault(tx.conn.SendBatch(ctx, b).Close())
}

// AddReferralStep writes a step taken by the transaction's actor and where the referral stands after it. The referral is locked by this transaction.
func (tx *Tx) AddReferralStep(ctx context.Context, x ReferralStep, after ReferralStanding) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into referral_step (id, referral, seq, kind, date, words, outcome, contact_name, contact_phone, contact_at, of_step, recorded_at, recorded_by, posting)
		values (@id, @referral, @seq, @kind, @date, @words, @outcome, @contact_name, @contact_phone, @contact_at, @of, @recorded_at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": x.ID, "referral": x.Referral, "seq": x.Seq, "kind": x.Kind, "date": x.Date, "words": x.Words, "outcome": x.Outcome,
			"contact_name": x.ContactName, "contact_phone": x.ContactPhone, "contact_at": x.ContactAt, "of": x.OfStep, "recorded_at": x.RecordedAt, "by": tx.actor.Account, "posting": tx.actor.Posting})
	b.Queue(`
		update referral set state = @state, since = @since, due = @due, noted = @noted, outcome = @outcome, contact_at = @contact_at where id = @id`,
		pgx.NamedArgs{"id": x.Referral, "state": after.State, "since": after.Since, "due": after.Due, "noted": after.Noted, "outcome": after.Outcome, "contact_at": after.ContactAt})
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// queueReferralPlaces makes the referrals of the cases go along with them: their office is the one answerable for the case.
func queueReferralPlaces(b *pgx.Batch, cases pgx.NamedArgs) {
	b.Queue(`
		update referral r set answerable = s.answerable from case_summary s
		where s.case_id = r.case_id and r.case_id = any(@cases) and r.answerable <> s.answerable`, cases)
}

// ContactPhone is the telephone that the transaction's actor named last on a referral, "" for none.
func (tx *Tx) ContactPhone(ctx context.Context) (string, error) {
	return value[string](ctx, tx, `
		select coalesce((select contact_phone from referral where sent_by = @by order by recorded_at desc limit 1), '')`, pgx.NamedArgs{"by": tx.actor.Account})
}
