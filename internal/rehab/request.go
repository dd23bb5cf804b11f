package rehab

import (
	"io"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"

	"xinsheng/internal/date"
)

// Request is one question to `xinsheng track`.
type Request struct {
	Rules   Rules
	File    File
	Today   date.Date
	KnownBy time.Time // zero: everything on file
}

// Track answers the request.
func (q Request) Track() Track {
	f := q.File
	if !q.KnownBy.IsZero() {
		f = Known(f, q.KnownBy)
	}
	return Compute(q.Rules, f, q.Today)
}

// DecodeRequest reads the JSON of docs/track.md. What it does not know, or cannot be, is refused with an [InputError].
func DecodeRequest(in io.Reader) (Request, error) {
	raw, err := io.ReadAll(in)
	if err != nil {
		return Request{}, err
	}
	if !utf8.Valid(raw) {
		return Request{}, wrong("$", "is not UTF-8")
	}
	o, err := readObject("$", raw)
	if err != nil {
		return Request{}, err
	}
	return readRequest(o)
}

func readRequest(o object) (q Request, err error) {
	if q.Rules, err = readRules(o); err != nil {
		return q, err
	}
	if err = o.must("$", "today", &q.Today); err != nil {
		return q, err
	}
	if q.KnownBy, err = readKnownBy(o); err != nil {
		return q, err
	}
	if q.File, err = readFile(o); err != nil {
		return q, err
	}
	return q, o.done("$")
}

// readKnownBy reads an instant, or a date that stands for its whole day in Shanghai.
func readKnownBy(o object) (t time.Time, err error) {
	raw, ok := o.take("known_by")
	if !ok {
		return t, nil
	}
	var d date.Date
	if readValue("$.known_by", raw, reflect.ValueOf(&d).Elem()) == nil {
		return d.AddDays(1).Time().Add(-8*time.Hour - time.Nanosecond), nil
	}
	return t, readValue("$.known_by", raw, reflect.ValueOf(&t).Elem())
}

func readRules(o object) (r Rules, err error) {
	raw, ok := o.take("policy")
	if !ok {
		return r, wrong("$.policy", "is missing")
	}
	if r.Versions, err = readPolicy("$.policy", raw); err != nil {
		return r, err
	}
	r.Holidays, err = readHolidays(o)
	return r, err
}

func readHolidays(o object) (Calendar, error) {
	raw, ok := o.take("holidays")
	if !ok {
		return Calendar{}, nil
	}
	var days struct {
		Off   []date.Date `json:"off,omitempty"`
		Work  []date.Date `json:"work,omitempty"`
		Years []int       `json:"years,omitempty"`
	}
	if err := readValue("$.holidays", raw, reflect.ValueOf(&days).Elem()); err != nil {
		return Calendar{}, err
	}
	return NewCalendar(days.Off, days.Work, days.Years...), nil
}

// readPolicy reads a shipped name, an object over Chishui, or a list of versions each over the one before it.
func readPolicy(path string, raw []byte) ([]Policy, error) {
	switch raw[0] {
	case '"':
		return readPolicyName(path, raw)
	case '[':
		return readPolicyList(path, raw)
	}
	p, err := readPolicyOver(path, raw, Chishui())
	if err != nil {
		return nil, err
	}
	return afterChishui([]Policy{p}), nil
}

// afterChishui puts the shipped policy in force for the days before the first version.
func afterChishui(list []Policy) []Policy {
	if list[0].Effective.IsZero() {
		return list
	}
	return append([]Policy{Chishui()}, list...)
}

func readPolicyName(path string, raw []byte) ([]Policy, error) {
	var name string
	if err := readValue(path, raw, reflect.ValueOf(&name).Elem()); err != nil {
		return nil, err
	}
	p, ok := ShippedPolicy(name)
	if !ok {
		return nil, wrong(path, "has the unknown value %q", name)
	}
	return []Policy{p}, nil
}

func readPolicyList(path string, raw []byte) ([]Policy, error) {
	items, err := readArray(path, raw)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, wrong(path, "is empty")
	}
	at := make([]date.Date, len(items))
	for i, item := range items {
		if at[i], err = effectiveOf(element(path, i), item); err != nil {
			return nil, err
		}
	}
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(at[a] - at[b]) })
	list, base := make([]Policy, 0, len(items)), Chishui()
	for _, i := range order {
		if base, err = readPolicyOver(element(path, i), items[i], base); err != nil {
			return nil, err
		}
		list = append(list, base)
	}
	return afterChishui(list), nil
}
