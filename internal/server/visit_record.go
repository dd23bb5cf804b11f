package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/visit"
)

// contentLimit is how many characters of a contact's content are kept.
const contentLimit = 1000

// visitRecord records a test and contacts of one person together, and returns to where one came from.
func (s *Server) visitRecord(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := readVisit(f, id)
	var done casework.Recorded
	if err = f.Err(); err == nil {
		done, err = s.Work.RecordVisit(r.Context(), actorOf(r), in)
	}
	switch {
	case err == nil:
		return s.visitDone(w, r, f, &in, done)
	case fault.KindOf(err) == fault.NotFound:
		return err
	}
	return s.visitAgain(w, r, id, f, err)
}

func readVisit(f *Form, id uuid.UUID) casework.Visit {
	day := f.RequiredDate("date")
	v := casework.Visit{Case: id, Key: f.Key(), Version: f.Int("version", 0, 1<<30), TestOn: day, Reason: f.Text("reason", noteLimit)}
	staff := f.Text("staff", staffLimit)
	if result := f.Choice("result", string(rehab.Negative), string(rehab.Positive), string(rehab.Invalid), string(rehab.Refused), string(rehab.Absent)); result != "" {
		v.Test = readVisitTest(f, rehab.Result(result))
	}
	mood, work, next := f.Text("mood", noteLimit), f.Text("work", noteLimit), f.Text("next_step", noteLimit)
	kinds := f.Choices("contact", string(rehab.Report), string(rehab.Talk), string(rehab.Visit))
	for _, t := range []string{string(rehab.Report), string(rehab.Talk), string(rehab.Visit)} {
		place, with, content := f.Text(t+"_place", 60), f.Text(t+"_with", 60), f.Text(t+"_content", contentLimit)
		if !slices.Contains(kinds, t) {
			continue
		}
		v.Contacts = append(v.Contacts, casework.VisitContact{On: day, Body: &rehab.Contact{Type: rehab.ContactType(t), Staff: staff, Place: place, WithWhom: with, Content: content, Mood: mood, Work: work, NextStep: next}})
	}
	giveAid(f, &v)
	if v.Empty() {
		f.Add("result", text.VisitNothing)
	}
	return v
}

// giveAid reads the help given, which belongs to the home visit, else to the talk, else to the report.
func giveAid(f *Form, v *casework.Visit) {
	aid, head := f.Text("aid", noteLimit), rehab.HelpHead(f.Choice("aid_head", helpHeadNames()...))
	switch n := len(v.Contacts); {
	case aid == "" && head != "":
		f.Add("aid", text.ValidRequired)
	case aid != "" && n == 0:
		f.Add("aid", text.VisitAidAlone)
	case aid != "":
		v.Contacts[n-1].Body.Aid, v.Contacts[n-1].Body.AidHead = aid, head
	}
}

// readVisitTest reads the test; what belongs to the sample of a positive counts only with one.
func readVisitTest(f *Form, result rehab.Result) *rehab.DrugTest {
	t := &rehab.DrugTest{Result: result, Reason: f.Text("reason", noteLimit), Place: f.Text("place", 60),
		CollectorA: f.Text("collector_a", staffLimit), CollectorB: f.Text("collector_b", staffLimit),
		Method: rehab.Method(f.Choice("method", string(rehab.Strip), string(rehab.Laboratory), string(rehab.Saliva), string(rehab.Hair)))}
	if result.Sampled() {
		(&sheetCommon{a: t.CollectorA, b: t.CollectorB}).collectors(f)
		if f.Checked("woman_collected") && t.Method.Bottled() {
			yes := true
			t.WomanCollected = &yes
		}
	} else { // who takes a sample, and how, belongs to a sample
		t.Method, t.CollectorA, t.CollectorB = "", "", ""
	}
	if result != rehab.Positive {
		return t
	}
	t.Specimen, t.SealA, t.SealB = f.Text("specimen", 40), f.Text("seal_a", 40), f.Text("seal_b", 40)
	if t.SealA != "" && t.SealA == t.SealB {
		f.Add("seal_b", text.RecordSameSeal)
	}
	readings := map[string]*rehab.PanelResult{"mop": &t.MOP, "met": &t.MET, "ket": &t.KET, "mdma": &t.MDMA, "thc": &t.THC, "coc": &t.COC}
	for _, drug := range f.Choices("panel", panel...) {
		*readings[drug] = rehab.PanelPositive
	}
	return t
}

// visitDone says what was recorded and, when somebody else of the village has something to do, offers the next person.
func (s *Server) visitDone(w http.ResponseWriter, r *http.Request, f *Form, in *casework.Visit, done casework.Recorded) error {
	ctx := r.Context()
	back := visitBack(f, in.Case)
	n := session.Note{Tone: string(layout.ToneDone), Key: text.VisitSaved, Args: map[string]any{"What": visitWords(ctx, in)}}
	if !done.Repeated {
		n.Photo = photoOffer(r, in.Case, in.Main())
	}
	switch {
	case done.Repeated:
		n.Key, n.Args = text.VisitSavedAgain, nil
	case in.Test != nil && in.Test.Result == rehab.Positive:
		n.Tone, n.Key = string(layout.ToneDue), text.VisitSavedPositive
	}
	if in.Test != nil && in.Test.Result == rehab.Positive && !done.Repeated {
		if path := recordPath(rehab.KindPoliceReport, in.Case); path != "" && actorOf(r).May(casework.FactAction(rehab.KindPoliceReport)) {
			n.Href, n.Link = path+"?"+url.Values{"of": {in.Key.String()}, backField: {back}}.Encode(), text.VisitTellPolice
			s.Sessions.Leave(ctx, n)
			return s.redirect(w, r, back)
		}
	}
	next, err := s.Work.NextToVisit(ctx, actorOf(r), in.Case)
	if err != nil {
		return err
	}
	if next != uuid.Nil {
		n.Href, n.Link = visitPath(next, back), text.VisitNextPerson
	}
	s.Sessions.Leave(ctx, n)
	return s.redirect(w, r, back)
}

// visitWords says what a visit recorded; no name stands in it.
func visitWords(ctx context.Context, in *casework.Visit) string {
	var out []string
	if in.Test != nil {
		out = append(out, text.T(ctx, text.VisitWhatTest, "Result", text.Of(ctx, text.FamilyTestResult, in.Test.Result)))
	}
	for _, c := range in.Contacts {
		out = append(out, text.Of(ctx, text.FamilyContact, c.Body.Type))
	}
	return text.Join(ctx, out)
}

// visitAgain shows the form again, filled as it was.
func (s *Server) visitAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, f *Form, err error) error {
	v, verr := s.visitView(r, id, f)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		markVisit(r.Context(), &v.Form, es)
		return pages.Page(v)
	})
}

// markVisit puts what is wrong beside the fields. A contact has no day of its own on this form, so its box is meant.
func markVisit(ctx context.Context, v *pages.FormView, es components.Errors) {
	byName := map[string]*components.FieldView{"date": &v.Date, "staff": &v.Staff, "reason": &v.Reason, "method": &v.Method, "panel": &v.Panel, "place": &v.Place}
	if v.Woman != nil {
		byName["woman_collected"] = v.Woman
	}
	for _, list := range [][]components.FieldView{v.Collectors, v.Bottles, v.Situation} {
		for i := range list {
			byName[list[i].Name] = &list[i]
		}
	}
	for i := range v.Contacts {
		c := &v.Contacts[i]
		byName[c.Content.Name] = &c.Content
		for j := range c.Fields {
			byName[c.Fields[j].Name] = &c.Fields[j]
		}
	}
	for i := range es {
		e := &es[i]
		if field := byName[e.Name]; field != nil {
			field.Error, e.Label = e.Message, field.Label
		} else if kind, ok := strings.CutSuffix(e.Name, "_date"); ok {
			for j := range v.Contacts {
				if c := &v.Contacts[j]; c.Kind == kind {
					c.Error, e.ID, e.Label = e.Message, "contact-"+kind, c.Label
				}
			}
		} else if e.Name == "result" {
			e.Label, v.Choice.Error, v.ChoiceNote = v.Choice.Label, "result-error", e.Message
		} else if e.Name == "contact" {
			e.ID, e.Label = "contacts", text.T(ctx, text.VisitContacts)
		}
	}
	v.TestOpen = v.TestOpen || v.Method.Error != "" || v.Place.Error != ""
	v.Errors = es
}
