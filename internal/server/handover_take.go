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
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/handover"
)

// choiceShown is how many of the chosen cases are listed by name before they are handed over.
const choiceShown = 50

// handoverChoose shows the cases ticked and asks to whom they go. Nothing is written yet.
func (s *Server) handoverChoose(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	from, asked := readHandover(f)
	if err := f.Err(); err != nil {
		return err
	}
	v, err := s.chooseView(r, asked)
	if err != nil {
		return err
	}
	v.From, v.Key = from, NewFormKey()
	return s.page(w, r, v.Title, pages.Choose(v))
}

// readHandover reads which cases are meant: those ticked, and the villages taken whole of whoever's list it was.
func readHandover(f *Form) (from string, a store.HandoverAsked) {
	if from = workerNone; f.Typed("from") != workerNone {
		if a.Worker = f.Number("from"); a.Worker != 0 {
			from = workerValue(&a.Worker)
		}
	}
	for _, v := range f.values["case"] {
		id, err := uuid.Parse(v)
		if err != nil {
			f.Add("", text.HandoverNothingChosen)
			return from, a
		}
		a.Cases = append(a.Cases, id)
	}
	for _, v := range f.values["whole"] {
		c, err := division.Parse(v)
		if err != nil {
			f.Add("", text.HandoverNothingChosen)
			return from, a
		}
		a.Whole = append(a.Whole, c)
	}
	return from, a
}

func (s *Server) chooseView(r *http.Request, a store.HandoverAsked) (v pages.ChooseView, err error) {
	ctx := r.Context()
	c, err := s.Work.ChooseHandover(ctx, actorOf(r), a)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = pages.ChooseView{
		Title: text.T(ctx, text.HandoverChooseTitle, "Count", len(c.Cases)), Back: handoverPath, Action: handoverPath, Workers: workerOptions(ctx, g, &c),
		Reasons: strings.Split(text.T(ctx, text.HandoverReasons), "|"), Confirm: text.T(ctx, text.HandoverConfirm, "Count", len(c.Cases)), Table: choiceTable(ctx, g, c.Cases),
	}
	if a.Worker != 0 {
		v.Back += "?worker=" + workerValue(&a.Worker)
	}
	for _, x := range c.Cases {
		v.Cases = append(v.Cases, x.CaseID.String())
	}
	if n := len(c.Cases) - choiceShown; n > 0 {
		v.More = text.T(ctx, text.HandoverChooseMore, "Count", n)
	}
	return v, nil
}

// workerOptions are those to whom at least one of the cases can go, under the names of their places.
func workerOptions(ctx context.Context, g *gazetteer, c *casework.Choice) []components.Option {
	var out []components.Option
	seen := map[int64]bool{}
	for _, p := range c.Posts {
		if seen[p.Account] || !c.Reached(p) {
			continue
		}
		seen[p.Account] = true
		o := components.Option{Value: strconv.FormatInt(p.Account, 10), Group: g.Short(p.Division)}
		args := []any{"Name", p.Name, "Role", text.Of(ctx, text.FamilyRole, p.Role), "Count", c.Load[p.Account]}
		if o.Label = text.T(ctx, text.HandoverChooseOption, args...); !p.Until.IsZero() {
			o.Label = text.T(ctx, text.HandoverChooseOptionDeep, append(args, "Day", p.Until)...)
		}
		out = append(out, o)
	}
	return out
}

func choiceTable(ctx context.Context, g *gazetteer, cases []store.HandoverCase) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.HandoverChooseCases), Columns: []components.Column{
		{Label: text.T(ctx, text.HandoverPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.HandoverPlace), Phone: components.PhoneSub},
		{Label: text.T(ctx, text.HandoverChooseFrom)},
	}}
	for _, c := range cases[:min(len(cases), choiceShown)] {
		now := components.Cell{Words: text.T(ctx, text.HandoverNobody), Tone: components.Late}
		if c.NameOf != nil {
			now = components.Cell{Words: *c.NameOf}
		}
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: c.Name, Sub: c.DocMask}, {Words: g.Short(c.Division)}, now}})
	}
	return t
}

// handoverTake hands the cases over.
func (s *Server) handoverTake(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	from, asked := readHandover(f)
	in := casework.HandoverForm{Key: f.Key(), Cases: asked.Cases, Worker: f.Number("worker"), Reason: f.Text("reason", 200)}
	var done casework.HandedOver
	if err = f.Err(); err == nil {
		done, err = s.Work.HandOver(r.Context(), actorOf(r), in)
	}
	if err != nil {
		v, verr := s.chooseView(r, asked)
		if verr != nil {
			return err // of what was chosen nothing is left to show
		}
		v.From, v.Key, v.Worker, v.Reason = from, f.Typed(FormKey), f.Typed("worker"), f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Choose(v)
		})
	}
	key := text.HandoverDone
	if done.Left > 0 {
		key = text.HandoverDoneLeft
	}
	return s.done(w, r, handoverPath, key, "Count", done.Count, "Left", done.Left)
}

// handoverTakeBack undoes a handover.
func (s *Server) handoverTakeBack(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	id, key := f.UUID("handover"), f.Key()
	if err := f.Err(); err != nil {
		return err
	}
	done, err := s.Work.TakeBackHandover(r.Context(), actorOf(r), id, key)
	if err != nil {
		return err
	}
	said := text.HandoverTakenBack
	if done.Left > 0 {
		said = text.HandoverTakenBackLeft
	}
	return s.done(w, r, handoverPath, said, "Count", done.Count, "Left", done.Left)
}

// mayHandOver reports whether the actor can hand cases over.
func (s *Server) mayHandOver(actor access.Actor) bool {
	return actor.May(access.HandoverAssign) && s.known["GET "+handoverPath]
}
