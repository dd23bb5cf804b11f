package rehab

import "xinsheng/internal/date"

// Leave (请假) is a written request to be away from the county; its date is the day it was reported (条例 19).
type Leave struct {
	From    date.Date `json:"from"`  // day of leaving
	Until   date.Date `json:"until"` // day of return
	To      string    `json:"to,omitempty"`
	Reason  string    `json:"reason,omitempty"`
	Contact string    `json:"contact,omitempty"`
}

// Kind returns "leave".
func (*Leave) Kind() Kind { return KindLeave }

// LeaveDecision is the township's consent or refusal.
type LeaveDecision struct {
	Of     string `json:"of"`
	Agreed bool   `json:"agreed"`
	Reason string `json:"reason,omitempty"`
}

// Kind returns "leave_decision".
func (*LeaveDecision) Kind() Kind { return KindLeaveDecision }

func (b *LeaveDecision) reference() string { return b.Of }

// LeaveExtension moves the return day of a leave.
type LeaveExtension struct {
	Of     string    `json:"of"`
	Until  date.Date `json:"until"`
	Reason string    `json:"reason,omitempty"`
}

// Kind returns "leave_extension".
func (*LeaveExtension) Kind() Kind { return KindLeaveExtension }

func (b *LeaveExtension) reference() string { return b.Of }

// LeaveExtensionRequest (续假申请) asks for a later day of return. It moves nothing until the township extends the leave (ruling 37).
type LeaveExtensionRequest struct {
	Of      string    `json:"of"`    // the leave
	Until   date.Date `json:"until"` // the day of return asked for
	Reason  string    `json:"reason,omitempty"`
	Contact string    `json:"contact,omitempty"` // whom the person stays with, and how they are reached there
}

// Kind returns "leave_extension_request".
func (*LeaveExtensionRequest) Kind() Kind { return KindLeaveExtensionRequest }

func (b *LeaveExtensionRequest) reference() string { return b.Of }

// LeaveExtensionRefusal is the township's no to a [LeaveExtensionRequest]; its yes is a [LeaveExtension].
type LeaveExtensionRefusal struct {
	Of     string `json:"of"` // the request
	Reason string `json:"reason,omitempty"`
}

// Kind returns "leave_extension_refusal".
func (*LeaveExtensionRefusal) Kind() Kind { return KindLeaveExtensionRefusal }

func (b *LeaveExtensionRefusal) reference() string { return b.Of }

// LeaveReturn (销假) is the confirmed return; its date is the day of return.
type LeaveReturn struct {
	Of   string `json:"of"`
	Note string `json:"note,omitempty"`
}

// Kind returns "leave_return".
func (*LeaveReturn) Kind() Kind { return KindLeaveReturn }

func (b *LeaveReturn) reference() string { return b.Of }

// Departure is a leaving of the county without leave; its date is the day of leaving.
type Departure struct {
	To   string `json:"to,omitempty"`
	Note string `json:"note,omitempty"`
}

// Kind returns "departure".
func (*Departure) Kind() Kind { return KindDeparture }

// DepartureReturn is the return from a [Departure]; its date is the day of return.
type DepartureReturn struct {
	Of   string `json:"of"`
	Note string `json:"note,omitempty"`
}

// Kind returns "departure_return".
func (*DepartureReturn) Kind() Kind { return KindDepartureReturn }

func (b *DepartureReturn) reference() string { return b.Of }
