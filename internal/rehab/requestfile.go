package rehab

import (
	"fmt"
	"reflect"
	"slices"

	"xinsheng/internal/date"
)

func element(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func effectiveOf(path string, raw []byte) (d date.Date, err error) {
	o, err := readObject(path, raw)
	if err != nil {
		return 0, err
	}
	return d, o.must(path, "effective", &d)
}

func readPolicyOver(path string, raw []byte, base Policy) (Policy, error) {
	o, err := readObject(path, raw)
	if err != nil {
		return base, err
	}
	p := base
	if err := readOver(path, o, reflect.ValueOf(&p).Elem()); err != nil {
		return base, err
	}
	return p, checkPolicy(path, p)
}

// checkPolicy refuses settings that no rule could follow.
func checkPolicy(path string, p Policy) error {
	for name, list := range map[string][]int{
		"interval": p.Interval, "interval_short": p.IntervalShort, "interval_rehab": p.IntervalRehab, "interval_rehab_short": p.IntervalRehabShort,
	} {
		if slices.Contains(list, 0) || name == "interval" && len(list) == 0 {
			return wrong(path+"."+name, "must hold at least one month per phase")
		}
	}
	if len(p.Contacts) == 0 {
		return wrong(path+".contacts", "must name at least one phase")
	}
	if len(p.Reward) == 0 {
		return wrong(path+".reward", "must name at least one phase")
	}
	return nil
}

// longestTerm is the longest term either measure knows, in months (条例 14, 37).
const longestTerm = 36

func readFile(o object) (f File, err error) {
	raw, ok := o.take("file")
	if !ok {
		return f, wrong("$.file", "is missing")
	}
	o, err = readObject("$.file", raw)
	if err != nil {
		return f, err
	}
	if err = o.must("$.file", "measure", &f.Measure); err != nil {
		return f, err
	}
	if err = o.must("$.file", "term_months", &f.TermMonths); err != nil {
		return f, err
	}
	if f.TermMonths < 1 || f.TermMonths > longestTerm {
		return f, wrong("$.file.term_months", "must be from 1 to %d", longestTerm)
	}
	if err = o.may("$.file", "village", &f.Village); err != nil {
		return f, err
	}
	if f.Facts, err = readFacts(o); err != nil {
		return f, err
	}
	return f, o.done("$.file")
}

func readFacts(o object) ([]Fact, error) {
	const path = "$.file.facts"
	raw, ok := o.take("facts")
	if !ok {
		return nil, wrong(path, "is missing")
	}
	items, err := readArray(path, raw)
	if err != nil {
		return nil, err
	}
	facts, seen := make([]Fact, len(items)), map[string]bool{}
	for i, item := range items {
		if facts[i], err = readFact(element(path, i), item); err != nil {
			return nil, err
		}
		if seen[facts[i].ID] {
			return nil, wrong(element(path, i)+".id", "stands twice")
		}
		seen[facts[i].ID] = true
	}
	return facts, nil
}

func readFact(path string, raw []byte) (x Fact, err error) {
	o, err := readObject(path, raw)
	if err != nil {
		return x, err
	}
	if err = o.must(path, "id", &x.ID); err != nil {
		return x, err
	}
	var k Kind
	if err = o.must(path, "kind", &k); err != nil {
		return x, err
	}
	if err = o.must(path, "date", &x.Date); err != nil {
		return x, err
	}
	if err = o.may(path, "recorded_at", &x.RecordedAt); err != nil {
		return x, err
	}
	x.Body, err = readBody(path, k, o)
	return x, err
}
