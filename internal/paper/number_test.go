package paper_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// writers is how many officers issue papers at once.
const writers = 16

var reportedIn = date.New(2026, 3, 2)

// warned makes a case at Near that was warned, and returns it with the fact; a warning without words lacks them on its paper.
func warned(t *testing.T, s *testkit.Service, seq int, words string) paper.Wanted {
	t.Helper()
	step := testkit.Step(access.BreachRecord, testkit.Today-3, &rehab.Warning{Text: words})
	id := testkit.Case(t, s, testkit.Near, reportedIn, seq, step)
	return paper.Wanted{Case: id, Kind: "warning", Fact: step.Entry.Key.String()}
}

// atOnce issues all papers at the same time, each as one of the two officers of the township, and returns what came of each.
func atOnce(t *testing.T, s *testkit.Service, all []paper.Wanted) ([]store.Paper, []error) {
	t.Helper()
	officers := []access.Actor{testkit.Actor(t, s, "town1"), testkit.Actor(t, s, "town2")}
	papers, errs := make([]store.Paper, len(all)), make([]error, len(all))
	start := make(chan struct{})
	var done sync.WaitGroup
	for i, w := range all {
		w.Key = uuid.Must(uuid.NewV7())
		done.Go(func() {
			<-start
			papers[i], errs[i] = s.Papers.Issue(t.Context(), officers[i%len(officers)], w)
		})
	}
	close(start)
	done.Wait()
	return papers, errs
}

func TestNumbersRunWithoutGapsUnderSixteenWriters(t *testing.T) {
	s := testkit.Serve(t, nil)
	town := testkit.Actor(t, s, "town2")
	var all []paper.Wanted
	for i := range writers - 4 {
		words := "按时检测"
		if i%6 == 5 {
			words = "" // lacks what it warns of: takes a number and must give it back
		}
		all = append(all, warned(t, s, i, words))
	}
	same := warned(t, s, writers, "按时检测")
	all = append(all, same, same, same, same)
	papers, errs := atOnce(t, s, all)
	var numbers []string
	won, lost := "", []error{}
	for i := range all {
		switch {
		case errs[i] == nil:
			numbers = append(numbers, papers[i].Number)
			if all[i].Case == same.Case {
				won = papers[i].Number
			}
		case all[i].Case == same.Case:
			lost = append(lost, errs[i])
		case fault.KindOf(errs[i]) != fault.Invalid:
			t.Errorf("writer %d: %v", i, errs[i])
		}
	}
	if len(numbers) != 11 || won == "" || len(lost) != 3 {
		t.Fatalf("%d papers, %q of the one fact, %d refused for it", len(numbers), won, len(lost))
	}
	unbroken(t, numbers)
	for _, err := range lost {
		if words := inWords(err); fault.KindOf(err) != fault.Conflict || !strings.Contains(words, won) {
			t.Errorf("the loser is told %q, which does not name %s", words, won)
		}
	}
	reg := registerOf(t, s, town, store.RegisterFilter{})
	if reg.Tally != (store.RegisterTally{Runs: 1, Numbers: 11}) || len(reg.Lines) != 11 {
		t.Errorf("the register has %d lines and adds up to %+v", len(reg.Lines), reg.Tally)
	}
}

// unbroken fails unless the numbers are 1 to n of one run, each once.
func unbroken(t *testing.T, numbers []string) {
	t.Helper()
	for n := range numbers {
		if end := fmt.Sprintf("〔2026〕%d号", n+1); !slices.ContainsFunc(numbers, func(s string) bool { return strings.HasSuffix(s, end) }) {
			t.Errorf("no number ends with %s: %v", end, numbers)
		}
	}
}

func inWords(err error) string {
	f, _ := errors.AsType[*fault.Error](err)
	if f == nil {
		return ""
	}
	return text.For(text.ZhCN).Fill(f.Key, f.Args)
}

func registerOf(t *testing.T, s *testkit.Service, actor access.Actor, f store.RegisterFilter) paper.Register {
	t.Helper()
	reg, err := s.Papers.Register(t.Context(), actor, f, store.RegisterKey{}, false, 100)
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

func TestAVoidedNumberStaysAndANewYearBeginsWithOne(t *testing.T) {
	s := testkit.Serve(t, nil)
	ctx, town := t.Context(), testkit.Actor(t, s, "town2")
	w := warned(t, s, 1, "按时检测")
	issue := func(end string) store.Paper {
		t.Helper()
		w.Key = uuid.Must(uuid.NewV7())
		p, err := s.Papers.Issue(ctx, town, w)
		if err != nil || !strings.HasSuffix(p.Number, end) {
			t.Fatalf("issued %q, want …%s: %v", p.Number, end, err)
		}
		return p
	}
	void := func(p store.Paper) {
		t.Helper()
		if err := s.Papers.Void(ctx, town, p.CaseID, p.ID, "误印"); err != nil {
			t.Fatal(err)
		}
	}
	void(issue("〔2026〕1号"))
	void(issue("〔2026〕2号"))
	s.Clock.Set(date.New(2026, 12, 31))
	void(issue("〔2026〕3号"))
	s.Clock.Set(date.New(2027, 1, 1))
	issue("〔2027〕1号")
	reg := registerOf(t, s, town, store.RegisterFilter{Year: 2026, ByNumber: true})
	if reg.Tally != (store.RegisterTally{Runs: 1, Numbers: 3, Voided: 3}) || len(reg.Lines) != 3 {
		t.Fatalf("2026: %d lines, %+v", len(reg.Lines), reg.Tally)
	}
	for i, l := range reg.Lines {
		if l.Number != i+1 || l.State != "voided" || l.VoidReason == nil || *l.VoidReason != "误印" {
			t.Errorf("line %d: %+v", i, l)
		}
	}
	if reg := registerOf(t, s, town, store.RegisterFilter{Year: 2027}); len(reg.Lines) != 1 || reg.Lines[0].State != "issued" {
		t.Errorf("2027: %+v", reg.Lines)
	}
}

// submitted writes a decision and hands it to the approver.
func submitted(t *testing.T, s *testkit.Service, seq int) uuid.UUID {
	t.Helper()
	officer, id := testkit.Actor(t, s, "police1"), uuid.Must(uuid.NewV7())
	in := casework.Intake{Key: id, Measure: rehab.Detox, Term: 36, Place: testkit.Near, Date: testkit.Today, Person: casework.Person{
		Name: fmt.Sprintf("甄决%c", rune('一'+seq)), DocumentType: "id_card", Document: testkit.IDNumber(date.New(1985, 3, 7), 2*seq+1), Phone: "13900000000", Work: "木工",
		RegisteredAddress: "贵州省赤水市甄家巷1号", ActualAddress: "贵州省赤水市甄家巷2号", Ethnicity: "01", Education: "30", Marital: "10"}}
	step := testkit.Step(access.ScreeningRecord, testkit.Today, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair})
	step.Actor.Unit = officer.Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, []casework.Step{step}); err != nil {
		t.Fatal(err)
	}
	draft := casework.DecisionDraft{Measure: rehab.Detox, Term: 36, Place: testkit.Near, FactsFound: "吸食甲基苯丙胺", Evidence: "现场检测报告书", LegalBasis: casework.LegalBasis(rehab.Detox)}
	if err := s.Work.SaveDraft(t.Context(), officer, id, 0, draft, true); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestDecisionsIssuedAtOnceHaveNumbersOfTheirOwn(t *testing.T) {
	s := testkit.Serve(t, nil)
	approver := testkit.Actor(t, s, "police2")
	var cases []uuid.UUID
	for i := range 4 {
		cases = append(cases, submitted(t, s, i))
	}
	cases = append(cases, cases[0], cases[0]) // and one of them three times
	var done sync.WaitGroup
	for _, id := range cases {
		done.Go(func() {
			if err := s.Work.Issue(t.Context(), approver, id, 1); err != nil {
				t.Errorf("issued at once: %v", err)
			}
		})
	}
	done.Wait()
	reg := registerOf(t, s, approver, store.RegisterFilter{Kind: "decision_detox"})
	var numbers []string
	for _, l := range reg.Lines {
		numbers = append(numbers, l.Text)
	}
	if len(numbers) != 4 || reg.Tally.Missing != 0 {
		t.Fatalf("%v: %+v", numbers, reg.Tally)
	}
	unbroken(t, numbers)
}

// A pattern by which a number would read as one that was given is told in words, and no paper is left without its number.
func TestANumberThatWasGivenOnceIsNotGivenAgain(t *testing.T) {
	s := testkit.Serve(t, nil)
	ctx, town := t.Context(), testkit.Actor(t, s, "town2")
	w := warned(t, s, 1, "按时检测")
	w.Key = uuid.Must(uuid.NewV7())
	if _, err := s.Papers.Issue(ctx, town, w); err != nil {
		t.Fatal(err)
	}
	err := s.Store.WithTx(context.WithoutCancel(ctx), town, func(tx *store.Tx) error {
		_, err := tx.NextNumber(ctx, store.NumberWanted{Issuer: town.Unit, Kind: "other", Day: testkit.Today, Unit: registerOf(t, s, town, store.RegisterFilter{}).Lines[0].IssuerName, Pattern: patternOf(t, "warning"), Case: w.Case})
		return err
	})
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("the same text again: %v", err)
	}
}
