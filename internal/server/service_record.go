package server

import (
	"context"
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/decision"
)

func servicePath(id uuid.UUID) string { return casePath(id) + "/service" }

// serviceBlocks are the three services of a decision with what each is called.
var serviceBlocks = []struct {
	to    rehab.Receiver
	duty  rehab.Duty
	step  text.Key
	title text.Key
	hint  text.Key
}{
	{rehab.ToPerson, rehab.DutyServePerson, text.DecisionStepPerson, text.DecisionServedPerson, text.DecisionReceiverPersonHint},
	{rehab.ToFamily, rehab.DutyServeFamily, text.DecisionStepFamily, text.DecisionServedFamily, ""},
	{rehab.ToTownship, rehab.DutyNotifyTownship, text.DecisionStepTownship, text.DecisionServedTownship, ""},
}

// openBlocks are the receivers on whom the decision has not been served yet.
func openBlocks(o *casework.Opened) []rehab.Receiver {
	var out []rehab.Receiver
	for _, b := range serviceBlocks {
		if _, _, done := o.ServedOn(b.to); !done {
			out = append(out, b.to)
		}
	}
	return out
}

// serviceShow shows what has been served, and the form for the rest.
func (s *Server) serviceShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	v, err := s.serviceView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Service(v))
}

// serviceRecord records the services that the form says have happened.
func (s *Server) serviceRecord(w http.ResponseWriter, r *http.Request) error {
	id, f, err := caseForm(r)
	if err != nil {
		return err
	}
	in := casework.ServiceForm{Case: id, Key: f.Key(), ServedBy: f.Required("served_by", 60)}
	for _, b := range serviceBlocks {
		to := string(b.to)
		in.Services = append(in.Services, casework.Service{
			To: b.to, Date: f.Date(to + "_date"), How: rehab.Manner(f.Choice(to+"_how", string(rehab.Direct), string(rehab.Left), string(rehab.Notice))),
			Receiver: f.Text(to+"_receiver", 60), Relation: f.Text(to+"_relation", 20),
		})
	}
	if err = f.Err(); err == nil {
		err = s.Work.Serve(r.Context(), actorOf(r), in)
	}
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return err
	case err != nil:
		return s.serviceAgain(w, r, id, f, err)
	}
	return s.done(w, r, servicePath(id), text.DecisionServiceSaved)
}

func (s *Server) serviceAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, f *Form, err error) error {
	v, verr := s.serviceView(r, id)
	if verr != nil {
		return verr
	}
	if v.Form == nil { // nothing is left to record, or nothing can be: the page says why
		v.Form = &pages.ServiceFormView{Action: servicePath(id), Cancel: casePath(id)}
	}
	v.Form.Key, v.Form.ServedBy = f.Typed(FormKey), f.Typed("served_by")
	for i := range v.Form.Blocks {
		b := &v.Form.Blocks[i]
		b.Date, b.How, b.Receiver, b.Relation = f.Typed(b.To+"_date"), f.Typed(b.To+"_how"), f.Typed(b.To+"_receiver"), f.Typed(b.To+"_relation")
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Form.Errors = es
		return pages.Service(v)
	})
}

func (s *Server) serviceView(r *http.Request, id uuid.UUID) (pages.ServiceView, error) {
	ctx, actor := r.Context(), actorOf(r)
	d, err := s.Work.Decision(ctx, actor, id)
	if err != nil {
		return pages.ServiceView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.ServiceView{}, err
	}
	o := &d.Opened
	v := pages.ServiceView{Title: text.T(ctx, text.DecisionServiceTitle, "Name", o.Person.Name), CaseHref: casePath(id), Decision: decisionPath(id), Steps: decisionSteps(ctx, &d)}
	v.Done = servedPairs(ctx, o)
	if b := o.BarTo(rehab.KindService); b != nil {
		v.Notice, v.Tone = barWords(ctx, b), components.Due
		return v, nil
	}
	reportInDue(ctx, g, o, &v)
	if len(openBlocks(o)) == 0 {
		v.Notice, v.Tone = text.T(ctx, text.DecisionAllServed), components.Done
		return v, nil
	}
	v.Form = s.serviceForm(ctx, g, actor, o)
	return v, nil
}

// servedPairs says what has been served, how and by whom.
func servedPairs(ctx context.Context, o *casework.Opened) []components.Pair {
	var out []components.Pair
	for _, b := range serviceBlocks {
		x, sv, done := o.ServedOn(b.to)
		if !done {
			continue
		}
		how := sv.How
		if how == "" {
			how = rehab.Direct
		}
		words := []string{text.T(ctx, text.DecisionServedOn, "Date", x.Date, "How", text.Of(ctx, text.FamilyServiceHow, how))}
		for _, more := range []string{sv.Receiver, sv.Relation, sv.ServedBy} {
			if more != "" {
				words = append(words, more)
			}
		}
		out = append(out, components.Pair{Name: text.T(ctx, b.title), Value: text.From(ctx).Clauses(words)})
	}
	return out
}

// reportInDue says until when the person has to report in, and why.
func reportInDue(ctx context.Context, g *gazetteer, o *casework.Opened, v *pages.ServiceView) {
	_, sv, served := o.ServedOn(rehab.ToPerson)
	deadline := o.Track.Deadlines.ReportIn
	switch {
	case o.Track.ReportIn != nil:
		v.DueWords = text.T(ctx, text.DecisionReported, "Date", o.Track.ReportIn.Date)
	case deadline != nil && deadline.Due.IsZero():
		v.DueWords = text.T(ctx, text.DecisionReportInHeld)
	case deadline != nil:
		v.DueWords = text.T(ctx, text.DecisionReportInBy, "Due", deadline.Due)
	case served && sv.How == rehab.Notice:
		v.DueWords = text.T(ctx, text.DecisionReportInNotice)
	default:
		v.DueWords = text.T(ctx, text.DecisionReportInNone)
	}
	if d := dutyOf(o, rehab.DutyReportIn); d != nil {
		v.DueWhy = []components.Reason{whyIn(ctx, g, o, d)}
	}
}

// serviceForm has a block for each receiver on whom the decision has not been served.
func (s *Server) serviceForm(ctx context.Context, g *gazetteer, actor access.Actor, o *casework.Opened) *pages.ServiceFormView {
	today := s.Clock.Today()
	v := &pages.ServiceFormView{
		Action: servicePath(o.Case.ID), Key: NewFormKey(), Today: today.String(), ServedBy: actor.Name, Cancel: casePath(o.Case.ID),
		Hows:  components.OptionsOf(ctx, text.FamilyServiceHow, rehab.Direct, rehab.Left, rehab.Notice),
		Quick: []components.QuickValue{{Words: text.T(ctx, text.ButtonToday), Value: today.String()}, {Words: text.T(ctx, text.ButtonYesterday), Value: (today - 1).String()}},
	}
	for _, b := range serviceBlocks {
		if _, _, done := o.ServedOn(b.to); done {
			continue
		}
		block := pages.BlockView{To: string(b.to), Title: text.T(ctx, b.title), How: string(rehab.Direct), Family: b.to == rehab.ToFamily}
		if b.hint != "" {
			block.Hint = text.T(ctx, b.hint)
		}
		if d := dutyOf(o, b.duty); d != nil {
			block.Due, block.Tone, block.Why = text.T(ctx, text.DecisionStepBy, "Due", text.Date(ctx, d.Due)), components.Due, []components.Reason{whyIn(ctx, g, o, d)}
			if d.State == rehab.DutyOverdue {
				block.Tone = components.Late
			}
		}
		v.Blocks = append(v.Blocks, block)
	}
	return v
}
