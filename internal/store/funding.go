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

// FundingPurposes are what money is for, in the order of lists (DOMAIN §8).
func FundingPurposes() []string { return []string{"pay", "rewards", "tests", "training", "other"} }

// FundingKinds are what an amount is.
func FundingKinds() []string { return []string{"budgeted", "received", "spent"} }

// FundingEntry is a dated amount on a budget line.
type FundingEntry struct {
	ID         uuid.UUID
	Year       int
	Unit       int64
	Division   division.Code // of the unit
	Purpose    string
	Kind       string
	Day        date.Date
	Fen        int64 // above zero
	Voucher    string
	Words      string
	Voided     bool
	RecordedAt time.Time
	Recorder   string
	VoidReason *string
	Voider     *string
	VoiderID   *int64
}

var (
	_ = meaning("funding_entry_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("funding_entry_voucher_once", "voucher", text.FundingVoucherTaken)
	_ = meaning("funding_void_pkey", "", text.FundingVoidedAlready)
)

const fundingEntries = `
	select e.id, e.year, e.unit, e.division, e.purpose, e.kind, e.day, e.fen, e.voucher, e.words, e.voided, e.recorded_at, a.name as recorder, v.reason as void_reason, w.name as voider, v.recorded_by as voider_id
	from funding_entry e join account a on a.id = e.recorded_by
	left join funding_void v on v.entry = e.id left join account w on w.id = v.recorded_by`

// FundingOf returns every amount of a budget line, oldest first, voided ones too.
func (tx *Tx) FundingOf(ctx context.Context, year int, unit int64, purpose string) ([]FundingEntry, error) {
	return rows[FundingEntry](ctx, tx, fundingEntries+` where e.year = @year and e.unit = @unit and e.purpose = @purpose order by e.day, e.recorded_at, e.id`,
		pgx.NamedArgs{"year": year, "unit": unit, "purpose": purpose})
}

// FundingEntry returns one amount, or fault.NotFound.
func (tx *Tx) FundingEntry(ctx context.Context, id uuid.UUID) (FundingEntry, error) {
	return row[FundingEntry](ctx, tx, fundingEntries+` where e.id = @id`, pgx.NamedArgs{"id": id})
}

// AddFunding writes an amount.
func (tx *Tx) AddFunding(ctx context.Context, e FundingEntry) error {
	return tx.exec(ctx, `
		insert into funding_entry (id, year, unit, division, purpose, kind, day, fen, voucher, words, recorded_by, posting)
		select @id, @year, u.id, u.division, @purpose, @kind, @day, @fen, @voucher, @words, @by, nullif(@posting::bigint, 0) from unit u where u.id = @unit`,
		pgx.NamedArgs{"id": e.ID, "year": e.Year, "unit": e.Unit, "purpose": e.Purpose, "kind": e.Kind, "day": e.Day, "fen": e.Fen, "voucher": e.Voucher, "words": e.Words,
			"by": tx.actor.Account, "posting": tx.actor.Posting})
}

// VoidFunding takes an amount back.
func (tx *Tx) VoidFunding(ctx context.Context, id uuid.UUID, reason string) error {
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"id": id, "reason": reason, "by": tx.actor.Account, "posting": tx.actor.Posting}
	b.Queue(`insert into funding_void (entry, reason, recorded_by, posting) values (@id, @reason, @by, nullif(@posting::bigint, 0))`, args)
	b.Queue(`update funding_entry set voided = true where id = @id`, args)
	return tx.send(ctx, b)
}

// FundingSum is what stands on a budget line, in fen.
type FundingSum struct {
	Year     int
	Unit     int64
	Purpose  string
	Budgeted int64
	Received int64
	Spent    int64
}

// FundingSums returns the lines of two years that the actor sees: the year and the one before. Rewards that were paid are spent by the county's office, whose
// unit is the county's.
func (tx *Tx) FundingSums(ctx context.Context, year int) ([]FundingSum, error) {
	return rows[FundingSum](ctx, tx, `
		select year, unit, purpose, coalesce(sum(fen) filter (where kind = 'budgeted'), 0)::bigint as budgeted, coalesce(sum(fen) filter (where kind = 'received'), 0)::bigint as received,
			coalesce(sum(fen) filter (where kind = 'spent'), 0)::bigint as spent
		from (
			select year, unit, purpose, kind, fen from funding_entry where not voided and year in (@year, @year - 1)
			union all
			select n.year, u.id, 'rewards', 'spent', l.fen
			from payment_end n join payment_line l on l.batch = n.batch and l.standing join unit u on u.kind = 'county' and u.division = l.village / 1000000 * 1000000
			where n.outcome = 'paid' and n.year in (@year, @year - 1) and u.id = @unit) x
		group by year, unit, purpose`, pgx.NamedArgs{"year": year, "unit": tx.actor.Unit})
}

// FundingYearClosed reports whether the accounts of a year are closed.
func (tx *Tx) FundingYearClosed(ctx context.Context, year int) (bool, error) {
	all, err := values[bool](ctx, tx, `select closed from funding_year where year = @year order by id desc limit 1`, pgx.NamedArgs{"year": year})
	return len(all) > 0 && all[0], err
}

// FundingYear is how a year's accounts stand by the last word on them; nobody's word: open.
type FundingYear struct {
	Closed  bool
	Reason  string
	Account int64
}

// FundingYear returns the last word on a year's accounts.
func (tx *Tx) FundingYear(ctx context.Context, year int) (FundingYear, error) {
	all, err := rows[FundingYear](ctx, tx, `select closed, reason, recorded_by as account from funding_year where year = @year order by id desc limit 1`, pgx.NamedArgs{"year": year})
	if err != nil || len(all) == 0 {
		return FundingYear{}, err
	}
	return all[0], nil
}

// LockFundingYear makes changes of a year's accounts come one after the other.
func (tx *Tx) LockFundingYear(ctx context.Context, year int) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('funding ' || @year::int, 0))`, pgx.NamedArgs{"year": year})
}

// SetFundingYear closes a year's accounts or opens them again.
func (tx *Tx) SetFundingYear(ctx context.Context, year int, closed bool, reason string) error {
	return tx.exec(ctx, `insert into funding_year (year, closed, reason, recorded_by, posting) values (@year, @closed, @reason, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"year": year, "closed": closed, "reason": reason, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// PhaseEnding is how many open cases are in a phase that ends in a month, their terms in another.
type PhaseEnding struct {
	Township division.Code // that answers, or whose village does
	Measure  rehab.Measure
	Short    bool // the term is of two years or less
	Phase    int
	Ends     date.Date // first day of the month in which the phase ends
	TermEnd  date.Date // first day of the month of the term's last day
	Count    int
}

// PhaseEndings returns the open cases of the actor by when their phases end. Cases without a known end are left out.
func (tx *Tx) PhaseEndings(ctx context.Context, today date.Date) ([]PhaseEnding, error) {
	return rows[PhaseEnding](ctx, tx, `
		select answerable - answerable % 1000 as township, measure, coalesce(term_last_day < report_in + interval '25 months', false) as short, phase, (date_trunc('month', @today::date) + make_interval(months => phase_months - phase_month))::date as ends, date_trunc('month', term_last_day)::date as term_end, count(*)::int as count
		from case_summary
		where stage = 'in_execution' and phase is not null and phase_month is not null and phase_months is not null and term_last_day is not null
		group by 1, 2, 3, 4, 5, 6`, pgx.NamedArgs{"today": today})
}

// RewardBudget is how the year's budget for rewards stands, in fen.
type RewardBudget struct {
	Budgeted int64
	Paid     int64
	Standing int64 // in batches that are not paid yet
}

// Left is what can still be put into batches.
func (b RewardBudget) Left() int64 { return b.Budgeted - b.Paid - b.Standing }

// RewardBudget returns the year's budget of the actor's unit for rewards.
func (tx *Tx) RewardBudget(ctx context.Context, year int) (RewardBudget, error) {
	return row[RewardBudget](ctx, tx, `
		select coalesce((select sum(fen) from funding_entry where not voided and year = @year and unit = @unit and purpose = 'rewards' and kind = 'budgeted'), 0)::bigint as budgeted,
			coalesce(sum(l.fen) filter (where n.outcome = 'paid' and n.year = @year), 0)::bigint as paid,
			coalesce(sum(l.fen) filter (where n.batch is null), 0)::bigint as standing
		from payment_line l left join payment_end n on n.batch = l.batch where l.standing`, pgx.NamedArgs{"year": year, "unit": tx.actor.Unit})
}
