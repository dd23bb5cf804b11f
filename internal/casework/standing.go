package casework

import (
	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// RecordedBy returns the division whose staff record facts of the kind, and whether that is the actor's to do.
func (o *Opened) RecordedBy(actor access.Actor, kind rehab.Kind) (division.Code, bool) {
	f := folder{file: o.Case, track: o.Track}
	place := f.answersFor(rehab.NewBody(kind))
	return place, actor.Role.Police() || actor.Sees(place)
}

// After returns what the rules would say today if a fact were recorded with the day, which must not be later than today.
func (o *Opened) After(day date.Date, body rehab.Body) rehab.Track {
	file := store.FileOf(o.Case, o.Facts)
	file.Facts = append(file.Facts, rehab.Fact{ID: "preview", Date: day, Body: body})
	return rehab.Compute(o.Rules, file, o.Today)
}

// WindowOn returns the test window in which a day lies, nil when there is none.
func (o *Opened) WindowOn(day date.Date) *rehab.Window {
	return (&folder{track: o.Track}).windowOn(day)
}
