package ledger

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MaxPayment is how many accruals one batch may hold.
const MaxPayment = 1000

// PaymentDraft is a payment batch before it is made: what it would pay, and what of it cannot be paid.
type PaymentDraft struct {
	Lines    []store.PaidLine    // what it settles: the accruals chosen and the claw-backs set off against them, by village
	Villages []PaymentVillage    // the sums of each village, in the order of the codes
	Refused  map[uuid.UUID]error // of the entries chosen, those that cannot be paid, with why
	Unfit    []store.RewardLine  // those of them that the actor sees
	Fen      int64               // the whole
	Budget   store.RewardBudget  // of this year
}

// Over is by how much the batch exceeds what is left of the year's budget for rewards, in fen; 0 where it does not, or where no budget is recorded.
func (d *PaymentDraft) Over() int64 {
	if d.Budget.Budgeted == 0 {
		return 0
	}
	return max(0, d.Fen-max(0, d.Budget.Left()))
}

// PaymentVillage is what a batch pays to one village, in fen: Fen = Accrued − SetOff, never below zero.
type PaymentVillage struct {
	Village division.Code
	Entries int // accruals
	Accrued int64
	SetOff  int64
	Fen     int64
}

// Add adds the sums of another village.
func (v *PaymentVillage) Add(o PaymentVillage) {
	v.Entries, v.Accrued, v.SetOff, v.Fen = v.Entries+o.Entries, v.Accrued+o.Accrued, v.SetOff+o.SetOff, v.Fen+o.Fen
}

// Payable returns the approved accruals of a place that are in no batch, by village and day, at most MaxPayment of them; more says that there are others.
func (o *Office) Payable(ctx context.Context, actor access.Actor, place division.Code) (lines []store.RewardLine, more bool, err error) {
	if !actor.May(access.PaymentMake) {
		return nil, false, fault.ErrNotFound()
	}
	f := store.RewardFilter{State: "approved", Kind: "accrual", Limit: MaxPayment + 1}
	if !place.IsZero() {
		f.Within = place.Range()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		lines, err = tx.RewardLines(ctx, f)
		return err
	})
	if len(lines) > MaxPayment {
		lines, more = lines[:MaxPayment], true
	}
	slices.SortStableFunc(lines, func(a, b store.RewardLine) int {
		return cmp.Or(cmp.Compare(a.Village, b.Village), cmp.Compare(a.AccruedOn, b.AccruedOn))
	})
	return lines, more, err
}

// DraftPayment says what a batch of the entries would pay. Faults: invalid (no entry), too large (more than MaxPayment).
func (o *Office) DraftPayment(ctx context.Context, actor access.Actor, entries []uuid.UUID) (d PaymentDraft, err error) {
	if err := checkPayment(actor, entries); err != nil {
		return d, err
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error { // the entries are held while they are looked at, which a read cannot
		d, err = o.draftPayment(ctx, tx, entries)
		return err
	})
	return d, err
}

func checkPayment(actor access.Actor, entries []uuid.UUID) error {
	switch {
	case !actor.May(access.PaymentMake):
		return fault.ErrNotFound()
	case len(entries) == 0:
		return fault.New(fault.Invalid, text.PaymentEmptyBatch)
	case len(entries) > MaxPayment:
		return fault.New(fault.TooLarge, text.PaymentTooMany, "Max", MaxPayment)
	}
	return nil
}

func (o *Office) draftPayment(ctx context.Context, tx *store.Tx, entries []uuid.UUID) (PaymentDraft, error) {
	d := PaymentDraft{Refused: map[uuid.UUID]error{}}
	lines, err := tx.HoldRewards(ctx, entries)
	if err != nil {
		return d, err
	}
	lines = slices.DeleteFunc(lines, func(l store.RewardLine) bool {
		why := payRefusal(&l)
		if why != nil {
			d.Refused[l.ID], d.Unfit = why, append(d.Unfit, l)
		}
		return why != nil
	})
	for _, id := range entries {
		if d.Refused[id] == nil && !slices.ContainsFunc(lines, func(l store.RewardLine) bool { return l.ID == id }) {
			d.Refused[id] = fault.New(fault.Conflict, text.PaymentRefusedUnknown)
		}
	}
	var villages []division.Code
	for _, l := range lines {
		villages = append(villages, l.Village)
	}
	slices.Sort(villages)
	claims, err := tx.OpenClawBacks(ctx, slices.Compact(villages))
	if err != nil {
		return d, err
	}
	d.settle(append(lines, claims...))
	d.Budget, err = tx.RewardBudget(ctx, o.today().Year())
	return d, err
}

// payRefusal says why an entry cannot go into a batch, nil when it can.
func payRefusal(l *store.RewardLine) error {
	switch {
	case l.Kind == "reversal":
		return fault.New(fault.Conflict, text.PaymentRefusedClawBack)
	case l.State == "approved":
		return nil
	case l.State == "accrued", l.State == "verified":
		return fault.New(fault.Conflict, text.PaymentRefusedUnapproved)
	case l.State == "batched":
		return fault.New(fault.Conflict, text.PaymentRefusedBatched)
	case l.State == "paid":
		return fault.New(fault.Conflict, text.PaymentRefusedPaid)
	}
	return fault.New(fault.Conflict, refusal(l.State))
}

// settle works out what the lines come to.
func (d *PaymentDraft) settle(lines []store.RewardLine) {
	open, at := make([]rehab.OpenReward, len(lines)), map[string]int{}
	for i, l := range lines {
		at[l.ID.String()] = i
		open[i] = rehab.OpenReward{ID: l.ID.String(), Village: l.Village, Fen: l.Fen - l.Planned, Day: l.AccruedOn}
	}
	for _, s := range rehab.SettleRewards(open) {
		d.Lines = append(d.Lines, store.PaidLine{RewardLine: lines[at[s.ID]], Part: s.Fen})
	}
	slices.SortStableFunc(d.Lines, func(a, b store.PaidLine) int {
		return cmp.Or(cmp.Compare(a.Village, b.Village), cmp.Compare(b.Part, 0)-cmp.Compare(a.Part, 0), cmp.Compare(a.AccruedOn, b.AccruedOn))
	})
	d.Villages = PaymentVillages(d.Lines)
	for _, v := range d.Villages {
		d.Fen += v.Fen
	}
}

// PaymentVillages returns the sums of lines by village, in the order of the codes.
func PaymentVillages(lines []store.PaidLine) []PaymentVillage {
	var out []PaymentVillage
	for i := range lines {
		l := &lines[i]
		at, there := slices.BinarySearchFunc(out, l.Village, func(v PaymentVillage, c division.Code) int { return cmp.Compare(v.Village, c) })
		if !there {
			out = slices.Insert(out, at, PaymentVillage{Village: l.Village})
		}
		v := &out[at]
		v.Fen += l.Part
		if l.Part < 0 {
			v.SetOff -= l.Part
		} else {
			v.Entries++
			v.Accrued += l.Part
		}
	}
	return out
}

// NewPayment is what makes a payment batch.
type NewPayment struct {
	Key     uuid.UUID   // the batch's id: the same form twice makes one batch
	Entries []uuid.UUID // accruals
	Seen    int64       // what the batch came to when it was looked at, in fen
	Note    string
	Why     string // why it is made although it exceeds the year's budget; needed only then
}

// MakePayment gathers the entries and what has to be set off against them into a batch of today. Nothing is made when one of them cannot be paid, which the
// draft then says, or when the sum is another than was looked at. Faults: as of DraftPayment, and conflict.
func (o *Office) MakePayment(ctx context.Context, actor access.Actor, in NewPayment) (d PaymentDraft, err error) {
	if err := checkPayment(actor, in.Entries); err != nil {
		return d, err
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockPayments(ctx); err != nil {
			return err
		}
		if again, err := madeBefore(ctx, tx, in); again || err != nil {
			return err
		}
		if d, err = o.draftPayment(ctx, tx, in.Entries); err != nil {
			return err
		}
		switch {
		case len(d.Refused) > 0:
			return fault.New(fault.Conflict, text.PaymentRefusedSome, "Count", len(d.Refused))
		case d.Fen != in.Seen:
			return fault.New(fault.Conflict, text.PaymentSumChanged)
		case d.Over() > 0 && in.Why == "":
			return fault.OnField("over_reason", text.ValidReasonRequired)
		}
		lines := make([]store.PaymentLine, len(d.Lines))
		for i, l := range d.Lines {
			lines[i] = store.PaymentLine{Entry: l.ID, Village: l.Village, Fen: l.Part}
		}
		b := store.PaymentBatch{ID: in.Key, Day: o.today(), Note: in.Note}
		if d.Over() > 0 {
			b.OverBudget = &in.Why
		}
		if err := tx.AddPayment(ctx, b, lines); err != nil {
			return err
		}
		return tx.Audit(ctx, paymentAudit(access.PaymentMake, in.Key, "payment_made", len(lines)))
	})
	return d, err
}

// madeBefore reports whether the batch is there already; one of other entries is a conflict.
func madeBefore(ctx context.Context, tx *store.Tx, in NewPayment) (bool, error) {
	if _, err := tx.Payment(ctx, in.Key); fault.KindOf(err) == fault.NotFound {
		return false, nil
	} else if err != nil {
		return false, err
	}
	lines, err := tx.PaymentLines(ctx, in.Key)
	if err != nil {
		return false, err
	}
	accruals := 0
	for _, l := range lines {
		if l.Part > 0 {
			accruals++
			if !slices.Contains(in.Entries, l.ID) {
				return true, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
			}
		}
	}
	if accruals != len(in.Entries) {
		return true, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return true, nil
}

func paymentAudit(action access.Action, id uuid.UUID, change string, rows int) store.Audited {
	return store.Audited{Action: action, Subject: store.Subject("payment_batch", id), Detail: map[string]any{"change": change, "rows": rows}}
}
