package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

var (
	referralSent = date.New(2026, 9, 24)
	// The Mid-Autumn and National days of 2026: off from 25 to 27 September and from 1 to 7 October; 20 September and 10 October are worked.
	referralRules = Rules{Versions: []Policy{Chishui()}, Holidays: NewCalendar(
		[]date.Date{date.New(2026, 9, 25), date.New(2026, 10, 1), date.New(2026, 10, 2), date.New(2026, 10, 5), date.New(2026, 10, 6), date.New(2026, 10, 7)},
		[]date.Date{date.New(2026, 9, 20), date.New(2026, 10, 10)}, 2026)}
)

func referralStep(k ReferralKind, d date.Date) ReferralStep {
	return ReferralStep{ID: string(k), Kind: k, Date: d}
}

// TestReferralDueDaysPassOverHolidays: five working days to answer, twenty to act, counted from the day after.
func TestReferralDueDaysPassOverHolidays(t *testing.T) {
	accepted := date.New(2026, 9, 28)
	for _, c := range []struct {
		name  string
		steps []ReferralStep
		state ReferralState
		due   date.Date
	}{
		// 28, 29, 30 September, 8, 9 October
		{"to answer", nil, ReferralSent, date.New(2026, 10, 9)},
		// 29, 30 September, 8 to 10, 12 to 16, 19 to 23, 26 to 30 October
		{"to act", []ReferralStep{referralStep(ReferralAccept, accepted)}, ReferralAccepted, date.New(2026, 10, 30)},
		{"to act again", []ReferralStep{referralStep(ReferralAccept, accepted), referralStep(ReferralAct, date.New(2026, 10, 9))}, ReferralActed, date.New(2026, 11, 5)},
		{"refused", []ReferralStep{referralStep(ReferralRefuse, accepted)}, ReferralRefused, 0},
		{"voided", []ReferralStep{referralStep(ReferralAccept, accepted), {ID: "v", Kind: ReferralVoid, Of: "accept"}}, ReferralSent, date.New(2026, 10, 9)},
		{"another contact changes nothing", []ReferralStep{referralStep(ReferralContact, accepted)}, ReferralSent, date.New(2026, 10, 9)},
	} {
		if s := referralRules.Referral(referralSent, c.steps); s.State != c.state || s.Due != c.due {
			t.Errorf("%s: %s, due %s, want %s, %s", c.name, s.State, s.Due, c.state, c.due)
		}
	}
}

// TestReferralDueDaysFollowThePolicyOfTheirFirstDay (ruling 21).
func TestReferralDueDaysFollowThePolicyOfTheirFirstDay(t *testing.T) {
	later := Chishui()
	later.Effective, later.ReferralAnswerWorkdays, later.ReferralActWorkdays = date.New(2026, 11, 3), 1, 2
	r := Rules{Versions: []Policy{Chishui(), later}}
	if s := r.Referral(date.New(2026, 11, 2), nil); s.Due != date.New(2026, 11, 9) {
		t.Errorf("sent before the change: due %s", s.Due)
	}
	if s := r.Referral(date.New(2026, 11, 2), []ReferralStep{referralStep(ReferralAccept, date.New(2026, 11, 4))}); s.Due != date.New(2026, 11, 6) {
		t.Errorf("accepted after the change: due %s", s.Due)
	}
}

// TestEveryReferralStepInEveryState says of the whole product what stands against it.
func TestEveryReferralStepInEveryState(t *testing.T) {
	day := date.New(2026, 10, 9)
	accept, act := referralStep(ReferralAccept, day), referralStep(ReferralAct, day)
	states := map[ReferralState][]ReferralStep{
		ReferralSent: nil, ReferralAccepted: {accept}, ReferralActed: {accept, act}, ReferralRefused: {referralStep(ReferralRefuse, day)},
		ReferralClosed: {accept, act, referralStep(ReferralClose, day)}, ReferralWithdrawn: {referralStep(ReferralWithdraw, day)},
	}
	const ok = ReferralBar("")
	refused, closed, withdrawn := ReferralIsRefused, ReferralIsClosed, ReferralIsWithdrawn
	want := map[ReferralKind][]ReferralBar{ // in the order of ReferralStates
		ReferralAccept:   {ok, ReferralHasAnswer, ReferralHasAnswer, refused, closed, withdrawn},
		ReferralRefuse:   {ok, ReferralHasAnswer, ReferralHasAnswer, refused, closed, withdrawn},
		ReferralAct:      {ReferralNeedsAccept, ok, ok, refused, closed, withdrawn},
		ReferralClose:    {ReferralNeedsAccept, ReferralNeedsAct, ok, refused, closed, withdrawn},
		ReferralWithdraw: {ok, ok, ok, refused, closed, withdrawn},
		ReferralContact:  {ok, ok, ok, refused, closed, withdrawn},
		ReferralNote:     {ReferralNotEnded, ReferralNotEnded, ReferralNotEnded, ok, ok, ReferralNotEnded},
	}
	for kind, bars := range want {
		for i, state := range ReferralStates() {
			s := referralRules.Referral(referralSent, states[state])
			if got := s.Bar(ReferralStep{Kind: kind, Date: day, Outcome: Helped}); got != bars[i] || s.State != state {
				t.Errorf("%s in %s: %q, want %q", kind, s.State, got, bars[i])
			}
		}
	}
	s := referralRules.Referral(referralSent, states[ReferralAccepted])
	if got := s.Bar(ReferralStep{Kind: ReferralClose, Date: day, Outcome: NotHelped}); got != ok {
		t.Errorf("nothing could be done, but it cannot be closed: %q", got)
	}
	if got := s.Bar(referralStep(ReferralAct, day-1)); got != ReferralBefore {
		t.Errorf("an act before the acceptance: %q", got)
	}
}

// TestOnlyTheLastReferralStepIsTakenBack: what rests on a step falls first.
func TestOnlyTheLastReferralStepIsTakenBack(t *testing.T) {
	day := date.New(2026, 10, 9)
	steps := []ReferralStep{referralStep(ReferralAccept, day), referralStep(ReferralAct, day)}
	s := referralRules.Referral(referralSent, steps)
	for of, want := range map[string]ReferralBar{"accept": ReferralRestedOn, "act": "", "none": ReferralNoSuchStep} {
		if got := s.Bar(ReferralStep{Kind: ReferralVoid, Of: of}); got != want {
			t.Errorf("voiding %s: %q, want %q", of, got, want)
		}
	}
	noted := referralRules.Referral(referralSent, []ReferralStep{referralStep(ReferralRefuse, day), referralStep(ReferralNote, day)})
	if got := noted.Bar(referralStep(ReferralNote, day)); got != ReferralIsNoted {
		t.Errorf("noted twice: %q", got)
	}
}
