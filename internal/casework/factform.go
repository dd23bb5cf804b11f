package casework

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// FactForm is what a form says of one fact of a case.
type FactForm struct {
	Case uuid.UUID
	Key  uuid.UUID
	Kind rehab.Kind
	Date date.Date
	Said map[string]any // by the field names of the kind in package rehab: text, whole numbers, booleans, lists of text; what was not said is absent
}

// text returns what a field says, without the blanks around it; "" when it says nothing or something else than text.
func (f *FactForm) text(field string) string {
	s, _ := f.Said[field].(string)
	return strings.TrimSpace(s)
}

// says reports whether a field says anything.
func (f *FactForm) says(field string) bool {
	switch v := f.Said[field].(type) {
	case nil:
		return false
	case string:
		return strings.TrimSpace(v) != ""
	case []string:
		return len(v) > 0
	}
	return true
}

// day returns the day a field says; none when it says no day.
func (f *FactForm) day(field string) date.Date {
	d, err := date.Parse(f.text(field))
	if err != nil {
		return 0
	}
	return d
}

// factCheck is a form being checked against the case it is about.
type factCheck struct {
	*Opened
	*FactForm
	actor access.Actor
	wrong fault.Fields
}

// RecordFact records what a form says of a case. Faults: not found (not this actor's to record), invalid (something is missing, contradicts
// itself or the case, or cannot be now), conflict (the same form with other content).
func (w *Work) RecordFact(ctx context.Context, actor access.Actor, f FactForm) (Recorded, error) {
	rule, known := factRules[f.Kind]
	if !known || !actor.May(rule.action) {
		return Recorded{}, fault.ErrNotFound()
	}
	return w.change(ctx, actor, f.Case, func(held *folder) (Change, error) {
		o := held.open()
		if rule.know != nil {
			rule.know(&o, &f)
		}
		c := factCheck{Opened: &o, FactForm: &f, actor: actor}
		if err := c.run(rule); err != nil {
			return Change{}, err
		}
		body, err := f.body()
		return Change{Case: f.Case, Action: rule.action, Entries: []Entry{{Key: f.Key, Date: f.Date, Body: body}}}, err
	})
}

// run notes everything that is wrong with the form. A form that is on file already is left to Record, which knows it again.
func (c *factCheck) run(rule factRule) error {
	if _, onFile := c.Fact(c.Key.String()); onFile {
		return nil
	}
	if err := c.barred(c.Kind, c.Date); err != nil {
		return err
	}
	if c.Date.IsZero() {
		c.wrong.Add("date", text.ValidRequired)
	} else if c.Date > c.Today {
		c.wrong.Add("date", text.ValidFuture, "Today", c.Today)
	}
	for _, field := range rule.must {
		if !c.says(field) {
			c.wrong.Add(field, missing(c.Kind, field))
		}
	}
	c.checkReference()
	if rule.check != nil {
		rule.check(c)
	}
	return c.wrong.Err()
}

// missing is the message on a field that has to be filled: a reason is asked for by that name.
func missing(kind rehab.Kind, field string) text.Key {
	switch field {
	case "to", "how":
		if kind == rehab.KindPaperService || kind == rehab.KindDischargeService { // chosen there, written of a leave
			return text.ValidChoose
		}
	case "reason":
		return text.ValidReasonRequired
	case "of", "window", "village", "result", "outcome", "type", "level", "agreed", "authority", "ground", "good_cause":
		return text.ValidChoose
	}
	return text.ValidRequired
}

// checkReference: what the fact is about is one of the things it can be about, and not later than it.
func (c *factCheck) checkReference() {
	field := "of"
	if c.Kind == rehab.KindExcuseWindow {
		field = "window"
	}
	of := c.text(field)
	if of == "" {
		return
	}
	for _, r := range c.Referable(c.Kind) {
		if r.Of != of {
			continue
		}
		if r.Fact != nil && c.Date < r.Fact.Date && !c.Date.IsZero() {
			c.wrong.Add("date", text.ValidBefore, "What", text.Key(string(text.FamilyFact)+"."+string(r.Fact.Body.Kind())), "Day", r.Fact.Date)
		}
		if r.Paper != nil && c.Date < r.Paper.Day && !c.Date.IsZero() {
			c.wrong.Add("date", text.ValidBefore, "What", text.PaperDay, "Day", r.Paper.Day)
		}
		return
	}
	c.wrong.Add(field, c.notReferable(of))
}

// notReferable says why the fact cannot be about what the form names.
func (c *factCheck) notReferable(of string) text.Key {
	if c.Kind == rehab.KindPaperService {
		return c.notServable(of)
	}
	return text.ValidNotAnOption
}

// body makes the fact's body of what was said.
func (f *FactForm) body() (rehab.Body, error) {
	said := map[string]any{}
	for field, v := range f.Said {
		if f.says(field) {
			said[field] = v
		}
	}
	raw, err := json.Marshal(said)
	if err != nil {
		return nil, err
	}
	return rehab.DecodeBody(f.Kind, raw)
}
