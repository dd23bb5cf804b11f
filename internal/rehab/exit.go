package rehab

import "xinsheng/internal/division"

// FileToPolice says that the file went to the police before expiry (重庆条例 37).
type FileToPolice struct {
	Note string `json:"note,omitempty"`
}

// Kind returns "file_to_police".
func (*FileToPolice) Kind() Kind { return KindFileToPolice }

// Discharge (解除) is the notice that ends the measure; due on the expiry day (条例 23).
type Discharge struct {
	Number     string        `json:"number,omitempty"`
	IssuedBy   division.Code `json:"issued_by,omitempty"`
	DraftedBy  string        `json:"drafted_by,omitempty"`
	ApprovedBy string        `json:"approved_by,omitempty"`
	Note       string        `json:"note,omitempty"`
}

// Kind returns "discharge".
func (*Discharge) Kind() Kind { return KindDischarge }

// DischargeService (送达) is one service of the discharge notice: on the person or on the family (条例 23).
type DischargeService struct {
	To       Receiver `json:"to"`
	How      Manner   `json:"how,omitempty"`      // direct when not said
	Receiver string   `json:"receiver,omitempty"` // who signed
	Relation string   `json:"relation,omitempty"` // the receiver's relation to the person
	ServedBy string   `json:"served_by,omitempty"`
}

// Kind returns "discharge_service".
func (*DischargeService) Kind() Kind { return KindDischargeService }

// DischargeNotified says that the township was told of the discharge.
type DischargeNotified struct {
	Note string `json:"note,omitempty"`
}

// Kind returns "discharge_notified".
func (*DischargeNotified) Kind() Kind { return KindDischargeNotified }

// Termination (终止): imprisonment, compulsory corrective education or death (条例 24).
type Termination struct {
	Reason    string `json:"reason,omitempty"`
	Authority string `json:"authority,omitempty"` // who decided it
	Number    string `json:"number,omitempty"`    // of the paper it rests on
	Note      string `json:"note,omitempty"`
}

// Kind returns "termination".
func (*Termination) Kind() Kind { return KindTermination }

// Isolation is the police decision of compulsory isolation.
type Isolation struct {
	Reason string `json:"reason,omitempty"`
	Number string `json:"number,omitempty"`
}

// Kind returns "isolation".
func (*Isolation) Kind() Kind { return KindIsolation }

// Revocation (撤销) annuls the decision by review or court.
type Revocation struct {
	Reason string `json:"reason,omitempty"`
	Number string `json:"number,omitempty"`
}

// Kind returns "revocation".
func (*Revocation) Kind() Kind { return KindRevocation }

// Returned (退回) sends the decision back to the police before report-in: not resident here.
type Returned struct {
	Reason string `json:"reason,omitempty"`
}

// Kind returns "returned".
func (*Returned) Kind() Kind { return KindReturned }

// Void takes a fact back for all days; what it names is treated as never recorded (ruling 44).
type Void struct {
	Of     string `json:"of"`
	Reason string `json:"reason,omitempty"`
}

// Kind returns "void".
func (*Void) Kind() Kind { return KindVoid }

func (b *Void) reference() string { return b.Of }
