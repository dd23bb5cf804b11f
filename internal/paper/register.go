package paper

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

// Register is a part of the register of numbers, with what it is chosen by.
type Register struct {
	Lines       []store.RegisterLine
	Tally       store.RegisterTally // of the year chosen, else of the present one
	Year        int                 // of the tally
	Issuers     []store.Unit        // of whom there are numbers
	First, Last int                 // years of which there are numbers; 0 without any
}

// Register returns at most limit numbers that the actor may see: of its own office and those below it, of the bureau to the police; after the one
// named, or before it when going back.
func (d *Desk) Register(ctx context.Context, actor access.Actor, f store.RegisterFilter, at store.RegisterKey, back bool, limit int) (Register, error) {
	if !actor.May(access.PaperRegister) {
		return Register{}, fault.ErrNotFound()
	}
	out := Register{Year: f.Year}
	if out.Year == 0 {
		out.Year = d.clock.Today().Year()
	}
	err := d.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if out.Lines, err = tx.Register(ctx, f, at, back, limit); err != nil {
			return err
		}
		year := f
		year.Year = out.Year
		if out.Tally, err = tx.RegisterTally(ctx, year); err != nil {
			return err
		}
		if out.Issuers, err = tx.RegisterIssuers(ctx); err != nil {
			return err
		}
		out.First, out.Last, err = tx.RegisterYears(ctx)
		return err
	})
	return out, err
}

// Kinds returns the kinds of paper that the actor's office and those below it issue, in the order of document.Specs.
func Kinds(actor access.Actor) []document.Spec {
	levels := []document.Issuer{document.ByVillage}
	switch {
	case actor.Role.Police():
		levels = []document.Issuer{document.ByPolice}
	case actor.Role.Township():
		levels = []document.Issuer{document.ByTownship, document.ByVillage}
	case actor.Role == access.MunicipalOffice || actor.Role == access.System:
		return document.Specs()
	}
	return slices.DeleteFunc(document.Specs(), func(s document.Spec) bool { return !slices.Contains(levels, s.Issuer) })
}
