package oversight

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// NoticeForward is what a form says of one step of a notice. Which fields count depends on the step.
type NoticeForward struct {
	Notice uuid.UUID
	Key    uuid.UUID
	Kind   rehab.NoticeKind
	Date   date.Date
	Until  date.Date // of an ask, a grant and a rejection
	Words  string
	Of     uuid.UUID          // of a step that takes another back
	Files  []store.NoticeFile // evidence of a reply, kept already
	At     time.Time          // when it was recorded; zero: now
}

// TakeNoticeStep records a step. The unit receives, replies and asks; the municipal office does the rest; each side takes back its own last step. Faults:
// not found (no such notice for this actor), invalid (a field is wrong, or it is another unit's to do), conflict (the notice stands so that the step
// cannot be taken any more, or the same form with other content). It reports whether the same form had been recorded before.
func (o *Office) TakeNoticeStep(ctx context.Context, actor access.Actor, in NoticeForward) (repeated bool, err error) {
	if !actor.May(access.NoticeAnswer) && !actor.May(access.NoticeDecide) {
		return false, fault.ErrNotFound()
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		n, err := tx.LockNotice(ctx, in.Notice)
		if err != nil {
			return err
		}
		steps, err := tx.NoticeSteps(ctx, n.ID)
		if err != nil {
			return err
		}
		x := in.step()
		if i := slices.IndexFunc(steps, func(old store.NoticeStep) bool { return old.ID == x.ID }); i >= 0 {
			repeated = true
			return sameNoticeStep(&steps[i], &x)
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		if err := o.checkNoticeStep(actor, rules, &n, steps, &x); err != nil {
			return err
		}
		x.Seq, x.RecordedAt = len(steps)+1, recordedAt(in.At)
		after := noticeStanding(rules, &n, append(steps, x))
		if err := tx.AddNoticeStep(ctx, x, in.evidence(&x), after); err != nil {
			return err
		}
		if x.Kind == rehab.NoticeWithdraw {
			if err := o.papers.Void(ctx, tx, n.PaperID, x.Words); err != nil {
				return err
			}
		}
		action := access.NoticeDecide
		if actor.May(access.NoticeAnswer) {
			action = access.NoticeAnswer
		}
		return tx.Audit(ctx, store.Audited{Action: action, Subject: store.Subject("notice", n.ID), Detail: map[string]any{"notice_step": x.Kind}})
	})
	return repeated, err
}

func (in *NoticeForward) step() store.NoticeStep {
	x := store.NoticeStep{ID: in.Key, Notice: in.Notice, Kind: in.Kind, Date: in.Date, Words: strings.TrimSpace(in.Words)}
	if in.Kind.Dated() {
		x.Until = in.Until
	}
	if in.Kind == rehab.NoticeTakeBack {
		of := in.Of
		x.OfStep = &of
	}
	return x
}

// evidence are the files of the step: the same file is kept once.
func (in *NoticeForward) evidence(x *store.NoticeStep) []store.NoticeFile {
	var out []store.NoticeFile
	for _, f := range in.Files {
		if !slices.ContainsFunc(out, func(old store.NoticeFile) bool { return string(old.SourceHash) == string(f.SourceHash) }) {
			f.Notice, f.Step, f.RecordedAt = x.Notice, x.ID, x.RecordedAt
			out = append(out, f)
		}
	}
	return out
}

// sameNoticeStep: the same form sent twice is one step.
func sameNoticeStep(old, now *store.NoticeStep) error {
	if old.Notice != now.Notice || old.Kind != now.Kind || old.Date != now.Date || old.Until != now.Until || old.Words != now.Words {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

// checkNoticeStep says in words why the step cannot be taken, nil when it can.
func (o *Office) checkNoticeStep(actor access.Actor, rules rehab.Rules, n *store.Notice, steps []store.NoticeStep, x *store.NoticeStep) error {
	if err := ownNoticeStep(actor, n, steps, x); err != nil {
		return err
	}
	standing := rules.Notice(n.IssuedOn, n.Deadline, noticeRules(steps))
	rule := x.Rule()
	if rule.Date.IsZero() || rule.Date > o.today() { // said on the field; the rest is judged by today
		rule.Date = o.today()
	}
	if x.Kind.Dated() && x.Until.IsZero() {
		rule.Until = max(standing.Deadline, rule.Date) + 1
	}
	bar := standing.Bar(rule)
	if bar != "" && !bar.OfDay() {
		return fault.New(fault.Conflict, noticeBarKey(bar))
	}
	var wrong fault.Fields
	switch {
	case x.Date.IsZero():
		wrong.Add("date", text.ValidRequired)
	case x.Date > o.today():
		wrong.Add("date", text.ValidFuture, "Today", o.today())
	case bar == rehab.NoticeBefore:
		wrong.Add("date", text.ValidPast, "Day", standing.Latest())
	case bar == rehab.NoticeAskedLate:
		wrong.Add("date", noticeBarKey(bar))
	}
	switch {
	case x.Kind.Dated() && x.Until.IsZero():
		wrong.Add("until", text.ValidRequired)
	case bar == rehab.NoticeUntilEarly:
		wrong.Add("until", noticeBarKey(bar))
	case x.Kind.Dated() && x.Until > o.today().AddDays(longestDays):
		wrong.Add("until", text.NoticeDeadlineFar, "Day", o.today().AddDays(longestDays))
	}
	if x.Kind.Reasoned() && x.Words == "" {
		wrong.Add("words", text.ValidRequired)
	}
	return wrong.Err()
}

func noticeBarKey(b rehab.NoticeBar) text.Key {
	return text.Key(string(text.FamilyNoticeBar) + "." + string(b))
}

// ownNoticeStep says in words whose the step is when it is not the actor's; a step that is taken back belongs to the side that took it.
func ownNoticeStep(actor access.Actor, n *store.Notice, steps []store.NoticeStep, x *store.NoticeStep) error {
	kind := x.Kind
	if kind == rehab.NoticeTakeBack {
		i := slices.IndexFunc(steps, func(old store.NoticeStep) bool { return old.ID == *x.OfStep })
		if i < 0 {
			return nil // there is no such step, which the rules say
		}
		kind = steps[i].Kind
	}
	switch {
	case onSide(actor, n, kind):
		return nil
	case kind.OfUnit():
		return fault.New(fault.Invalid, text.NoticeNotReceiver)
	}
	return fault.New(fault.Invalid, text.NoticeNotOffice)
}
