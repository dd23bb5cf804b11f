package server_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// sectionOf returns the part of a page that a worklist section is, "" when it is not there.
func sectionOf(page, id string) string {
	_, rest, ok := strings.Cut(page, `<section class="work-sec" id="`+id+`"`)
	if !ok {
		return ""
	}
	part, _, _ := strings.Cut(rest, "</section>")
	return part
}

var personRow = regexp.MustCompile(`data-row-link[^>]*>([^<]+)</a>`)

// personsIn returns the names of the persons in a page or a part of it.
func personsIn(part string) []string {
	var out []string
	for _, m := range personRow.FindAllStringSubmatch(part, -1) {
		out = append(out, m[1])
	}
	return out
}

// rowOf returns the row of the person in a page.
func rowOf(t *testing.T, page string, seq int) string {
	t.Helper()
	name := nameOf(seq)
	for _, row := range strings.Split(page, `<li class="work`)[1:] {
		if strings.Contains(row, ">"+name+"</a>") {
			return row
		}
	}
	t.Fatalf("%s is not on the worklist", name)
	return ""
}

var formLink = regexp.MustCompile(`href="(/cases/[^"/]+/[^"]+)"`)

// formIn is the address of the form in a row of the worklist.
func formIn(t *testing.T, row string) string {
	t.Helper()
	m := formLink.FindStringSubmatch(row)
	if m == nil {
		t.Fatalf("no form in %s", row)
	}
	return html.UnescapeString(m[1])
}

func nameOf(seq int) string { return "甄编" + string(rune('一'+seq)) }

// round are the tests and contacts of every month from the one after report-in to the last one given.
func round(reportIn date.Date, until date.Month) []casework.Step {
	var steps []casework.Step
	for m := reportIn.Month() + 1; m <= until; m++ {
		steps = append(steps, testkit.Step(access.DrugTestRecord, m.First()+4, &rehab.DrugTest{Result: rehab.Negative}))
		for _, kind := range rehab.ContactTypes() {
			steps = append(steps, testkit.Step(access.ContactRecord, m.First()+5, &rehab.Contact{Type: kind}))
		}
	}
	return steps
}

// prepared are agreement, working group and help plan.
func prepared(reportIn date.Date) []casework.Step {
	return []casework.Step{
		testkit.Step(access.AgreementRecord, reportIn+1, &rehab.Agreement{}), testkit.Step(access.WorkingGroupRecord, reportIn+1, &rehab.WorkingGroup{}),
		testkit.Step(access.HelpPlanRecord, reportIn+1, &rehab.HelpPlan{}),
	}
}

func then(lists ...[]casework.Step) []casework.Step {
	var all []casework.Step
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// workWorld makes cases in several states at the near village, and one at the far one. The day is Monday, 23 Nov 2026.
func workWorld(t *testing.T, s *testkit.Service) {
	t.Helper()
	may, march := date.New(2026, 5, 11), date.New(2026, 3, 2)
	add := func(seq int, reportIn date.Date, steps ...casework.Step) {
		testkit.Case(t, s, testkit.Near, reportIn, seq, steps...)
	}
	add(1, may, then(prepared(may), round(may, date.NewMonth(2026, 11)))...) // nothing to do
	add(2, may, then(prepared(may), round(may, date.NewMonth(2026, 10)))...) // this month's round
	add(3, may, then(prepared(may), round(may, date.NewMonth(2026, 9)))...)  // October missed altogether
	absent := testkit.Step(access.DrugTestRecord, date.New(2026, 11, 20), &rehab.DrugTest{Result: rehab.Absent})
	add(4, march, append(then(prepared(march), round(march, date.NewMonth(2026, 10))), absent)...) // an absence to decide
	leave := testkit.Step(access.LeaveRequest, date.New(2026, 11, 22), &rehab.Leave{From: date.New(2026, 11, 25), Until: date.New(2026, 11, 29)})
	add(5, march, append(then(prepared(march), round(march, date.NewMonth(2026, 11))), leave)...) // a leave to decide
	year := date.New(2025, 12, 8)
	ending := func() []casework.Step { return then(prepared(year), round(year, date.NewMonth(2026, 11))) }
	opinion := testkit.Step(access.AssessmentOpinion, date.New(2026, 11, 20), &rehab.PhaseOpinion{Phase: 1, Suggestion: rehab.Pass, Text: "同意"})
	add(6, year, ending()...)                  // a phase the village has to give its opinion on
	add(7, year, append(ending(), opinion)...) // one the lead has to decide
	positive := testkit.Step(access.DrugTestRecord, date.New(2026, 11, 16), &rehab.DrugTest{Result: rehab.Positive})
	told := testkit.Step(access.BreachRecord, date.New(2026, 11, 16), &rehab.PoliceReport{Of: positive.Entry.Key.String()})
	add(8, march, append(then(prepared(march), round(march, date.NewMonth(2026, 11))), positive, told)...) // the police have to decide
	testkit.Case(t, s, testkit.Far, may, 9)
	refused := []casework.Step{testkit.Step(access.DrugTestRecord, date.New(2026, 10, 8), &rehab.DrugTest{Result: rehab.Refused, Reason: "拒绝到场"})}
	for _, step := range round(may, date.NewMonth(2026, 11)) { // refused in October, and nothing else wanting
		if b, tested := step.Entry.Body.(*rehab.DrugTest); !tested || b.Result != rehab.Negative || step.Entry.Date.Month() != date.NewMonth(2026, 10) {
			refused = append(refused, step)
		}
	}
	add(10, may, then(prepared(may), refused)...)
}

func TestWorklists(t *testing.T) {
	s := testkit.Serve(t, nil)
	workWorld(t, s)
	show := func(login, address string) string {
		a := testkit.Client(t, s, login).Get(address)
		if a.Status != http.StatusOK || strings.Contains(a.Body, "⟦") {
			t.Fatalf("%s as %s: %d", address, login, a.Status)
		}
		return a.Body
	}
	village, worker, lead, officer, office := show("village1", "/worklist"), show("town1", "/worklist"), show("town2", "/worklist"), show("police1", "/worklist"), show("office1", "/worklist")

	t.Run("an assessment opens at its phase", func(t *testing.T) {
		if at := formIn(t, rowOf(t, lead, 7)); !strings.HasSuffix(at, "#phase-1") {
			t.Errorf("the decision on phase 1 leads to %s", at)
		}
	})
	t.Run("what is late is entered for its month, and the list comes back", func(t *testing.T) {
		late := formIn(t, rowOf(t, village, 10))
		if !strings.Contains(late, "month=2026-10") {
			t.Fatalf("an October refused leads to %s", late)
		}
		page := show("village1", late)
		for _, want := range []string{`name="month" value="2026-10"`, "补录2026年10月的", `name="back" value="/worklist"`} {
			if !strings.Contains(page, want) {
				t.Errorf("the form of a late month lacks %s", want)
			}
		}
		if strings.Contains(page, `value="2026-11-23" max`) {
			t.Error("the form of a late month proposes today")
		}
		if page := show("village1", formIn(t, rowOf(t, village, 3))); !strings.Contains(page, "补录2026年10月的") || strings.Contains(page, `name="month"`) {
			t.Error("the form of this month does not lead to the one of October")
		}
		sign := formIn(t, rowOf(t, lead, 5))
		if !strings.Contains(sign, "of=") || !strings.Contains(sign, "back=%2Fworklist") {
			t.Fatalf("a leave to decide leads to %s", sign)
		}
		if form := show("town2", sign); !strings.Contains(form, `/leave-decision?back=%2Fworklist"`) {
			t.Error("the decision does not come back to the list")
		}
	})
	t.Run("nobody stands twice", func(t *testing.T) {
		for login, page := range map[string]string{"village1": village, "town1": worker, "town2": lead, "police1": officer, "office1": office} {
			seen := map[string]bool{}
			for _, name := range personsIn(page) {
				if seen[name] {
					t.Errorf("%s is twice on the worklist of %s", name, login)
				}
				seen[name] = true
			}
			if len(seen) == 0 {
				t.Errorf("the worklist of %s is empty", login)
			}
		}
	})
	t.Run("village", func(t *testing.T) {
		want := map[string][]int{"late": {3, 10}, "week": nil, "month": {2, 4}, "sign": nil}
		for id, seqs := range want {
			if got := personsIn(sectionOf(village, id)); !sameNames(got, seqs) {
				t.Errorf("section %s: %v, want %v", id, got, seqs)
			}
		}
		for _, seq := range []int{1, 5, 7, 9} {
			if strings.Contains(village, nameOf(seq)) {
				t.Errorf("%s has nothing for the village", nameOf(seq))
			}
		}
		if row := rowOf(t, village, 3); !strings.Contains(row, "10月尿检 漏检") || !strings.Contains(row, "10月走访 未做") || !strings.Contains(row, "漏检计入单位") {
			t.Errorf("the missed October reads %s", row)
		}
		if row := rowOf(t, village, 10); !strings.Contains(row, "拒检，未补检") || !strings.Contains(row, "计入本人违规次数；") || strings.Contains(row, "漏检计入单位") {
			t.Errorf("what was refused is not told from what the office missed: %s", row)
		}
		if row := rowOf(t, village, 6); !strings.Contains(row, "村级意见") {
			t.Errorf("no opinion asked for in %s", row)
		}
	})
	t.Run("township", func(t *testing.T) {
		if got := personsIn(sectionOf(worker, "sign")); len(got) != 0 {
			t.Errorf("the worker signs for %v", got)
		}
		if got := personsIn(sectionOf(worker, "late")); !sameNames(got, []int{3, 10}) {
			t.Errorf("overdue in the township: %v", got)
		}
		if strings.Contains(worker, nameOf(2)) || !strings.Contains(show("town1", "/worklist?all=1"), nameOf(2)) {
			t.Error("what a village has still time for is shown when asked for, and only then")
		}
		if got := personsIn(sectionOf(lead, "sign")); !sameNames(got, []int{3, 4, 5, 7, 10}) {
			t.Errorf("to sign: %v", got)
		}
		row := rowOf(t, lead, 3)
		if strings.Contains(row, "尿检 漏检") || !strings.Contains(row, "处理漏检（10月）") {
			t.Errorf("a missed test and the decision on it are one thing: %s", row)
		}
		if row := rowOf(t, lead, 7); !strings.Contains(row, "/assessment") {
			t.Errorf("the phase leads to %s", row)
		}
	})
	t.Run("police", func(t *testing.T) {
		if got := personsIn(sectionOf(officer, "sign")); !sameNames(got, []int{8}) {
			t.Errorf("to be decided by the police: %v", got)
		}
	})
	t.Run("office", func(t *testing.T) {
		for _, place := range []string{"520381001000", "520381101000"} {
			if !strings.Contains(office, "/worklist?place="+place+"&amp;section=late") {
				t.Errorf("no link to what is overdue in %s", place)
			}
		}
		if !regexp.MustCompile(`place=520381001000&amp;section=late">[^<]*(<svg.*?</svg>)?\s*2\s*</a>`).MatchString(office) {
			t.Error("the number of persons overdue near is not 2")
		}
		near := show("office1", "/worklist?place=520381001000&section=late")
		if got := personsIn(near); !sameNames(got, []int{3, 10}) {
			t.Errorf("overdue near: %v", got)
		}
	})
	t.Run("workbook", func(t *testing.T) {
		a := testkit.Client(t, s, "village1").Get("/worklist/export?section=month")
		f, err := excelize.OpenReader(strings.NewReader(a.Body))
		if err != nil {
			t.Fatalf("%d: %v", a.Status, err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || len(rows) < 6 {
			t.Fatalf("%d rows: %v", len(rows), err)
		}
		if row := strings.Join(rows[1], " "); !strings.Contains(row, "甄编") || !strings.Contains(row, "《戒毒条例》") || !strings.Contains(row, "*") {
			t.Errorf("the first row reads %s", row)
		}
		if strings.Contains(fmt.Sprint(rows), nameOf(3)) {
			t.Error("who is overdue stands among what is due this month")
		}
	})
	t.Run("figures that are behind say so", func(t *testing.T) {
		if strings.Contains(village, "正在补算") {
			t.Error("figures of today are said to be behind")
		}
		s.Clock.Set(testkit.Today + 8) // 1 December: a new month for everybody
		defer s.Clock.Set(testkit.Today)
		if page := show("village1", "/worklist"); !strings.Contains(page, "2026年11月23日，正在补算") {
			t.Error("nothing says that the dates are behind")
		}
	})
	t.Run("department", func(t *testing.T) {
		if page := show("health1", "/worklist"); !strings.Contains(page, "转来") || len(personsIn(page)) > 0 {
			t.Error("a department sees referrals only")
		}
	})
	t.Run("nonsense in the address filters nothing", func(t *testing.T) {
		page := show("village1", "/worklist?place=abc&kind=nothing&section=x&after=1_2_3&all=1")
		if got, want := personsIn(page), personsIn(village); len(got) != len(want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
	t.Run("one kind of duty", func(t *testing.T) {
		if got := personsIn(show("town2", "/worklist?kind=leave_decision")); !sameNames(got, []int{5}) {
			t.Errorf("leaves to decide: %v", got)
		}
	})
}

func sameNames(got []string, seqs []int) bool {
	if len(got) != len(seqs) {
		return false
	}
	want := map[string]bool{}
	for _, seq := range seqs {
		want[nameOf(seq)] = true
	}
	for _, name := range got {
		if !want[name] {
			return false
		}
	}
	return true
}

// TestWorklistOfAMove: before the person reports there, the destination awaits them and the origin answers; afterwards what the origin left undone is
// the destination's to see to.
func TestWorklistOfAMove(t *testing.T) {
	s := testkit.Serve(t, nil)
	march, moved := date.New(2026, 3, 2), date.New(2026, 11, 9)
	to := rehab.Destination(testkit.Far.String())
	move := func(seq int, arrived bool) {
		request := testkit.Step(access.TransferRequest, moved-7, &rehab.TransferRequest{To: to})
		of := request.Entry.Key.String()
		transfer := testkit.Step(access.TransferReceive, moved, &rehab.Transfer{To: to})
		steps := then(prepared(march), round(march, date.NewMonth(2026, 9)), []casework.Step{ // October was missed at the origin
			request, testkit.Step(access.TransferDecide, moved-6, &rehab.TransferOrigin{Of: of, Agreed: true}),
			testkit.Step(access.TransferDecide, moved-5, &rehab.TransferDestination{Of: of, Agreed: true, Village: testkit.Far}),
			testkit.Step(access.TransferReceive, moved-4, &rehab.TransferPoliceNotified{Of: of}), transfer,
		})
		if arrived {
			steps = append(steps, testkit.Step(access.TransferReceive, moved+3, &rehab.TransferReportIn{Of: transfer.Entry.Key.String(), Village: testkit.Far}))
		}
		testkit.Case(t, s, testkit.Near, march, seq, steps...)
	}
	move(11, false)
	move(12, true)
	on := func(login string) map[string]string {
		page, rows := testkit.Client(t, s, login).Get("/worklist").Body, map[string]string{}
		for _, name := range personsIn(page) {
			for seq := 11; seq <= 12; seq++ {
				if name == nameOf(seq) {
					rows[name] = rowOf(t, page, seq)
				}
			}
		}
		return rows
	}
	origin, destination := on("town2"), on("town3")
	if row := origin[nameOf(11)]; !strings.Contains(row, "处理漏检（10月）") {
		t.Errorf("the origin answers until the person has reported: %q", row)
	}
	if row := destination[nameOf(11)]; !strings.Contains(row, "迁入地报到") || strings.Contains(row, "处理漏检") {
		t.Errorf("the destination awaits the person, and no more: %q", row)
	}
	if _, there := origin[nameOf(12)]; there {
		t.Error("the origin still has the person on its worklist")
	}
	if row := destination[nameOf(12)]; !strings.Contains(row, "处理漏检（10月）") || !strings.Contains(row, "移交档案") {
		t.Errorf("what the origin left undone is lost: %q", row)
	}
}

// TestWorklistPages walks a worklist of several pages there and back: everybody once, in the same order.
func TestWorklistPages(t *testing.T) {
	s := testkit.Serve(t, nil)
	actor := testkit.Actor(t, s, "village1")
	for seq := range 7 {
		testkit.Case(t, s, testkit.Near, date.New(2026, 9-seq%3, 11), seq)
	}
	all, err := s.Work.Desk(t.Context(), actor, casework.WorkAsked{}, 100)
	if err != nil || len(all.Lines) != 7 {
		t.Fatalf("%d lines: %v", len(all.Lines), err)
	}
	var seen []uuid.UUID
	asked := casework.WorkAsked{}
	for range all.Lines {
		page, err := s.Work.Desk(t.Context(), actor, asked, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Lines[:min(2, len(page.Lines))] {
			seen, asked.At = append(seen, l.Person), l.WorkKey
		}
		if len(page.Lines) <= 2 {
			break
		}
	}
	for i, l := range all.Lines {
		if i >= len(seen) || seen[i] != l.Person {
			t.Fatalf("pages show %v", seen)
		}
	}
	back, err := s.Work.Desk(t.Context(), actor, casework.WorkAsked{At: all.Lines[5].WorkKey, Back: true}, 2)
	if err != nil || len(back.Lines) != 3 || back.Lines[0].Person != all.Lines[2].Person || back.Lines[2].Person != all.Lines[4].Person {
		t.Errorf("back from the sixth: %d lines, %v", len(back.Lines), err)
	}
}
