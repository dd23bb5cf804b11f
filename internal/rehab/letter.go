package rehab

import "xinsheng/internal/date"

// Admonition (劝诫书) is the letter on a minor breach.
type Admonition struct {
	Of     string `json:"of,omitempty"`
	Number string `json:"number,omitempty"`
	Text   string `json:"text,omitempty"`
}

// Kind returns "admonition".
func (*Admonition) Kind() Kind { return KindAdmonition }

func (b *Admonition) reference() string { return b.Of }

// Warning (告诫书) is the township's letter on a more serious breach.
type Warning struct {
	Of     string `json:"of,omitempty"`
	Number string `json:"number,omitempty"`
	Text   string `json:"text,omitempty"`
}

// Kind returns "warning".
func (*Warning) Kind() Kind { return KindWarning }

func (b *Warning) reference() string { return b.Of }

// AboutSeriousBreach is the reference of a police report or outcome that concerns the serious breach as a whole.
const AboutSeriousBreach = "serious_breach"

// PoliceReport is the township's report to the police (条例 21).
type PoliceReport struct {
	Of     string `json:"of,omitempty"` // a fact, or serious_breach
	Number string `json:"number,omitempty"`
	Note   string `json:"note,omitempty"`
}

// Kind returns "police_report".
func (*PoliceReport) Kind() Kind { return KindPoliceReport }

func (b *PoliceReport) reference() string { return b.Of }

// Refusal is the finding that the measure is refused: of report-in, or of execution (条例 14, 20).
type Refusal struct {
	Reason string `json:"reason,omitempty"`
}

// Kind returns "refusal".
func (*Refusal) Kind() Kind { return KindRefusal }

// Outcome is what the police made of a report.
type Outcome string

// The measure continues, or gives way to compulsory isolation.
const (
	Continue   Outcome = "continue"
	ToIsolated Outcome = "isolation"
)

// Known reports whether o is an outcome.
func (o Outcome) Known() bool { return oneOf(o, Continue, ToIsolated) }

// PoliceOutcome settles a positive, a refusal or a serious breach (rulings 27, 38, 51).
type PoliceOutcome struct {
	Of      string  `json:"of"` // a fact, or serious_breach
	Outcome Outcome `json:"outcome"`
	Reason  string  `json:"reason,omitempty"`
}

// Kind returns "police_outcome".
func (*PoliceOutcome) Kind() Kind { return KindPoliceOutcome }

func (b *PoliceOutcome) reference() string { return b.Of }

// Exemption bars isolation: pregnant, nursing a child under one, under sixteen (禁毒法 39).
type Exemption struct {
	Ground string    `json:"ground,omitempty"`
	Until  date.Date `json:"until,omitempty"` // last day; open when absent
}

// Kind returns "exemption".
func (*Exemption) Kind() Kind { return KindExemption }
