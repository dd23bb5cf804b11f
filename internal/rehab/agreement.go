package rehab

import "strings"

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

// HelpHead is one of the heads under which 条例 18 lists measures; the third is told apart into work and health, since different offices help with them.
type HelpHead string

// Knowledge of drugs and counselling (一); education and admonition (二); skills, jobs, schooling (三); medical help (三); anything else (四).
const (
	HelpCounselling HelpHead = "counselling"
	HelpEducation   HelpHead = "education"
	HelpSkills      HelpHead = "skills"
	HelpMedical     HelpHead = "medical"
	HelpOther       HelpHead = "other"
)

// HelpHeads returns the heads in the order of 条例 18.
func HelpHeads() []HelpHead {
	return []HelpHead{HelpCounselling, HelpEducation, HelpSkills, HelpMedical, HelpOther}
}

// Known reports whether h is a head.
func (h HelpHead) Known() bool { return oneOf(h, HelpHeads()...) }

// HelpPlan (帮扶计划) holds the measures of 条例 18 agreed for this person, one a line. It holds from its day until the day of the next.
type HelpPlan struct {
	Counselling string `json:"counselling,omitempty"`
	Education   string `json:"education,omitempty"`
	Skills      string `json:"skills,omitempty"`
	Medical     string `json:"medical,omitempty"`
	Other       string `json:"other,omitempty"`
}

// Kind returns "help_plan".
func (*HelpPlan) Kind() Kind { return KindHelpPlan }

// Measures returns the measures under a head, in their order; nil when the plan has none there.
func (b *HelpPlan) Measures(h HelpHead) []string {
	said := map[HelpHead]string{HelpCounselling: b.Counselling, HelpEducation: b.Education, HelpSkills: b.Skills, HelpMedical: b.Medical, HelpOther: b.Other}
	var out []string
	for line := range strings.Lines(said[h]) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
