package rehab

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
)

var (
	noticeIssued   = date.New(2026, 9, 21) // a Monday
	noticeDeadline = date.New(2026, 9, 30)
)

func noticeStep(k NoticeKind, d date.Date) NoticeStep {
	return NoticeStep{ID: string(k) + d.String(), Kind: k, Date: d}
}

func until(x NoticeStep, d date.Date) NoticeStep {
	x.Until = d
	return x
}

// TestNoticeDays: two working days to receive, the deadline to reply, five to decide; a last day that is not worked moves to the next that is (ruling 4).
func TestNoticeDays(t *testing.T) {
	received := noticeStep(NoticeReceive, date.New(2026, 9, 22))
	asked := until(noticeStep(NoticeAsk, date.New(2026, 9, 24)), date.New(2026, 10, 9))
	replied := noticeStep(NoticeReply, date.New(2026, 9, 30))
	rejected := until(noticeStep(NoticeReject, date.New(2026, 10, 8)), date.New(2026, 10, 18)) // a Sunday
	for _, c := range []struct {
		name          string
		steps         []NoticeStep
		state         NoticeState
		due, deadline date.Date
	}{
		{"issued", nil, NoticeIssued, date.New(2026, 9, 23), noticeDeadline},
		{"received", []NoticeStep{received}, NoticeReceived, noticeDeadline, noticeDeadline},
		// 28, 29, 30 September, 8, 9 October: the 25th is off
		{"asked", []NoticeStep{received, asked}, NoticeAsked, date.New(2026, 10, 9), noticeDeadline},
		{"granted over the holidays", []NoticeStep{received, asked, until(noticeStep(NoticeGrant, date.New(2026, 9, 24)), date.New(2026, 10, 3))}, NoticeReceived, date.New(2026, 10, 8), date.New(2026, 10, 8)},
		{"denied", []NoticeStep{received, asked, noticeStep(NoticeDeny, date.New(2026, 9, 24))}, NoticeReceived, noticeDeadline, noticeDeadline},
		{"replied", []NoticeStep{received, replied}, NoticeReplied, date.New(2026, 10, 13), noticeDeadline},
		{"rejected", []NoticeStep{received, replied, rejected}, NoticeRejected, date.New(2026, 10, 19), date.New(2026, 10, 19)},
		{"accepted", []NoticeStep{received, replied, noticeStep(NoticeAccept, date.New(2026, 10, 8))}, NoticeAccepted, 0, noticeDeadline},
		{"reply taken back", []NoticeStep{received, replied, {ID: "b", Kind: NoticeTakeBack, Of: replied.ID, Date: date.New(2026, 10, 8)}}, NoticeReceived, noticeDeadline, noticeDeadline},
		{"refused", []NoticeStep{received, noticeStep(NoticeRefuse, date.New(2026, 10, 8))}, NoticeRefused, date.New(2026, 10, 14), noticeDeadline},
	} {
		if s := referralRules.Notice(noticeIssued, noticeDeadline, c.steps); s.State != c.state || s.Due != c.due || s.Deadline != c.deadline {
			t.Errorf("%s: %s, due %s, deadline %s, want %s, %s, %s", c.name, s.State, s.Due, s.Deadline, c.state, c.due, c.deadline)
		}
	}
	if d := referralRules.NoticeDeadline(date.New(2026, 9, 18)); d != date.New(2026, 10, 8) {
		t.Errorf("fifteen days after 18 September end on %s, want the day after the holidays", d)
	}
}

// TestEveryNoticeStepInEveryState says of the whole product which steps may be taken, by the last day and after it.
func TestEveryNoticeStepInEveryState(t *testing.T) {
	day := noticeDeadline
	steps := func(kinds ...NoticeKind) []NoticeStep {
		var out []NoticeStep
		for i, k := range kinds {
			out = append(out, until(NoticeStep{ID: fmt.Sprint(i), Kind: k, Date: noticeIssued + 1}, day))
		}
		return out
	}
	for _, c := range []struct {
		after []NoticeStep
		may   []NoticeKind
		late  []NoticeKind // besides, once the last day has passed
		not   []NoticeKind // any more then
	}{
		{steps(), []NoticeKind{NoticeReceive, NoticeWithdraw}, []NoticeKind{NoticeRefuse}, nil},
		{steps(NoticeReceive), []NoticeKind{NoticeReply, NoticeAsk}, []NoticeKind{NoticeRefuse}, []NoticeKind{NoticeAsk}},
		{steps(NoticeReceive, NoticeAsk), []NoticeKind{NoticeReply, NoticeGrant, NoticeDeny}, nil, nil},
		{steps(NoticeReceive, NoticeReply), []NoticeKind{NoticeAccept, NoticeReject}, nil, nil},
		{steps(NoticeReceive, NoticeReply, NoticeReject), []NoticeKind{NoticeReply, NoticeAsk, NoticeRefuse}, nil, []NoticeKind{NoticeAsk}},
		{steps(NoticeReceive, NoticeReply, NoticeReject, NoticeReply), []NoticeKind{NoticeAccept, NoticeReject, NoticeRefuse}, nil, nil},
		{steps(NoticeReceive, NoticeReply, NoticeReject, NoticeRefuse), []NoticeKind{NoticeReply, NoticeReport}, nil, nil},
		{steps(NoticeReceive, NoticeReply, NoticeReject, NoticeRefuse, NoticeReport), []NoticeKind{NoticeConclude}, nil, nil},
		{steps(NoticeReceive, NoticeReply, NoticeReject, NoticeRefuse, NoticeReport, NoticeConclude), nil, nil, nil},
		{steps(NoticeReceive, NoticeReply, NoticeAccept), nil, nil, nil},
		{steps(NoticeWithdraw), nil, nil, nil},
	} {
		s := referralRules.Notice(noticeIssued, day, c.after)
		for _, k := range NoticeKinds() {
			if k == NoticeTakeBack {
				continue
			}
			for _, late := range []bool{false, true} {
				on := day
				if late {
					on = day + 10
				}
				want := slices.Contains(c.may, k)
				if late {
					want = (want || slices.Contains(c.late, k)) && !slices.Contains(c.not, k)
				}
				if bar := s.Bar(until(NoticeStep{ID: "x", Kind: k, Date: on}, on+20)); (bar == "") != want {
					t.Errorf("%s when %s, late %v: %q", k, s.State, late, bar)
				}
			}
		}
	}
}

// TestNoticeDaysThatCannotBe: a step before the one it follows, a new day that gives no more time.
func TestNoticeDaysThatCannotBe(t *testing.T) {
	received, replied := noticeStep(NoticeReceive, noticeIssued+1), noticeStep(NoticeReply, noticeIssued+3)
	s := referralRules.Notice(noticeIssued, noticeDeadline, []NoticeStep{received})
	for _, c := range []struct {
		x    NoticeStep
		want NoticeBar
	}{
		{noticeStep(NoticeReply, noticeIssued), NoticeBefore},
		{until(noticeStep(NoticeAsk, noticeIssued+2), noticeDeadline), NoticeUntilEarly},
		{until(noticeStep(NoticeAsk, noticeDeadline+1), noticeDeadline+10), NoticeAskedLate},
		{noticeStep(NoticeAccept, noticeIssued), NoticeNoReply},
		{NoticeStep{Kind: NoticeTakeBack, Of: "none"}, NoticeNoSuchStep},
	} {
		if bar := s.Bar(c.x); bar != c.want {
			t.Errorf("%+v: %q, want %q", c.x, bar, c.want)
		}
	}
	s = referralRules.Notice(noticeIssued, noticeDeadline, []NoticeStep{received, replied})
	if bar := s.Bar(until(noticeStep(NoticeReject, noticeIssued+4), noticeIssued+4)); bar != NoticeUntilEarly {
		t.Errorf("to reply again on the day of the rejection: %q", bar)
	}
	if bar := s.Bar(NoticeStep{Kind: NoticeTakeBack, Of: received.ID}); bar != NoticeRestedOn {
		t.Errorf("the receipt is taken back under the reply: %q", bar)
	}
	if bar := s.Bar(NoticeStep{Kind: NoticeTakeBack, Of: replied.ID}); bar != "" {
		t.Errorf("the last step cannot be taken back: %q", bar)
	}
}

// TestANoticeIsAlwaysSomebodysTurnUntilItEnds: whatever steps are taken that may be, there is a next one until the end, its turn has a last day, and
// taking the last step back leads to where the notice stood before.
func TestANoticeIsAlwaysSomebodysTurnUntilItEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := noticeIssued
		var steps []NoticeStep
		for n := range rapid.IntRange(0, 12).Draw(t, "steps") {
			today = today.AddDays(rapid.IntRange(0, 12).Draw(t, "days"))
			s := referralRules.Notice(noticeIssued, noticeDeadline, steps)
			may := s.NoticeSteps(today)
			if s.State.Ended() {
				if len(may) > 0 || !s.Due.IsZero() || s.State.Turn() != TurnNobody {
					t.Fatalf("%s is the end, but there is %v, due %s", s.State, may, s.Due)
				}
				return
			}
			if len(may) == 0 || s.Due.IsZero() || s.State.Turn() == TurnNobody {
				t.Fatalf("%s: nothing can be done, or by no day, or by nobody", s.State)
			}
			if !slices.ContainsFunc(may, func(k NoticeKind) bool { return k.OfUnit() == (s.State.Turn() == TurnUnit) }) {
				t.Fatalf("%s: it is the turn of the %s, which can do none of %v", s.State, s.State.Turn(), may)
			}
			x := NoticeStep{ID: fmt.Sprint(n), Kind: rapid.SampledFrom(may).Draw(t, "kind"), Date: today, Until: max(s.Deadline, today).AddDays(1 + rapid.IntRange(0, 9).Draw(t, "until"))}
			if bar := s.Bar(x); bar != "" {
				t.Fatalf("%s may be taken, but %q stands against it", x.Kind, bar)
			}
			after := referralRules.Notice(noticeIssued, noticeDeadline, append(steps, x, NoticeStep{ID: "back", Kind: NoticeTakeBack, Of: x.ID, Date: today}))
			if after.State != s.State || after.Due != s.Due || after.Deadline != s.Deadline || after.Rejections != s.Rejections {
				t.Fatalf("%s taken back leads to %s, due %s, from %s, due %s", x.Kind, after.State, after.Due, s.State, s.Due)
			}
			steps = append(steps, x)
		}
	})
}
