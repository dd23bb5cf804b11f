package casework

import (
	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
)

// mayChange refuses a change by somebody who sees the case but does not answer for it: the origin after a residence change, the
// destination before the person has reported there. What the actor does not see at all was refused by the database already.
func (f *folder) mayChange(actor access.Actor, c Change) error {
	if !actor.May(c.Action) {
		return fault.ErrNotFound()
	}
	if actor.Role == access.System || actor.Role.Police() {
		return nil
	}
	for _, e := range c.Entries {
		if !actor.Sees(f.answersFor(e.Body)) {
			return fault.ErrNotFound()
		}
	}
	return nil
}

// answersFor returns the division whose staff may record b: each step of a residence change belongs to one side, all else to the office
// answerable now.
func (f *folder) answersFor(b rehab.Body) division.Code {
	ch := f.track.Change
	if ch == nil {
		return f.answerable()
	}
	switch b.Kind() {
	case rehab.KindTransferDestination, rehab.KindTransferReportIn:
		return destination(ch)
	}
	return f.answerable()
}

// answerable is the office answerable now; before report-in it is the place the decision names.
func (f *folder) answerable() division.Code {
	if f.track.Answerable.IsZero() {
		return f.file.Place
	}
	return f.track.Answerable
}

// destination is the division a residence change leads to; none when it leads out of the county.
func destination(c *rehab.Change) division.Code {
	if !c.Village.IsZero() {
		return c.Village
	}
	return c.To.Code()
}

// CanDo reports whether a fact of the kind may be recorded now and it is for the actor's offices to record it. Whether the actor's role may is
// package access's to say.
func (o *Opened) CanDo(actor access.Actor, kind rehab.Kind) bool {
	f := folder{file: o.Case, track: o.Track}
	if o.Track.WhyNot(kind) != "" || o.nothingFor(kind) {
		return false
	}
	return actor.Role.Police() || actor.Sees(f.answersFor(rehab.NewBody(kind)))
}
