package paper_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// notice is a paper of the municipal office to the unit of a demo account.
func notice(t *testing.T, s *testkit.Service, login, problem string) oversight.Paper {
	t.Helper()
	to := testkit.Actor(t, s, login)
	return oversight.Paper{
		ID: uuid.Must(uuid.NewV7()), Kind: "supervision_notice", Issuer: testkit.Actor(t, s, "office1").Unit, About: uuid.Must(uuid.NewV7()), Division: to.Division, Recipient: to.Unit,
		Day: testkit.Today, Content: oversight.NoticeSheet{Problem: problem, AsOf: testkit.Today, Basis: "《戒毒条例》第十六条", Deadline: testkit.Today + 10},
	}
}

func frozen(t *testing.T, s *testkit.Service, p oversight.Paper) (store.Paper, error) {
	t.Helper()
	var out store.Paper
	return out, s.Store.WithTx(t.Context(), testkit.Actor(t, s, "office1"), func(tx *store.Tx) (err error) {
		out, err = s.Papers.FreezeOffice(t.Context(), tx, p)
		return err
	})
}

func TestPapersOfOfficesAreNumberedWithoutGaps(t *testing.T) {
	s := testkit.Serve(t, nil)
	office := testkit.Actor(t, s, "office1")
	numbers, errs := make([]string, writers), make([]error, writers)
	var done sync.WaitGroup
	for i := range writers {
		problem := "月度检测逾期"
		if i%4 == 3 {
			problem = "" // lacks its problem: takes a number and must give it back
		}
		p := notice(t, s, "town2", problem)
		done.Go(func() {
			var kept store.Paper
			kept, errs[i] = frozen(t, s, p)
			numbers[i] = kept.Number
		})
	}
	done.Wait()
	var given []string
	for i := range writers {
		switch {
		case i%4 == 3 && fault.KindOf(errs[i]) != fault.Invalid:
			t.Errorf("writer %d without a problem: %v", i, errs[i])
		case i%4 != 3 && errs[i] != nil:
			t.Errorf("writer %d: %v", i, errs[i])
		case i%4 != 3:
			given = append(given, numbers[i])
		}
	}
	unbroken(t, given)
	if reg := registerOf(t, s, office, store.RegisterFilter{Kind: "supervision_notice"}); reg.Tally != (store.RegisterTally{Runs: 1, Numbers: 12}) || reg.Lines[0].Addressed == nil {
		t.Errorf("the register adds up to %+v", reg.Tally)
	}
}

// TestAPaperOfAnOfficeIsSeenByItsPlaceAndWhomItIsAddressedTo: the unit, those above it, and nobody else.
func TestAPaperOfAnOfficeIsSeenByItsPlaceAndWhomItIsAddressedTo(t *testing.T) {
	s := testkit.Serve(t, nil)
	for login, seers := range map[string][]string{
		"town2":    {"town1", "town2", "office1"},
		"village1": {"village1", "town1", "town2", "office1"},
		"police1":  {"police1", "office1"},
		"health1":  {"health1", "office1"},
	} {
		p, err := frozen(t, s, notice(t, s, login, "月度检测逾期"))
		if err != nil {
			t.Fatal(err)
		}
		may := map[string]bool{}
		for _, who := range seers {
			may[who] = true
		}
		for _, who := range []string{"police1", "village1", "village2", "town1", "town2", "town3", "office1", "health1", "labour1", "sysadmin", "auditor"} {
			shown, err := s.Papers.ShowOffice(t.Context(), testkit.Actor(t, s, who), p.ID)
			switch {
			case may[who] && (err != nil || !strings.Contains(string(shown.Body), "月度检测逾期")):
				t.Errorf("%s does not see the paper to %s: %v", who, login, err)
			case !may[who] && fault.KindOf(err) != fault.NotFound:
				t.Errorf("%s sees the paper to %s: %v", who, login, err)
			}
		}
	}
}

func TestThePaperOfAnOfficeIsKeptAsItWas(t *testing.T) {
	s := testkit.Serve(t, nil)
	ctx, office, town := t.Context(), testkit.Actor(t, s, "office1"), testkit.Actor(t, s, "town2")
	p, err := frozen(t, s, notice(t, s, "town2", "月度检测逾期"))
	if err != nil {
		t.Fatal(err)
	}
	_, original, err := s.Papers.OfficeOriginal(ctx, town, p.ID, "")
	if sum := sha256.Sum256(original); err != nil || !bytes.Equal(sum[:], p.SHA256) {
		t.Errorf("the original is not that of its SHA-256: %v", err)
	}
	if _, _, err := s.Papers.OfficePDF(ctx, town, p.ID, ""); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a PDF before it is printed: %v", err)
	}
	if err := s.Papers.KeepPDF(ctx, p.ID, []byte("%PDF-1.4 试验"), "试验"); err != nil {
		t.Fatal(err)
	}
	if html, err := s.Papers.ToPrint(ctx, p.ID); err != nil || !bytes.Equal(html, original) {
		t.Errorf("the press gets something else: %v", err)
	}
	if _, pdf, err := s.Papers.OfficePDF(ctx, town, p.ID, ""); err != nil || string(pdf) != "%PDF-1.4 试验" {
		t.Errorf("the PDF is %q: %v", pdf, err)
	}
	if err := s.Papers.VoidOffice(ctx, office, p.ID, "误发"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("one that falls with its notice is voided by itself: %v", err)
	}
	if err := s.Papers.VoidOffice(ctx, town, p.ID, "误发"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("the receiver voids it: %v", err)
	}
	if _, err := s.Papers.IssueOffice(ctx, office, notice(t, s, "town2", "月度检测逾期")); fault.KindOf(err) != fault.Invalid {
		t.Errorf("one that is issued with its notice is issued by itself: %v", err)
	}
}

// TestOnlyItsIssuerGivesItsNumbers: a unit of another kind, or one whose register the actor does not see, gives none.
func TestOnlyItsIssuerGivesItsNumbers(t *testing.T) {
	s := testkit.Serve(t, nil)
	p := notice(t, s, "town2", "月度检测逾期")
	if err := s.Store.WithTx(t.Context(), testkit.Actor(t, s, "town2"), func(tx *store.Tx) error {
		_, err := s.Papers.FreezeOffice(t.Context(), tx, p)
		return err
	}); err == nil {
		t.Error("a township issues papers of the municipal office")
	}
	p.Issuer = testkit.Actor(t, s, "town2").Unit
	if _, err := frozen(t, s, p); err == nil {
		t.Error("a township's register gives the number of a supervision notice")
	}
	p = notice(t, s, "town2", "月度检测逾期")
	p.Kind = "warning"
	if _, err := frozen(t, s, p); err == nil {
		t.Error("a warning is issued about no case")
	}
	if reg := registerOf(t, s, access.SystemActor(access.AccountSetup), store.RegisterFilter{}); reg.Tally.Runs != 0 {
		t.Errorf("numbers were given: %+v", reg.Tally)
	}
}
