package server

import (
	"context"
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/measure"
)

// measureTake returns the handler that takes one step of a measure.
func measureTake(kind rehab.MeasureKind) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "measure")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		const long = 1000
		in := oversight.MeasureForward{Measure: id, Key: f.Key(), Kind: kind, Date: f.Date("date"), Words: f.Text("words", long)}
		if kind == rehab.MeasureExtend || kind == rehab.MeasureReturn {
			in.Due = f.Date("new_due")
		}
		if kind == rehab.MeasureVoid {
			in.Of = f.UUID("of")
		}
		if err = f.Err(); err == nil {
			err = s.Oversee.TakeMeasureStep(r.Context(), actorOf(r), in)
		}
		switch {
		case err == nil:
			return s.done(w, r, withBack(r, measurePath(id)), text.MeasureRecorded, "What", text.Of(r.Context(), text.FamilyMeasureStep, kind))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.measureAgain(w, r, id, kind, f, err)
	}
}

// measureAgain shows the measure again with the form that was refused, filled as it was.
func (s *Server) measureAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.MeasureKind, f *Form, err error) error {
	v, verr := s.measureView(r, id)
	if verr != nil {
		return verr
	}
	at := -1
	for i := range v.Forms {
		if v.Forms[i].ID == string(kind) {
			at = i
		}
	}
	if at < 0 { // a step that cannot be taken now
		v.Forms = append([]pages.FormView{s.measureForm(r.Context(), kind)}, v.Forms...)
		v.Forms[0].Action = r.URL.RequestURI()
		at = 0
	}
	form := &v.Forms[at]
	form.Key, form.Date, form.Words, form.NewDue, form.Of = f.Typed(FormKey), f.Typed("date"), f.Typed("words"), f.Typed("new_due"), f.Typed("of")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name == "" {
				continue
			}
			es[i].ID = form.ID + "-" + es[i].Name
			if es[i].Name == "words" {
				es[i].Label = form.Label
			}
		}
		form.Errors = es
		return pages.Page(v)
	})
}

// measureForm is the empty form of a step.
func (s *Server) measureForm(ctx context.Context, kind rehab.MeasureKind) pages.FormView {
	today := s.Clock.Today().String()
	f := pages.FormView{ID: string(kind), Title: text.Of(ctx, text.FamilyMeasureDo, kind), Hint: text.Of(ctx, text.FamilyMeasureHint, kind), Date: today, Today: today,
		Label: text.Of(ctx, text.FamilyMeasureWords, kind), Must: kind.Reasoned(), Weight: components.Primary}
	f.Dues, f.DueYes = kind == rehab.MeasureExtend || kind == rehab.MeasureReturn, kind == rehab.MeasureExtend
	if kind == rehab.MeasureReturn || kind == rehab.MeasureDrop || kind == rehab.MeasureVoid {
		f.Weight = components.Danger
	}
	return f
}
