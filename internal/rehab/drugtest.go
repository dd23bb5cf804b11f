package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Result is what a drug test gave.
type Result string

// Negative and positive are valid; invalid asks for a retest; refused and absent gave no sample (ruling 16).
const (
	Negative Result = "negative"
	Positive Result = "positive"
	Invalid  Result = "invalid"
	Refused  Result = "refused"
	Absent   Result = "absent"
)

// Known reports whether r is a result.
func (r Result) Known() bool { return oneOf(r, Negative, Positive, Invalid, Refused, Absent) }

// Valid reports whether r makes a window done (ruling 16).
func (r Result) Valid() bool { return r == Negative || r == Positive }

// Method is how a sample was tested.
type Method string

// The methods of testing; a strip is the usual one.
const (
	Strip      Method = "strip"
	Laboratory Method = "laboratory"
	Saliva     Method = "saliva"
	Hair       Method = "hair"
)

// Known reports whether m is a method.
func (m Method) Known() bool { return oneOf(m, Strip, Laboratory, Saliva, Hair) }

// PanelResult is the reading of one drug of the panel.
type PanelResult string

// The readings of one drug.
const (
	PanelNegative  PanelResult = "negative"
	PanelPositive  PanelResult = "positive"
	PanelNotTested PanelResult = "not_tested"
)

// Known reports whether p is a reading.
func (p PanelResult) Known() bool { return oneOf(p, PanelNegative, PanelPositive, PanelNotTested) }

// DrugTest (尿检) is one test, or one attempt at it; its date is the day the sample was taken, or was to be.
type DrugTest struct {
	Result    Result    `json:"result"`
	GoodCause *bool     `json:"good_cause,omitempty"` // of an absence, once decided: true excuses it, false makes it evasion (ruling 34)
	Entered   date.Date `json:"entered,omitempty"`    // day of entry, when after the window closed
	Reason    string    `json:"reason,omitempty"`     // why it was entered late, or given for an absence
	Source    string    `json:"source,omitempty"`     // where the result comes from, when not from here

	Method        Method        `json:"method,omitempty"`
	Place         string        `json:"place,omitempty"`
	MOP           PanelResult   `json:"mop,omitempty"`
	MET           PanelResult   `json:"met,omitempty"`
	KET           PanelResult   `json:"ket,omitempty"`
	MDMA          PanelResult   `json:"mdma,omitempty"`
	THC           PanelResult   `json:"thc,omitempty"`
	COC           PanelResult   `json:"coc,omitempty"`
	CollectorA    string        `json:"collector_a,omitempty"`
	CollectorB    string        `json:"collector_b,omitempty"`
	Specimen      string        `json:"specimen,omitempty"`
	SealA         string        `json:"seal_a,omitempty"`
	SealB         string        `json:"seal_b,omitempty"`
	ElsewhereUnit string        `json:"elsewhere_unit,omitempty"` // the testing unit of a test elsewhere (异地)
	AcceptedBy    division.Code `json:"accepted_by,omitempty"`    // the township that accepted a test elsewhere

	WomanCollected *bool     `json:"woman_collected,omitempty"` // of a woman's urine: taken by a woman (吸毒检测程序规定 8)
	ReadOn         date.Date `json:"read_on,omitempty"`         // day the person was told the result
	Signed         Signature `json:"signed,omitempty"`          // of the person, on the report
	DetailsDue     bool      `json:"details_due,omitempty"`     // a positive in short form: the rest is still to be supplied
}

// Kind returns "test".
func (*DrugTest) Kind() Kind { return KindTest }

// Signature is what became of the person's signature on the report of a test (吸毒检测程序规定 9).
type Signature string

// The person signs, or refuses to, which is noted on the report.
const (
	HasSigned     Signature = "signed"
	RefusedToSign Signature = "refused"
)

// Known reports whether s is a signature.
func (s Signature) Known() bool { return oneOf(s, HasSigned, RefusedToSign) }

// TestDetails supplies what a positive saved in short form left out. It changes neither the result nor the day of its test, and no rule but
// the duty to supply them reads it.
type TestDetails struct {
	Of             string      `json:"of"` // the test
	Method         Method      `json:"method,omitempty"`
	Place          string      `json:"place,omitempty"`
	MOP            PanelResult `json:"mop,omitempty"`
	MET            PanelResult `json:"met,omitempty"`
	KET            PanelResult `json:"ket,omitempty"`
	MDMA           PanelResult `json:"mdma,omitempty"`
	THC            PanelResult `json:"thc,omitempty"`
	COC            PanelResult `json:"coc,omitempty"`
	CollectorA     string      `json:"collector_a,omitempty"`
	CollectorB     string      `json:"collector_b,omitempty"`
	WomanCollected *bool       `json:"woman_collected,omitempty"`
	Specimen       string      `json:"specimen,omitempty"`
	SealA          string      `json:"seal_a,omitempty"`
	SealB          string      `json:"seal_b,omitempty"`
	ReadOn         date.Date   `json:"read_on,omitempty"`
	Signed         Signature   `json:"signed,omitempty"`
}

// Kind returns "test_details".
func (*TestDetails) Kind() Kind { return KindTestDetails }

func (b *TestDetails) reference() string { return b.Of }

// Challenged is which result of a positive an objection is against.
type Challenged string

// The strip's result (吸毒检测程序规定 10) or the laboratory's (13).
const (
	AgainstStrip      Challenged = "strip"
	AgainstLaboratory Challenged = "laboratory"
)

// Known reports whether a is a result that can be objected to.
func (a Challenged) Known() bool { return oneOf(a, AgainstStrip, AgainstLaboratory) }

// TestObjection (异议) is the person's request to have a positive tested by a laboratory, or tested again by another one.
type TestObjection struct {
	Of      string     `json:"of"`                // the test
	Against Challenged `json:"against,omitempty"` // the strip when not said
	Reason  string     `json:"reason,omitempty"`
}

// Kind returns "objection".
func (*TestObjection) Kind() Kind { return KindObjection }

func (b *TestObjection) reference() string { return b.Of }

// LabResult is the laboratory's answer on a positive test.
type LabResult struct {
	Of         string `json:"of"` // the test
	Result     Result `json:"result"`
	Laboratory string `json:"laboratory,omitempty"`
	Number     string `json:"number,omitempty"`
}

// Kind returns "lab_result".
func (*LabResult) Kind() Kind { return KindLabResult }

func (b *LabResult) reference() string { return b.Of }

// RecheckResult is the other laboratory's answer; it prevails over the first (ruling 52).
type RecheckResult struct {
	Of         string `json:"of"` // the test
	Result     Result `json:"result"`
	Laboratory string `json:"laboratory,omitempty"`
	Number     string `json:"number,omitempty"`
}

// Kind returns "recheck_result".
func (*RecheckResult) Kind() Kind { return KindRecheckResult }

func (b *RecheckResult) reference() string { return b.Of }

// ExcuseWindow is the township's excuse of a test window (ruling 17).
type ExcuseWindow struct {
	Window date.Month `json:"window"` // the window's first month
	Reason string     `json:"reason,omitempty"`
}

// Kind returns "excuse_window".
func (*ExcuseWindow) Kind() Kind { return KindExcuseWindow }

// Resolution settles a missed window or another blocker of a phase (ruling 27).
type Resolution struct {
	Of   string `json:"of"` // a window's first month (YYYY-MM), or a fact
	Note string `json:"note,omitempty"`
}

// Kind returns "resolution".
func (*Resolution) Kind() Kind { return KindResolution }

func (b *Resolution) reference() string { return b.Of }

// Sampled reports whether a sample was taken.
func (r Result) Sampled() bool { return r == Negative || r == Positive || r == Invalid }

// Short reports whether a positive lacks what belongs to its sample: two collectors, and of a bottled one its number and seals. A test made
// elsewhere has them on the paper from there.
func (b *DrugTest) Short() bool {
	if b.Result != Positive || b.ElsewhereUnit != "" {
		return false
	}
	return b.CollectorA == "" || b.CollectorB == "" || b.Method.Bottled() && (b.Specimen == "" || b.SealA == "" || b.SealB == "")
}

// Bottled reports whether a positive sample of the method is split into a sealed A and B bottle (吸毒检测程序规定 8): liquid ones are. A
// method not said is the usual strip.
func (m Method) Bottled() bool { return m == Strip || m == Laboratory || m == "" }

// Panel returns the readings of the six drugs, MOP, MET, KET, MDMA, THC, COC; "" where nothing is said.
func (b *DrugTest) Panel() [6]PanelResult {
	return [6]PanelResult{b.MOP, b.MET, b.KET, b.MDMA, b.THC, b.COC}
}

// Contradiction is how the readings of a test contradict its result.
type Contradiction string

// The contradictions. A positive without any reading is none, since more drugs can be tested for than the panel has.
const (
	NegativeWithDrug      Contradiction = "negative_with_drug"      // negative, but a drug was found
	PositiveWithoutDrug   Contradiction = "positive_without_drug"   // positive, but all that was tested is negative
	ReadingsWithoutSample Contradiction = "readings_without_sample" // no sample, but readings
)

// Contradiction returns how the readings contradict the result, "" when they do not.
func (b *DrugTest) Contradiction() Contradiction {
	found, clear := false, false
	for _, p := range b.Panel() {
		found = found || p == PanelPositive
		clear = clear || p == PanelNegative
	}
	switch {
	case b.Result == Negative && found:
		return NegativeWithDrug
	case b.Result == Positive && clear && !found:
		return PositiveWithoutDrug
	case !b.Result.Sampled() && (found || clear):
		return ReadingsWithoutSample
	}
	return ""
}
