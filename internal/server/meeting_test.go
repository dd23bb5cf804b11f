package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// overseer is oversight on the service's database, as the office does it.
func overseer(s *testkit.Service) *oversight.Office { return oversight.New(s.Store, s.Clock.Today) }

// meetingEveryone are the units of everybody who can be called to a meeting and has an account that the tests sign in as.
func meetingEveryone(t *testing.T, s *testkit.Service) []int64 {
	t.Helper()
	var out []int64
	for _, login := range []string{"police1", "town1", "health1"} {
		out = append(out, testkit.Actor(t, s, login).Unit)
	}
	return out
}

func callMeeting(t *testing.T, s *testkit.Service, day date.Date, units ...int64) uuid.UUID {
	t.Helper()
	in := oversight.MeetingForm{Key: uuid.Must(uuid.NewV7()), Day: day, Place: "市政府三楼会议室", Chair: "曾庆兰", Agenda: "分析第三季度情况", Units: units}
	if err := overseer(s).CallMeeting(t.Context(), testkit.Actor(t, s, "office1"), in); err != nil {
		t.Fatal(err)
	}
	return in.Key
}

// holdMeeting calls a meeting of yesterday to the units, who all came, and returns its key.
func holdMeeting(t *testing.T, s *testkit.Service, units ...int64) string {
	t.Helper()
	id := callMeeting(t, s, testkit.Today-1, units...)
	if err := overseer(s).HoldMeeting(t.Context(), testkit.Actor(t, s, "office1"), id, units, time.Time{}); err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// giveMeasure gives a measure of the meeting to the unit of an account and returns its key.
func giveMeasure(t *testing.T, s *testkit.Service, meeting, login string) string {
	t.Helper()
	in := oversight.MeasureForm{Meeting: uuid.MustParse(meeting), Key: uuid.Must(uuid.NewV7()), Subject: rehab.SubjectEmployment, Words: "办一期叉车培训", Owner: testkit.Actor(t, s, login).Unit, Due: testkit.Today + 20}
	if err := overseer(s).AddMeasure(t.Context(), testkit.Actor(t, s, "office1"), in); err != nil {
		t.Fatal(err)
	}
	return in.Key.String()
}

// measuresOf gives a measure of the meeting to the unit of each role that can be asked for one; the others are shown the township's.
func measuresOf(t *testing.T, s *testkit.Service, meeting string) map[access.Role]string {
	t.Helper()
	out, township := map[access.Role]string{}, giveMeasure(t, s, meeting, "town1")
	for _, role := range access.Roles() {
		out[role] = township
		if role.Police() || role == access.Department {
			out[role] = giveMeasure(t, s, meeting, loginOf[role])
		}
	}
	return out
}

// TestMeetings goes through the life of meetings and measures with the browsers of both sides.
func TestMeetings(t *testing.T) {
	s := testkit.Serve(t, nil)
	testkit.Case(t, s, testkit.Near, reported, 1)
	t.Run("called", func(t *testing.T) { meetingIsCalled(t, s) })
	t.Run("held", func(t *testing.T) { meetingIsHeld(t, s) })
	t.Run("frozen figures", func(t *testing.T) { meetingFiguresStay(t, s) })
	t.Run("findings", func(t *testing.T) { meetingFindings(t, s) })
	t.Run("least data", func(t *testing.T) { meetingLeastData(t, s) })
	t.Run("measure", func(t *testing.T) { measureLife(t, s) })
	t.Run("measure refused", func(t *testing.T) { measureRefused(t, s) })
	t.Run("measure steps refused", func(t *testing.T) { measureStepsRefused(t, s) })
}

func meetingForm(s *testkit.Service, t *testing.T, with ...string) []string {
	t.Helper()
	out := []string{server.FormKey, key(), "meeting_day", "2026-11-25", "meeting_place", "三楼会议室", "chair", "曾庆兰", "agenda", "分析情况"}
	for _, u := range meetingEveryone(t, s) {
		out = append(out, "meeting_unit", strconv.FormatInt(u, 10))
	}
	return append(out, with...)
}

// meetingIsCalled: by the office alone; the same form twice is one meeting; wrong input comes back as typed.
func meetingIsCalled(t *testing.T, s *testkit.Service) {
	b := testkit.Client(t, s, "office1")
	if a := b.Get("/meetings/new"); a.Status != http.StatusOK || !strings.Contains(a.Body, "赤水市卫生健康局") || !strings.Contains(a.Body, "市中街道") {
		t.Fatalf("%d: the form does not offer the units\n%s", a.Status, mainOf(a.Body))
	}
	form := meetingForm(s, t)
	first, again := b.Post("/meetings", form...), b.Post("/meetings", form...)
	if first.Status != http.StatusSeeOther || again.Location != first.Location {
		t.Fatalf("called: %d to %q, then %d to %q", first.Status, first.Location, again.Status, again.Location)
	}
	form[3] = "2026-11-26"
	if a := b.Post("/meetings", form...); a.Status != http.StatusConflict {
		t.Errorf("the same form with another day: %d, want 409", a.Status)
	}
	for name, c := range map[string]struct{ field, value, says string }{
		"no day": {"meeting_day", "", "请填写"}, "far away": {"meeting_day", "2036-11-25", "不能晚于"}, "no chair": {"chair", "", "请填写"}, "nonsense": {"meeting_unit", "x", "不在可选范围内"},
	} {
		form := meetingForm(s, t)
		for i := 0; i < len(form); i += 2 {
			if form[i] == c.field {
				form[i+1] = c.value
			}
		}
		a := b.Post("/meetings", form...)
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, c.says) || !strings.Contains(a.Body, "分析情况") {
			t.Errorf("%s: %d, want 422 that says %q", name, a.Status, c.says)
		}
	}
	if a := b.Post("/meetings", form[:10]...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "请至少选一个单位") {
		t.Errorf("nobody called: %d", a.Status)
	}
	path := first.Location
	if a := b.Post(path+"/edit", append(meetingForm(s, t)[2:], "version", "7")...); a.Status != http.StatusConflict || !strings.Contains(a.Body, "别人刚改过") {
		t.Errorf("changed over another version: %d", a.Status)
	}
	if a := b.Post(path+"/edit", append(meetingForm(s, t)[2:], "version", "1")...); a.Status != http.StatusSeeOther {
		t.Errorf("changed: %d", a.Status)
	}
	if a := b.Post(path+"/edit", append(meetingForm(s, t)[2:], "version", "1")...); a.Status != http.StatusSeeOther {
		t.Errorf("the same change twice: %d", a.Status)
	}
	if a := b.Post(path+"/cancel", "reason", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("cancelled without a reason: %d", a.Status)
	}
	if a := b.Follow(b.Post(path+"/cancel", "reason", "与全市大会冲突")); !strings.Contains(a.Body, "会议已取消：与全市大会冲突") {
		t.Errorf("cancelled: %d", a.Status)
	}
	for reason, want := range map[string]int{"与全市大会冲突": http.StatusSeeOther, "另有原因": http.StatusConflict} {
		if a := b.Post(path+"/cancel", "reason", reason); a.Status != want {
			t.Errorf("cancelled again for %q: %d, want %d", reason, a.Status, want)
		}
	}
	if a := b.Post(path+"/edit", append(meetingForm(s, t)[2:], "version", "3")...); a.Status != http.StatusConflict {
		t.Errorf("changed after it was cancelled: %d", a.Status)
	}
}

// meetingIsHeld: not before its day, not without anybody, once.
func meetingIsHeld(t *testing.T, s *testkit.Service) {
	b, units := testkit.Client(t, s, "office1"), meetingEveryone(t, s)
	came := strconv.FormatInt(units[1], 10)
	later := "/meetings/" + callMeeting(t, s, testkit.Today+1, units...).String()
	if a := b.Post(later+"/hold", "attended", came); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "还没有开") {
		t.Errorf("held before its day: %d", a.Status)
	}
	path := "/meetings/" + callMeeting(t, s, testkit.Today, units...).String()
	for name, attended := range map[string]string{"nobody": "", "somebody who was not called": strconv.FormatInt(testkit.Actor(t, s, "town3").Unit, 10)} {
		if a := b.Post(path+"/hold", "attended", attended); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("held with %s: %d", name, a.Status)
		}
	}
	if a := b.Post(path+"/findings", "version", "1", "finding_living", "x"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "还没有开") {
		t.Errorf("findings before the meeting: %d", a.Status)
	}
	a := b.Follow(b.Post(path+"/hold", "attended", came))
	if !strings.Contains(a.Body, "缺席") || !strings.Contains(a.Body, "2026年10月") {
		t.Errorf("held: neither who stayed away nor the month of the figures\n%s", mainOf(a.Body))
	}
	if a := b.Post(path+"/hold", "attended", came); a.Status != http.StatusSeeOther {
		t.Errorf("the same form twice: %d", a.Status)
	}
	if a := b.Post(path+"/hold", "attended", strconv.FormatInt(units[2], 10)); a.Status != http.StatusConflict {
		t.Errorf("held twice, with others: %d", a.Status)
	}
}

// meetingFiguresStay: what was frozen is not moved by what is recorded later, and stands beside the meeting before.
func meetingFiguresStay(t *testing.T, s *testkit.Service) {
	figure := func(id string, name string) int {
		var w store.MeetingWhole
		err := s.Store.Read(t.Context(), testkit.Actor(t, s, "office1"), func(tx *store.Tx) (err error) {
			w, err = tx.MeetingWhole(t.Context(), uuid.MustParse(id), testkit.Today)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range w.Figures {
			if f.Name == name && f.Place == w.Division {
				return f.N
			}
		}
		return -1
	}
	first := holdMeeting(t, s, meetingEveryone(t, s)...)
	before := figure(first, "open")
	testkit.Case(t, s, testkit.Far, reported, 2)
	second := holdMeeting(t, s, meetingEveryone(t, s)...)
	if a, b := figure(first, "open"), figure(second, "open"); before < 1 || a != before || b != before+1 {
		t.Errorf("open cases: %d frozen, then %d; the next meeting %d", before, a, b)
	}
	if a := testkit.Client(t, s, "office1").Get("/meetings/" + second); !strings.Contains(a.Body, "上次会议") || !strings.Contains(a.Body, "+1") {
		t.Errorf("the meeting before does not stand beside it\n%s", mainOf(a.Body))
	}
}

// meetingFindings: kept by subject; somebody who wrote meanwhile is not overwritten, and what was typed comes back.
func meetingFindings(t *testing.T, s *testkit.Service) {
	b, path := testkit.Client(t, s, "office1"), "/meetings/"+holdMeeting(t, s, meetingEveryone(t, s)...)
	if a := b.Follow(b.Post(path+"/findings", "version", "2", "finding_living", "两户住房漏雨")); !strings.Contains(a.Body, "两户住房漏雨</textarea>") {
		t.Errorf("the finding is not kept\n%s", mainOf(a.Body))
	}
	if a := b.Post(path+"/findings", "version", "2", "finding_living", "两户住房漏雨"); a.Status != http.StatusSeeOther {
		t.Errorf("the same findings twice: %d", a.Status)
	}
	a := b.Post(path+"/findings", "version", "2", "finding_living", "三户住房漏雨")
	if a.Status != http.StatusConflict || !strings.Contains(a.Body, "三户住房漏雨</textarea>") {
		t.Errorf("overwritten: %d, or what was typed is lost", a.Status)
	}
	if a := b.Post(path+"/findings", "version", "3", "finding_living", strings.Repeat("长", 4001)); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("too long: %d", a.Status)
	}
}

// meetingLeastData: a unit sees what it was called to and what it was asked, and of the figures the city's alone.
func meetingLeastData(t *testing.T, s *testkit.Service) {
	id := holdMeeting(t, s, testkit.Actor(t, s, "health1").Unit)
	mine, other := giveMeasure(t, s, id, "health1"), giveMeasure(t, s, id, "labour1")
	b := testkit.Client(t, s, "health1")
	a := b.Get("/meetings/" + id)
	for _, hidden := range []string{other, "/cases?", "各乡镇（街道）指标", "action=\"/meetings/"} {
		if strings.Contains(a.Body, hidden) {
			t.Errorf("a department sees %q", hidden)
		}
	}
	if a.Status != http.StatusOK || !strings.Contains(a.Body, mine) || !strings.Contains(a.Body, "全市指标") {
		t.Errorf("%d: a department does not see its measure or the figures\n%s", a.Status, mainOf(a.Body))
	}
	if a := b.Get("/measures"); !strings.Contains(a.Body, mine) || strings.Contains(a.Body, other) {
		t.Error("the list of a department is not its own measures")
	}
	for login, paths := range map[string][]string{
		"civil1": {"/meetings/" + id, "/measures/" + mine}, "labour1": {"/meetings/" + id, "/measures/" + mine}, "town1": {"/meetings/" + id, "/measures/" + mine}, "village1": {"/meetings", "/measures"},
	} {
		c := testkit.Client(t, s, login)
		for _, p := range paths {
			if a := c.Get(p); a.Status != http.StatusNotFound {
				t.Errorf("%s asks for %s: %d, want 404", login, p, a.Status)
			}
		}
	}
	if a := testkit.Client(t, s, "labour1").Get("/measures/" + other); a.Status != http.StatusOK || strings.Contains(a.Body, "/meetings/"+id) {
		t.Errorf("a unit that was not called: %d, or it is led to the meeting", a.Status)
	}
}

func stepForm(with ...string) []string {
	return append([]string{server.FormKey, key(), "date", "2026-11-23"}, with...)
}

// measureLife: accepted, reported, done, sent back, done again, confirmed; the next meeting has it while it is open.
func measureLife(t *testing.T, s *testkit.Service) {
	first := holdMeeting(t, s, meetingEveryone(t, s)...)
	path := "/measures/" + giveMeasure(t, s, first, "town1")
	town, office := testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1")
	take := func(b *testkit.Browser, step, says string, with ...string) {
		t.Helper()
		if a := b.Follow(b.Post(path+"/"+step, stepForm(with...)...)); !strings.Contains(a.Body, says) {
			t.Errorf("%s: the measure does not say %q\n%s", step, says, mainOf(a.Body))
		}
	}
	take(town, "accept", "办理中")
	form := stepForm("words", "已报名 5 人")
	for range 2 {
		if a := town.Post(path+"/report", form...); a.Status != http.StatusSeeOther {
			t.Fatalf("report: %d", a.Status)
		}
	}
	if a := town.Get(path); strings.Count(a.Body, "已报名 5 人") != 1 {
		t.Error("the same report twice is not one report")
	}
	take(town, "done", "待确认", "words", "办了一期")
	take(office, "return", "退回重办", "words", "没有名册", "new_due", "2026-12-31")
	if a := office.Get("/meetings/" + holdMeeting(t, s, meetingEveryone(t, s)...)); strings.Contains(a.Body, `id="carried"`) {
		t.Error("a measure of the same day is carried forward")
	}
	next := callMeeting(t, s, testkit.Today, meetingEveryone(t, s)...)
	if a := office.Get("/meetings/" + next.String()); !strings.Contains(a.Body, `id="carried"`) || !strings.Contains(a.Body, path) {
		t.Error("the next meeting does not have the open measure")
	}
	take(town, "done", "待确认", "words", "名册已补")
	take(office, "confirm", "已办结")
	if a := office.Get("/measures?state=confirmed"); !strings.Contains(a.Body, path) {
		t.Error("the list of those done does not have it")
	}
}

// measureRefused: without a unit, with a deadline before the meeting, before the meeting was held.
func measureRefused(t *testing.T, s *testkit.Service) {
	b, path := testkit.Client(t, s, "office1"), "/meetings/"+holdMeeting(t, s, meetingEveryone(t, s)...)
	owner := strconv.FormatInt(testkit.Actor(t, s, "town1").Unit, 10)
	for name, c := range map[string]struct{ owner, due, words, says string }{
		"no owner": {"", "2026-12-20", "办培训", "每条措施都要有承办单位"}, "a village": {strconv.FormatInt(testkit.Actor(t, s, "village1").Unit, 10), "2026-12-20", "办培训", "不在可选范围内"},
		"before the meeting": {owner, "2026-11-21", "办培训", "不能早于会议日期"}, "no words": {owner, "2026-12-20", "", "请填写"}, "no deadline": {owner, "", "办培训", "请填写"},
	} {
		a := b.Post(path+"/measures", server.FormKey, key(), "measure_subject", "employment", "measure_words", c.words, "measure_owner", c.owner, "measure_due", c.due)
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, c.says) || !strings.Contains(a.Body, c.words+"</textarea>") {
			t.Errorf("%s: %d, want 422 that says %q and keeps what was typed", name, a.Status, c.says)
		}
	}
	called := "/meetings/" + callMeeting(t, s, testkit.Today, meetingEveryone(t, s)...).String()
	if a := b.Post(called+"/measures", server.FormKey, key(), "measure_subject", "employment", "measure_words", "办培训", "measure_owner", owner, "measure_due", "2026-12-20"); a.Status != http.StatusConflict {
		t.Errorf("before the meeting was held: %d", a.Status)
	}
}

// measureStepsRefused: the other side's steps, steps out of order, without words, of another day; confirming one's own.
func measureStepsRefused(t *testing.T, s *testkit.Service) {
	meeting := holdMeeting(t, s, meetingEveryone(t, s)...)
	path := "/measures/" + giveMeasure(t, s, meeting, "town1")
	town, office := testkit.Client(t, s, "town1"), testkit.Client(t, s, "office1")
	for _, c := range []struct {
		name string
		by   *testkit.Browser
		step string
		with []string
		want int
	}{
		{"the owner confirms", town, "confirm", nil, http.StatusNotFound},
		{"the office reports", office, "report", []string{"words", "x"}, http.StatusNotFound},
		{"a report without words", town, "report", nil, http.StatusUnprocessableEntity},
		{"confirmed before it is done", office, "confirm", nil, http.StatusConflict},
		{"extended to an earlier day", office, "extend", []string{"words", "x", "new_due", "2026-11-24"}, http.StatusUnprocessableEntity},
		{"extended without a day", office, "extend", []string{"words", "x"}, http.StatusUnprocessableEntity},
		{"dropped without a reason", office, "drop", nil, http.StatusUnprocessableEntity},
		{"accepted", town, "accept", nil, http.StatusSeeOther},
		{"accepted twice", town, "accept", nil, http.StatusConflict},
		{"extended", office, "extend", []string{"words", "设备未到", "new_due", "2027-01-31"}, http.StatusSeeOther},
		{"dropped", office, "drop", []string{"words", "改由人社局办"}, http.StatusSeeOther},
		{"reported after that", town, "report", []string{"words", "x"}, http.StatusConflict},
	} {
		if a := c.by.Post(path+"/"+c.step, stepForm(c.with...)...); a.Status != c.want {
			t.Errorf("%s: %d, want %d", c.name, a.Status, c.want)
		}
	}
	if a := town.Post(path+"/report", server.FormKey, key(), "date", "2026-11-24", "words", "x"); a.Status == http.StatusSeeOther {
		t.Error("a report of tomorrow is taken")
	}
}

// TestMinutes: not without findings; once issued nothing of the meeting changes, and the units called read it; voided, it can be corrected.
func TestMinutes(t *testing.T) {
	s := testkit.Serve(t, nil)
	testkit.Case(t, s, testkit.Near, reported, 1)
	id := holdMeeting(t, s, meetingEveryone(t, s)...)
	b, path := testkit.Client(t, s, "office1"), "/meetings/"+id
	minutes := func(version string) testkit.Answer {
		return b.Post(path+"/minutes", server.FormKey, key(), "version", version)
	}
	if a := minutes("2"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "还没有写分析情况") {
		t.Errorf("minutes without findings: %d, want 422", a.Status)
	}
	if a := b.Get(path + "/minutes"); !strings.Contains(a.Body, "联席分析会议纪要") || !strings.Contains(a.Body, "d-lack") {
		t.Errorf("%d: the sheet does not show what it lacks", a.Status)
	}
	b.Post(path+"/findings", "version", "2", "finding_living", "两户住房漏雨")
	giveMeasure(t, s, id, "town1")
	if a := minutes("2"); a.Status != http.StatusConflict {
		t.Errorf("minutes over an old version: %d, want 409", a.Status)
	}
	health := testkit.Client(t, s, "health1")
	if a := health.Get(path); strings.Contains(a.Body, "两户住房漏雨") {
		t.Error("a unit reads the findings before the minutes")
	}
	form := []string{server.FormKey, key(), "version", "3"}
	for range 2 {
		if a := b.Post(path+"/minutes", form...); a.Status != http.StatusSeeOther {
			t.Fatalf("issued: %d\n%s", a.Status, mainOf(a.Body))
		}
	}
	if a := health.Get(path); !strings.Contains(a.Body, "两户住房漏雨") || strings.Contains(a.Body, "/papers/") {
		t.Error("a unit does not read the findings after the minutes, or is led to a paper it does not see")
	}
	if a := b.Get("/papers/" + form[1]); !strings.Contains(a.Body, "赤禁会纪〔2026〕1号") || !strings.Contains(a.Body, "两户住房漏雨") || !strings.Contains(a.Body, "办一期叉车培训") {
		t.Errorf("%d: the paper does not say what the meeting found and asked", a.Status)
	}
	for name, a := range map[string]testkit.Answer{
		"findings": b.Post(path+"/findings", "version", "4", "finding_living", "x"),
		"measure":  b.Post(path+"/measures", server.FormKey, key(), "measure_words", "x", "measure_subject", "living", "measure_owner", "1", "measure_due", "2026-12-20"), "minutes": minutes("4"),
	} {
		if a.Status != http.StatusConflict || !strings.Contains(a.Body, "会议内容不再改动") {
			t.Errorf("%s after the minutes: %d, want 409 in words", name, a.Status)
		}
	}
	if a := b.Post(path+"/minutes/void", "reason", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("voided without a reason: %d", a.Status)
	}
	b.Post(path+"/minutes/void", "reason", "户数有误")
	if a := b.Get("/papers/" + form[1]); !strings.Contains(a.Body, "户数有误") {
		t.Error("the voided paper does not say why")
	}
	b.Post(path+"/findings", "version", "5", "finding_living", "三户住房漏雨")
	if a := minutes("6"); a.Status != http.StatusSeeOther {
		t.Errorf("issued anew: %d", a.Status)
	}
}

// TestMeasuresOnTheWorklist: a measure is its owner's work and waits there; once reported done, the office's; overdue, the office watches it.
func TestMeasuresOnTheWorklist(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := holdMeeting(t, s, meetingEveryone(t, s)...)
	measure := "/measures/" + giveMeasure(t, s, id, "health1")
	office := func(login string) string {
		return sectionOf(testkit.Client(t, s, login).Get("/worklist").Body, "office")
	}
	if got := office("health1"); !strings.Contains(got, "办理会议措施") || !strings.Contains(got, measure) || !strings.Contains(got, "办一期叉车培训") {
		t.Errorf("the owner's: %s", got)
	}
	for _, login := range []string{"civil1", "town1", "police1", "office1"} {
		if got := office(login); strings.Contains(got, "会议措施") {
			t.Errorf("%s is shown another's measure: %s", login, got)
		}
	}
	if a := testkit.Client(t, s, "health1").Post(measure+"/done", stepForm("words", "已办")...); a.Status != http.StatusSeeOther {
		t.Fatalf("done: %d", a.Status)
	}
	if got := office("office1"); !strings.Contains(got, "确认会议措施办结") || !strings.Contains(got, measure) {
		t.Errorf("the office's: %s", got)
	}
	if got := office("health1"); strings.Contains(got, measure) {
		t.Errorf("what was reported done is still the owner's: %s", got)
	}
}
