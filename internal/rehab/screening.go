package rehab

// Conclusion is how a screening ends.
type Conclusion string

// Fit leads to a decision; unfit closes the screening at once (ruling 48).
const (
	Fit   Conclusion = "fit"
	Unfit Conclusion = "unfit"
)

// Known reports whether c is a conclusion.
func (c Conclusion) Known() bool { return oneOf(c, Fit, Unfit) }

// Rating is the mark of one part of a screening or of a visit.
type Rating string

// The three ratings.
const (
	Good Rating = "good"
	Fair Rating = "fair"
	Poor Rating = "poor"
)

// Known reports whether r is a rating.
func (r Rating) Known() bool { return oneOf(r, Good, Fair, Poor) }

// Screening (排查) is what police and full-time worker found of a person's family, health, living conditions and state of mind.
type Screening struct {
	Conclusion Conclusion `json:"conclusion"`
	Family     Rating     `json:"family,omitempty"`
	FamilyText string     `json:"family_text,omitempty"`
	Health     Rating     `json:"health,omitempty"`
	HealthText string     `json:"health_text,omitempty"`
	Living     Rating     `json:"living,omitempty"`
	LivingText string     `json:"living_text,omitempty"`
	Mind       Rating     `json:"mind,omitempty"`
	MindText   string     `json:"mind_text,omitempty"`
	Note       string     `json:"note,omitempty"`
}

// Kind returns "screening".
func (*Screening) Kind() Kind { return KindScreening }
