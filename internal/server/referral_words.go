package server

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// referralMark is the state of a referral, late where the department's last day has passed.
func referralMark(ctx context.Context, r *store.Referral, today date.Date) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyReferralState, r.State)}
	switch {
	case !r.Due.IsZero() && r.Due < today:
		m.Tone, m.Words = components.Late, text.T(ctx, text.ReferralLateBy, "State", m.Words, "Count", int(today-r.Due))
	case r.State == rehab.ReferralRefused:
		m.Tone = components.Late
	case r.State == rehab.ReferralClosed && r.Outcome != nil:
		m.Tone, m.Words = components.Done, m.Words+text.T(ctx, text.ReferralSeparator)+text.Of(ctx, text.FamilyReferralOutcome, *r.Outcome)
		if *r.Outcome == string(rehab.NotHelped) {
			m.Tone = components.Shut
		}
	case r.State == rehab.ReferralWithdrawn:
		m.Tone = components.Shut
	case r.State == rehab.ReferralSent:
		m.Tone = components.Due
	}
	return m
}

// referralTold is all that the department is told of the person and the need.
func referralTold(ctx context.Context, g *gazetteer, r *store.Referral, contact, phone string) []components.Pair {
	out := []components.Pair{{Name: text.T(ctx, text.ReferralName), Value: r.ShownName}}
	if r.Sex != nil {
		out = append(out, components.Pair{Name: text.Of(ctx, text.FamilyField, "sex"), Value: text.Of(ctx, text.FamilySex, *r.Sex)})
	}
	if r.Age != nil {
		out = append(out, components.Pair{Name: text.T(ctx, text.ReferralAge), Value: text.Of(ctx, text.FamilyReferralAge, *r.Age)})
	}
	return append(out,
		components.Pair{Name: text.T(ctx, text.ReferralTownship), Value: g.Full(r.Answerable.Township())},
		components.Pair{Name: text.Of(ctx, text.FamilyField, "head"), Value: text.Of(ctx, text.FamilyHelpName, r.Head)},
		components.Pair{Name: text.Of(ctx, text.FamilyField, "need"), Value: r.Need},
		components.Pair{Name: text.T(ctx, text.ReferralContactCard), Value: text.T(ctx, text.ReferralContactWords, "Name", contact, "Phone", phone)},
		components.Pair{Name: text.T(ctx, text.ReferralSentOn), Value: text.Date(ctx, r.SentOn)},
	)
}

// referralWhy explains the last day of the department: days is how many working days it has.
func referralWhy(ctx context.Context, r *store.Referral, department string, days int, today date.Date) components.Reason {
	rule, met := text.ReferralRuleAct, text.ReferralMetAct
	if r.State == rehab.ReferralSent {
		rule, met = text.ReferralRuleAnswer, text.ReferralMetAnswer
	}
	return components.Reason{Rule: text.T(ctx, rule, "Since", r.Since, "Count", days), Article: text.Citation(ctx, "本市设定"), Due: dueWords(ctx, r.Due, today),
		MetBy: text.T(ctx, met), OwedBy: department}
}

// personTold is the person as this actor may know them: by name, or as the department was told.
func personTold(l *store.ReferralLine, actor access.Actor) string {
	if actor.Role != access.Department && l.Name != nil {
		return *l.Name
	}
	return l.ShownName
}

// sexAndAge is what the department was told besides the name.
func sexAndAge(ctx context.Context, r *store.Referral) string {
	var parts []string
	if r.Sex != nil {
		parts = append(parts, text.Of(ctx, text.FamilySex, *r.Sex))
	}
	if r.Age != nil {
		parts = append(parts, text.Of(ctx, text.FamilyReferralAge, *r.Age))
	}
	return joinDots(parts)
}
