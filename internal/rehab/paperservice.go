package rehab

// PaperReceiver is on whom an issued paper is served.
type PaperReceiver string

// The person, one of the family, or whoever else the paper is for: a guardian, an employer, the office it is handed to.
const (
	ServedPerson PaperReceiver = "person"
	ServedFamily PaperReceiver = "family"
	ServedOther  PaperReceiver = "other"
)

// Known reports whether r is a receiver.
func (r PaperReceiver) Known() bool { return oneOf(r, ServedPerson, ServedFamily, ServedOther) }

// PaperManner is how an issued paper is served (公安机关办理行政案件程序规定 36, followed for papers of the offices too).
type PaperManner string

// Handed over, left where the receiver lives in presence of a witness (留置送达), by post, or by public notice.
const (
	ByHand   PaperManner = "direct"
	ByLeave  PaperManner = "left"
	ByPost   PaperManner = "post"
	ByNotice PaperManner = "notice"
)

// Known reports whether m is a manner of service.
func (m PaperManner) Known() bool { return oneOf(m, ByHand, ByLeave, ByPost, ByNotice) }

// PaperService (文书送达) is one service of an issued paper other than the decision and the discharge notice, whose services are facts of their own
// ([Service], [DischargeService]). It owes nothing, meets nothing, and can be told of an ended case.
type PaperService struct {
	Of       string        `json:"of"` // the paper's id in the register; no fact
	Number   string        `json:"number,omitempty"`
	To       PaperReceiver `json:"to"`
	How      PaperManner   `json:"how,omitempty"`      // direct when not said
	Refused  bool          `json:"refused,omitempty"`  // would not sign
	Receiver string        `json:"receiver,omitempty"` // who took it
	Relation string        `json:"relation,omitempty"` // the receiver's relation to the person, or office
	Witness  string        `json:"witness,omitempty"`
	Place    string        `json:"place,omitempty"`
	ServedBy []string      `json:"served_by,omitempty"`
	Note     string        `json:"note,omitempty"`
}

// Kind returns "paper_service".
func (*PaperService) Kind() Kind { return KindPaperService }

// Manner is how it was served, direct when that was not said.
func (s *PaperService) Manner() PaperManner {
	if s.How == "" {
		return ByHand
	}
	return s.How
}
