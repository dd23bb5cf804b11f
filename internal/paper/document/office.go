package document

import (
	"strconv"

	"xinsheng/internal/date"
)

// officePapers are issued by offices and about no case.
func officePapers() []Spec {
	return []Spec{
		{Kind: "supervision_notice", Issuer: ByOffice, Pattern: "赤禁督字〔{year}〕{number}号", Office: true, Auto: true, Body: Supervision},
	}
}

// SupervisionNotice is what a supervision notice says (督办整改通知书; SCHEME S9).
type SupervisionNotice struct {
	Problem  string        // as it was written; empty: the list says it
	Overdue  []OverdueDuty // as they stood when the notice was written
	AsOf     date.Date     // the day of the list
	Basis    string        // legal basis
	Deadline date.Date
}

// OverdueDuty is a duty that a unit had left undone, of a person whose name is masked.
type OverdueDuty struct {
	What   string // in the words of the statute
	Person string // masked; empty: it is about nobody
	Place  string
	Due    date.Date
	Days   int // by which it was late on the day of the list
}

func (o *OverdueDuty) days() string { return strconv.Itoa(o.Days) }
