package rehab

import "slices"

// ScoreLine is something that takes points from a unit's month (责任追究制度; scheme row S11, DOMAIN §8).
type ScoreLine string

// The lines. The first three are a township's alone: it records the report-in and decides the assessment. Those of the police are a station's.
const (
	ScoreReportInLate    ScoreLine = "report_in_late"    // reported in after the deadline
	ScoreReportInOverdue ScoreLine = "report_in_overdue" // not reported in
	ScoreAssessLate      ScoreLine = "assess_late"       // phase or final assessment late or missing
	ScoreTestMissed      ScoreLine = "test_missed"       // test window missed
	ScoreContactShort    ScoreLine = "contact_short"     // report, talk or visit missing
	ScoreServeLate       ScoreLine = "serve_late"        // decision not served, or the township not told, in time
	ScoreOutcomeLate     ScoreLine = "outcome_late"      // report to the police without an outcome, or isolation not decided, in time
	ScoreDischargeLate   ScoreLine = "discharge_late"    // discharge notice not issued, or the township not told of it, in time
	ScoreMeasureLate     ScoreLine = "measure_late"      // measure of an analysis meeting not done in time
	ScoreReturnLate      ScoreLine = "return_late"       // periodic return late or missing
	ScoreNoticeLate      ScoreLine = "notice_late"       // supervision notice not replied to in time
	ScoreNoticeRefused   ScoreLine = "notice_refused"    // supervision notice refused
)

// ScoreLines returns the lines in the order in which they are shown.
func ScoreLines() []ScoreLine {
	return []ScoreLine{ScoreReportInLate, ScoreReportInOverdue, ScoreAssessLate, ScoreTestMissed, ScoreContactShort, ScoreServeLate, ScoreOutcomeLate, ScoreDischargeLate,
		ScoreReturnLate, ScoreMeasureLate, ScoreNoticeLate, ScoreNoticeRefused}
}

// ScoreKind is a kind of unit that has a score.
type ScoreKind string

// The kinds. The bureau answers for its stations and has the lines of one.
const (
	ScoreVillage  ScoreKind = "village"
	ScoreTownship ScoreKind = "township"
	ScoreStation  ScoreKind = "station"
)

// Counts reports whether the line counts for a kind of unit: what is its own work by DOMAIN §2, and what it owes the office.
func (l ScoreLine) Counts(k ScoreKind) bool {
	switch l {
	case ScoreReportInLate, ScoreReportInOverdue, ScoreAssessLate:
		return k == ScoreTownship
	case ScoreServeLate, ScoreOutcomeLate, ScoreDischargeLate, ScoreMeasureLate:
		return k == ScoreStation
	case ScoreTestMissed, ScoreContactShort, ScoreReturnLate:
		return k != ScoreStation
	}
	return true
}

// ScoreLinesOf returns the lines of a kind of unit.
func ScoreLinesOf(k ScoreKind) []ScoreLine {
	return slices.DeleteFunc(ScoreLines(), func(l ScoreLine) bool { return !l.Counts(k) })
}

// ScoreWeights are the points of a policy version: whole points, by the version in force at the month end.
type ScoreWeights struct {
	Start         int `json:"start"` // what a month begins with
	ReportInLate  int `json:"report_in_late"`
	TestMissed    int `json:"test_missed"`
	ContactShort  int `json:"contact_short"`
	AssessLate    int `json:"assess_late"`
	ServeLate     int `json:"serve_late"`
	OutcomeLate   int `json:"outcome_late"`
	DischargeLate int `json:"discharge_late"`
	MeasureLate   int `json:"measure_late"`
	ReturnLate    int `json:"return_late"`
	NoticeLate    int `json:"notice_late"`
	NoticeRefused int `json:"notice_refused"`
	Clean         int `json:"clean"`      // given back, of what was taken, to a unit without a test missed or a contact missing
	SmallFrom     int `json:"small_from"` // a unit with fewer persons is not ranked

	OutcomeWorkdays      int `json:"outcome_workdays"`       // from a report to the police to its outcome, and from there to isolation; counted for scores alone
	AppealDays           int `json:"appeal_days"`            // from the month end, to appeal against a line
	AppealDecideWorkdays int `json:"appeal_decide_workdays"` // for the office to decide
}

// ChishuiScore returns the shipped weights.
func ChishuiScore() ScoreWeights {
	return ScoreWeights{Start: 100, ReportInLate: 2, TestMissed: 3, ContactShort: 1, AssessLate: 3, ServeLate: 2, OutcomeLate: 3, DischargeLate: 3, MeasureLate: 3, ReturnLate: 5, NoticeLate: 5, NoticeRefused: 20, Clean: 2, SmallFrom: 5,
		OutcomeWorkdays: 15, AppealDays: 30, AppealDecideWorkdays: 10}
}

// Each returns the points that one of a line takes.
func (w ScoreWeights) Each(l ScoreLine) int {
	switch l {
	case ScoreReportInLate, ScoreReportInOverdue:
		return w.ReportInLate
	case ScoreAssessLate:
		return w.AssessLate
	case ScoreTestMissed:
		return w.TestMissed
	case ScoreContactShort:
		return w.ContactShort
	case ScoreServeLate:
		return w.ServeLate
	case ScoreOutcomeLate:
		return w.OutcomeLate
	case ScoreDischargeLate:
		return w.DischargeLate
	case ScoreMeasureLate:
		return w.MeasureLate
	case ScoreReturnLate:
		return w.ReturnLate
	case ScoreNoticeLate:
		return w.NoticeLate
	case ScoreNoticeRefused:
		return w.NoticeRefused
	}
	return 0
}

// Small reports whether a unit with so many persons is too small to be ranked: one missed test would decide its place.
func (w ScoreWeights) Small(persons int) bool { return persons < w.SmallFrom }

// ScoreCounts is what there is to count of a unit in a month.
type ScoreCounts struct {
	Persons  int               // open cases when the month was over
	Lines    map[ScoreLine]int // how many of each line
	Restored map[ScoreLine]int // points that decided appeals give back
}

// ScoredLine is a line with its points.
type ScoredLine struct {
	Line     ScoreLine
	Count    int
	Each     int
	Taken    int // points, at least 0
	Restored int // of those taken, by decided appeals
}

// Score is a unit's month, line by line: Start − taken + restored + Clean + Floor = Points.
type Score struct {
	Start  int
	Lines  []ScoredLine // those that count for the unit, also those of which there is none
	Clean  int          // given back for a round without a gap
	Floor  int          // what brings a score below nothing back to 0
	Points int          // 0 to Start
}

// Taken is how many points the lines took, after appeals.
func (s *Score) Taken() int {
	n := 0
	for _, l := range s.Lines {
		n += l.Taken - l.Restored
	}
	return n
}

// Line returns the line of the score; false when it does not count for the unit.
func (s *Score) Line(l ScoreLine) (ScoredLine, bool) {
	i := slices.IndexFunc(s.Lines, func(x ScoredLine) bool { return x.Line == l })
	if i < 0 {
		return ScoredLine{}, false
	}
	return s.Lines[i], true
}

// Score scores a unit's month: points taken for each of what went wrong, given back by decided appeals line by line (never more than the line took), and
// given back for a round without a gap where there is anybody to go round to (never more than was taken); a station makes no round.
func (w ScoreWeights) Score(k ScoreKind, c ScoreCounts) Score {
	s := Score{Start: w.Start}
	gaps := 0
	for _, l := range ScoreLines() {
		if !l.Counts(k) {
			continue
		}
		n, each := max(c.Lines[l], 0), w.Each(l)
		x := ScoredLine{Line: l, Count: n, Each: each, Taken: n * each}
		x.Restored = min(max(c.Restored[l], 0), x.Taken)
		if l == ScoreTestMissed || l == ScoreContactShort {
			gaps += n
		}
		s.Lines = append(s.Lines, x)
	}
	taken := s.Taken()
	if gaps == 0 && c.Persons > 0 && k != ScoreStation {
		s.Clean = min(w.Clean, taken)
	}
	s.Points = w.Start - taken + s.Clean
	if s.Points < 0 {
		s.Floor, s.Points = -s.Points, 0
	}
	return s
}
