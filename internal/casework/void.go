package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// maxVoidReason is how many characters the reason of a void may have.
const maxVoidReason = 300

// Voiding is a fact that somebody is about to void: the case as it stands, and as it would.
type Voiding struct {
	Opened
	Fact    store.RecordedFact
	After   rehab.Track
	Why     error    // why it cannot be voided; nil when it can
	Resting []string // facts that rest on it and would have to be voided first
}

// Voiding returns what voiding a fact would change. A fact that is not of the case is fault.NotFound.
func (w *Work) Voiding(ctx context.Context, actor access.Actor, caseID uuid.UUID, fact string) (Voiding, error) {
	o, err := w.Open(ctx, actor, caseID)
	if err != nil {
		return Voiding{}, err
	}
	v := Voiding{Opened: o}
	f := folder{file: o.Case, facts: o.Facts, rules: o.Rules, track: o.Track, clock: w.clock}
	if v.Fact, err = f.find(fact); err != nil {
		return v, err
	}
	v.Why = f.whyNotVoid(actor, v.Fact)
	after := f.onPaper()
	after.Facts = append(slices.Clip(after.Facts), rehab.Fact{ID: uuid.NewString(), Date: o.Today, RecordedAt: w.clock.Now(), Body: &rehab.Void{Of: fact}})
	v.After = rehab.Compute(o.Rules, after, o.Today)
	for _, p := range v.After.Problems {
		if !slices.Contains(o.Track.Problems, p) && !slices.Contains(v.Resting, p.ID) {
			v.Resting = append(v.Resting, p.ID)
		}
	}
	return v, nil
}

// Void takes a fact back with a reason (ruling 44). Faults: not found, invalid (no reason, a void, others' to void, other facts rest on it), conflict (voided already by
// another form).
func (w *Work) Void(ctx context.Context, actor access.Actor, caseID, key uuid.UUID, fact, reason string) (Recorded, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return Recorded{}, fault.OnField("reason", text.ValidReasonRequired)
	case utf8.RuneCountInString(reason) > maxVoidReason:
		return Recorded{}, fault.OnField("reason", text.ValidTooLong, "Max", maxVoidReason)
	}
	var done Recorded
	err := w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		x, err := f.find(fact)
		if err != nil {
			return err
		}
		c := Change{Case: caseID, Action: access.FactVoid, Entries: []Entry{{Key: key, Date: w.clock.Today(), Body: &rehab.Void{Of: fact, Reason: reason}}}}
		if known, err := f.onFile(c.Entries[0]); err != nil || known {
			done = Recorded{Track: f.track, Repeated: known}
			return err
		}
		if err := f.whyNotVoid(actor, x); err != nil {
			return err
		}
		if _, err := f.apply(actor, c); err != nil {
			return err
		}
		done.Track = f.track
		return w.save(ctx, tx, access.FactVoid, f)
	})
	return done, err
}

func (f *folder) find(fact string) (store.RecordedFact, error) {
	i := slices.IndexFunc(f.facts, func(x store.RecordedFact) bool { return x.ID == fact })
	if i < 0 {
		return store.RecordedFact{}, fault.ErrNotFound()
	}
	return f.facts[i], nil
}

// mayVoid: those who may record a kind of fact may take it back, for the cases their office answers for.
func (f *folder) mayVoid(actor access.Actor, k rehab.Kind) bool {
	switch {
	case actor.Role == access.System:
		return true
	case !actor.May(access.FactVoid) || !actor.May(RecordAction(k)):
		return false
	}
	return actor.Role.Police() || actor.Sees(f.answerable())
}

// CanVoid reports whether the actor may void the fact now; a voided fact, a void and a decision cannot be.
func (o *Opened) CanVoid(actor access.Actor, fact store.RecordedFact) bool {
	f := folder{file: o.Case, track: o.Track}
	return fact.Body.Kind() != rehab.KindVoid && fact.Body.Kind() != rehab.KindDecision && f.mayVoid(actor, fact.Body.Kind())
}

// whyNotVoid returns why the fact cannot be voided: it is a void, it is voided, others record its kind, or other facts rest on it.
func (f *folder) whyNotVoid(actor access.Actor, x store.RecordedFact) error {
	switch x.Body.Kind() {
	case rehab.KindVoid:
		return fault.New(fault.Invalid, text.VoidOfVoid)
	case rehab.KindDecision: // an issued paper is annulled by revocation, never unmade
		return fault.New(fault.Invalid, text.VoidOfDecision)
	}
	for _, v := range f.facts {
		if b, ok := v.Body.(*rehab.Void); ok && b.Of == x.ID {
			return fault.New(fault.Conflict, text.VoidAlready)
		}
	}
	if !f.mayVoid(actor, x.Body.Kind()) {
		return fault.New(fault.Invalid, text.VoidNotYours)
	}
	probe := rehab.Fact{ID: uuid.NewString(), Date: f.clock.Today(), RecordedAt: f.clock.Now(), Body: &rehab.Void{Of: x.ID}}
	why, flaw := rehab.Objection(f.rules, f.onPaper(), probe, f.clock.Today())
	switch {
	case why != "":
		return fault.New(fault.Invalid, sentence(why, string(rehab.KindVoid)))
	case flaw == rehab.FlawUnknownReference: // the flaw is another fact's, not this one's
		return fault.New(fault.Invalid, text.VoidRestedOn)
	case flaw != "":
		return fault.New(fault.Invalid, text.VoidBreaks, "What", text.Key(string(text.FamilyProblem)+"."+string(flaw)))
	}
	return nil
}
