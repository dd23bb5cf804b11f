package rehab

// Grade is the township's decision on a phase.
type Grade string

// The two grades.
const (
	Pass Grade = "pass"
	Fail Grade = "fail"
)

// Known reports whether g is a grade.
func (g Grade) Known() bool { return oneOf(g, Pass, Fail) }

// PhaseOpinion is the village's part of a phase assessment, before the township's [Assessment].
type PhaseOpinion struct {
	Phase      int    `json:"phase"`
	Text       string `json:"text,omitempty"`
	Tests      string `json:"tests,omitempty"`
	Agreement  string `json:"agreement,omitempty"`
	Absences   string `json:"absences,omitempty"`
	Suggestion Grade  `json:"suggestion,omitempty"`
}

// Kind returns "phase_opinion".
func (*PhaseOpinion) Kind() Kind { return KindPhaseOpinion }

// Assessment is the township's decision on a phase (ruling 26).
type Assessment struct {
	Phase  int    `json:"phase"`
	Result Grade  `json:"result"`
	Health string `json:"health,omitempty"`
	Work   string `json:"work,omitempty"`
	Family string `json:"family,omitempty"`
	Help   string `json:"help,omitempty"`
	Text   string `json:"text,omitempty"`
}

// Kind returns "assessment".
func (*Assessment) Kind() Kind { return KindAssessment }

// FinalAssessment is the village's and township's comprehensive assessment before expiry (scheme S7).
type FinalAssessment struct {
	Result Grade  `json:"result,omitempty"`
	Health string `json:"health,omitempty"`
	Work   string `json:"work,omitempty"`
	Family string `json:"family,omitempty"`
	Help   string `json:"help,omitempty"`
	Text   string `json:"text,omitempty"`
}

// Kind returns "final_assessment".
func (*FinalAssessment) Kind() Kind { return KindFinalAssessment }
