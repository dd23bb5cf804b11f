package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/score"
)

// appealFile files an appeal of the actor's own unit against a line of its score.
func (s *Server) appealFile(w http.ResponseWriter, r *http.Request) error {
	place, err := pathDivision(r, "scored")
	if err != nil {
		return err
	}
	return s.fileAppeal(w, r, oversight.AppealForm{Place: place}, s.scoreView)
}

// fileAppeal reads the form of an appeal of a unit and files it; view is the page that the form stands on.
func (s *Server) fileAppeal(w http.ResponseWriter, r *http.Request, in oversight.AppealForm, view func(*http.Request, date.Month) (pages.UnitView, error)) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var lines []string
	for _, l := range rehab.ScoreLines() {
		lines = append(lines, string(l))
	}
	const long = 1000
	in.Key, in.Month, in.Line, in.Reason = f.Key(), s.scoreMonth(r), rehab.ScoreLine(f.RequiredChoice("appeal_line", lines...)), f.Text("appeal_reason", long)
	if err = f.Err(); err == nil {
		err = s.Oversee.FileAppeal(r.Context(), actorOf(r), in)
	}
	if err == nil {
		return s.done(w, r, appealPath(in.Key), text.AppealFiled)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	month := min(in.Month, s.Clock.Today().Month()-1)
	v, verr := view(r, month)
	if verr != nil {
		return verr
	}
	if v.File == nil {
		v.File = &pages.FileView{Action: r.URL.RequestURI()}
		for _, l := range rehab.ScoreLines() {
			v.File.Lines = append(v.File.Lines, components.Option{Value: string(l), Label: text.Of(r.Context(), text.FamilyScoreLine, l)})
		}
	}
	v.File.Key, v.File.Line, v.File.Reason = f.Typed(FormKey), f.Typed("appeal_line"), f.Typed("appeal_reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.File.Errors = es
		return pages.Unit(v)
	})
}

// appealShow shows one appeal with the forms of what the actor may do.
func (s *Server) appealShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.appealView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Appeal(v))
}

func (s *Server) appealView(r *http.Request) (v pages.AppealView, err error) {
	id, err := pathUUID(r, "appeal")
	if err != nil {
		return v, err
	}
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	a, err := s.Oversee.OpenAppeal(ctx, actor, id)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	m := a.Month.Month()
	score := scorePath(a.Division, m)
	if a.Unit != 0 {
		score = stationScorePath(a.Unit, m)
	}
	v = pages.AppealView{Title: text.T(ctx, text.AppealOf, "Place", appealName(g, &a.Appeal), "Month", m), Mark: appealMark(ctx, &a.Appeal), Said: appealSaid(ctx, &a)}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.AppealTitle), Href: backOr(readQuery(r), appealsPath)}, {Label: v.Title}}
	v.Facts = []components.Pair{
		{Name: text.T(ctx, text.ScoreUnit), Value: appealName(g, &a.Appeal), Href: score}, {Name: text.T(ctx, text.AppealMonth), Value: text.Month(ctx, m)},
		{Name: text.Of(ctx, text.FamilyField, "appeal_line"), Value: text.Of(ctx, text.FamilyScoreLine, a.Line)}, {Name: text.T(ctx, text.AppealTaken), Value: text.T(ctx, text.PolicyPoints, "Count", a.Taken)},
		{Name: text.Of(ctx, text.FamilyField, "appeal_reason"), Value: a.Reason}, {Name: text.T(ctx, text.AppealFiledOn), Value: text.Date(ctx, a.FiledOn)},
	}
	if figure, ok := oversight.ScoreFigure(a.Line); ok && a.Unit == 0 {
		v.Facts = append(v.Facts, components.Pair{Name: text.T(ctx, text.AppealFacts), Value: text.T(ctx, text.AppealFactsOpen), Href: scoreList(m, a.Division, string(figure))})
	} else {
		v.Facts = append(v.Facts, components.Pair{Name: text.T(ctx, text.AppealFacts), Value: text.T(ctx, text.AppealFactsOpen), Href: score + "#lines"})
	}
	if a.State == rehab.AppealOpen {
		v.Facts = append(v.Facts, components.Pair{Name: text.T(ctx, text.AppealDue), Value: dueWords(ctx, a.Due, today)})
		v.Notice = text.T(ctx, text.AppealAtOffice)
	}
	v.Forms = appealForms(r, &a.Appeal)
	if len(v.Forms) > 0 && !v.Forms[0].Folded {
		v.Notice = ""
	}
	return v, nil
}

// appealName is the unit that appeals.
func appealName(g *gazetteer, a *store.Appeal) string {
	if a.Unit != 0 {
		return a.UnitName
	}
	return g.Full(a.Division)
}

// appealForms are the forms of the steps that the actor may take now.
func appealForms(r *http.Request, a *store.Appeal) []pages.StepView {
	actor := actorOf(r)
	var out []pages.StepView
	for _, kind := range []rehab.AppealStep{rehab.AppealGrant, rehab.AppealRefuse, rehab.AppealReopen, rehab.AppealWithdraw} {
		mine := actor.May(access.AppealDecide) && a.RecordedBy != actor.Account
		if kind == rehab.AppealWithdraw {
			mine = oversight.WithdrawsAppeal(actor, a)
		}
		if _, ok := a.State.After(kind); ok && mine {
			f := appealStepForm(r.Context(), kind, a)
			f.Action, f.Key = withBack(r, appealPath(a.ID)+"/"+string(kind)), NewFormKey()
			out = append(out, f)
		}
	}
	return out
}

// appealStepForm is the empty form of a step.
func appealStepForm(ctx context.Context, kind rehab.AppealStep, a *store.Appeal) pages.StepView {
	f := pages.StepView{ID: string(kind), Title: text.Of(ctx, text.FamilyAppealDo, kind), Hint: text.Of(ctx, text.FamilyAppealHint, kind), Weight: components.Primary, Folded: kind != rehab.AppealGrant}
	if kind == rehab.AppealGrant {
		f.Max, f.Points = strconv.Itoa(a.Taken), strconv.Itoa(a.Taken)
	} else {
		f.Weight = components.Danger
	}
	return f
}

// appealTake returns the handler that takes one step of an appeal.
func appealTake(kind rehab.AppealStep) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "appeal")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		const long, most = 1000, 1_000_000
		in := oversight.AppealForward{Appeal: id, Key: f.Key(), Kind: kind, Words: f.Text("appeal_words", long)}
		if kind == rehab.AppealGrant {
			in.Points = f.RequiredInt("appeal_points", -most, most) // how many there are to give back, the appeal knows
		}
		if err = f.Err(); err == nil {
			err = s.Oversee.TakeAppealStep(r.Context(), actorOf(r), in)
		}
		switch {
		case err == nil:
			return s.done(w, r, withBack(r, appealPath(id)), text.AppealRecorded, "What", text.Of(r.Context(), text.FamilyAppealStep, kind))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.appealAgain(w, r, id, kind, f, err)
	}
}

// appealAgain shows the appeal again with the form that was refused, filled as it was.
func (s *Server) appealAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.AppealStep, f *Form, err error) error {
	v, verr := s.appealView(r)
	if verr != nil {
		return verr
	}
	at := slices.IndexFunc(v.Forms, func(x pages.StepView) bool { return x.ID == string(kind) })
	if at < 0 { // a step that cannot be taken now
		form := appealStepForm(r.Context(), kind, &store.Appeal{ID: id})
		form.Action, form.Max = r.URL.RequestURI(), ""
		v.Forms, at = append([]pages.StepView{form}, v.Forms...), 0
	}
	form := &v.Forms[at]
	form.Key, form.Words = f.Typed(FormKey), f.Typed("appeal_words")
	if form.Max != "" {
		form.Points = f.Typed("appeal_points")
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name != "" {
				es[i].ID = form.ID + "-" + es[i].Name
			}
		}
		form.Errors = es
		return pages.Appeal(v)
	})
}

var appealIcons = map[rehab.AppealStep]icon.Name{rehab.AppealGrant: icon.CircleCheck, rehab.AppealRefuse: icon.CircleX, rehab.AppealWithdraw: icon.Undo2, rehab.AppealReopen: icon.RotateCcw}

// appealSaid are the steps, the newest first.
func appealSaid(ctx context.Context, a *oversight.OpenedAppeal) []components.FactView {
	var out []components.FactView
	for _, x := range slices.Backward(a.Steps) {
		f := components.FactView{ID: factAnchor(x.ID.String()), Date: text.Date(ctx, x.Date), ISO: x.Date.String(), Icon: appealIcons[x.Kind], Title: text.Of(ctx, text.FamilyAppealStep, x.Kind), Note: x.Words, By: x.Recorder}
		if x.Restored > 0 {
			f.Strong = text.T(ctx, text.AppealGave, "Count", x.Restored)
		}
		out = append(out, f)
	}
	return append(out, components.FactView{Date: text.Date(ctx, a.FiledOn), ISO: a.FiledOn.String(), Icon: icon.Send, Title: text.T(ctx, text.AppealFile), Note: a.Reason, By: a.Recorder})
}

// appealMark is the state of an appeal.
func appealMark(ctx context.Context, a *store.Appeal) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyAppealState, a.State)}
	switch a.State {
	case rehab.AppealOpen:
		m.Tone = components.Due
	case rehab.AppealGranted:
		m.Tone, m.Words = components.Done, text.T(ctx, text.AppealGrantedWith, "Count", a.Restored)
	default:
		m.Tone = components.Shut
	}
	return m
}
