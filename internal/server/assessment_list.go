package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/assessment"
)

const (
	assessmentsPath = "/assessments"
	assessmentsPage = 50
)

// assessmentList shows the phase and final assessments owed.
func (s *Server) assessmentList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	lines, more, err := s.Work.Assessments(ctx, actorOf(r), dutyKey(q.Typed("after")), assessmentsPage)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	t := components.TableView{
		Caption: text.T(ctx, text.AssessmentCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.AssessmentPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.AssessmentKind), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.AssessmentVillage)}, {Label: text.T(ctx, text.AssessmentOpens)}, {Label: text.T(ctx, text.AssessmentDue)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.AssessmentEmpty), Note: text.T(ctx, text.AssessmentEmptyNote)},
	}
	for _, l := range lines {
		due := components.Cell{Words: text.Date(ctx, l.Due)}
		late := !l.Due.IsZero() && l.Due < s.Clock.Today()
		if late {
			due.Tone = components.Late
		}
		t.Rows = append(t.Rows, components.Row{ID: l.CaseID.String(), Late: late, Href: assessmentPath(l.CaseID), Cells: []components.Cell{
			{Words: l.Name, Sub: tail(&l.DocMask)}, {Words: text.Of(ctx, text.FamilyObligation, l.Kind)}, {Words: g.Full(l.Division)}, {Words: text.Date(ctx, l.Opens)}, due,
		}})
	}
	v := pages.ListView{Table: t, Pages: components.PaginationView{From: min(1, len(lines)), To: len(lines), Keys: true}}
	if more {
		last := lines[len(lines)-1]
		v.Pages.Next = assessmentsPath + "?" + url.Values{"after": {last.Due.String() + "_" + last.CaseID.String() + "_" + strconv.Itoa(last.Seq)}}.Encode()
	}
	return s.page(w, r, text.T(ctx, text.AssessmentTitle), pages.List(v))
}

// dutyKey reads where a page of duties begins; anything else is the first page.
func dutyKey(s string) store.DutyKey {
	part := strings.Split(s, "_")
	var k store.DutyKey
	if len(part) != 3 || k.Due.UnmarshalText([]byte(part[0])) != nil {
		return store.DutyKey{}
	}
	var err1, err2 error
	k.Case, err1 = uuid.Parse(part[1])
	k.Seq, err2 = strconv.Atoi(part[2])
	if err1 != nil || err2 != nil {
		return store.DutyKey{}
	}
	return k
}
