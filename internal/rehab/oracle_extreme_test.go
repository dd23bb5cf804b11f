package rehab_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
	. "xinsheng/internal/rehab"
)

var (
	dated   = regexp.MustCompile(`"\d{4}-\d\d-\d\d"`)
	monthly = regexp.MustCompile(`"\d{4}-\d\d"`)
	refers  = regexp.MustCompile(`"of":"[a-z_]+"`)
)

// TestNoDecodableInputPanics feeds requests of the right form with days, months, numbers and references from everywhere.
func TestNoDecodableInputPanics(t *testing.T) {
	kinds := everyKind()
	rapid.Check(t, func(t *rapid.T) {
		facts := []string{}
		for i, k := range rapid.SliceOfN(rapid.IntRange(1, 42), 0, 30).Draw(t, "kinds") {
			x := kinds[k][strings.Index(kinds[k], `[{`)+1 : len(kinds[k])-3]
			facts = append(facts, regexp.MustCompile(`"id":"[a-z]+"`).ReplaceAllString(x, fmt.Sprintf(`"id":"f%d"`, i)))
		}
		request := fmt.Sprintf(`{"policy":%s,"today":"2026-11-23","file":{"measure":%q,"term_months":%d,"facts":[%s]}}`,
			rapid.SampledFrom(extremePolicies).Draw(t, "policy"), rapid.SampledFrom([]string{"detox", "rehab"}).Draw(t, "measure"),
			rapid.IntRange(1, 36).Draw(t, "term"), strings.Join(facts, ","))
		request = dated.ReplaceAllStringFunc(request, func(string) string {
			y := rapid.SampledFrom([]int{2024, 2025, 2026, 2024, 2025, 1583, 1969, 2199}).Draw(t, "year")
			return fmt.Sprintf(`"%04d-%02d-%02d"`, y, rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
		})
		request = monthly.ReplaceAllStringFunc(request, func(string) string {
			return fmt.Sprintf(`"%04d-%02d"`, rapid.SampledFrom([]int{2024, 2025, 1, 9999}).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
		})
		request = refers.ReplaceAllStringFunc(request, func(string) string {
			return fmt.Sprintf(`"of":"%s"`, rapid.SampledFrom([]string{"f0", "f1", "f2", "f3", "f4", "f5", "2024-05", "serious_breach", "?"}).Draw(t, "of"))
		})
		began := time.Now()
		var out bytes.Buffer
		if err := RunTrack(strings.NewReader(request), &out); err != nil {
			if _, ok := errors.AsType[*InputError](err); ok && strings.Contains(err.Error(), "[0]") {
				return // a date that this field cannot take
			}
			t.Fatalf("%v\n%s", err, request)
		}
		if !json.Valid(out.Bytes()) {
			t.Fatalf("no JSON\n%s", request)
		}
		if d := time.Since(began); d > 10*time.Second {
			t.Fatalf("took %v, %d bytes\n%s", d, out.Len(), request)
		}
	})
}

// extremePolicies are settings at the edge of what is taken.
var extremePolicies = []string{
	`"chishui"`, `"common-practice-rehab"`,
	`{"interval":[1000000],"reward":[0],"contacts":[{"report":1000000,"visit":0,"talk":0}],"min_free_days":1000000}`,
	`{"interval":[1],"evasion_times":0,"departure_times":0,"departure_days_over":0,"departure_counts_from":0,"min_free_days":0}`,
	`{"report_in_days":1000000,"agreement_days":1000000,"file_police_workdays":1000000,"assess_before_days":1000000,"sample_months":1000000}`,
	`{"report_in_days":0,"agreement_days":0,"notify_discharge_days":0,"transfer_report_in_days":0,"decide_workdays":0,"objection_days":0}`,
	`[{"effective":"0001-01-01","interval":[2]},{"effective":"2025-01-01","interval":[36,1],"risk_interval":{"high":1000000}}]`,
}
