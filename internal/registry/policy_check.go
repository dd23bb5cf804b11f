package registry

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// flawWords says each flaw of a policy on its field; Limit and Other are its arguments.
var flawWords = map[rehab.PolicyFlawKind]text.Key{
	rehab.FlawNegative: text.PolicyFlawNegative, rehab.FlawTooLow: text.PolicyFlawTooLow, rehab.FlawTooHigh: text.PolicyFlawTooHigh, rehab.FlawUneven: text.PolicyFlawUneven,
	rehab.FlawTooFew: text.PolicyFlawTooFew, rehab.FlawTooMany: text.PolicyFlawTooMany, rehab.FlawRiskOrder: text.PolicyFlawRiskOrder, rehab.FlawOverlap: text.PolicyFlawOverlap,
	rehab.FlawNeverCounts: text.PolicyFlawNeverCounts, rehab.FlawNeverOwes: text.PolicyFlawNeverOwes, rehab.FlawBeforeOpening: text.PolicyFlawBeforeOpening, rehab.FlawBands: text.PolicyBandsCross,
}

// CheckPolicy says what is wrong with a draft, on the fields policy_from and policy_name and on each setting by its name: a day that is not ahead, or on which
// another version begins, and every number that cannot be (rehab.Policy.Check).
func (g *Registry) CheckPolicy(book PolicyBook, d PolicyDraft) error {
	var wrong fault.Fields
	switch {
	case d.Effective <= g.clock.Today():
		wrong.Add("policy_from", text.PolicyNotAhead, "Day", g.clock.Today())
	case book.taken(d):
		wrong.Add("policy_from", text.PolicyEffectiveTaken)
	}
	switch n := utf8.RuneCountInString(strings.TrimSpace(d.Name)); {
	case n == 0:
		wrong.Add("policy_name", text.ValidRequired)
	case n > MaxPolicyName:
		wrong.Add("policy_name", text.ValidTooLong, "Max", MaxPolicyName)
	}
	for _, f := range d.Policy.Check() {
		wrong.Add(f.Field(), flawWords[f.Kind], "Limit", f.Limit, "Other", settingWords(f.Other))
	}
	return wrong.Err()
}

// settingWords is the name of a setting, as an argument of a sentence.
func settingWords(name string) any {
	if name == "" {
		return ""
	}
	return text.Key(string(text.FamilySetting) + "." + name)
}

// Unchanged reports whether a draft says what is in force before its day anyway, so that there is nothing to publish.
func (b PolicyBook) Unchanged(d PolicyDraft) bool {
	before, after := b.Versions[b.InForce(d.Effective-1)].Policy, d.Policy
	if before.ObjectionCalendarDays != after.ObjectionCalendarDays {
		return false
	}
	old := before.Settings()
	for i, s := range after.Settings() {
		if !slices.Equal(old[i].Values, s.Values) {
			return false
		}
	}
	return true
}

// taken reports whether a version begins on the draft's day.
func (b PolicyBook) taken(d PolicyDraft) bool {
	v := b.Versions[b.InForce(d.Effective)]
	return v.ID != 0 && v.Effective == d.Effective
}
