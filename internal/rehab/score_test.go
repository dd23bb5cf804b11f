package rehab_test

import (
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/rehab"
)

func TestScoreLineByLine(t *testing.T) {
	w := rehab.ChishuiScore()
	for _, c := range []struct {
		name   string
		kind   rehab.ScoreKind
		counts rehab.ScoreCounts
		want   int
		clean  int
	}{
		{"nothing wrong", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12}, 100, 0},
		{"a test and two contacts", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreTestMissed: 1, rehab.ScoreContactShort: 2}}, 95, 0},
		{"a late return, the round without a gap", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreReturnLate: 1}}, 97, 2},
		{"nobody to go round to gives nothing back", rehab.ScoreVillage, rehab.ScoreCounts{Lines: map[rehab.ScoreLine]int{rehab.ScoreReturnLate: 1}}, 95, 0},
		{"a village does not answer for the township's lines", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreAssessLate: 3, rehab.ScoreReportInLate: 1}}, 100, 0},
		{"the township does", rehab.ScoreTownship, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreAssessLate: 3, rehab.ScoreReportInLate: 1, rehab.ScoreTestMissed: 1}}, 86, 0},
		{"a station answers for what the police do", rehab.ScoreStation, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreServeLate: 2, rehab.ScoreOutcomeLate: 1, rehab.ScoreMeasureLate: 1, rehab.ScoreTestMissed: 9}}, 90, 0},
		{"a township does not", rehab.ScoreTownship, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreServeLate: 2, rehab.ScoreDischargeLate: 1}}, 100, 0},
		{"never below nothing", rehab.ScoreTownship, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreNoticeRefused: 6, rehab.ScoreTestMissed: 1}}, 0, 0},
		{"an appeal gives back what the line took", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreTestMissed: 2}, Restored: map[rehab.ScoreLine]int{rehab.ScoreTestMissed: 3}}, 97, 0},
		{"and no more", rehab.ScoreVillage, rehab.ScoreCounts{Persons: 12, Lines: map[rehab.ScoreLine]int{rehab.ScoreTestMissed: 1, rehab.ScoreContactShort: 1}, Restored: map[rehab.ScoreLine]int{rehab.ScoreTestMissed: 9}}, 99, 0},
	} {
		if s := w.Score(c.kind, c.counts); s.Points != c.want || s.Clean != c.clean {
			t.Errorf("%s: %d, given back %d, want %d and %d", c.name, s.Points, s.Clean, c.want, c.clean)
		}
	}
}

// TestScoreProperties: whatever the weights and counts, a score lies between 0 and its start, is the sum of its lines, and no further failure raises it and no
// restored point lowers it.
func TestScoreProperties(t *testing.T) {
	small := rapid.IntRange(0, 9)
	rapid.Check(t, func(t *rapid.T) {
		w := rehab.ScoreWeights{Start: rapid.IntRange(1, 200).Draw(t, "start"), ReportInLate: small.Draw(t, "r"), TestMissed: small.Draw(t, "t"), ContactShort: small.Draw(t, "c"), AssessLate: small.Draw(t, "a"),
			ServeLate: small.Draw(t, "s"), OutcomeLate: small.Draw(t, "o"), DischargeLate: small.Draw(t, "d"), MeasureLate: small.Draw(t, "m"),
			ReturnLate: small.Draw(t, "p"), NoticeLate: small.Draw(t, "n"), NoticeRefused: small.Draw(t, "f"), Clean: small.Draw(t, "clean")}
		kind := rapid.SampledFrom([]rehab.ScoreKind{rehab.ScoreVillage, rehab.ScoreTownship, rehab.ScoreStation}).Draw(t, "kind")
		c := rehab.ScoreCounts{Persons: small.Draw(t, "persons"), Lines: map[rehab.ScoreLine]int{}, Restored: map[rehab.ScoreLine]int{}}
		for _, l := range rehab.ScoreLines() {
			c.Lines[l], c.Restored[l] = small.Draw(t, string(l)), small.Draw(t, "restored "+string(l))
		}
		s := w.Score(kind, c)
		if s.Points < 0 || s.Points > w.Start {
			t.Fatalf("%d of %d", s.Points, w.Start)
		}
		if sum := s.Start - s.Taken() + s.Clean + s.Floor; sum != s.Points {
			t.Fatalf("the lines come to %d, the score is %d", sum, s.Points)
		}
		for _, x := range s.Lines {
			if x.Taken != x.Count*x.Each || x.Restored > x.Taken {
				t.Fatalf("%+v", x)
			}
		}
		l := rapid.SampledFrom(rehab.ScoreLines()).Draw(t, "line")
		c.Lines[l]++
		if worse := w.Score(kind, c); worse.Points > s.Points {
			t.Fatalf("one more %s raises %d to %d", l, s.Points, worse.Points)
		}
		c.Lines[l]--
		c.Restored[l]++
		if better := w.Score(kind, c); better.Points < s.Points {
			t.Fatalf("a point restored of %s lowers %d to %d", l, s.Points, better.Points)
		}
	})
}
