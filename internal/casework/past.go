package casework

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Reading is one of the two ways to look at a past day (DOMAIN §3).
type Reading string

// KnownNow counts every fact of the day on file today, and no voided one; RecordedThen only what had been recorded by the end of that day, with
// the facts that were voided later and the policy as it had been published (ruling 44).
const (
	KnownNow     Reading = "now"
	RecordedThen Reading = "then"
)

// Readings returns both readings.
func Readings() []Reading { return []Reading{KnownNow, RecordedThen} }

// Past is a case as it stood at the end of a past day. Page is of that day and reading, with what the rules and the case's own facts know; what
// stands beside the case (rewards in the ledger, other cases, drafts; attachments are there) is left out, since nobody knows how it stood then.
type Past struct {
	Page
	Reading    Reading
	First      date.Date                     // the day of the case's first fact
	Now, Then  rehab.Track                   // the day in both readings; Then is empty when nothing had been recorded
	Late       []store.RecordedFact          // of the day or before it, standing today, and entered only after it
	Undone     []store.RecordedFact          // entered by the day, and voided only after it
	LatePolicy []store.PolicyVersion         // in force on the day, and published only after it
	Voids      map[string]store.RecordedFact // the void of each fact voided by now, by the fact's id
}

// Past returns a case as it stood on a day, and writes into the audit log that it was looked at and of which day. Faults: not found; invalid (a
// day that is not over, one before the case's first fact, or before anything had been recorded).
func (w *Work) Past(ctx context.Context, actor access.Actor, id uuid.UUID, day date.Date, reading Reading) (Past, error) {
	p := Past{Reading: reading}
	looked := store.Audited{Action: access.CaseView, Detail: map[string]any{"day": day.String(), "reading": string(reading)}}
	err := w.store.CasePage(ctx, actor, id, w.Today(), looked, func(tx *store.Tx, row store.CasePage) (err error) {
		if !row.Found {
			p.Stub, err = w.stub(ctx, tx, actor, id)
			return err
		}
		p.Attachments = attachedBy(row.Attachments, reading, endOf(day))
		return p.read(row.CaseWhole, day, w.clock.Today())
	})
	return p, err
}

func (p *Past) read(c store.CaseWhole, day, today date.Date) error {
	first := firstDay(c.Facts)
	switch {
	case day.IsZero():
		return fault.OnField("day", text.ValidRequired)
	case day >= today:
		return fault.OnField("day", text.PastNotOver, "Today", today)
	case first.IsZero() || day < first:
		return fault.OnField("day", text.PastBeforeCase, "First", first)
	}
	end := endOf(day)
	then := recordedBy(c.Facts, end)
	rules, err := c.RulesBy(end)
	if err != nil {
		return err
	}
	known := upTo(then, day)
	if len(known) == 0 && p.Reading == RecordedThen {
		return fault.OnField("day", text.PastNothingRecorded, "First", firstEntry(c.Facts))
	}
	p.First, p.Voids = first, voidsOf(c.Facts)
	p.Now = rehab.Compute(c.Rules, store.FileOf(c.Case, c.Facts), day)
	if len(known) > 0 {
		p.Then = rehab.Compute(rules, store.FileOf(c.Case, then), day)
	}
	p.compare(c, then, day, end)
	p.Opened = Opened{Case: c.Case, Person: c.Person, Facts: upTo(c.Facts, day), Rules: c.Rules, Versions: c.Versions, Track: p.Now, Today: day}
	if p.Reading == RecordedThen {
		p.Facts, p.Rules, p.Track = known, rules, p.Then
	}
	if !slices.ContainsFunc(p.Facts, func(f store.RecordedFact) bool { return f.Body.Kind() == rehab.KindDecision }) {
		p.Case.Number = nil
	}
	return nil
}

// compare finds what tells the readings apart.
func (p *Past) compare(c store.CaseWhole, then []store.RecordedFact, day date.Date, end time.Time) {
	voidedThen := voidsOf(then)
	for _, f := range c.Facts {
		if f.Date > day || f.Body.Kind() == rehab.KindVoid {
			continue
		}
		_, dead := p.Voids[f.ID]
		_, deadThen := voidedThen[f.ID]
		switch late := f.RecordedAt.After(end); {
		case late && !dead:
			p.Late = append(p.Late, f)
		case !late && dead && !deadThen:
			p.Undone = append(p.Undone, f)
		}
	}
	for _, v := range c.Versions {
		if v.PublishedAt.After(end) && v.Effective <= day {
			p.LatePolicy = append(p.LatePolicy, v)
		}
	}
}

// endOf is the last instant of a legal day.
func endOf(day date.Date) time.Time {
	y, m, d := (day + 1).YMD()
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, shanghai).Add(-time.Nanosecond)
}

// recordedBy are the facts that were on file at an instant, by the same test as rehab.Known.
func recordedBy(facts []store.RecordedFact, by time.Time) []store.RecordedFact {
	var out []store.RecordedFact
	for _, f := range facts {
		if f.RecordedAt.IsZero() || !f.RecordedAt.After(by) {
			out = append(out, f)
		}
	}
	return out
}

// upTo are the facts of the day and before it, and the voids of any day, which work for all days (ruling 44).
func upTo(facts []store.RecordedFact, day date.Date) []store.RecordedFact {
	return slices.DeleteFunc(slices.Clone(facts), func(f store.RecordedFact) bool { return f.Date > day && f.Body.Kind() != rehab.KindVoid })
}

func firstDay(facts []store.RecordedFact) date.Date {
	voids := voidsOf(facts)
	for _, f := range facts { // by day
		if _, dead := voids[f.ID]; !dead && f.Body.Kind() != rehab.KindVoid {
			return f.Date
		}
	}
	return 0
}

// firstEntry is the day on which the first fact was recorded.
func firstEntry(facts []store.RecordedFact) date.Date {
	var first date.Date
	for _, f := range facts {
		if day := date.Of(f.RecordedAt.In(shanghai)); first.IsZero() || day < first {
			first = day
		}
	}
	return first
}

func voidsOf(facts []store.RecordedFact) map[string]store.RecordedFact {
	o := Opened{Facts: facts}
	return o.Voided()
}
