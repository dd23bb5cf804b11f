package rehab

// Agreement (社区戒毒(康复)协议) is signed after report-in, and anew after each residence change (条例 16, 22).
type Agreement struct {
	Measures string `json:"measures,omitempty"`
	Guardian string `json:"guardian,omitempty"` // who signed for a minor
	SignedBy string `json:"signed_by,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Kind returns "agreement".
func (*Agreement) Kind() Kind { return KindAgreement }

// WorkingGroup (工作小组) names the five kinds of member of 条例 17.
type WorkingGroup struct {
	Worker    []string `json:"worker,omitempty"`
	Police    []string `json:"police,omitempty"`
	Medic     []string `json:"medic,omitempty"`
	Family    []string `json:"family,omitempty"`
	Volunteer []string `json:"volunteer,omitempty"`
	Note      string   `json:"note,omitempty"`
}

// Kind returns "working_group".
func (*WorkingGroup) Kind() Kind { return KindWorkingGroup }

// HelpPlan (帮扶计划) holds the measures of 条例 18 agreed for this person.
type HelpPlan struct {
	Counselling string `json:"counselling,omitempty"`
	Skills      string `json:"skills,omitempty"`
	Medical     string `json:"medical,omitempty"`
	Other       string `json:"other,omitempty"`
}

// Kind returns "help_plan".
func (*HelpPlan) Kind() Kind { return KindHelpPlan }
