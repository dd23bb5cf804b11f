package rehab_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"xinsheng/internal/rehab"
)

// TestFollowUps: what the contract of track does not ask for and somebody owes all the same.
func TestFollowUps(t *testing.T) {
	const positive = march1 + "test 2024-05-08 result=positive; police_report 2024-05-08 of=test;"
	const isolated = positive + "o:police_outcome 2024-05-10 of=test outcome=isolation;"
	const left = march1 + "departure 2024-06-01;"
	const overdueLeave = march1 + "leave 2024-05-28 from=2024-06-01 until=2024-06-10; leave_decision 2024-05-29 of=leave agreed=true;"
	for _, x := range []struct {
		name, facts, on, want string
		measure, policy       string
		term                  int
	}{
		{name: "an outcome of isolation asks for the decision", facts: isolated, on: "2024-05-10", want: "isolation of=o police open opens=2024-05-10 due=- 禁毒法 38"},
		{name: "however long it takes", facts: isolated, on: "2024-09-01", want: "isolation of=o police open opens=2024-05-10 due=- 禁毒法 38"},
		{name: "of rehab by its own article", measure: "rehab", term: 12, facts: isolated, on: "2024-05-11", want: "isolation of=o police open opens=2024-05-10 due=- 禁毒法 48"},
		{name: "not before it is dated", facts: isolated, on: "2024-05-09", want: ""},
		{name: "the decision ends the case", facts: isolated + "isolation 2024-05-12", on: "2024-05-12", want: ""},
		{name: "so does another exit", facts: isolated + "termination 2024-05-12", on: "2024-05-20", want: ""},
		{name: "an outcome that lets the person stay asks for nothing", facts: positive + "police_outcome 2024-05-10 of=test outcome=continue reason=x", on: "2024-05-12", want: ""},
		{name: "a newer outcome counts", facts: isolated + "p:police_outcome 2024-05-20 of=test outcome=continue reason=x", on: "2024-05-21", want: ""},
		{name: "a void outcome does not", facts: isolated + "void 2024-05-11 of=o reason=x", on: "2024-05-12", want: ""},
		{name: "while the law bars it nobody owes it", facts: isolated + "exemption 2024-05-11 until=2024-06-11", on: "2024-06-11", want: ""},
		{name: "and then it is owed again", facts: isolated + "exemption 2024-05-11 until=2024-06-11", on: "2024-06-12", want: "isolation of=o police open opens=2024-05-10 due=- 禁毒法 38"},

		{name: "who left is to be back before it counts", facts: left, on: "2024-06-01", want: "departure_return of=departure person open opens=2024-06-01 due=2024-06-03 戒毒条例 19、20"},
		{name: "in time on the last day", facts: left, on: "2024-06-03", want: "departure_return of=departure person open opens=2024-06-01 due=2024-06-03 戒毒条例 19、20"},
		{name: "overdue on the day it counts", facts: left, on: "2024-06-04", want: "departure_return of=departure person overdue opens=2024-06-01 due=2024-06-03 戒毒条例 19、20"},
		{name: "by the number of the policy", policy: `{"departure_counts_from": 5}`, facts: left, on: "2024-06-05", want: "departure_return of=departure person open opens=2024-06-01 due=2024-06-05 戒毒条例 19、20"},
		{name: "back", facts: left + "departure_return 2024-06-09 of=departure", on: "2024-06-09", want: ""},
		{name: "void", facts: left + "void 2024-06-09 of=departure reason=x", on: "2024-06-09", want: ""},
		{name: "held meanwhile", facts: left + "suspension 2024-06-02", on: "2024-06-20", want: "departure_return of=departure person open opens=2024-06-01 due=- 戒毒条例 19、20"},
		{name: "until the last day", term: 12, measure: "rehab", facts: left, on: "2025-02-28", want: "departure_return of=departure person overdue opens=2024-06-01 due=2024-06-03 戒毒条例 19、20"},
		{name: "not after it", term: 12, measure: "rehab", facts: left, on: "2025-03-01", want: ""},
		{name: "nor after the exit", facts: left + "termination 2024-06-10", on: "2024-06-11", want: ""},
		{name: "an overdue leave asks for its own return", facts: overdueLeave, on: "2024-06-20", want: ""},
		{name: "also when its days are recorded as a departure", facts: overdueLeave + "departure 2024-06-11", on: "2024-06-20", want: ""},
		{name: "both", facts: isolated + "departure 2024-06-01", on: "2024-06-20",
			want: "isolation of=o police open opens=2024-05-10 due=- 禁毒法 38; departure_return of=departure person overdue opens=2024-06-01 due=2024-06-03 戒毒条例 19、20"},
	} {
		t.Run(x.name, func(t *testing.T) {
			q, err := rehab.DecodeRequest(strings.NewReader(example{facts: x.facts, on: x.on, measure: x.measure, policy: x.policy, term: x.term}.request()))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			track := q.Track()
			for _, o := range track.FollowUps {
				due := "-"
				if !o.Due.IsZero() {
					due = o.Due.String()
				}
				got = append(got, fmt.Sprintf("%s of=%s %s %s opens=%s due=%s %s", o.Kind, o.Of, o.OwedBy, o.State, o.Opens, due, o.Rule.Article))
				if o.Division != track.Answerable || o.Rule.Text != "rule."+string(o.Kind) {
					t.Errorf("%s is answered for by %s, by the rule %q", o.Kind, o.Division, o.Rule.Text)
				}
			}
			if s := strings.Join(got, "; "); s != x.want {
				t.Errorf("got  %s\nwant %s", s, x.want)
			}
		})
	}
}

// TestFollowUpsAreNoPartOfTheAnswer: the contract of track has no place for them, and what is overdue among them does not make its answer overdue.
func TestFollowUpsAreNoPartOfTheAnswer(t *testing.T) {
	var out bytes.Buffer
	in := example{facts: march1 + "agreement 2024-03-01; working_group 2024-03-01; help_plan 2024-03-01; departure 2024-03-10", on: "2024-03-20"}.request()
	if err := rehab.RunTrack(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Overdue     bool               `json:"overdue"`
		Obligations []rehab.Obligation `json:"obligations"`
	}
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Overdue || bytes.Contains(out.Bytes(), []byte("ollow")) || bytes.Contains(out.Bytes(), []byte(`"kind": "departure_return"`)) {
		t.Errorf("overdue %v in\n%s", answer.Overdue, out.String())
	}
}
