package rehab

import "slices"

// TestSchedule is a known way to space the tests (DOMAIN §5).
type TestSchedule string

// The schedules a policy can choose. ScheduleOwn is any other spacing.
const (
	ScheduleMonthly TestSchedule = "monthly"
	ScheduleCommon  TestSchedule = "common_practice" // detox 12 + 6 + 4 tests; rehab 6 + 4 + 2 in three years, 6 + 6 in two
	ScheduleOwn     TestSchedule = "own"
)

// TestSchedules returns the schedules, the shipped one first.
func TestSchedules() []TestSchedule {
	return []TestSchedule{ScheduleMonthly, ScheduleCommon, ScheduleOwn}
}

// SetSchedule spaces the tests as the schedule does; ScheduleOwn leaves them as they are.
func (p *Policy) SetSchedule(s TestSchedule) {
	switch s {
	case ScheduleMonthly:
		p.Interval, p.IntervalShort, p.IntervalRehab, p.IntervalRehabShort = Chishui().Interval, nil, nil, nil
	case ScheduleCommon:
		rehab := CommonPracticeRehab()
		p.Interval, p.IntervalShort, p.IntervalRehab, p.IntervalRehabShort = CommonPracticeDetox().Interval, nil, rehab.Interval, rehab.IntervalShort
	}
}

// Schedule names the spacing of p.
func (p *Policy) Schedule() TestSchedule {
	for _, s := range []TestSchedule{ScheduleMonthly, ScheduleCommon} {
		q := *p
		q.SetSchedule(s)
		if slices.EqualFunc(q.schedules(), p.schedules(), slices.Equal) {
			return s
		}
	}
	return ScheduleOwn
}

func (p *Policy) schedules() [][]int {
	return [][]int{p.Interval, p.IntervalShort, p.IntervalRehab, p.IntervalRehabShort}
}

// intervals returns the months between tests for a measure and a term in months: the most particular list that the policy has.
func (p *Policy) intervals(m Measure, term int) []int {
	short := term <= 24
	switch {
	case m == Rehab && short && len(p.IntervalRehabShort) > 0:
		return p.IntervalRehabShort
	case m == Rehab && len(p.IntervalRehab) > 0:
		return p.IntervalRehab
	case short && len(p.IntervalShort) > 0:
		return p.IntervalShort
	}
	return p.Interval
}
