package rehab_test

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	. "xinsheng/internal/rehab"
)

// answerable is the village answerable on day d: the origin until the day the destination records the person (ruling 40).
func (o *oracle) answerable(d date.Date) division.Code {
	village := o.file.Village
	first := true
	each(o, func(_ Fact, b *Decision) {
		if first && !b.Place.IsZero() {
			village = b.Place
		}
		first = false
	})
	if o.started() && d >= o.local {
		village = o.village
	}
	for _, x := range o.facts {
		switch b := x.Body.(type) {
		case *Transfer:
			if o.moves(x, b) || b.Out || b.To.Outside() || x.Date > d || o.withdrawn(x.ID) {
				continue
			}
			if !o.started() || d < o.local { // before report-in it re-addresses the decision
				village = b.To.Code()
			}
		case *TransferReportIn:
			t, to, ok := find[*Transfer](o, b.Of)
			if !ok || to.Out || to.To.Outside() || x.Date > d || !o.started() || !o.firstArrival(x, t) {
				continue
			}
			village = to.To.Code()
			if !b.Village.IsZero() {
				village = b.Village
			}
		}
	}
	return village
}

// withdrawn reports whether the transfer was taken back before the person reported.
func (o *oracle) withdrawn(id string) bool {
	day, ok := endOf[*TransferWithdrawn](o, id)
	arrived, yes := endOf[*TransferReportIn](o, id)
	return ok && (!yes || day < arrived)
}

// firstArrival reports whether x is the first report-in after a transfer that stands.
func (o *oracle) firstArrival(x, transfer Fact) bool {
	first := slices.IndexFunc(o.facts, func(y Fact) bool { return y.Body.Kind() == KindTransferReportIn && Reference(y.Body) == transfer.ID })
	return o.facts[first].ID == x.ID && !o.withdrawn(transfer.ID)
}

// move takes a deadline that ends on a free day to the next working day (ruling 4).
func (o *oracle) move(d date.Date) date.Date {
	for !o.rules.Holidays.IsWorkday(d) {
		d++
	}
	return d
}

// freeCount returns the working day on which n days not in custody have passed since from, that day excluded (ruling 6). Custody counts
// until the duty is done; custody that lasts leaves no deadline, unless it began with the exit or later.
func (o *oracle) freeCount(from date.Date, n int, done date.Date) date.Date {
	open := date.Date(0)
	held := func(d date.Date) bool {
		return (done.IsZero() || d < done) && slices.ContainsFunc(o.stays, func(s stay) bool {
			if o.exit != nil && s.from >= o.exit.Date || d < s.from || !s.release.IsZero() && d >= s.release {
				return false
			}
			if s.release.IsZero() && done.IsZero() {
				open = d
			}
			return true
		})
	}
	for d := from; ; {
		if n <= 0 && o.rules.Holidays.IsWorkday(d) && (d == from || !held(d)) {
			return d
		}
		d++
		if !held(d) {
			n--
		} else if open == d {
			return 0
		}
	}
}

// receipt is the person's own receipt of the decision (ruling 5); none without.
func (o *oracle) receipt() (day date.Date) {
	each(o, func(x Fact, b *Service) {
		if b.To == ToPerson && b.How != Notice && day.IsZero() {
			day = x.Date
		}
	})
	return day
}

func (o *oracle) reportInDue() (due date.Date, ok bool) {
	served := o.receipt()
	if !served.IsZero() && !o.movedIn {
		due, ok = o.freeCount(served, o.policyOn(served).ReportInDays, o.local), true
	}
	each(o, func(x Fact, b *GoodCause) {
		due, ok = o.freeCount(x.Date, int(b.Until-x.Date), o.local), true
		if b.Until <= x.Date {
			due = o.move(b.Until)
		}
	})
	return due, ok
}

func (o *oracle) deadlines() (d Deadlines) {
	if due, ok := o.reportInDue(); ok {
		d.ReportIn = &ReportInDeadline{Due: due}
		d.ReportIn.Late = o.started() && !due.IsZero() && o.local > due
		d.ReportIn.Overdue = !o.started() && o.exit == nil && !due.IsZero() && o.today > due
	}
	d.Agreement = o.agreementDue()
	each(o, func(x Fact, b *Transfer) {
		if !o.moves(x, b) || o.withdrawn(x.ID) {
			return
		}
		arrived, _ := endOf[*TransferReportIn](o, x.ID)
		d.TransferReportIn = o.freeCount(x.Date, o.policyOn(x.Date).TransferReportInDays, arrived)
	})
	if l := o.last(); !l.IsZero() && (o.exit == nil || o.exitStage == StageDischarged) {
		d.Discharge = o.move(l + 1)
		n := o.policyOn(l + 1).FilePoliceWorkdays
		for d.FileToPolice = l + 1; n > 0; {
			if d.FileToPolice--; o.rules.Holidays.IsWorkday(d.FileToPolice) {
				n--
			}
		}
		d.FinalAssessmentOpens = l + 1 - date.Date(o.policyOn(l+1).AssessBeforeDays)
	}
	if o.exit != nil && o.exitStage == StageDischarged {
		d.NotifyTownshipDischarge = o.move(o.exit.Date.AddDays(o.policyOn(o.exit.Date).NotifyDischargeDays))
	}
	return d
}

// agreementDue is R + 7; for rehab max(R, min(R + 7, receipt + 15)) (ruling 22); after a residence change 7 days from its report-in.
func (o *oracle) agreementDue() (due date.Date) {
	if !o.started() {
		return 0
	}
	each(o, func(x Fact, b *Transfer) {
		day, ok := endOf[*TransferReportIn](o, x.ID)
		if ok && o.moves(x, b) && !o.withdrawn(x.ID) && !b.Out && !b.To.Outside() {
			due = o.move(day.AddDays(o.policyOn(day).AgreementDays))
		}
	})
	if !due.IsZero() {
		return due
	}
	due = o.local.AddDays(o.policyOn(o.local).AgreementDays)
	if by, ok := o.reportInDue(); ok && o.file.Measure == Rehab && !o.movedIn && !by.IsZero() {
		due = max(o.local, min(due, by))
	}
	return o.move(due)
}

// moves reports whether a transfer moves somebody who has reported in here, and does not only re-address the decision.
func (o *oracle) moves(x Fact, b *Transfer) bool {
	first := x.Date == o.local && !o.movedIn && b.Of != "" && !b.Out && !b.To.Outside() && b.To.Code() == o.village
	return o.started() && x.Date >= o.local && !first
}
