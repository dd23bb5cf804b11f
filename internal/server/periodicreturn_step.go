package server

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/periodicreturn"
)

const remarkLimit = 500

// remarkField is the field of a part's remark.
func remarkField(p rehab.ReturnPart) string { return "remark_" + string(p) }

// returnTake returns the handler that takes one step with a return, which the path has under a name.
func returnTake(name string, kind rehab.ReturnStepKind) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, name)
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		in := oversight.ReturnForward{Return: id, Key: f.Key(), Kind: kind, Seen: readSeen(f), Reason: f.Text("reason", remarkLimit)}
		if kind.Copies() && kind != rehab.ReturnCorrect {
			in.Remarks = readRemarks(f)
		}
		if err = f.Err(); err == nil {
			_, err = s.Oversee.TakeReturnStep(r.Context(), actorOf(r), in)
		}
		switch {
		case err == nil:
			return s.done(w, r, withBack(r, returnPath(id)), text.PeriodicreturnDone, "What", text.Of(r.Context(), text.FamilyReturnStep, kind))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.returnAgain(w, r, id, kind, f, err)
	}
}

// readSeen is how many steps the form had seen; −1 when it does not say.
func readSeen(f *Form) int {
	n, err := strconv.Atoi(f.Typed("seen"))
	if err != nil {
		return -1
	}
	return n
}

// readRemarks are the remarks of a form by part, those that are not empty; nil when the form asks for none.
func readRemarks(f *Form) map[string]string {
	out := map[string]string{}
	asked := false
	for _, p := range rehab.ReturnParts() {
		asked = asked || f.Has(remarkField(p))
		if words := f.Text(remarkField(p), remarkLimit); words != "" {
			out[string(p)] = words
		}
	}
	if !asked {
		return nil
	}
	return out
}

// returnAgain shows the return again with the form that was refused, filled as it was.
func (s *Server) returnAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.ReturnStepKind, f *Form, err error) error {
	x, verr := s.openReturn(r, id)
	if verr != nil {
		return verr
	}
	v := x.view(r)
	at := slices.IndexFunc(v.Forms, func(form pages.FormView) bool { return form.ID == string(kind) })
	if at < 0 { // a step that cannot be taken now
		v.Forms = append([]pages.FormView{x.form(r, kind)}, v.Forms...)
		at = 0
	}
	form := &v.Forms[at]
	form.Folded, form.Key, form.Seen = false, f.Typed(FormKey), f.Typed("seen")
	if fault.KindOf(err) == fault.Conflict { // what is there now has been shown
		form.Key, form.Seen = NewFormKey(), strconv.Itoa(len(x.Steps))
	}
	for _, fields := range [][]components.FieldView{form.Main, form.Parts} {
		for i := range fields {
			fields[i].Value = f.Typed(fields[i].Name)
			form.Written = form.Written || i > 0 && fields[i].Value != ""
		}
	}
	if form.Reason != nil {
		form.Reason.Value = f.Typed("reason")
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name != "" {
				es[i].ID = form.ID + "-" + es[i].Name
			}
		}
		form.Errors = es
		for _, fields := range [][]components.FieldView{form.Main, form.Parts} {
			for i := range fields {
				fields[i].Error = es.Of(fields[i].Name)
				form.Written = form.Written || fields[i].Error != ""
			}
		}
		if form.Reason != nil {
			form.Reason.Error = es.Of("reason")
		}
		return pages.Page(v)
	})
}

// forms are the forms of the steps that this actor may take now, the usual one open and the others folded.
func (x *returnSheet) forms(r *http.Request) (out []pages.FormView) {
	for i, kind := range x.StepsFor(x.actor, x.Clock.Today()) {
		f := x.form(r, kind)
		f.Folded = i > 0 || kind.Reasoned() && kind != rehab.ReturnCorrect
		out = append(out, f)
	}
	return out
}

// stepPath is where a step is sent: those of a quarter have their own addresses, since others take them.
func (x *returnSheet) stepPath(kind rehab.ReturnStepKind) string {
	if x.Whose() == rehab.VillageReturn {
		return returnPath(x.ID) + "/" + string(kind)
	}
	return returnPath(x.ID) + "/quarter/" + string(kind)
}

// form is the empty form of a step.
func (x *returnSheet) form(r *http.Request, kind rehab.ReturnStepKind) pages.FormView {
	f := pages.FormView{ID: string(kind), Title: text.Of(x.ctx, text.FamilyReturnDo, kind), Hint: text.Of(x.ctx, text.FamilyReturnHint, kind), Action: withBack(r, x.stepPath(kind)), Key: NewFormKey(),
		Seen: strconv.Itoa(len(x.Steps)), Weight: components.Primary}
	if kind == rehab.ReturnSubmit && x.Whose() == rehab.TownshipReturn {
		f.Title = x.t(text.PeriodicreturnSignDo)
	}
	if kind.Reasoned() {
		f.Reason = &components.FieldView{Name: "reason", ID: f.ID + "-reason", Required: true, Rows: 3, MaxLength: remarkLimit}
	}
	switch kind {
	case rehab.ReturnWithdraw, rehab.ReturnSendBack, rehab.ReturnTakeBack:
		f.Weight = components.Danger
	case rehab.ReturnPrepare, rehab.ReturnSubmit:
		x.addRemarks(&f)
	case rehab.ReturnDoLock:
		if x.Whose() == rehab.CityReturn {
			x.addRemarks(&f)
		}
	}
	return f
}

// addRemarks asks for the remarks: one of the whole, and, unfolded when asked for, one of each part.
func (x *returnSheet) addRemarks(f *pages.FormView) {
	for _, p := range rehab.ReturnParts() {
		field := components.FieldView{Name: remarkField(p), ID: f.ID + "-" + remarkField(p), Label: text.Of(x.ctx, text.FamilyReturnPart, p), Optional: true, Value: x.Remarks[string(p)], Rows: 2, MaxLength: remarkLimit}
		if p == rehab.ReturnOther {
			field.Rows, field.Label, field.Hint = 4, x.t(text.PeriodicreturnRemarkWhole), x.t(text.PeriodicreturnRemarkHint)
			f.Main = append(f.Main, field)
			continue
		}
		f.Parts = append(f.Parts, field)
	}
	f.Written = slices.ContainsFunc(slices.Collect(maps.Keys(x.Remarks)), func(p string) bool { return p != string(rehab.ReturnOther) })
}
