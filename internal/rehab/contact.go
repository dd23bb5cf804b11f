package rehab

// ContactType is one of the three kinds of contact with the person.
type ContactType string

// Periodic report by the person, home visit, talk.
const (
	Report ContactType = "report"
	Visit  ContactType = "visit"
	Talk   ContactType = "talk"
)

// Known reports whether t is a contact type.
func (t ContactType) Known() bool { return oneOf(t, Report, Visit, Talk) }

// ContactTypes are the three types in the order policies and months list them.
func ContactTypes() []ContactType { return []ContactType{Report, Visit, Talk} }

// Contact (定期报告 · 谈话 · 走访) is one meeting with the person.
type Contact struct {
	Type     ContactType `json:"type"`
	Place    string      `json:"place,omitempty"`
	Staff    string      `json:"staff,omitempty"`
	WithWhom string      `json:"with_whom,omitempty"`
	Content  string      `json:"content,omitempty"`
	Mood     string      `json:"mood,omitempty"`
	Work     string      `json:"work,omitempty"`
	Aid      string      `json:"aid,omitempty"`      // help given on the occasion
	AidHead  HelpHead    `json:"aid_head,omitempty"` // under which head of the help plan
	NextStep string      `json:"next_step,omitempty"`
}

// Kind returns "contact".
func (*Contact) Kind() Kind { return KindContact }

// RiskLevel says how closely a person is followed.
type RiskLevel string

// The levels; a policy maps each to the largest test interval (ruling 20).
const (
	High   RiskLevel = "high"
	Medium RiskLevel = "medium"
	Low    RiskLevel = "low"
)

// Known reports whether l is a level.
func (l RiskLevel) Known() bool { return oneOf(l, High, Medium, Low) }

// Risk sets the person's risk level from its day on.
type Risk struct {
	Level  RiskLevel `json:"level"`
	Reason string    `json:"reason,omitempty"`
}

// Kind returns "risk".
func (*Risk) Kind() Kind { return KindRisk }

// LostContact (失联) is a finding with duties of its own, not a stage.
type LostContact struct {
	Note string `json:"note,omitempty"`
}

// Kind returns "lost_contact".
func (*LostContact) Kind() Kind { return KindLostContact }

// ContactRestored ends a [LostContact].
type ContactRestored struct {
	Of   string `json:"of"`
	Note string `json:"note,omitempty"`
}

// Kind returns "contact_restored".
func (*ContactRestored) Kind() Kind { return KindContactRestored }

func (b *ContactRestored) reference() string { return b.Of }
