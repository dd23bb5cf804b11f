// The oracle is a second implementation of the rules: slow, obvious, day by day, written from the rulings alone. It has no tables,
// no spans and no caches; it asks of every single day what the text says about that day. Compute has to agree with it on every
// history that the generators of oracle_history_test.go make.
//
// More histories than the usual hundred: go test ./internal/rehab -run Oracle -rapid.checks=10000
package rehab_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

func TestComputeAgreesWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		want, got := oracleLines(rules, f, today), trackLines(Compute(rules, f, today))
		if d := firstDifferentLine(want, got); d != "" {
			t.Fatalf("today %v, %s %d months, policy %v\n%s\n%s", today, f.Measure, f.TermMonths, policyName(rules), d, describe(f))
		}
	})
}

// trackLines writes what the oracle also knows of a Track, one statement a line.
func trackLines(k Track) []string {
	var s statement
	s.say("stage %s, phase %d, answerable %v", k.Stage, k.Phase, k.Answerable)
	s.term(k.Term)
	for _, p := range k.Phases {
		s.say("phase %d %v–%v %s%s", p.N, p.Start, p.End, p.State, blockerWords(p))
	}
	for _, w := range k.Windows {
		s.say("window %v %v–%v phase %d %s by %v", w.Month, w.From, w.To, w.Phase, w.State, w.Answerable)
	}
	for _, m := range k.Months {
		s.say("month %v phase %d missing %v suspended %d", m.Month, m.Phase, m.Missing, m.SuspendedDays)
	}
	c := k.Counters
	s.say("evasions %d %v", c.Evasions, sorted(c.Evidence.Evasions))
	s.say("departures %d %v", c.Departures, sorted(c.Evidence.Departures))
	s.say("days %d %v", c.UnauthorisedDays, sorted(c.Evidence.UnauthorisedDays))
	if b := k.SeriousBreach; b != nil {
		s.say("breach since %v by %s, open %v", b.Since, b.By, b.Open)
	}
	total := 0
	for _, r := range k.Rewards {
		s.say("reward %d: %d fen to %v on %v", r.Phase, r.Fen, r.Village, r.Accrued)
		total += r.Fen
	}
	if total != k.RewardTotal {
		s.say("total %d, but %d", total, k.RewardTotal)
	}
	s.deadlines(k.Deadlines)
	dutyLines(&s, k.Obligations)
	return s.lines
}

// blockerWords lists what blocks a phase that is over; before that nothing is decided.
func blockerWords(p Phase) string {
	if p.State != PhaseBlocked {
		return ""
	}
	words := make([]string, 0, len(p.Blockers))
	for _, b := range p.Blockers {
		words = append(words, strings.TrimSpace(fmt.Sprintf("%s %v%s", b.Kind, b.Month, b.Fact)))
	}
	slices.Sort(words)
	return " " + strings.Join(words, ", ")
}

// statement collects lines.
type statement struct{ lines []string }

func (s *statement) say(format string, args ...any) {
	s.lines = append(s.lines, fmt.Sprintf(format, args...))
}

func (s *statement) term(t *Term) {
	if t != nil {
		s.say("term %v–%v, expiry %v", t.Start, t.LastDay, t.ExpiryDay)
	}
}

func (s *statement) deadlines(d Deadlines) {
	if r := d.ReportIn; r != nil {
		s.say("report-in due %v, late %v, overdue %v", r.Due, r.Late, r.Overdue)
	}
	for _, x := range []struct {
		name string
		day  date.Date
	}{
		{"agreement", d.Agreement}, {"transfer report-in", d.TransferReportIn}, {"file to police", d.FileToPolice},
		{"final assessment", d.FinalAssessmentOpens}, {"discharge", d.Discharge}, {"notify township", d.NotifyTownshipDischarge},
	} {
		if !x.day.IsZero() {
			s.say("%s on %v", x.name, x.day)
		}
	}
}

func firstDifferentLine(want, got []string) string {
	for i := range max(len(want), len(got)) {
		w, g := "(nothing)", "(nothing)"
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w != g {
			return "oracle:  " + w + "\nCompute: " + g
		}
	}
	return ""
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// describe prints the facts of a file by day, as the counterexample.
func describe(f File) string {
	facts := slices.Clone(f.Facts)
	slices.SortStableFunc(facts, byDay)
	var b strings.Builder
	for _, x := range facts {
		raw, _ := EncodeBody(x.Body)
		fmt.Fprintf(&b, "%v %s %s %s\n", x.Date, x.ID, x.Body.Kind(), raw)
	}
	return b.String()
}
