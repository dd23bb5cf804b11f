package rehab

import "xinsheng/internal/division"

// Decision (责令社区戒毒(康复)决定书) opens a case; the measure and the term stand in the [File].
type Decision struct {
	CreditDays int           `json:"credit_days,omitempty"` // days of isolation credited when isolation was changed to detox (条例 31)
	Place      division.Code `json:"place,omitempty"`       // village of execution
	Number     string        `json:"number,omitempty"`
	FactsFound string        `json:"facts_found,omitempty"`
	Evidence   string        `json:"evidence,omitempty"`
	LegalBasis string        `json:"legal_basis,omitempty"`
	IssuedBy   division.Code `json:"issued_by,omitempty"` // the deciding organ's unit
	DraftedBy  string        `json:"drafted_by,omitempty"`
	ApprovedBy string        `json:"approved_by,omitempty"`
}

// Kind returns "decision".
func (*Decision) Kind() Kind { return KindDecision }

// Receiver is to whom a decision is served.
type Receiver string

// The three receivers (条例 13).
const (
	ToPerson   Receiver = "person"
	ToFamily   Receiver = "family"
	ToTownship Receiver = "township"
)

// Known reports whether r is a receiver.
func (r Receiver) Known() bool { return oneOf(r, ToPerson, ToFamily, ToTownship) }

// Manner is how a paper was served.
type Manner string

// Handed over, left in presence of a witness (留置送达), or by public notice, which starts no deadline (ruling 5).
const (
	Direct Manner = "direct"
	Left   Manner = "left"
	Notice Manner = "notice"
)

// Known reports whether m is a manner of service.
func (m Manner) Known() bool { return oneOf(m, Direct, Left, Notice) }

// Service (送达) is the handing over of the decision.
type Service struct {
	To       Receiver `json:"to"`
	How      Manner   `json:"how,omitempty"`      // direct when not said
	Receiver string   `json:"receiver,omitempty"` // who signed
	Relation string   `json:"relation,omitempty"` // the receiver's relation to the person
	ServedBy string   `json:"served_by,omitempty"`
}

// Kind returns "service".
func (*Service) Kind() Kind { return KindService }
