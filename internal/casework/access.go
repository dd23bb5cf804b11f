package casework

import (
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// access says to which divisions the case is open (DOMAIN §2, §7): to the answerable office from the decision on, to the destination of a residence
// change that the origin has agreed to, to former offices as a closed stub, and to the police of the place of decision and of execution.
func (f *folder) access() []store.CaseAccess {
	now := f.answerable()
	rows := []store.CaseAccess{f.opened(f.file.Place, access.ByPolice)}
	if now != f.file.Place {
		rows = append(rows, f.opened(now, access.ByPolice))
	}
	if f.track.Stage == rehab.StageScreening || f.unfit() {
		return rows
	}
	rows = append(rows, f.opened(now, access.Answerable))
	if to := f.incoming(); !to.IsZero() && to != now {
		rows = append(rows, f.opened(to, access.Incoming))
	}
	for _, former := range f.formerOffices() {
		if former != now {
			rows = append(rows, f.opened(former, access.Stub))
		}
	}
	return rows
}

func (f *folder) opened(place division.Code, r access.Reading) store.CaseAccess {
	return store.CaseAccess{CaseID: f.file.ID, Division: place, Reading: r, FromDate: f.file.OpenedOn}
}

// unfit reports whether the screening ended the matter before there was a case.
func (f *folder) unfit() bool {
	for _, x := range f.standing() {
		if _, decided := x.Body.(*rehab.Decision); decided {
			return false
		}
	}
	return true
}

// incoming is the division that must see the case because a residence change leads there.
func (f *folder) incoming() division.Code {
	ch := f.track.Change
	if ch == nil || ch.Out || ch.Step == rehab.StepOrigin || ch.Step == rehab.StepRefused {
		return 0
	}
	return destination(ch)
}

// formerOffices are the villages that have answered for the case, in the order of their codes.
func (f *folder) formerOffices() []division.Code {
	var all []division.Code
	for _, p := range f.track.Places {
		all = append(all, p.Division)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), division.Code.IsZero)
}
