package server

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/transfer"
)

// transferShow shows one person's residence change with the form of the step that is this actor's.
func (s *Server) transferShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	v, err := s.transferView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

// transferAgain shows the page again with the form that was refused, filled as it was.
func (s *Server) transferAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.Kind, f *Form, err error) error {
	v, verr := s.transferView(r, id)
	if verr != nil {
		return verr
	}
	i := formOf(v.Forms, string(kind))
	if i < 0 {
		v.Forms = append([]pages.FormView{{ID: string(kind), Title: text.Of(r.Context(), text.FamilyFact, kind), Action: r.URL.Path, Today: s.Clock.Today().String()}}, v.Forms...)
		i = 0
	}
	form := &v.Forms[i]
	if form.Where != "" {
		form.Where, form.Outside = cmp.Or(f.Typed("where"), "in"), f.Typed("outside")
	}
	form.Key, form.Date, form.Note, form.Agreed, form.WhySaid = f.Typed(FormKey), f.Typed("date"), f.Typed("note"), f.Typed("agreed"), f.Typed("why")
	if form.Field != "" {
		form.Village = f.Typed(form.Field)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name != "" {
				es[i].ID = form.ID + "-" + es[i].Name
			}
		}
		form.Errors = es
		return pages.Page(v)
	})
}

func formOf(forms []pages.FormView, kind string) int {
	for i := range forms {
		if forms[i].ID == kind {
			return i
		}
	}
	return -1
}

func (s *Server) transferView(r *http.Request, id uuid.UUID) (pages.PageView, error) {
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	c := s.viewOf(ctx, actor, g, &o)
	v := pages.PageView{Title: text.T(ctx, text.TransferOf, "Name", o.Person.Name), Name: o.Person.Name, CaseHref: casePath(id), Way: text.T(ctx, wayOfChange(&o))}
	v.Note = c.line()
	if ch := o.Track.Change; ch != nil {
		v.Way = ""
		v.Answerable = transferAnswerable(ctx, g, ch, &o)
		v.Steps = transferStepper(ctx, &o)
		c.fillTransfer(&v)
	}
	v.Forms = s.transferForms(ctx, g, actor, &o)
	for i := range v.Forms {
		v.Forms[i].Action = withBack(r, v.Forms[i].Action)
		if v.Forms[i].Elsewhere != "" {
			v.Forms[i].Elsewhere = withBack(r, v.Forms[i].Elsewhere)
		}
	}
	if len(v.Forms) == 0 || v.Forms[0].Folded {
		fillTransferNotice(ctx, g, actor, &o, &v)
	}
	return v, nil
}

// fillTransferNotice says why there is no step for the reader to take, and leads to what must happen first.
func fillTransferNotice(ctx context.Context, g *gazetteer, actor access.Actor, o *casework.Opened, v *pages.PageView) {
	ch, b := o.Track.Change, o.BarTo(rehab.KindTransferRequest)
	v.NoticeTone = components.Plain
	switch {
	case ch != nil:
		v.Notice = text.T(ctx, text.TransferNotYours, "Unit", placeOr(ctx, g, ch.Division))
	case b != nil:
		v.Notice, v.NoticeTone, v.First = barWords(ctx, b), components.Due, comesFirst(ctx, actor, o, b)
	default:
		v.Notice = text.T(ctx, text.TransferNoChange)
	}
}

// placeOr is a place's full name, or the words for another county.
func placeOr(ctx context.Context, g *gazetteer, c division.Code) string {
	if c.IsZero() {
		return text.T(ctx, text.TransferOutside)
	}
	return g.Full(c)
}

// outsideWords names a destination in another county: 外地 习水县东皇街道.
func outsideWords(ctx context.Context, d rehab.Destination) string {
	return strings.TrimSpace(text.T(ctx, text.TransferOutside) + " " + d.Unit())
}

// destinationWords names where a change leads.
func destinationWords(ctx context.Context, g *gazetteer, ch *rehab.Change) string {
	if ch.Out {
		return outsideWords(ctx, ch.To)
	}
	return placeOr(ctx, g, ch.Village)
}

// cutLast splits s around the last sep.
func cutLast(s string, sep byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func transferAnswerable(ctx context.Context, g *gazetteer, ch *rehab.Change, o *casework.Opened) *components.AnswerableView {
	v := &components.AnswerableView{Unit: g.Full(ch.Origin), UnitNote: text.T(ctx, text.TransferNowAnswers), Turn: placeOr(ctx, g, ch.Division)}
	dueNote := text.Of(ctx, text.FamilyTransferStep, ch.Step)
	if ch.Out {
		v.UnitNote = text.T(ctx, text.TransferNowAnswersOut)
	} else if readdressing(o) {
		v.UnitNote = text.T(ctx, text.TransferNowAnswersBefore)
	}
	switch ch.Step {
	case rehab.StepReceipt:
		v.TurnNote, dueNote = text.T(ctx, text.TransferTurnReceipt), text.T(ctx, text.TransferDueOutside)
	case rehab.StepRefused:
		v.TurnNote = text.T(ctx, text.TransferTurnRefused)
	case rehab.StepDestination:
		v.TurnNote = text.T(ctx, text.TransferTurnDestination)
	case rehab.StepReportIn:
		v.TurnNote = text.T(ctx, text.TransferTurnPerson)
	default:
		v.TurnNote = text.T(ctx, text.TransferTurnOrigin)
	}
	if !ch.Due.IsZero() {
		v.Due, v.DueNote, v.DueTone = text.Date(ctx, ch.Due), dueNote, components.Due
		if ch.Due < o.Today {
			v.DueTone = components.Late
		}
	}
	return v
}

// transferStepper is the way of a change, with the days of what is done: to a new agreement within the county, to the receipt out of it, to the
// first report-in when nobody has reported in.
func transferStepper(ctx context.Context, o *casework.Opened) []components.Step {
	ch, last := o.Track.Change, text.Of(ctx, text.FamilyTransferStep, "agreement")
	way := []rehab.Kind{rehab.KindTransferRequest, rehab.KindTransferOrigin, rehab.KindTransferDestination, rehab.KindTransferPoliceNotified, rehab.KindTransfer, rehab.KindTransferReportIn}
	if ch.Out {
		last = text.Of(ctx, text.FamilyStage, rehab.StageMovedOut)
		way = []rehab.Kind{rehab.KindTransferRequest, rehab.KindTransferOrigin, rehab.KindTransferPoliceNotified, rehab.KindTransfer, rehab.KindTransferReceipt}
	}
	if !ch.Out && readdressing(o) {
		last = text.Of(ctx, text.FamilyTransferStep, "first_report_in")
		way = way[:len(way)-1]
	}
	var out []components.Step
	for _, kind := range way {
		st := components.Step{Label: text.Of(ctx, text.FamilyTransferStep, kind)}
		if f, ok := o.StepDone(kind); ok {
			st.State, st.Note = components.StepDone, text.T(ctx, text.TransferStepBy, "Day", text.ShortDate(ctx, f.Date), "Who", f.Recorder)
		} else if string(kind) == string(ch.Step) {
			st.State = components.StepNow
			if !ch.Due.IsZero() && ch.Due < o.Today {
				st.State = components.StepLate
			}
		}
		out = append(out, st)
	}
	return append(out, components.Step{Label: last})
}
