package document_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xinsheng/internal/casework"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

var update = flag.Bool("update", false, "write the golden papers anew")

// subject is the fact that a specimen's paper is about; nil for papers about the case.
func subject(t *testing.T, o *casework.Opened, s *document.Spec) *store.RecordedFact {
	t.Helper()
	if len(s.Of) == 0 {
		return nil
	}
	all := s.Subjects(o)
	if len(all) == 0 {
		t.Fatalf("nothing in the specimen's life is for the paper %s", s.Kind)
	}
	return &all[0]
}

// TestEveryPaper compares each paper of the specimen with what it was when somebody looked at it.
func TestEveryPaper(t *testing.T) {
	for _, s := range document.Specs() {
		t.Run(string(s.Kind), func(t *testing.T) {
			body, lacks, err := document.Write(t.Context(), &s, specimen(t, &s))
			if err != nil {
				t.Fatal(err)
			}
			if len(lacks) > 0 {
				t.Errorf("a whole life lacks %v", lacks)
			}
			golden := filepath.Join("testdata", string(s.Kind)+".html")
			if *update {
				if err := os.WriteFile(golden, body, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(want), lines(body)); diff != "" {
				t.Errorf("the paper has changed (-update writes it anew):\n%s", diff)
			}
		})
	}
}

func lines(b []byte) []string {
	return strings.Split(strings.ReplaceAll(string(b), "><", ">\n<"), "\n")
}

// TestAPaperSaysWhatItLacks: every paper that names the person's number says that it is missing, and shows no empty line for it.
func TestAPaperSaysWhatItLacks(t *testing.T) {
	for _, s := range document.OfCases() {
		o := specimenOf(t, s.Kind)
		o.Person = store.Person{Name: o.Person.Name}
		src := source(o, &s, subject(t, o, &s))
		src.Document, src.Phone = "", ""
		body, lacks, err := document.Write(t.Context(), &s, src)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(body), "d-lack"); len(lacks) == 0 || n < len(lacks) {
			t.Errorf("%s of somebody of whom only the name is known lacks %v, and marks %d", s.Kind, lacks, n)
		}
	}
}

// TestNoPaperTrustsWhatWasTyped: what somebody typed is text on the paper, never markup.
func TestNoPaperTrustsWhatWasTyped(t *testing.T) {
	for _, s := range document.OfCases() {
		o := specimenOf(t, s.Kind)
		o.Person.Name, o.Person.ActualAddress = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
		body, _, err := document.Write(t.Context(), &s, source(o, &s, subject(t, o, &s)))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "<script") || strings.Contains(string(body), "<img") {
			t.Errorf("%s carries markup that was typed", s.Kind)
		}
	}
}
