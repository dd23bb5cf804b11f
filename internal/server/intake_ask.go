package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/intake"
)

const intakePath = "/intake"

// intakeShow asks for a number or, when one was asked for, shows the answer with the form of the screening. The number itself waits sealed in the
// session; the address names only its key.
func (s *Server) intakeShow(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	query := readQuery(r)
	key := query.Typed("of")
	v := pages.AskView{Action: intakePath, Types: documentTypes(ctx), DocumentType: casework.DocumentTypes()[0]}
	if key == "" {
		return s.page(w, r, text.T(ctx, text.IntakeTitle), pages.Ask(v))
	}
	sealed, _ := s.Sessions.Recall(ctx, key)
	q, ok := s.Work.OpenQuestion(actor, sealed)
	if !ok {
		v.Notice = text.T(ctx, text.IntakeExpired)
		return s.page(w, r, text.T(ctx, text.IntakeTitle), pages.Ask(v))
	}
	answer, err := s.intakeAnswer(ctx, actor, q, query.Checked("another"))
	if err != nil {
		return err
	}
	if answer.Other != "" {
		answer.Other = intakePath + "?of=" + url.QueryEscape(key) + "&another=1"
	}
	if answer.Form != nil {
		answer.Form.Key, answer.Form.Question = NewFormKey(), sealed
	}
	return s.page(w, r, text.T(ctx, text.IntakeTitle), pages.Answer(answer))
}

// intakeAsk takes the question and leads to its answer.
func (s *Server) intakeAsk(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := readForm(r)
	if err != nil {
		return err
	}
	q := casework.Question{DocumentType: f.RequiredChoice("document_type", casework.DocumentTypes()...), Document: f.Text("document", 40), Reason: f.Text("reason", 200)}
	if err = f.Err(); err == nil {
		err = s.Work.Ask(&q)
	}
	if err != nil {
		v := pages.AskView{Action: intakePath, Types: documentTypes(ctx), DocumentType: f.Typed("document_type"), Document: f.Typed("document"), Reason: f.Typed("reason")}
		return s.again(w, r, err, text.T(ctx, text.IntakeTitle), func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Ask(v)
		})
	}
	sealed, err := s.Work.SealQuestion(actorOf(r), q)
	if err != nil {
		return err
	}
	return s.redirect(w, r, intakePath+"?of="+s.Sessions.Remember(ctx, sealed))
}

func documentTypes(ctx context.Context) []components.Option {
	return components.OptionsOf(ctx, text.FamilyDocumentType, casework.DocumentTypes()...)
}

// intakeAnswer looks the person up, which is logged, and says what is known. another says that a number which was corrected since is now meant to
// be somebody else's.
func (s *Server) intakeAnswer(ctx context.Context, actor access.Actor, q casework.Question, another bool) (pages.AnswerView, error) {
	a, err := s.Work.LookUp(ctx, actor, q)
	if err != nil {
		return pages.AnswerView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.AnswerView{}, err
	}
	v := pages.AnswerView{
		Ask: intakePath, Tone: components.Done, Notice: text.T(ctx, text.IntakeUnknown),
		Document: text.Of(ctx, text.FamilyDocumentType, q.DocumentType) + " " + casework.Mask(q.Document),
	}
	if another = another && a.Known.Former; another {
		v.Notice = text.T(ctx, text.IntakeAnother)
	} else if a.Found {
		intakeKnown(ctx, g, &a, &v)
	}
	if another || a.Known.OpenCase == nil {
		v.Form = s.intakeForm(ctx, g, actor, q, another || !a.Found)
		v.Form.Another = another
	}
	if a.Known.Former && !another {
		v.Other = intakePath
	}
	if v.Form != nil && !v.Form.New {
		v.Form.Lacks = a.Lacks()
	}
	return v, nil
}

// intakeKnown says what is known of a person on record.
func intakeKnown(ctx context.Context, g *gazetteer, a *casework.Answer, v *pages.AnswerView) {
	v.Notice = text.T(ctx, text.IntakeKnown)
	if a.Known.OpenCase != nil {
		v.Tone, v.Notice = components.Late, text.T(ctx, text.IntakeKnownOpen)
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.IntakeRing), Value: unitToRing(ctx, g, a)})
	}
	earlier := int(a.Known.CaseCount)
	for _, c := range a.Cases {
		if a.Known.OpenCase != nil && c.CaseID == *a.Known.OpenCase {
			v.Open = casePath(c.CaseID)
		}
	}
	if a.Known.OpenCase != nil {
		earlier--
	}
	if a.Person != nil {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.Of(ctx, text.FamilyField, "name"), Value: a.Person.Name})
	} else if a.Known.OpenCase == nil {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.IntakePersonPart), Value: text.T(ctx, text.IntakeKnownElsewhere)})
	}
	intakeCases(ctx, g, a, earlier, v)
}

// unitToRing is who answers for an open case: the police while they screen, the village's office after that.
func unitToRing(ctx context.Context, g *gazetteer, a *casework.Answer) string {
	place := division.Code(0)
	if a.Known.Place != nil {
		place = *a.Known.Place
	}
	if a.Ring != "" {
		return text.T(ctx, text.IntakeRingStation, "Station", a.Ring, "Place", g.Full(place))
	}
	return g.Full(place)
}

// intakeCases lists the earlier cases that the actor sees and counts the others.
func intakeCases(ctx context.Context, g *gazetteer, a *casework.Answer, earlier int, v *pages.AnswerView) {
	t := components.TableView{Caption: text.T(ctx, text.IntakeCasesCaption), Columns: []components.Column{
		{Label: text.T(ctx, text.IntakeCaseMeasure), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.IntakeCaseOpened)},
		{Label: text.Of(ctx, text.FamilyField, "place")}, {Label: text.T(ctx, text.IntakeCaseStage), Phone: components.PhoneSide}, {Label: text.T(ctx, text.IntakeCaseEnded)},
	}}
	for _, c := range a.Cases {
		if a.Known.OpenCase == nil || c.CaseID != *a.Known.OpenCase {
			t.Rows = append(t.Rows, intakeCaseRow(ctx, g, c))
		}
	}
	counted := []string{text.T(ctx, text.IntakeCasesCount, "Count", earlier)}
	if hidden := earlier - len(t.Rows); hidden > 0 {
		counted = append(counted, text.T(ctx, text.IntakeCasesHidden, "Count", hidden))
	}
	v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.IntakeCasesCaption), Value: text.From(ctx).Clauses(counted)})
	if len(t.Rows) > 0 {
		v.Cases = &t
	}
}

func intakeCaseRow(ctx context.Context, g *gazetteer, c store.PersonCase) components.Row {
	stage := components.StageTag(c.Stage, text.Of(ctx, text.FamilyStage, c.Stage))
	if c.Number == nil && !c.ExitDay.IsZero() { // there never was a decision
		stage = components.MarkView{Tone: components.Shut, Words: text.Of(ctx, text.FamilyConclusion, string(rehab.Unfit))}
	}
	measure := components.Cell{Words: text.Of(ctx, text.FamilyMeasure, c.Measure)}
	if c.Number != nil {
		measure.Sub = *c.Number
	}
	return components.Row{ID: c.CaseID.String(), Href: casePath(c.CaseID), Cells: []components.Cell{
		measure, {Words: text.Date(ctx, c.OpenedOn)}, {Words: g.Full(c.Place)}, {Body: components.Mark(stage)}, {Words: text.Date(ctx, c.ExitDay)},
	}}
}
