package oversight

import (
	"context"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// NoticeSheet is what the paper of a supervision notice says (督办整改通知书; SCHEME S9).
type NoticeSheet struct {
	Problem  string       // as it was written; empty: the list says it
	Overdue  []NoticeDuty // as they stood when the notice was written
	AsOf     date.Date    // the day of the list
	Basis    string       // legal basis
	Deadline date.Date
}

// NoticeDuty is a duty that a unit had left undone, as the paper says it.
type NoticeDuty struct {
	What   string // in the words of the statute
	Person string // masked; empty: it is about nobody
	Place  string
	Due    date.Date
	Days   int // by which it was late on the day of the list
}

// Notices is a page of a list of supervision notices.
type Notices struct {
	Lines  []store.NoticeLine
	Counts []store.NoticeCount // of everything the filter chooses, whatever state and page; only where asked for
}

// Notices returns a page of the supervision notices that the actor sees: the municipal office all, a unit those to it and to the units below it.
func (o *Office) Notices(ctx context.Context, actor access.Actor, f store.NoticeFilter, counts bool) (list Notices, err error) {
	if !actor.May(access.NoticeView) {
		return list, fault.ErrNotFound()
	}
	f.Today = o.today()
	return list, o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if list.Lines, err = tx.NoticePage(ctx, f); err != nil || !counts {
			return err
		}
		all := f
		all.State, all.Open, all.Late = "", false, false // the counts of the other states stay in sight
		list.Counts, err = tx.NoticeCounts(ctx, all)
		return err
	})
}

// OpenedNotice is a supervision notice as its page shows it.
type OpenedNotice struct {
	store.NoticeLine
	Items []store.NoticeItem
	Steps []store.NoticeStep // in order, those taken back too
	Files []store.NoticeFile
	Rules rehab.NoticeStanding
	Days  rehab.Policy // by which the last day of whoever's turn it is was counted
	Backs map[uuid.UUID]store.NoticeStep
}

// OpenNotice returns a notice to look at, and writes into the audit log that it was looked at.
func (o *Office) OpenNotice(ctx context.Context, actor access.Actor, id uuid.UUID) (n OpenedNotice, err error) {
	if !actor.May(access.NoticeView) {
		return n, fault.ErrNotFound()
	}
	return n, o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if n.NoticeLine, err = tx.NoticeLine(ctx, id); err != nil {
			return err
		}
		if n.Items, err = tx.NoticeItems(ctx, id); err != nil {
			return err
		}
		if n.Steps, err = tx.NoticeSteps(ctx, id); err != nil {
			return err
		}
		if n.Files, err = tx.NoticeFiles(ctx, id); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		n.Rules = rules.Notice(n.IssuedOn, n.Deadline, noticeRules(n.Steps))
		n.Days = rules.On(n.Since)
		n.Backs = map[uuid.UUID]store.NoticeStep{}
		for _, x := range n.Steps {
			if x.OfStep != nil {
				n.Backs[*x.OfStep] = x
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.NoticeView, Subject: store.Subject("notice", id)})
	})
}

// ofUnit reports whether the actor sits in the unit that the notice is addressed to.
func ofUnit(actor access.Actor, n *store.Notice) bool {
	return actor.May(access.NoticeAnswer) && actor.SitsIn(n.Unit)
}

// StepsFor returns the steps that the actor may take now, in the order of rehab.NoticeKinds.
func (n *OpenedNotice) StepsFor(actor access.Actor, today date.Date) []rehab.NoticeKind {
	var out []rehab.NoticeKind
	for _, k := range n.Rules.NoticeSteps(today) {
		if k.OfUnit() && ofUnit(actor, &n.Notice) || !k.OfUnit() && actor.May(access.NoticeDecide) {
			out = append(out, k)
		}
	}
	return out
}

// CanTakeBack returns the step that the actor may take back: the last one, if it is their side's; nil for none.
func (n *OpenedNotice) CanTakeBack(actor access.Actor) *store.NoticeStep {
	last, ok := n.Rules.Last()
	if !ok || n.Rules.Bar(rehab.NoticeStep{Kind: rehab.NoticeTakeBack, Of: last.ID}) != "" {
		return nil
	}
	for i := range n.Steps {
		if x := &n.Steps[i]; x.ID.String() == last.ID && onSide(actor, &n.Notice, x.Kind) {
			return x
		}
	}
	return nil
}

// AskedUntil is the day until which the unit asks for more time; none when it does not.
func (n *OpenedNotice) AskedUntil() date.Date {
	if last, ok := n.Rules.Last(); ok && last.Kind == rehab.NoticeAsk {
		return last.Until
	}
	return 0
}

// onSide reports whether a step of the kind is the actor's side's to take.
func onSide(actor access.Actor, n *store.Notice, k rehab.NoticeKind) bool {
	if k.OfUnit() {
		return ofUnit(actor, n)
	}
	return actor.May(access.NoticeDecide)
}

func noticeRules(steps []store.NoticeStep) []rehab.NoticeStep {
	out := make([]rehab.NoticeStep, len(steps))
	for i := range steps {
		out[i] = steps[i].Rule()
	}
	return out
}

// noticeStanding is how a notice stands after its steps, as it is kept.
func noticeStanding(rules rehab.Rules, n *store.Notice, steps []store.NoticeStep) store.NoticeStanding {
	s := rules.Notice(n.IssuedOn, n.Deadline, noticeRules(steps))
	return store.NoticeStanding{State: s.State, Since: s.Since, ReplyBy: s.Deadline, Due: s.Due, Rejections: s.Rejections, Extensions: s.Extensions}
}

// recordedAt is the instant a form names, or now. Only histories that are written down later name one.
func recordedAt(at time.Time) time.Time {
	if at.IsZero() {
		return time.Now()
	}
	return at
}
