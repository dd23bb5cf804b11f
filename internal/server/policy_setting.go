package server

import (
	"context"
	"strconv"
	"strings"

	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

// valueSep stands between the values of a list.
const valueSep = ","

// policyPhases is how many phases a setting can be given for (DOMAIN §4).
const policyPhases = 3

// readPolicy reads every setting that the form has over those of the version it starts from.
func readPolicy(f *Form, base rehab.Policy) registry.PolicyDraft {
	p := base
	for _, set := range p.Settings() {
		if values, ok := readSetting(f, &set); ok {
			set.Set(values)
		}
	}
	p.SetSchedule(rehab.TestSchedule(f.Choice("schedule", optionsOf(rehab.TestSchedules())...)))
	return registry.PolicyDraft{Effective: f.RequiredDate("policy_from"), Name: f.Required("policy_name", registry.MaxPolicyName), Policy: p}
}

func optionsOf(all []rehab.TestSchedule) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = string(s)
	}
	return out
}

// readSetting reads the numbers of one setting; an optional one that is left empty altogether has none.
func readSetting(f *Form, set *rehab.Setting) (values []int, ok bool) {
	if set.List {
		return readTowns(f, set.Name)
	}
	names := settingNames(set)
	given := 0
	for _, n := range names {
		if v, _ := f.get(n); v != "" {
			given++
		}
	}
	if set.Optional && given == 0 {
		return nil, true
	}
	for _, n := range names {
		values = append(values, f.RequiredInt(n, inForm(set, set.Min), inForm(set, set.Max))*unitOf(set))
	}
	return values, f.Err() == nil
}

// readTowns reads the townships that are ticked.
func readTowns(f *Form, name string) (values []int, ok bool) {
	for _, code := range f.TypedAll(name) {
		c, err := division.Parse(code)
		if err != nil || !c.IsTownship() {
			f.Add(name, text.ValidNotAnOption)
			return nil, false
		}
		values = append(values, int(c))
	}
	return values, true
}

// settingNames are the fields of a setting: one, or one a phase.
func settingNames(set *rehab.Setting) []string {
	if !set.Phases {
		return []string{set.Name}
	}
	out := make([]string, policyPhases)
	for i := range out {
		out[i] = set.Name + "." + strconv.Itoa(i+1)
	}
	return out
}

// Money is typed in yuan and kept in fen.
func unitOf(set *rehab.Setting) int {
	if set.Unit == rehab.UnitFen {
		return 100
	}
	return 1
}

func inForm(set *rehab.Setting, n int) int { return n / unitOf(set) }

// policyValues gives each field the number that a policy has for it.
func policyValues(p *rehab.Policy) func(name string) string {
	values := map[string]string{}
	for _, set := range p.Settings() {
		if set.List {
			values[set.Name] = strings.Join(codesOf(set.Values), valueSep)
			continue
		}
		for i, name := range settingNames(&set) {
			if len(set.Values) > 0 {
				values[name] = strconv.Itoa(inForm(&set, set.Values[min(i, len(set.Values)-1)]))
			}
		}
	}
	return func(name string) string { return values[name] }
}

func codesOf(values []int) []string {
	out := make([]string, len(values))
	for i, c := range values {
		out[i] = division.Code(c).String()
	}
	return out
}

func settingForm(ctx context.Context, names *gazetteer, set *rehab.Setting, value, was func(string) string) pages.SettingFormView {
	label := text.Of(ctx, text.FamilySetting, set.Name)
	row := pages.SettingFormView{Label: label, Article: text.Citation(ctx, set.Article), Was: settingWords(ctx, names, set)}
	for _, name := range settingNames(set) {
		row.Differs = row.Differs || strings.TrimSpace(value(name)) != was(name)
	}
	if set.List {
		row.Checks, row.Inputs = true, []components.FieldView{{Name: set.Name, Label: label, Hint: row.Article, Values: strings.Split(value(set.Name), valueSep), Options: names.AllTownships()}}
		return row
	}
	unit := text.Of(ctx, text.FamilySettingUnit, set.Unit)
	for i, name := range settingNames(set) {
		field := components.FieldView{
			Name: name, Type: "number", InputMode: "numeric", Value: value(name), Small: true, Optional: set.Optional,
			Min: strconv.Itoa(inForm(set, set.Min)), Max: strconv.Itoa(inForm(set, set.Max)), Label: label + " · " + unit, Hint: row.Article,
		}
		if set.Phases {
			field.Label, field.Hint = text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(i+1))+" · "+unit, ""
		}
		row.Inputs = append(row.Inputs, field)
	}
	return row
}

// withPolicyErrors puts each message to its field.
func withPolicyErrors(v pages.NextView, es components.Errors) pages.NextView {
	v.Errors = es
	labels := map[string]string{}
	for g := range v.Groups {
		for i := range v.Groups[g].Rows {
			row := &v.Groups[g].Rows[i]
			for j := range row.Inputs {
				row.Inputs[j].Error = es.Of(row.Inputs[j].Name)
				labels[row.Inputs[j].Name] = row.Inputs[j].Label
				if len(row.Inputs) > 1 {
					labels[row.Inputs[j].Name] = row.Label + " · " + row.Inputs[j].Label
				}
			}
		}
	}
	for i := range v.Errors {
		v.Errors[i].Label = labels[v.Errors[i].Name]
	}
	return v
}
