package paper

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

// PatternWanted is a pattern that the office wants to set.
type PatternWanted struct {
	Kind    document.Kind
	Issuer  int64  // unit; 0: all who have none of their own
	Pattern string // empty: as it is in force
	Back    bool   // takes the setting back instead
}

// PatternTried is a pattern before it is set.
type PatternTried struct {
	Spec      document.Spec
	Issuers   []NumberIssuer    // of the kind
	Issuer    *NumberIssuer     // nil: all
	Now       string            // in force
	Set       *store.PatternSet // for exactly these; nil: none
	Problem   error             // why it cannot be set
	Example   string            // the next number with it; empty with a problem
	ExampleOf string            // whose
}

// TryPattern shows what a pattern would make of the next number. It saves nothing.
func (d *Desk) TryPattern(ctx context.Context, actor access.Actor, w PatternWanted) (PatternTried, error) {
	var out PatternTried
	if !actor.May(access.PaperPattern) {
		return out, fault.ErrNotFound()
	}
	return out, d.store.Read(ctx, actor, func(tx *store.Tx) error {
		b, err := d.numberBook(ctx, tx)
		if err != nil {
			return err
		}
		if out.Spec, out.Issuer, err = b.find(w); err != nil {
			return err
		}
		out.Issuers, out.Now, out.Set = b.issuers(out.Spec.Issuer), b.inForce(&out.Spec, w.Issuer), b.set(w.Kind, w.Issuer)
		if w.Pattern == "" {
			w.Pattern = out.Now
		}
		if w.Pattern != out.Now {
			out.Problem = b.check(&out.Spec, w.Issuer, w.Pattern)
		}
		of := out.Issuer
		if of == nil {
			of = b.exampleIssuer(actor, out.Spec.Issuer, out.Issuers)
		}
		if of != nil && out.Problem == nil {
			out.Example, out.ExampleOf = b.example(&out.Spec, w.Pattern, of), of.Name
		}
		return nil
	})
}

// find returns the kind and the issuer that are meant; what does not exist is fault.NotFound.
func (b *numberBook) find(w PatternWanted) (document.Spec, *NumberIssuer, error) {
	spec, ok := document.SpecOf(w.Kind)
	if !ok {
		return spec, nil, fault.ErrNotFound()
	}
	if w.Issuer == 0 {
		return spec, nil, nil
	}
	all := b.issuers(spec.Issuer)
	i := slices.IndexFunc(all, func(u NumberIssuer) bool { return u.ID == w.Issuer })
	if i < 0 {
		return spec, nil, fault.ErrNotFound()
	}
	return spec, &all[i], nil
}

// SetPattern sets how the numbers of a kind read from the next one on; the running number goes on. What cannot be is a fault on the field
// "pattern". Done twice it is done once.
func (d *Desk) SetPattern(ctx context.Context, actor access.Actor, w PatternWanted) error {
	if !actor.May(access.PaperPattern) {
		return fault.ErrNotFound()
	}
	return d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockPatterns(ctx); err != nil {
			return err
		}
		b, err := d.numberBook(ctx, tx)
		if err != nil {
			return err
		}
		spec, _, err := b.find(w)
		if err != nil {
			return err
		}
		set := b.set(w.Kind, w.Issuer)
		if w.Back && set == nil || !w.Back && set != nil && *set.Pattern == w.Pattern {
			return nil
		}
		var pattern *string
		if !w.Back {
			if err := b.check(&spec, w.Issuer, w.Pattern); err != nil {
				return err
			}
			pattern = &w.Pattern
		}
		return d.setPattern(ctx, tx, w, pattern)
	})
}

func (d *Desk) setPattern(ctx context.Context, tx *store.Tx, w PatternWanted, pattern *string) error {
	var issuer *int64
	detail := map[string]any{"change": "pattern_back", "paper": string(w.Kind)}
	if w.Issuer != 0 {
		issuer, detail["unit"] = &w.Issuer, w.Issuer
	}
	if pattern != nil {
		detail["change"], detail["pattern"] = "pattern_set", *pattern
	}
	if err := tx.SetPattern(ctx, string(w.Kind), issuer, pattern, d.clock.Now()); err != nil {
		return err
	}
	return tx.Audit(ctx, store.Audited{Action: access.PaperPattern, Subject: store.Subject("number_pattern", string(w.Kind)), Detail: detail})
}
