package rehab

import (
	"fmt"
	"strings"

	"xinsheng/internal/division"
)

// outsidePrefix marks a destination in another county.
const outsidePrefix = "outside:"

// Destination is where a residence change leads: a 12-digit division, or "outside:" and the code of a unit in another county.
type Destination string

// Outside reports whether d names a unit of another county.
func (d Destination) Outside() bool { return strings.HasPrefix(string(d), outsidePrefix) }

// Unit returns how a unit of another county is named, by its name or its code; "" for a destination in this one.
func (d Destination) Unit() string {
	unit, ok := strings.CutPrefix(string(d), outsidePrefix)
	if !ok {
		return ""
	}
	return unit
}

// ToOutside is the destination of that name or code in another county; none for an empty name.
func ToOutside(unit string) Destination {
	if unit == "" {
		return ""
	}
	return Destination(outsidePrefix + unit)
}

// Code returns the division d names, and no division when it is outside.
func (d Destination) Code() division.Code {
	c, err := division.Parse(string(d))
	if err != nil {
		return 0
	}
	return c
}

// UnmarshalText reads a destination and refuses anything that is neither a division nor an outside unit.
func (d *Destination) UnmarshalText(b []byte) error {
	s := string(b)
	if rest, ok := strings.CutPrefix(s, outsidePrefix); ok && rest != "" {
		*d = Destination(s)
		return nil
	}
	if _, err := division.Parse(s); err != nil {
		return fmt.Errorf("%q is neither a division code nor outside:code", s)
	}
	*d = Destination(s)
	return nil
}

// ChangeReason is why the place of execution moves.
type ChangeReason string

// The reasons of a residence change.
const (
	Residence ChangeReason = "residence"
	Work      ChangeReason = "work"
)

// Known reports whether r is a reason.
func (r ChangeReason) Known() bool { return oneOf(r, Residence, Work) }

// TransferRequest opens a residence change; the village files it (DOMAIN §7).
type TransferRequest struct {
	To     Destination  `json:"to"`
	Reason ChangeReason `json:"reason,omitempty"`
	Note   string       `json:"note,omitempty"`
}

// Kind returns "transfer_request".
func (*TransferRequest) Kind() Kind { return KindTransferRequest }

// TransferOrigin is the origin township's answer to a request.
type TransferOrigin struct {
	Of     string `json:"of"`
	Agreed bool   `json:"agreed"`
	Reason string `json:"reason,omitempty"`
}

// Kind returns "transfer_origin".
func (*TransferOrigin) Kind() Kind { return KindTransferOrigin }

func (b *TransferOrigin) reference() string { return b.Of }

// TransferDestination is the destination township's answer to a request.
type TransferDestination struct {
	Of      string        `json:"of"`
	Agreed  bool          `json:"agreed"`
	Reason  string        `json:"reason,omitempty"`
	Village division.Code `json:"village,omitempty"` // the village it names
}

// Kind returns "transfer_destination".
func (*TransferDestination) Kind() Kind { return KindTransferDestination }

func (b *TransferDestination) reference() string { return b.Of }

// TransferPoliceNotified says that the police of both places know of the change.
type TransferPoliceNotified struct {
	Of   string `json:"of"`
	Note string `json:"note,omitempty"`
}

// Kind returns "transfer_police_notified".
func (*TransferPoliceNotified) Kind() Kind { return KindTransferPoliceNotified }

func (b *TransferPoliceNotified) reference() string { return b.Of }

// Transfer (执行地变更) takes effect on its date; the person has 15 days to report at the destination (条例 22).
type Transfer struct {
	To     Destination  `json:"to"`
	Out    bool         `json:"out,omitempty"` // to another county
	Of     string       `json:"of,omitempty"`  // the request it answers
	Reason ChangeReason `json:"reason,omitempty"`
	Note   string       `json:"note,omitempty"`
}

// Kind returns "transfer".
func (*Transfer) Kind() Kind { return KindTransfer }

func (b *Transfer) reference() string { return b.Of }

// TransferReportIn is the person's report-in at the destination, which is answerable from that day (ruling 40).
type TransferReportIn struct {
	Of      string        `json:"of"`                // the transfer
	Village division.Code `json:"village,omitempty"` // where; the transfer's own destination when absent
}

// Kind returns "transfer_report_in".
func (*TransferReportIn) Kind() Kind { return KindTransferReportIn }

func (b *TransferReportIn) reference() string { return b.Of }

// TransferReceipt (回执) from another county ends the case as moved out (ruling 42).
type TransferReceipt struct {
	Of      string        `json:"of"` // the transfer
	Village division.Code `json:"village,omitempty"`
	Number  string        `json:"number,omitempty"`
}

// Kind returns "transfer_receipt".
func (*TransferReceipt) Kind() Kind { return KindTransferReceipt }

func (b *TransferReceipt) reference() string { return b.Of }

// TransferWithdrawn takes a transfer or a request back.
type TransferWithdrawn struct {
	Of      string        `json:"of"` // the transfer, or the request
	Village division.Code `json:"village,omitempty"`
	Reason  string        `json:"reason,omitempty"`
}

// Kind returns "transfer_withdrawn".
func (*TransferWithdrawn) Kind() Kind { return KindTransferWithdrawn }

func (b *TransferWithdrawn) reference() string { return b.Of }

// ForwardFile says that the origin has sent the whole file to the destination (ruling 39).
type ForwardFile struct {
	Of   string `json:"of"` // the transfer
	Note string `json:"note,omitempty"`
}

// Kind returns "forward_file".
func (*ForwardFile) Kind() Kind { return KindForwardFile }

func (b *ForwardFile) reference() string { return b.Of }

// leavesCounty reports whether the change leads to another county.
func (b *Transfer) leavesCounty() bool { return b.Out || b.To.Outside() }
