package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

const policyNextPath = policyPath + "/next"

// valueSep stands between the values of a list.
const valueSep = ","

// policyPhases is how many phases a setting can be given for (DOMAIN §4).
const policyPhases = 3

// policyNextForm offers the newest version to be changed into the next one.
func (s *Server) policyNextForm(w http.ResponseWriter, r *http.Request) error {
	book, err := s.Registry.PolicyBook(r.Context(), actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(r.Context())
	if err != nil {
		return err
	}
	base := book.Newest().Policy
	v := s.policyNextView(r.Context(), g, book, policyValues(&base))
	v.Effective = (max(s.Clock.Today(), book.Newest().Effective).Month() + 1).First().String()
	v.Schedule = string(rehab.ScheduleOwn)
	return s.page(w, r, v.Title, pages.Next(v))
}

// policyPreview shows what the version that was typed would change, and offers to publish it. It saves nothing.
func (s *Server) policyPreview(w http.ResponseWriter, r *http.Request) error {
	return s.policyTyped(w, r, func(registry.PolicyDraft, *Form) (bool, error) { return false, nil })
}

// policyPublish publishes a version that was seen as it is sent.
func (s *Server) policyPublish(w http.ResponseWriter, r *http.Request) error {
	return s.policyTyped(w, r, func(d registry.PolicyDraft, f *Form) (bool, error) {
		if f.Typed("seen") != policySeal(d) {
			return false, fault.New(fault.Invalid, text.PolicyNotSeen)
		}
		return true, s.Registry.PublishPolicy(r.Context(), actorOf(r), d)
	})
}

// policyTyped reads the form and does what is wanted with it; unless that published it, the form is shown again with what it would change.
func (s *Server) policyTyped(w http.ResponseWriter, r *http.Request, do func(registry.PolicyDraft, *Form) (published bool, err error)) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	book, err := s.Registry.PolicyBook(ctx, actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	d := readPolicy(f, book.Newest().Policy)
	if f.Err() == nil && r.URL.Path == policyPath && published(ctx, g, book, d) {
		return s.done(w, r, policyPath, text.PolicyPublished, "Day", d.Effective)
	}
	v := s.policyNextView(ctx, g, book, func(name string) string { return strings.Join(f.TypedAll(name), valueSep) })
	v.Effective, v.Name, v.Schedule = f.Typed("policy_from"), f.Typed("policy_name"), f.Typed("schedule")
	if err = f.Err(); err == nil {
		err = s.Registry.CheckPolicy(d)
	}
	if err == nil {
		v.Change, v.Seen = policyChanges(ctx, g, book, d), policySeal(d)
		var published bool
		if published, err = do(d, f); err == nil && published {
			return s.done(w, r, policyPath, text.PolicyPublished, "Day", d.Effective)
		}
	}
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component { return pages.Next(withPolicyErrors(v, es)) })
	}
	return s.page(w, r, v.Title, pages.Next(v))
}

// published reports whether the draft is a version already, as when its form is sent twice.
func published(ctx context.Context, g *gazetteer, book registry.PolicyBook, d registry.PolicyDraft) bool {
	there := book.Versions[book.InForce(d.Effective)]
	return there.ID != 0 && there.Effective == d.Effective && there.Name == strings.TrimSpace(d.Name) && len(policyChanges(ctx, g, book, d).Rows) == 0
}

// policyWithdraw takes back a version before it comes into force.
func (s *Server) policyWithdraw(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "policy")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", registry.MaxPolicyReason)
	if err = f.Err(); err == nil {
		err = s.Registry.WithdrawPolicy(r.Context(), actorOf(r), id, reason)
	}
	if err != nil {
		v, verr := s.policyView(r, strconv.FormatInt(id, 10))
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors, v.Reason = es, f.Typed("reason")
			return pages.Page(v)
		})
	}
	return s.done(w, r, policyPath, text.PolicyWithdrawn)
}

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

// policySeal tells whether a version is the one that was shown.
func policySeal(d registry.PolicyDraft) string {
	body, err := json.Marshal(d)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// policyChanges are the settings that differ from those of the version in force before the draft's day.
func policyChanges(ctx context.Context, g *gazetteer, book registry.PolicyBook, d registry.PolicyDraft) *components.TableView {
	before := book.Versions[book.InForce(d.Effective)].Policy
	t := components.TableView{
		Caption: text.T(ctx, text.PolicyChanges),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PolicyRule), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PolicyBefore)}, {Label: text.T(ctx, text.PolicyThen)}, {Label: text.T(ctx, text.PolicyArticle)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.PolicyNoChange), Note: text.T(ctx, text.PolicyNoChangeNote)},
	}
	old := before.Settings()
	for i, set := range d.Policy.Settings() {
		was, now := settingWords(ctx, g, &old[i]), settingWords(ctx, g, &set)
		if was != now {
			t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
				{Words: text.Of(ctx, text.FamilySetting, set.Name)}, {Words: was}, {Words: now, Tone: components.Due}, {Words: text.Citation(ctx, set.Article)},
			}})
		}
	}
	return &t
}

func (s *Server) policyNextView(ctx context.Context, names *gazetteer, book registry.PolicyBook, value func(string) string) pages.NextView {
	v := pages.NextView{
		Title: text.T(ctx, text.PolicyNext), Back: policyPath, Preview: policyNextPath, Publish: policyPath,
		Earliest: (s.Clock.Today() + 1).String(), NameMax: registry.MaxPolicyName,
	}
	for _, sch := range rehab.TestSchedules() {
		v.Schedules = append(v.Schedules, components.Option{Value: string(sch), Label: text.Of(ctx, text.FamilySchedule, sch), Note: text.Of(ctx, text.FamilyScheduleNote, sch)})
	}
	settings := book.Newest().Policy
	for _, g := range rehab.SettingGroups() {
		group := pages.GroupFormView{Title: text.Of(ctx, text.FamilySettingGroup, g), Tests: g == rehab.SettingTests}
		for _, set := range settings.Settings() {
			if set.Group == g {
				group.Rows = append(group.Rows, settingForm(ctx, names, &set, value))
			}
		}
		v.Groups = append(v.Groups, group)
	}
	return v
}

func settingForm(ctx context.Context, names *gazetteer, set *rehab.Setting, value func(string) string) pages.SettingFormView {
	label := text.Of(ctx, text.FamilySetting, set.Name)
	row := pages.SettingFormView{Label: label, Article: text.Citation(ctx, set.Article)}
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

// withdrawable reports whether the actor may take back the version shown.
func (s *Server) withdrawable(actor access.Actor, v *registry.PolicyEntry) bool {
	return v.ID != 0 && v.Effective > s.Clock.Today() && actor.May(access.PolicyPublish)
}
