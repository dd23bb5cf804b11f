package rehab

import (
	"maps"
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// ReturnFigure is one number of a return, by the name of the figure of a month (store.Figure).
type ReturnFigure string

// ReturnPart is a part of a return, which has a remark of its own.
type ReturnPart string

// The parts. Other has a remark and no figures.
const (
	ReturnPeople      ReturnPart = "people"
	ReturnChanges     ReturnPart = "changes"
	ReturnReportIns   ReturnPart = "report_ins"
	ReturnTests       ReturnPart = "tests"
	ReturnContacts    ReturnPart = "contacts"
	ReturnConduct     ReturnPart = "conduct"
	ReturnAssessments ReturnPart = "assessments"
	ReturnOther       ReturnPart = "other"
)

// ReturnParts returns the parts in order.
func ReturnParts() []ReturnPart {
	return []ReturnPart{ReturnPeople, ReturnChanges, ReturnReportIns, ReturnTests, ReturnContacts, ReturnConduct, ReturnAssessments, ReturnOther}
}

// returnFigures are the figures of each part in order. All of them can be added up over places, as moves from one to another cannot.
var returnFigures = map[ReturnPart][]ReturnFigure{
	ReturnPeople:      {"open", "stage_awaiting_report_in", "stage_in_execution", "stage_suspended", "stage_term_ended", "phase_1", "phase_2", "phase_3", "detox", "rehab", "on_leave", "breach_open"},
	ReturnChanges:     {"opened", "ended", "stage_discharged", "stage_terminated", "stage_to_isolation", "stage_moved_out", "stage_revoked", "stage_returned"},
	ReturnReportIns:   {"report_in_due", "report_in_on_time", "report_in_late", "report_in_overdue"},
	ReturnTests:       {"test_due", "test_done", "test_missed", "test_excused", "test_positive"},
	ReturnContacts:    {"report_due", "report_done", "talk_due", "talk_done", "visit_due", "visit_done"},
	ReturnConduct:     {"evaded", "departed", "admonished", "breach_reached"},
	ReturnAssessments: {"assess_due", "assess_done", "phase_finished", "phase_passed"},
}

// Figures returns the figures of the part in order.
func (p ReturnPart) Figures() []ReturnFigure { return slices.Clone(returnFigures[p]) }

// Stock reports whether the part counts what is there on the last day; the others count what happened in the months and are added up over them.
func (p ReturnPart) Stock() bool { return p == ReturnPeople }

// ReturnFigures returns every figure in the order of the parts.
func ReturnFigures() (out []ReturnFigure) {
	for _, p := range ReturnParts() {
		out = append(out, returnFigures[p]...)
	}
	return out
}

// ReturnCount is the number of each figure; one that is missing is 0.
type ReturnCount map[ReturnFigure]int

// Equal reports whether every figure is the same.
func (c ReturnCount) Equal(other ReturnCount) bool { return len(c.Changed(other)) == 0 }

// Changed returns the figures that differ, in order.
func (c ReturnCount) Changed(other ReturnCount) (out []ReturnFigure) {
	for _, f := range ReturnFigures() {
		if c[f] != other[f] {
			out = append(out, f)
		}
	}
	return out
}

// AddReturns adds counts up, figure by figure.
func AddReturns(all ...ReturnCount) ReturnCount {
	out := ReturnCount{}
	for _, f := range ReturnFigures() {
		for _, c := range all {
			out[f] += c[f]
		}
	}
	return out
}

// ReturnSheet are the figures of a return, whole: of each month, of the period, and of each unit below it.
type ReturnSheet struct {
	Months map[date.Month]ReturnCount    `json:"months"`
	Own    map[date.Month]ReturnCount    `json:"own,omitempty"`   // of a township: cases that it answers for itself, in no village
	Parts  map[division.Code]ReturnCount `json:"parts,omitempty"` // of each unit below, over the period; a township's own under its own code
	Total  ReturnCount                   `json:"total"`
}

// overMonths adds the months of a period up: what happened, over all; what is there, on the last day.
func overMonths(months map[date.Month]ReturnCount) ReturnCount {
	out := ReturnCount{}
	if len(months) == 0 {
		return out
	}
	last := slices.Max(slices.Collect(maps.Keys(months)))
	for _, p := range ReturnParts() {
		for _, f := range returnFigures[p] {
			if p.Stock() {
				out[f] = months[last][f]
				continue
			}
			for _, c := range months {
				out[f] += c[f]
			}
		}
	}
	return out
}

// VillageSheet is the return of a village's month.
func VillageSheet(m date.Month, c ReturnCount) ReturnSheet {
	c = AddReturns(c)
	return ReturnSheet{Months: map[date.Month]ReturnCount{m: c}, Total: c}
}

// SumSheet puts a quarter together from the sheets of the units below, each of one or more of its months, and the office's own figures (nil for none).
func SumSheet(months []date.Month, at division.Code, own map[date.Month]ReturnCount, below map[division.Code][]ReturnSheet) ReturnSheet {
	s := ReturnSheet{Months: map[date.Month]ReturnCount{}, Parts: map[division.Code]ReturnCount{}, Own: own}
	of := map[division.Code]map[date.Month]ReturnCount{}
	if own != nil {
		of[at] = own
	}
	for code, sheets := range below {
		of[code] = map[date.Month]ReturnCount{}
		for _, x := range sheets {
			for m, c := range x.Months {
				of[code][m] = AddReturns(of[code][m], c)
			}
		}
	}
	for _, m := range months {
		for _, by := range of {
			s.Months[m] = AddReturns(s.Months[m], by[m])
		}
		if s.Months[m] == nil {
			s.Months[m] = AddReturns()
		}
	}
	for code, by := range of {
		whole := map[date.Month]ReturnCount{} // a month without a return counts nothing, and the last one is that of the period
		for _, m := range months {
			whole[m] = by[m]
		}
		s.Parts[code] = overMonths(whole)
	}
	s.Total = overMonths(s.Months)
	return s
}

// Equal reports whether two sheets say the same, part by part.
func (s ReturnSheet) Equal(other ReturnSheet) bool {
	same := func(a, b map[date.Month]ReturnCount) bool {
		for m := range a {
			if !a[m].Equal(b[m]) {
				return false
			}
		}
		return true
	}
	for code := range s.Parts {
		if !s.Parts[code].Equal(other.Parts[code]) {
			return false
		}
	}
	for code := range other.Parts {
		if !s.Parts[code].Equal(other.Parts[code]) {
			return false
		}
	}
	return s.Total.Equal(other.Total) && same(s.Months, other.Months) && same(other.Months, s.Months)
}

// ReturnMonths returns the months of a period from the first of which returns are owed.
func ReturnMonths(p ReturnPeriod, first date.Month) (out []date.Month) {
	for m := max(p.From.Month(), first); m <= p.Until.Month(); m++ {
		out = append(out, m)
	}
	return out
}
