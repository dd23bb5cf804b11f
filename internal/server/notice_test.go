package server_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/oversight"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

var (
	seenField = regexp.MustCompile(`name="seen" value="([0-9a-f]{64})"`)
	pickField = regexp.MustCompile(`name="pick" value="([^"]+)"`)
)

func unitOf(t *testing.T, s *testkit.Service, login string) string {
	t.Helper()
	return strconv.FormatInt(testkit.Actor(t, s, login).Unit, 10)
}

// TestANoticeIsWrittenAndIssued: what the unit has overdue is offered with masked names, the paper is shown before, and what is wrong is said in words.
func TestANoticeIsWrittenAndIssued(t *testing.T) {
	s := testkit.Serve(t, nil)
	testkit.Case(t, s, testkit.Near, reported, 3)
	office, town, unit := testkit.Client(t, s, "office1"), testkit.Client(t, s, "town2"), unitOf(t, s, "town2")
	const at = "/notices/new"
	want(t, office.Get("/notices"), http.StatusOK, "没有这样的督办整改通知书", at)
	want(t, town.Get(at), http.StatusNotFound)
	want(t, office.Get(at+"?place=520381001000"), http.StatusOK, "尿检（", `name="unit" value="`+unit+`"`)
	want(t, office.Get("/cases?duty=overdue&place=520381001000"), http.StatusOK, at+"?place=520381001000")
	lacks(t, town.Get("/cases?duty=overdue").Body, at)
	want(t, office.Get(at), http.StatusOK, "市中街道", "市中街道滨江社区", "市中派出所", "赤水市人力资源和社会保障局", "下一步")
	page := office.Get(at + "?unit=" + unit)
	want(t, page, http.StatusOK, "尿检（", "甄某", "滨江社区", "默认 15 天", "《中华人民共和国禁毒法》第五条")
	lacks(t, page.Body, "甄编")
	picks := pickField.FindAllStringSubmatch(page.Body, -1)
	if len(picks) < 3 {
		t.Fatalf("%d duties to pick", len(picks))
	}
	fields := func(more ...string) []string {
		f := []string{server.FormKey, server.NewFormKey(), "unit", unit, "basis", "《戒毒条例》第十六条", "deadline", "2026-12-08", "do", "look"}
		return append(f, more...)
	}
	want(t, office.Post(at, fields()...), http.StatusUnprocessableEntity, "请写明问题，或者至少勾选一项")
	want(t, office.Post(at, fields("problem", "月度检测<b>逾期", "deadline", "2026-11-23")...), http.StatusOK) // the first deadline counts
	for _, c := range []struct{ name, value, says string }{
		{"deadline", "2026-11-23", "整改期限须晚于2026年11月23日"}, {"deadline", "2026-11-20", "整改期限须晚于"}, {"deadline", "2027-12-31", "最晚到"}, {"deadline", "x", "日期"}, {"basis", " ", "督办依据"},
		{"unit", unitOf(t, s, "office1"), "被督办单位"}, {"pick", "no-such-duty", "已经办完或者不再逾期"},
	} {
		f := map[string]string{server.FormKey: server.NewFormKey(), "unit": unit, "problem": "月度检测逾期<i>", "basis": "《戒毒条例》第十六条", "deadline": "2026-12-08", "do": "look", c.name: c.value}
		var flat []string
		for k, v := range f {
			flat = append(flat, k, v)
		}
		a := office.Post(at, flat...)
		want(t, a, http.StatusUnprocessableEntity, c.says)
		if c.name != "unit" {
			want(t, a, http.StatusUnprocessableEntity, "月度检测逾期&lt;i&gt;")
		}
	}

	key := server.NewFormKey()
	form := []string{server.FormKey, key, "unit", unit, "problem", "检测多次逾期", "basis", "《戒毒条例》第十六条", "deadline", "2026-12-12", "pick", picks[0][1], "pick", picks[1][1]}
	a := office.Post(at, append(form, "do", "issue")...)
	want(t, a, http.StatusOK, "核对无误再签发", "责令你单位于2026年12月14日前整改完毕", "下列2项工作逾期未完成") // what was not shown is not issued; the 12th is a Saturday
	seen := seenField.FindStringSubmatch(a.Body)
	if seen == nil {
		t.Fatal("nothing says what was shown")
	}
	for range 2 { // the same form twice is one notice
		if a = office.Post(at, append(form, "do", "issue", "seen", seen[1])...); a.Location != "/notices/"+key {
			t.Fatalf("issued: %d to %q", a.Status, a.Location)
		}
	}
	want(t, office.Follow(a), http.StatusOK, "市中街道会在", "赤禁督字〔2026〕1号", "待签收", "检测多次逾期", "甄某", "2 项", "撤回通知书")
	lacks(t, office.Get("/papers/register").Body, "赤禁督字〔2026〕2号")
	want(t, town.Get("/notices/"+key), http.StatusOK, "签收以后在期限内整改", "2026年12月14日")
	want(t, town.Get("/notices"), http.StatusOK, "赤禁督字〔2026〕1号", "检测多次逾期", "2 项逾期工作")
	want(t, testkit.Client(t, s, "village1").Get("/notices/"+key), http.StatusNotFound) // it is the township's
	want(t, testkit.Client(t, s, "auditor").Get("/audit"), http.StatusOK, "签发督办整改通知书")
}

// TestWhatADepartmentOwes: a department is offered its referrals that are late.
func TestWhatADepartmentOwes(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 3)
	sendReferral(t, s, "town1", id.String(), "health")
	s.Clock.Set(testkit.Today + 30)
	office, at := testkit.Client(t, s, "office1"), "/notices/new?unit="
	page := office.Get(at + unitOf(t, s, "health1"))
	want(t, page, http.StatusOK, "答复转介", "甄某")
	pick := pickField.FindStringSubmatch(page.Body)
	if pick == nil {
		t.Fatal("nothing to pick")
	}
	a := office.Post("/notices/new", server.FormKey, server.NewFormKey(), "unit", unitOf(t, s, "health1"), "basis", "《戒毒条例》第十六条", "deadline", "2027-01-20", "pick", pick[1], "do", "look")
	want(t, a, http.StatusOK, "赤水市卫生健康局", "答复转介", "下列1项工作逾期未完成")
	want(t, office.Get(at+unitOf(t, s, "education1")), http.StatusOK, "没有逾期的工作")
}

// issued is a notice to the unit of an account, issued today with ten days.
func issued(t *testing.T, s *testkit.Service, login string) uuid.UUID {
	t.Helper()
	key := uuid.Must(uuid.NewV7())
	in := oversight.NoticeForm{Key: key, Unit: testkit.Actor(t, s, login).Unit, Problem: "检测逾期", Basis: oversight.NoticeBasis, Deadline: testkit.Today + 10}
	if err := s.Oversee.IssueNotice(t.Context(), testkit.Actor(t, s, "office1"), in); err != nil {
		t.Fatal(err)
	}
	return key
}

// noticeDesk is a notice with those who act on it.
type noticeDesk struct {
	t  *testing.T
	s  *testkit.Service
	at string
}

// post sends the form of a step as somebody.
func (d *noticeDesk) post(login, kind string, more ...string) testkit.Answer {
	d.t.Helper()
	side := "/answer"
	if strings.HasPrefix(login, "office") {
		side = "/decide"
	}
	fields := append([]string{server.FormKey, server.NewFormKey(), "kind", kind, "date", d.s.Clock.Today().String()}, more...)
	return testkit.Client(d.t, d.s, login).Post(d.at+side, fields...)
}

func (d *noticeDesk) takes(login, kind string, more ...string) {
	d.t.Helper()
	if a := d.post(login, kind, more...); a.Status != http.StatusSeeOther {
		d.t.Fatalf("%s as %s: %d %s", kind, login, a.Status, mainOf(a.Body))
	}
}

func (d *noticeDesk) says(login string, words ...string) {
	d.t.Helper()
	want(d.t, testkit.Client(d.t, d.s, login).Get(d.at), http.StatusOK, words...)
}

// TestANoticeIsFollowedToTheEnd: receipt, more time, reply with evidence, rejection, a better reply, acceptance; and what nobody may do on the way.
func TestANoticeIsFollowedToTheEnd(t *testing.T) {
	s := testkit.Serve(t, nil)
	d := &noticeDesk{t, s, "/notices/" + issued(t, s, "town2").String()}
	want(t, d.post("town2", "reply", "words", "已补检"), http.StatusConflict, "还没有签收")
	want(t, d.post("town3", "receive"), http.StatusNotFound)
	want(t, d.post("town2", "accept"), http.StatusUnprocessableEntity, "这一步由市禁毒办办理")
	want(t, d.post("office1", "receive"), http.StatusUnprocessableEntity, "只能由被督办单位签收")
	d.takes("town1", "receive")
	want(t, d.post("office1", "withdraw", "words", "误发"), http.StatusConflict, "签收以后不能撤回")
	want(t, d.post("office1", "refuse", "words", "不改"), http.StatusConflict, "不能认定拒不整改")
	want(t, d.post("town2", "ask", "words", "人手不足", "until", "2026-12-01"), http.StatusUnprocessableEntity, "须晚于现在的整改期限")
	d.takes("town2", "ask", "words", "人手不足", "until", "2026-12-10")
	d.says("office1", "申请延期", `value="2026-12-10"`)
	want(t, d.post("office1", "grant", "until", ""), http.StatusUnprocessableEntity, "请填写")
	d.takes("office1", "grant", "until", "2026-12-12")
	d.says("town2", "2026年12月14日", "同意延期") // the 12th is a Saturday

	town := testkit.Client(t, s, "town2")
	want(t, d.post("town2", "reply", "words", " "), http.StatusUnprocessableEntity, "整改情况：请填写")
	a := town.PostForm(d.at+"/answer", [][2]string{{server.FormKey, server.NewFormKey()}, {"kind", "reply"}, {"date", "2026-11-23"}, {"words", "已逐人补检"}}, "file", testkit.File{Name: "表.docx", Content: []byte("PK\x03\x04 试验")})
	want(t, a, http.StatusUnsupportedMediaType, "已逐人补检", "请重新选择")
	key := server.NewFormKey()
	for range 2 {
		a = town.PostForm(d.at+"/answer", [][2]string{{server.FormKey, key}, {"kind", "reply"}, {"date", "2026-11-23"}, {"words", "已逐人补检"}}, "file", testkit.File{Name: "补检.png", Content: drawing(t, 80, 60)})
		if a.Status != http.StatusSeeOther {
			t.Fatalf("reply with a picture: %d %s", a.Status, mainOf(a.Body))
		}
	}
	page := testkit.Client(t, s, "office1").Get(d.at)
	want(t, page, http.StatusOK, "已逐人补检", "佐证材料（1 份）", "补检", "整改到位，办结")
	file := regexp.MustCompile(d.at + "/files/[0-9a-f-]{36}").FindString(page.Body)
	if a := town.Get(file); a.Status != http.StatusOK || a.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(a.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the evidence: %d, %s", a.Status, a.Header.Get("Content-Type"))
	}
	want(t, town.Get(file+"/thumbnail"), http.StatusOK)
	want(t, testkit.Client(t, s, "town3").Get(file), http.StatusNotFound)
	want(t, d.post("town2", "reply", "words", "再补"), http.StatusConflict, "正等市禁毒办审核")

	want(t, d.post("office1", "reject", "words", "仍有漏检", "until", "2026-11-23"), http.StatusUnprocessableEntity, "重新整改的期限", "仍有漏检")
	d.takes("office1", "reject", "words", "仍有漏检", "until", "2026-12-20")
	d.says("town2", "退回重改", "仍有漏检", "2026年12月21日") // the 20th is a Sunday
	d.takes("town2", "reply", "words", "全部补齐")
	twoDecide(d)
	want(t, d.post("town2", "reply", "words", "再说一句"), http.StatusConflict, "这份通知书办结了")
	d.says("town2", "整改到位", "这份通知书已经办结")
}

// twoDecide: two officers decide at once; one decides, the other is told in words.
func twoDecide(d *noticeDesk) {
	d.t.Helper()
	answers := make([]testkit.Answer, 2)
	bodies := [][]string{{"accept", "words", "属实"}, {"reject", "words", "不实", "until", "2026-12-30"}}
	var done sync.WaitGroup
	for i, login := range []string{"office1", "office2"} {
		b := testkit.Client(d.t, d.s, login)
		done.Go(func() {
			answers[i] = b.Post(d.at+"/decide", append([]string{server.FormKey, server.NewFormKey(), "date", "2026-11-23", "kind"}, bodies[i]...)...)
		})
	}
	done.Wait()
	won := 0
	for _, a := range answers {
		switch a.Status {
		case http.StatusSeeOther:
			won++
		case http.StatusConflict:
		default:
			d.t.Errorf("deciding at once: %d", a.Status)
		}
	}
	if won != 1 {
		d.t.Fatalf("%d of two decisions were taken", won)
	}
	if answers[0].Status != http.StatusSeeOther { // the rejection won: the unit replies once more
		want(d.t, answers[0], http.StatusConflict, "可能别人已经审核过了")
		d.takes("town2", "reply", "words", "又补齐")
		d.takes("office1", "accept")
	}
}

// TestARefusalIsReported: a unit that lets its day pass is found to refuse, which is reported and noted; a step taken by mistake is taken back.
func TestARefusalIsReported(t *testing.T) {
	s := testkit.Serve(t, nil)
	d := &noticeDesk{t, s, "/notices/" + issued(t, s, "village1").String()}
	want(t, d.post("town2", "receive"), http.StatusUnprocessableEntity, "只能由被督办单位签收") // it sees it, and cannot receive it
	d.takes("village1", "receive")
	s.Clock.Set(testkit.Today + 12)
	d.says("village1", "逾期 2 天")
	want(t, d.post("village1", "ask", "words", "忙", "until", "2026-12-20"), http.StatusUnprocessableEntity, "不能再申请延期")
	want(t, testkit.Client(t, s, "office1").Get("/notices?state=late"), http.StatusOK, "赤禁督字〔2026〕1号")
	want(t, d.post("office1", "report", "words", "x"), http.StatusConflict, "先认定拒不整改")
	d.takes("office1", "refuse", "words", "逾期未回复")
	d.takes("office1", "report", "words", "12月5日专报市委、市政府")
	page := testkit.Client(t, s, "office1").Get(d.at).Body
	of := regexp.MustCompile(`name="of" value="([0-9a-f-]{36})"`).FindStringSubmatch(page)
	if of == nil {
		t.Fatal("the last step cannot be taken back")
	}
	want(t, d.post("office1", "take_back", "of", of[1], "words", " "), http.StatusUnprocessableEntity, "撤回的原因：请填写")
	want(t, d.post("village1", "take_back", "of", of[1], "words", "不服"), http.StatusUnprocessableEntity, "由市禁毒办办理")
	d.takes("office1", "take_back", "of", of[1], "words", "日期写错")
	d.says("village1", "日期写错", "拒不整改")
	d.takes("office1", "report", "words", "12月4日专报市委、市政府")
	d.takes("office1", "conclude", "words", "通报批评")
	d.says("village1", "已作处理", "通报批评", "这份通知书已经办结")
}

// TestAWithdrawnNoticeTakesItsPaperBack, and lists count what there is.
func TestAWithdrawnNoticeTakesItsPaperBack(t *testing.T) {
	s := testkit.Serve(t, nil)
	first, office := issued(t, s, "health1"), testkit.Client(t, s, "office1")
	d := &noticeDesk{t, s, "/notices/" + first.String()}
	want(t, d.post("office1", "withdraw", "words", ""), http.StatusUnprocessableEntity)
	d.takes("office1", "withdraw", "words", "发错单位")
	d.says("health1", "已撤回", "发错单位")
	want(t, office.Get("/papers/register?state=voided"), http.StatusOK, "赤禁督字〔2026〕1号", "发错单位", "赤水市卫生健康局")
	want(t, d.post("health1", "receive"), http.StatusConflict, "已经撤回")
	second := issued(t, s, "town2")
	(&noticeDesk{t, s, "/notices/" + second.String()}).takes("town2", "receive")
	issued(t, s, "police1")
	issued(t, s, "town2")
	page := office.Get("/notices?year=2026")
	want(t, page, http.StatusOK, "赤禁督字〔2026〕2号", "市中派出所", "赤水市卫生健康局", "各单位督办情况", "state=open")
	for query, n := range map[string]int{"": 4, "?state=open": 3, "?state=late": 0, "?state=withdrawn": 1, "?unit=" + unitOf(t, s, "town2"): 2, "?unit=" + unitOf(t, s, "town2") + "&state=received": 1, "?year=2025": 0} {
		if got := strings.Count(office.Get("/notices"+query).Body, "data-row-link"); got != n {
			t.Errorf("%q lists %d notices, want %d", query, got, n)
		}
	}
	want(t, testkit.Client(t, s, "police1").Get("/worklist"), http.StatusOK, "单位事项", "签收督办整改通知书", "赤禁督字〔2026〕3号")
	want(t, testkit.Client(t, s, "town1").Get("/worklist"), http.StatusOK, "整改并回复督办", "赤禁督字〔2026〕2号", "签收督办整改通知书", "赤禁督字〔2026〕4号")
	lacks(t, testkit.Client(t, s, "town3").Get("/worklist").Body, "督办整改通知书")
	(&noticeDesk{t, s, "/notices/" + second.String()}).takes("town2", "ask", "words", "忙", "until", "2026-12-20")
	want(t, office.Get("/worklist"), http.StatusOK, "答复督办延期申请", "/notices/"+second.String())
	want(t, testkit.Client(t, s, "town1").Get("/worklist"), http.StatusOK, "整改并回复督办", "赤禁督字〔2026〕2号")
	(&noticeDesk{t, s, "/notices/" + second.String()}).takes("town2", "reply", "words", "已改")
	want(t, office.Get("/worklist"), http.StatusOK, "审核督办回复")
	lacks(t, testkit.Client(t, s, "town1").Get("/worklist").Body, "整改并回复督办")
	for login, n := range map[string]int{"town2": 2, "village1": 0, "police1": 1, "health1": 1, "town3": 0} {
		if got := strings.Count(testkit.Client(t, s, login).Get("/notices").Body, "data-row-link"); got != n {
			t.Errorf("%s sees %d notices, want %d", login, got, n)
		}
	}
	rows := bookRows(t, office.Get("/notices/export?state=open"))
	if len(rows) < 4 || rows[0][0] != "文号" {
		t.Errorf("%q", rows)
	}
	want(t, office.Get("/notices?after=nonsense&state=no&unit=-1"), http.StatusOK)
}
