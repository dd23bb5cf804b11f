package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/periodicreturn"
)

// returnSheet puts one opened return into words.
type returnSheet struct {
	*Server
	ctx    context.Context
	actor  access.Actor
	places *gazetteer
	*oversight.OpenedReturn
}

func (s *Server) openReturn(r *http.Request, id uuid.UUID) (*returnSheet, error) {
	o, err := s.Oversee.OpenReturn(r.Context(), actorOf(r), id)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteerOn(r.Context(), o.Until)
	return &returnSheet{s, r.Context(), actorOf(r), g, &o}, err
}

// returnShow shows one return with the forms of the steps that are this actor's.
func (s *Server) returnShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "return")
	if err != nil {
		return err
	}
	x, err := s.openReturn(r, id)
	if err != nil {
		return err
	}
	v := x.view(r)
	return s.page(w, r, v.Title, pages.Page(v))
}

func (x *returnSheet) t(key text.Key, args ...any) string { return text.T(x.ctx, key, args...) }

func (x *returnSheet) title() string {
	return x.t(text.PeriodicreturnOf, "Unit", returnUnit(x.ctx, x.places, &x.PeriodicReturn), "Period", periodWords(x.ctx, x.Period, x.Until))
}

func (x *returnSheet) view(r *http.Request) pages.PageView {
	today := x.Clock.Today()
	v := pages.PageView{Title: x.title(), Mark: returnMark(x.ctx, &x.PeriodicReturn, today), Excel: returnPath(x.ID) + "/export", Figures: x.figures(), Source: x.source(), Below: x.below(), Said: x.said(), Copies: x.copies(), Papers: x.papers(), Remarks: x.remarks(), Forms: x.forms(r)}
	v.Crumbs = []components.Crumb{{Label: x.t(text.PeriodicreturnTitle), Href: backOr(readQuery(r), returnsPath+"?level="+x.Level)}, {Label: v.Title}}
	v.Facts, v.Whys = x.facts(today), x.whys(today)
	if x.Differs() && x.Kept.Kind != rehab.ReturnSubmit {
		v.Differs, v.Changes = x.t(text.PeriodicreturnDiffersLocked, "Count", len(x.Sheet.Total.Changed(x.Now.Total))), x.changes(x.Sheet.Total, x.Now.Total, x.t(text.PeriodicreturnFrozen), x.t(text.PeriodicreturnNow))
	} else if x.Differs() {
		v.Differs, v.Changes = x.t(text.PeriodicreturnDiffers), x.changes(x.Sheet.Total, x.Now.Total, x.t(text.PeriodicreturnSubmittedFigures), x.t(text.PeriodicreturnNow))
	}
	if len(v.Forms) > 0 && !v.Forms[0].Folded {
		v.Go = components.ButtonView{Label: v.Forms[0].Title, Small: true, Weight: components.Primary, Href: "#" + v.Forms[0].ID}
		if len(v.Forms[0].Main) > 0 {
			v.Remarks = nil // they stand in the form
		}
	}
	if n := len(x.Steps); x.State == string(rehab.ReturnSentBack) && n > 0 {
		v.Back = x.t(text.PeriodicreturnSentBack, "Who", x.Steps[n-1].By, "Day", x.Steps[n-1].Day, "Reason", x.Steps[n-1].Reason)
	}
	for i := range x.Lacks {
		l := &x.Lacks[i]
		v.Lacks = append(v.Lacks, components.Link{Words: x.t(text.PeriodicreturnLack, "Unit", x.places.Short(l.Division), "Period", periodWords(x.ctx, l.Period, l.Until), "State", returnMark(x.ctx, l, today).Words), Href: returnPath(l.ID)})
	}
	if turn := returnTurn(&x.PeriodicReturn); turn != "" && !slices.ContainsFunc(v.Forms, func(f pages.FormView) bool { return !f.Folded }) {
		v.Notice = x.t(text.PeriodicreturnTurnOf, "Unit", returnTurnOf(x.ctx, x.places, &x.PeriodicReturn), "Duty", text.Of(x.ctx, text.FamilyOfficeDuty, turn))
	}
	if today < x.Opens {
		v.Notice = x.t(text.PeriodicreturnOpensOn, "Day", x.Opens)
	}
	return v
}

// source says of when the figures are.
func (x *returnSheet) source() string {
	if n := len(x.Lacks); x.Kept == nil && n > 0 {
		return x.t(text.PeriodicreturnSourcePart, "Count", n)
	}
	if x.Kept == nil {
		return x.t(text.PeriodicreturnSourceNow, "Day", x.Clock.Today())
	}
	return text.Of(x.ctx, text.FamilyReturnSource, x.Kept.Kind, "Day", x.Kept.Day)
}

func (x *returnSheet) facts(today date.Date) []components.Pair {
	out := []components.Pair{{Name: x.t(text.PeriodicreturnPeriod), Value: text.DateRange(x.ctx, x.Period, x.Until)}}
	if x.Whose() == rehab.CityReturn {
		out = append(out, components.Pair{Name: x.t(text.PeriodicreturnDueCity), Value: text.Date(x.ctx, x.Due)})
	} else {
		out = append(out, components.Pair{Name: x.t(text.PeriodicreturnDue), Value: text.Date(x.ctx, x.Due)})
	}
	if !x.SubmittedOn.IsZero() {
		value := text.Date(x.ctx, x.SubmittedOn)
		if x.SubmittedOn > x.Due {
			value = x.t(text.PeriodicreturnSubmittedLate, "Day", x.SubmittedOn, "Count", int(x.SubmittedOn-x.Due))
		}
		out = append(out, components.Pair{Name: x.t(text.PeriodicreturnSubmittedOn), Value: value})
	}
	if unit := returnTurnOf(x.ctx, x.places, &x.PeriodicReturn); unit != "" {
		out = append(out, components.Pair{Name: x.t(text.PeriodicreturnTurn), Value: unit}, components.Pair{Name: x.t(text.PeriodicreturnNextDue), Value: dueWords(x.ctx, x.NextDue, today)})
	}
	if x.Above != nil {
		out = append(out, components.Pair{Name: x.t(text.PeriodicreturnAbove), Value: periodWords(x.ctx, x.Above.Period, x.Above.Until), Href: returnPath(x.Above.ID)})
	}
	return out
}

// whys is the rule behind what is due now.
func (x *returnSheet) whys(today date.Date) []components.Reason {
	turn := returnTurn(&x.PeriodicReturn)
	if turn == "" {
		return nil
	}
	return []components.Reason{{Rule: text.Of(x.ctx, text.FamilyOfficeDutyRule, turn), Article: text.Citation(x.ctx, turn.Article()), Due: dueWords(x.ctx, x.NextDue, today),
		MetBy: text.Of(x.ctx, text.FamilyOfficeDutyMetBy, turn), OwedBy: returnTurnOf(x.ctx, x.places, &x.PeriodicReturn)}}
}

// list is the list that a figure of a month adds up to.
func (x *returnSheet) list(f rehab.ReturnFigure, m date.Month) string {
	q := url.Values{"month": {m.String()}, "figure": {string(f)}}
	if x.Whose() != rehab.CityReturn {
		q.Set("place", x.Division.String())
	}
	return casesPath + "?" + q.Encode()
}

var badFigures = []rehab.ReturnFigure{"test_missed", "test_positive", "report_in_overdue", "breach_open", "breach_reached"}

// figures is the whole return: a column a month, their sum, the period before, and the difference.
func (x *returnSheet) figures() components.CountTableView {
	v := components.CountTableView{Caption: x.title(), First: x.t(text.PeriodicreturnFigure)}
	several, part, comparable := x.Whose() != rehab.VillageReturn, x.Kept == nil && len(x.Lacks) > 0, x.Comparable(x.Clock.Today())
	for _, m := range x.Months {
		v.Heads = append(v.Heads, text.MonthShort(x.ctx, m))
	}
	if several {
		v.Heads = append(v.Heads, x.t(text.PeriodicreturnTotal))
	}
	v.Heads = append(v.Heads, x.t(text.PeriodicreturnBefore))
	if comparable {
		v.Heads = append(v.Heads, x.t(text.PeriodicreturnChange))
	}
	for _, p := range rehab.ReturnParts() {
		if len(p.Figures()) == 0 {
			continue
		}
		v.Rows = append(v.Rows, components.CountRow{Label: text.Of(x.ctx, text.FamilyReturnPart, p), Total: true, Counts: make([]components.Count, len(v.Heads))})
		for _, f := range p.Figures() {
			row := components.CountRow{Label: text.Of(x.ctx, text.FamilyReturnFigure, f)}
			for _, m := range x.Months {
				n := x.Sheet.Months[m][f]
				c := components.Count{N: text.Number(x.ctx, n), Href: x.list(f, m), Late: n > 0 && slices.Contains(badFigures, f)}
				if part {
					c.Href = "#parts" // the list has those not reported too
				}
				row.Counts = append(row.Counts, c)
			}
			total := x.Sheet.Total[f]
			if several {
				sum := components.Count{N: text.Number(x.ctx, total)}
				if n := len(x.Months); p.Stock() && n > 0 { // of the last day; what adds months up has no list
					sum.Href = row.Counts[n-1].Href
				}
				row.Counts = append(row.Counts, sum)
			}
			row.Counts = append(row.Counts, components.Count{N: text.Number(x.ctx, x.Before[f])})
			if comparable {
				row.Counts = append(row.Counts, components.Count{N: signedChange(x.ctx, total-x.Before[f])})
			}
			v.Rows = append(v.Rows, row)
		}
	}
	return v
}

// signedChange is a difference with its sign; none is a dash.
func signedChange(ctx context.Context, n int) string {
	switch {
	case n == 0:
		return "–"
	case n > 0:
		return "+" + text.Number(ctx, n)
	}
	return "−" + text.Number(ctx, -n)
}

// belowFigures are the figures that the table of the units below shows; all are in the workbook.
var belowFigures = []rehab.ReturnFigure{"open", "opened", "ended", "test_due", "test_done", "test_missed", "test_positive", "breach_reached"}

// below is what each unit below adds to the sums; nil of a village.
func (x *returnSheet) below() *components.CountTableView {
	if x.Whose() == rehab.VillageReturn {
		return nil
	}
	v := &components.CountTableView{Caption: x.t(text.PeriodicreturnBelow), First: x.t(text.PeriodicreturnWhose)}
	for _, f := range belowFigures {
		v.Heads = append(v.Heads, text.Of(x.ctx, text.FamilyReturnFigure, f))
	}
	counts := func(c rehab.ReturnCount) (out []components.Count) {
		for _, f := range belowFigures {
			out = append(out, components.Count{N: text.Number(x.ctx, c[f])})
		}
		return out
	}
	for _, code := range x.parts() {
		row := components.CountRow{Label: x.places.Short(code), Counts: counts(x.Sheet.Parts[code])}
		if code == x.Division {
			row.Label = x.t(text.PeriodicreturnOwn)
		} else {
			row.Href = x.partHref(code)
		}
		if _, there := x.Sheet.Parts[code]; !there {
			for i := range row.Counts {
				row.Counts[i].N = "·"
			}
		}
		v.Rows = append(v.Rows, row)
	}
	v.Rows = append(v.Rows, components.CountRow{Label: x.t(text.PeriodicreturnTotal), Counts: counts(x.Sheet.Total), Total: true})
	return v
}

// parts are the units below, those whose return is not there yet too, and the office itself.
func (x *returnSheet) parts() (out []division.Code) {
	for i := range x.Below {
		if c := x.Below[i].Division; c.Range().Low >= x.Division && c <= x.Division.Range().High && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for c := range x.Sheet.Parts {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// partHref leads to the return of a unit below, of several to the list of them.
func (x *returnSheet) partHref(code division.Code) string {
	var of []uuid.UUID
	for i := range x.Below {
		if x.Below[i].Division == code {
			of = append(of, x.Below[i].ID)
		}
	}
	if len(of) == 1 {
		return returnPath(of[0])
	}
	return returnsPath + "?" + url.Values{"level": {string(rehab.VillageReturn)}, "place": {code.String()}, "year": {strconv.Itoa(x.Period.Year())}}.Encode()
}

// changes are the figures that differ between two counts.
func (x *returnSheet) changes(before, after rehab.ReturnCount, was, is string) *components.CountTableView {
	v := &components.CountTableView{Caption: x.t(text.PeriodicreturnChanges), First: x.t(text.PeriodicreturnFigure), Heads: []string{was, is, x.t(text.PeriodicreturnChange)}}
	for _, f := range before.Changed(after) {
		v.Rows = append(v.Rows, components.CountRow{Label: text.Of(x.ctx, text.FamilyReturnFigure, f), Counts: []components.Count{
			{N: text.Number(x.ctx, before[f])}, {N: text.Number(x.ctx, after[f])}, {N: signedChange(x.ctx, after[f]-before[f])}}})
	}
	if len(v.Rows) == 0 { // only how the sums are made up
		v.Rows = append(v.Rows, components.CountRow{Label: x.t(text.PeriodicreturnSameTotal), Counts: make([]components.Count, 3)})
	}
	return v
}

// copies are the corrections with what each changed in the copy before it, the newest first.
func (x *returnSheet) copies() (out []pages.CopyView) {
	var last *store.ReturnStep
	for i := range x.Steps {
		s := &x.Steps[i]
		if s.Kind == rehab.ReturnCorrect && last != nil {
			out = append(out, pages.CopyView{Title: x.t(text.PeriodicreturnCorrection, "Day", s.Day), Note: s.Reason,
				Before: *x.changes(last.Figures.Total, s.Figures.Total, x.t(text.PeriodicreturnCopyBefore, "Day", last.Day), x.t(text.PeriodicreturnCopyAfter))})
		}
		if s.Kind == rehab.ReturnDoLock || s.Kind == rehab.ReturnCorrect {
			last = s
		}
	}
	slices.Reverse(out)
	return out
}

func (x *returnSheet) remarks() (out []components.Pair) {
	for _, p := range rehab.ReturnParts() {
		if words := x.Remarks[string(p)]; words != "" {
			out = append(out, components.Pair{Name: text.Of(x.ctx, text.FamilyReturnPart, p), Value: words})
		}
	}
	return out
}

func (x *returnSheet) papers() (out []components.Link) {
	for i := range x.Papers {
		p := &x.Papers[i]
		out = append(out, components.Link{Words: x.t(text.PeriodicreturnPaper, "Number", p.Number, "Day", p.Day), Href: officePaperPath(p.ID)})
	}
	return out
}

var returnStepIcons = map[rehab.ReturnStepKind]icon.Name{
	rehab.ReturnPrepare: icon.Signature, rehab.ReturnSubmit: icon.Send, rehab.ReturnWithdraw: icon.Undo2, rehab.ReturnSendBack: icon.Undo2, rehab.ReturnAccept: icon.CircleCheck,
	rehab.ReturnTakeBack: icon.Undo2, rehab.ReturnDoLock: icon.Lock, rehab.ReturnCorrect: icon.FilePen,
}

// said are the steps, the newest first.
func (x *returnSheet) said() (out []components.FactView) {
	for i := range slices.Backward(x.Steps) {
		s := &x.Steps[i]
		out = append(out, components.FactView{ID: s.ID.String(), Date: text.Date(x.ctx, s.Day), ISO: s.Day.String(), Icon: returnStepIcons[s.Kind], Title: text.Of(x.ctx, text.FamilyReturnStep, s.Kind), Note: s.Reason,
			By: x.t(text.PeriodicreturnBy, "Who", s.By, "At", text.Moment(x.ctx, s.RecordedAt.In(clock.Shanghai)))})
	}
	return out
}
