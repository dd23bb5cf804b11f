package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// ReportIn (报到) starts the term: the person presented at the township.
type ReportIn struct {
	Village division.Code `json:"village"`
	Place   string        `json:"place,omitempty"`
	Note    string        `json:"note,omitempty"`
}

// Kind returns "report_in".
func (*ReportIn) Kind() Kind { return KindReportIn }

// GoodCause (正当理由) replaces the report-in deadline, also after the event (ruling 7).
type GoodCause struct {
	Until  date.Date `json:"until"` // the new last day for report-in
	Reason string    `json:"reason,omitempty"`
}

// Kind returns "good_cause".
func (*GoodCause) Kind() Kind { return KindGoodCause }

// MovedIn is the arrival of a case from another county; its date is the local report-in (ruling 41).
type MovedIn struct {
	FirstReportIn date.Date     `json:"first_report_in"`
	Village       division.Code `json:"village"`
	FromUnit      string        `json:"from_unit,omitempty"`
	Papers        string        `json:"papers,omitempty"`
}

// Kind returns "moved_in".
func (*MovedIn) Kind() Kind { return KindMovedIn }

// CarriedIn says that the case ran on paper through Until; what lies before counts as settled, its totals are added (DOMAIN §3).
type CarriedIn struct {
	Until            date.Date `json:"until"`
	TestsDone        int       `json:"tests_done,omitempty"`
	TestsMissed      int       `json:"tests_missed,omitempty"`
	Evasions         int       `json:"evasions,omitempty"`
	Departures       int       `json:"departures,omitempty"`
	UnauthorisedDays int       `json:"unauthorised_days,omitempty"`
	Note             string    `json:"note,omitempty"`
}

// Kind returns "carried_in".
func (*CarriedIn) Kind() Kind { return KindCarriedIn }
