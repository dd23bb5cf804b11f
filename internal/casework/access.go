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

// formerOffices are the villages that have answered for the case, in the order of their codes: those where the person reported in, and those
// a decision was addressed to before it was re-addressed.
func (f *folder) formerOffices() []division.Code {
	all := f.addressed()
	for _, x := range f.standing() {
		switch b := x.Body.(type) {
		case *rehab.ReportIn:
			all = append(all, b.Village)
		case *rehab.MovedIn:
			all = append(all, b.Village)
		case *rehab.TransferReportIn:
			all = append(all, b.Village)
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), division.Code.IsZero)
}

// addressed are the places of a decision that was re-addressed before report-in (DOMAIN §3), none when it was not.
func (f *folder) addressed() []division.Code {
	var first, next []division.Code
	standing := f.standing()
	start := f.track.ReportIn
	for _, x := range standing {
		switch b := x.Body.(type) {
		case *rehab.Decision:
			first = append(first, b.Place)
		case *rehab.Transfer:
			if start == nil || x.Date < start.Local || x.Date == start.Local && b.To.Code() == reportedAt(standing[start.Fact]) {
				next = append(next, b.To.Code())
			}
		}
	}
	if len(next) == 0 {
		return nil
	}
	return append(first, next...)
}

// reportedAt is the village where the person reported in by that fact.
func reportedAt(x rehab.Fact) division.Code {
	switch b := x.Body.(type) {
	case *rehab.ReportIn:
		return b.Village
	case *rehab.MovedIn:
		return b.Village
	}
	return 0
}
