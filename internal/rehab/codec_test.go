package rehab

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// TestEveryBodyReadsBackAsWritten fills every kind with generated values, because the store keeps bodies as flat JSON.
func TestEveryBodyReadsBackAsWritten(t *testing.T) {
	for _, k := range Kinds() {
		t.Run(string(k), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				b := NewBody(k)
				v := reflect.ValueOf(b).Elem()
				for i := range v.NumField() {
					fill(t, v.Field(i))
				}
				raw, err := EncodeBody(b)
				if err != nil {
					t.Fatal(err)
				}
				back, err := DecodeBody(k, raw)
				if err != nil {
					t.Fatalf("%s: %v", raw, err)
				}
				if b.Kind() != k || !reflect.DeepEqual(b, back) {
					t.Fatalf("%s came back as %+v", raw, back)
				}
			})
		})
	}
}

func fill(t *rapid.T, v reflect.Value) {
	switch v.Interface().(type) {
	case date.Date:
		v.Set(reflect.ValueOf(date.New(2020, 1, 1).AddDays(rapid.IntRange(0, 4000).Draw(t, "d"))))
	case date.Month:
		v.Set(reflect.ValueOf(date.NewMonth(2024, 1) + date.Month(rapid.IntRange(0, 50).Draw(t, "m"))))
	case division.Code:
		v.Set(reflect.ValueOf(division.MustParse("520381106204")))
	case Destination:
		v.Set(reflect.ValueOf(rapid.SampledFrom([]Destination{"520381106204", "outside:520382001001"}).Draw(t, "to")))
	case *bool:
		v.Set(reflect.ValueOf(new(bool)))
		v.Elem().SetBool(rapid.Bool().Draw(t, "b"))
	case []string:
		v.Set(reflect.ValueOf([]string{"甲", "乙"}))
	case int:
		v.SetInt(int64(rapid.IntRange(0, 9).Draw(t, "n")))
	case bool:
		v.SetBool(rapid.Bool().Draw(t, "b"))
	default:
		words := []string{"fit", "unfit", "good", "person", "direct", "negative", "strip", "report", "high", "residence", "pass", "continue", "signed", "skills", "text", "文"}
		for _, w := range words {
			v.SetString(w)
			if k, ok := v.Interface().(word); !ok || k.Known() {
				return
			}
		}
		t.Fatalf("no word known for %v", v.Type())
	}
}

func TestWhatTheContractDoesNotKnowIsRefusedWithItsPlace(t *testing.T) {
	const good = `{"policy":"chishui","today":"2026-11-23","file":{"measure":"detox","term_months":36,"facts":[
		{"id":"r1","kind":"report_in","date":"2024-03-01","village":"520381106204"}, {"id":"t1","kind":"test","date":"2024-04-02","result":"negative"}]}}`
	if _, err := DecodeRequest(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, path string }{
		{`"chishui"`, `"nowhere"`, "$.policy"},
		{`"chishui"`, `[]`, "$.policy"},
		{`"chishui"`, `[{"interval":[1]}]`, "$.policy[0].effective"},
		{`"chishui"`, `{"interval":[0]}`, "$.policy.interval"},
		{`"chishui"`, `{"contacts":[{"report":1,"visit":1}]}`, "$.policy.contacts[0].talk"},
		{`"2026-11-23"`, `"2026-02-30"`, "$.today"},
		{`"today":"2026-11-23",`, ``, "$.today"},
		{`"detox"`, `"prison"`, "$.file.measure"},
		{`36`, `37`, "$.file.term_months"},
		{`36`, `"36"`, "$.file.term_months"},
		{`"r1"`, `""`, "$.file.facts[0].id"},
		{`"t1"`, `"r1"`, "$.file.facts[1].id"},
		{`"report_in"`, `"report"`, "$.file.facts[0].kind"},
		{`"2024-03-01"`, `"2024-3-1"`, "$.file.facts[0].date"},
		{`"520381106204"`, `"52038110620"`, "$.file.facts[0].village"},
		{`"negative"`, `"clean"`, "$.file.facts[1].result"},
		{`,"result":"negative"`, ``, "$.file.facts[1].result"},
		{`"result":"negative"`, `"result":"negative","result":"positive"`, "$.file.facts[1].result"},
		{`"result":"negative"`, `"result":"negative","colour":"red"`, "$.file.facts[1].colour"},
		{`"result":"negative"`, `"result":"negative","good_cause":"no"`, "$.file.facts[1].good_cause"},
		{`"measure"`, `"extra":1,"measure"`, "$.file.extra"},
		{`{"policy"`, `{"extra":1,"policy"`, "$.extra"},
		{`]}}`, `]}} x`, "$"},
		{`"t1"`, "\"\xff\"", "$"},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		_, err := DecodeRequest(strings.NewReader(bad))
		if e, ok := errors.AsType[*InputError](err); !ok || e.Path != c.path {
			t.Errorf("%s → %s: got %v, want a refusal at %s", c.old, c.new, err, c.path)
		}
	}
}
