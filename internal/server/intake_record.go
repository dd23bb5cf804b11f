package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/intake"
)

// intakeMeasures are the measures with their terms in months, as the form offers them (ruling 31).
var intakeMeasures = []string{"detox-36", "rehab-36", "rehab-24", "rehab-12"}

// intakeFields are the fields of the form that are shown again as they were typed.
var intakeFields = []string{
	"name", "alias", "sex", "birth", "phone", "ethnicity", "education", "marital", "occupation", "registered_address", "actual_address",
	"guardian_name", "guardian_relation", "guardian_phone", "drugs", "use_history", "person_health", "medication", "relatives", "screen_family", "screen_family_text", "screen_health", "screen_health_text", "screen_living", "screen_living_text", "screen_mind",
	"screen_mind_text", "conclusion", "measure", "place", "date", "note",
}

func casePath(id uuid.UUID) string { return "/cases/" + id.String() }

// intakeRecord records the screening and opens its case.
func (s *Server) intakeRecord(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f, err := readForm(r)
	if err != nil {
		return err
	}
	q, ok := s.Work.OpenQuestion(actor, f.Typed("question"))
	if !ok {
		v := pages.AskView{Action: intakePath, Types: documentTypes(ctx), DocumentType: casework.DocumentTypes()[0], Notice: text.T(ctx, text.IntakeExpired)}
		return s.pageStatus(w, r, http.StatusUnprocessableEntity, s.shell(r, text.T(ctx, text.IntakeTitle)), pages.Ask(v))
	}
	in := readIntake(f, q)
	if err = f.Err(); err == nil {
		err = s.Work.OpenCase(ctx, actor, in)
	}
	if err != nil {
		return s.intakeAgain(w, r, q, in.Key, f, err)
	}
	if in.Screening.Conclusion == rehab.Unfit {
		return s.done(w, r, decisionPath(in.Key), text.IntakeSavedUnfit)
	}
	s.Sessions.Leave(ctx, session.Note{Tone: string(layout.ToneDone), Key: text.IntakeSavedFit, Href: decisionPath(in.Key), Link: text.IntakeToDecision})
	return s.redirect(w, r, casePath(in.Key))
}

func readIntake(f *Form, q casework.Question) casework.Intake {
	in := casework.Intake{Key: f.Key(), Person: readPerson(f, q), Another: f.Checked("another"), Place: f.Division("place"), Date: f.Date("date"), Screening: readScreening(f)}
	in.Measure, in.Term = readMeasure(f)
	return in
}

// readMeasure reads a measure with its term: rehab-24.
func readMeasure(f *Form) (rehab.Measure, int) {
	measure, months, _ := strings.Cut(f.Choice("measure", intakeMeasures...), "-")
	n, _ := strconv.Atoi(months) // one of intakeMeasures, or nothing
	return rehab.Measure(measure), n
}

// readPerson reads the person; of one who is known only what the record lacks is in the form.
func readPerson(f *Form, q casework.Question) casework.Person {
	p := readPersonData(f)
	p.DocumentType, p.Document, p.Alias = q.DocumentType, q.Document, f.Text("alias", 60)
	return p
}

// readPersonData reads everything about a person but the document and the aliases.
func readPersonData(f *Form) casework.Person {
	return casework.Person{
		Name: f.Text("name", 60), Sex: f.Choice("sex", "male", "female"),
		Birth: f.Date("birth"), Phone: f.Text("phone", 30), Ethnicity: f.Choice("ethnicity", casework.EthnicityCodes()...),
		Education: f.Choice("education", casework.EducationCodes()...), Marital: f.Choice("marital", casework.MaritalCodes()...), Work: f.Text("occupation", 60),
		RegisteredAddress: f.Text("registered_address", 200), ActualAddress: f.Text("actual_address", 200), Guardian: f.Text("guardian_name", 60),
		GuardianRelation: f.Text("guardian_relation", 20), GuardianPhone: f.Text("guardian_phone", 30), Drugs: f.Text("drugs", 1000), UseHistory: f.Text("use_history", 1000),
		Health: f.Text("person_health", 1000), Medication: f.Text("medication", 500), Family: f.Text("relatives", 500),
	}
}

func readScreening(f *Form) rehab.Screening {
	rating := func(part string) rehab.Rating {
		return rehab.Rating(f.Choice("screen_"+part, string(rehab.Good), string(rehab.Fair), string(rehab.Poor)))
	}
	said := func(part string) string { return f.Text("screen_"+part+"_text", 500) }
	return rehab.Screening{
		Family: rating("family"), FamilyText: said("family"), Health: rating("health"), HealthText: said("health"), Living: rating("living"), LivingText: said("living"),
		Mind: rating("mind"), MindText: said("mind"), Conclusion: rehab.Conclusion(f.Choice("conclusion", string(rehab.Fit), string(rehab.Unfit))), Note: f.Text("note", 500),
	}
}

// intakeForm is the empty form about the person of the question.
func (s *Server) intakeForm(ctx context.Context, g *gazetteer, actor access.Actor, q casework.Question, isNew bool) *pages.FormView {
	today := s.Clock.Today().String()
	v := &pages.FormView{
		Action: intakePath + "/record", Part: s.Work.QuestionMark(q), Today: today, Values: map[string]string{"date": today}, New: isNew, Minor: s.Work.Minor(q), Cancel: intakePath,
		Sexes:     components.OptionsOf(ctx, text.FamilySex, "male", "female"),
		Ethnicity: components.OptionsOf(ctx, text.FamilyEthnicity, casework.EthnicityCodes()...), Education: components.OptionsOf(ctx, text.FamilyEducation, casework.EducationCodes()...),
		Marital: components.OptionsOf(ctx, text.FamilyMarital, casework.MaritalCodes()...), Measures: components.OptionsOf(ctx, text.FamilyIntakeMeasure, intakeMeasures...),
		Places: g.Villages(actor.Scope), Ratings: components.OptionsOf(ctx, text.FamilyRating, rehab.Good, rehab.Fair, rehab.Poor),
		Conclusion: components.OptionsOf(ctx, text.FamilyConclusion, rehab.Fit, rehab.Unfit),
	}
	v.Works = workStates(ctx)
	if n, ok := q.ReadIDNumber(); ok {
		sex := "female"
		if n.Male {
			sex = "male"
		}
		v.Locked = []components.Pair{
			{Name: text.Of(ctx, text.FamilyField, "sex"), Value: text.Of(ctx, text.FamilySex, sex)}, {Name: text.Of(ctx, text.FamilyField, "birth"), Value: text.Date(ctx, n.Birth)},
		}
	}
	return v
}

// intakeAgain shows the form again as it was filled, with its errors, and with what was recorded when the same form was recorded before.
func (s *Server) intakeAgain(w http.ResponseWriter, r *http.Request, q casework.Question, key uuid.UUID, f *Form, err error) error {
	ctx, actor := r.Context(), actorOf(r)
	v, verr := s.intakeAnswer(ctx, actor, q, f.Checked("another"))
	if verr != nil {
		return verr
	}
	g, verr := s.gazetteer(ctx)
	if verr != nil {
		return verr
	}
	if fault.KindOf(err) == fault.Conflict { // the case may be the one this very form has made
		was, verr := s.intakeConflict(ctx, g, actor, key, f)
		if verr != nil {
			return verr
		}
		if was != nil {
			v.Form = s.intakeForm(ctx, g, actor, q, f.Has("name"))
			v.Form.Conflict = was
		}
	}
	if v.Form != nil {
		v.Form.Key, v.Form.Question, v.Form.Values = f.Typed(FormKey), f.Typed("question"), typedInto(f, intakeFields)
	}
	return s.again(w, r, err, text.T(ctx, text.IntakeTitle), func(es components.Errors) templ.Component {
		if v.Form != nil {
			v.Form.Errors = es
		}
		return pages.Answer(v)
	})
}

func typedInto(f *Form, fields []string) map[string]string {
	values := make(map[string]string, len(fields))
	for _, name := range fields {
		values[name] = f.Typed(name)
	}
	return values
}

// intakeConflict puts what the same form recorded before beside what was typed now; nil when the open case is another.
func (s *Server) intakeConflict(ctx context.Context, g *gazetteer, actor access.Actor, key uuid.UUID, f *Form) (*pages.ConflictView, error) {
	o, err := s.Work.Open(ctx, actor, key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v := &pages.ConflictView{Open: casePath(key)}
	for _, x := range o.Facts {
		if sc, ok := x.Body.(*rehab.Screening); ok {
			v.Who, v.When = x.Recorder, text.Moment(ctx, x.RecordedAt)
			v.Rows = intakeDifferences(ctx, g, &o, sc, x.Date.String(), f)
		}
	}
	return v, nil
}

func intakeDifferences(ctx context.Context, g *gazetteer, o *casework.Opened, sc *rehab.Screening, day string, f *Form) []components.ConflictRow {
	var rows []components.ConflictRow
	add := func(field, saved string, words func(string) string) {
		if typed := f.Typed(field); typed != saved && f.Has(field) {
			rows = append(rows, components.ConflictRow{Field: text.Of(ctx, text.FamilyField, field), Saved: words(saved), Yours: words(typed)})
		}
	}
	plain := func(v string) string { return v }
	of := func(family text.Family) func(string) string {
		return func(v string) string { return wordsOf(ctx, family, v) }
	}
	add("name", o.Person.Name, plain)
	for _, p := range []struct {
		part, said string
		rating     rehab.Rating
	}{{"family", sc.FamilyText, sc.Family}, {"health", sc.HealthText, sc.Health}, {"living", sc.LivingText, sc.Living}, {"mind", sc.MindText, sc.Mind}} {
		add("screen_"+p.part, string(p.rating), of(text.FamilyRating))
		add("screen_"+p.part+"_text", p.said, plain)
	}
	add("conclusion", string(sc.Conclusion), of(text.FamilyConclusion))
	add("measure", string(o.Case.Measure)+"-"+strconv.Itoa(o.Case.TermMonths), of(text.FamilyIntakeMeasure))
	add("place", o.Case.Place.String(), func(v string) string { return placeWords(g, v) })
	add("date", day, plain)
	add("note", sc.Note, plain)
	return rows
}
