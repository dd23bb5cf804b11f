package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// How many office duties of one kind a worklist names; of those that are the work of others it says how many there are.
const (
	officeShown   = 20
	officeWatched = 1
)

// officeFilter is what of the offices' duties is on the role's worklist.
func officeFilter(r access.Role, today date.Date, all bool) store.OfficeFilter {
	f := store.OfficeFilter{Parts: map[bool]map[string]string{}, Today: today, WeekEnd: today.WeekEnd(), MonthEnd: today.Month().Last(), All: all, Limit: officeShown, Watch: officeWatched}
	for _, own := range []bool{true, false} {
		f.Parts[own] = map[string]string{}
		for _, kind := range rehab.OfficeDuties() {
			if part := r.PartInOffice(kind, own); part != access.NoPart {
				f.Parts[own][string(kind)] = string(part)
			}
		}
	}
	return f
}

// OfficeDuties returns what the actor's office owes other offices, the most urgent first, for those whose worklist is not one of persons.
func (w *Work) OfficeDuties(ctx context.Context, actor access.Actor) (out []store.OfficeLine, err error) {
	if !actor.May(access.WorklistView) {
		return nil, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		out, err = tx.OfficeDuties(ctx, officeFilter(actor.Role, w.clock.Today(), false))
		return err
	})
	return out, err
}
