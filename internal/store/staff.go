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

// StaffMember is somebody who works for the programme.
type StaffMember struct {
	ID        uuid.UUID
	Name      string
	Sex       string
	BirthYear int
	Account   *int64 // the person signs in with it; nil: has none
}

// StaffPost is a post of a member as it was proposed, with the member.
type StaffPost struct {
	ID         uuid.UUID
	Member     uuid.UUID
	Name       string
	Sex        string
	BirthYear  int
	Account    *int64
	Division   division.Code // a village, or a township
	Post       rehab.StaffPost
	Source     string // see rehab.StaffSources
	Starts     date.Date
	ProposedBy int64 // account
	Proposer   string
	RecordedAt time.Time
}

// Kinds of a StaffStep.
const (
	StaffFit       = "fit"
	StaffTrained   = "trained"
	StaffQualified = "qualified"
	StaffApproved  = "approved"
	StaffRefused   = "refused"
	StaffEnded     = "ended"
	StaffWithdrawn = "withdrawn" // registered by mistake
	StaffVoid      = "void"
)

// StaffStep is what is known of a member from a day on, or what became of a post; a mistake is taken back by a step of kind void.
type StaffStep struct {
	ID         uuid.UUID
	Member     uuid.UUID
	Post       *uuid.UUID // of approved, refused, ended and withdrawn
	Kind       string
	Day        date.Date // of an end: the last day in the post
	Until      date.Date // of a certificate: its last day; none: without end
	Words      string    // course, certificate or reason
	Hours      *int      // of a training
	OfStep     *uuid.UUID
	WarnFrom   date.Date // of a certificate with an end: from when it is said to run out
	RecordedBy int64
	Recorder   string
	RecordedAt time.Time
}

var (
	_ = meaning("staff_post_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("staff_step_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("staff_step_voided_once", "", text.StaffVoidedAlready)
)

const (
	staffPosts = `
		select p.id, p.member, m.name, m.sex, m.birth_year, m.account, p.division, p.post, p.source, p.starts, p.recorded_by as proposed_by, a.name as proposer, p.recorded_at
		from staff_post p join staff_member m on m.id = p.member join account a on a.id = p.recorded_by
		where (@member::uuid is null or p.member = @member) and (@low::bigint = 0 or p.division between @low and @high)
		order by p.division, p.starts, p.id`
	staffSteps = `
		select s.id, s.member, s.post, s.kind, s.day, s.until, s.words, s.hours, s.of_step, s.warn_from, s.recorded_by, a.name as recorder, s.recorded_at
		from staff_step s join account a on a.id = s.recorded_by
		where @member::uuid is null or s.member = @member
		order by s.recorded_at, s.id`
)

// StaffBook is posts and everything known of their members.
type StaffBook struct {
	Posts []StaffPost // by place, then by day
	Steps []StaffStep // in the order in which they were recorded, those taken back and their voids too
}

func (b *StaffBook) queue(batch *pgx.Batch, member uuid.UUID, within division.Range) {
	args := pgx.NamedArgs{"member": orNull(member), "low": within.Low, "high": within.High}
	queueInto(batch, &b.Posts, staffPosts, args)
	queueInto(batch, &b.Steps, staffSteps, args)
}

// Staff returns the posts that the actor sees within a range (zero: all of the scope) and what is known of their members. A city has some two hundred.
func (tx *Tx) Staff(ctx context.Context, within division.Range) (out StaffBook, err error) {
	b := &pgx.Batch{}
	out.queue(b, uuid.Nil, within)
	return out, tx.send(ctx, b)
}

// StaffOf returns the posts of one member that the actor sees and what is known of the member; no posts when the actor sees none.
func (tx *Tx) StaffOf(ctx context.Context, member uuid.UUID) (out StaffBook, err error) {
	b := &pgx.Batch{}
	out.queue(b, member, division.Range{})
	return out, tx.send(ctx, b)
}

// LockStaff makes other changes of the member wait until the transaction ends, and returns everything there is of it, wherever its posts are.
func (tx *Tx) LockStaff(ctx context.Context, member uuid.UUID) (out StaffBook, err error) {
	b := &pgx.Batch{}
	b.Queue(`select pg_advisory_xact_lock(hashtextextended('staff ' || @member::uuid::text, 0))`, pgx.NamedArgs{"member": member})
	queueSettings(b, wide(tx.actor))
	out.queue(b, member, division.Range{})
	queueSettings(b, tx.actor)
	return out, tx.send(ctx, b)
}

// StaffKnown reports whether somebody of that name, sex and year of birth is in the register already, in whatever place, and whether the actor sees them.
func (tx *Tx) StaffKnown(ctx context.Context, name, sex string, birthYear int) (known bool, seen *uuid.UUID, err error) {
	const like = ` from staff_member m where m.name = @name and m.sex = @sex and m.birth_year = @year
		and exists (select from staff_post p where p.member = m.id and not exists (select from staff_step s where s.post = p.id and s.kind = 'withdrawn')) order by m.recorded_at limit 1`
	args := pgx.NamedArgs{"name": name, "sex": sex, "year": birthYear}
	b := &pgx.Batch{}
	type found struct{ ID uuid.UUID }
	var anywhere, here []found
	queueSettings(b, wide(tx.actor))
	queueInto(b, &anywhere, `select m.id`+like, args)
	queueSettings(b, tx.actor)
	queueInto(b, &here, `select m.id`+like, args)
	if err := tx.send(ctx, b); err != nil {
		return false, nil, err
	}
	if len(here) > 0 {
		seen = &here[0].ID
	}
	return len(anywhere) > 0, seen, nil
}

// AddStaffMember writes somebody new, by the transaction's actor.
func (tx *Tx) AddStaffMember(ctx context.Context, m StaffMember) error {
	return tx.exec(ctx, `
		insert into staff_member (id, name, sex, birth_year, account, recorded_by, posting) values (@id, @name, @sex, @year, @account, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": m.ID, "name": m.Name, "sex": m.Sex, "year": m.BirthYear, "account": m.Account, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// AddStaffPost writes a post that the transaction's actor proposes.
func (tx *Tx) AddStaffPost(ctx context.Context, p StaffPost) error {
	return tx.exec(ctx, `
		insert into staff_post (id, member, division, post, source, starts, recorded_by, posting)
		values (@id, @member, @division, @post, @source, @starts, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": p.ID, "member": p.Member, "division": p.Division, "post": string(p.Post), "source": p.Source, "starts": p.Starts,
			"by": tx.actor.Account, "posting": tx.actor.Posting})
}

// StaffPostByKey returns a post that the actor sees, or fault.NotFound.
func (tx *Tx) StaffPostByKey(ctx context.Context, id uuid.UUID) (StaffPost, error) {
	return row[StaffPost](ctx, tx, `
		select p.id, p.member, m.name, m.sex, m.birth_year, m.account, p.division, p.post, p.source, p.starts, p.recorded_by as proposed_by, a.name as proposer, p.recorded_at
		from staff_post p join staff_member m on m.id = p.member join account a on a.id = p.recorded_by where p.id = @id`, pgx.NamedArgs{"id": id})
}

// AddStaffStep writes a step by the transaction's actor.
func (tx *Tx) AddStaffStep(ctx context.Context, s StaffStep) error {
	return tx.exec(ctx, `
		insert into staff_step (id, member, post, kind, day, until, words, hours, of_step, warn_from, recorded_by, posting)
		values (@id, @member, @post, @kind, @day, @until, @words, @hours, @of, @warn_from, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": s.ID, "member": s.Member, "post": s.Post, "kind": s.Kind, "day": s.Day, "until": s.Until, "words": s.Words, "hours": s.Hours,
			"of": s.OfStep, "warn_from": s.WarnFrom, "by": tx.actor.Account, "posting": tx.actor.Posting})
}
