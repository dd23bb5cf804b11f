package document_test

import (
	"reflect"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// contents are what the specimens of the papers of offices say, by kind; a kind without one fails the tests.
var contents = map[document.Kind]any{
	"reward_statement": document.RewardStatement{
		Village: "市中街道滨江社区", From: date.New(2026, 1, 1), To: date.New(2026, 11, 23), Opening: 50_00, Accrued: 300_00, Reversed: -50_00, Paid: 250_00, Closing: 50_00, Held: 50_00,
		Lines: []document.StatementLine{
			{Day: date.New(2026, 3, 6), Phase: 2, Fen: 100_00, Balance: 150_00},
			{Day: date.New(2026, 5, 11), Year: 2026, Batch: 1, Voucher: "赤财支2026-017", Fen: -150_00, Balance: 0},
			{Day: date.New(2026, 6, 2), Phase: 3, Fen: 200_00, Balance: 200_00},
			{Day: date.New(2026, 7, 20), Phase: 1, Fen: -50_00, Balance: 150_00},
			{Day: date.New(2026, 9, 1), Year: 2026, Batch: 2, Voucher: "赤财支2026-040", Fen: -100_00, Balance: 50_00},
		},
	},
	"supervision_notice": oversight.NoticeSheet{
		Problem: "你街道三季度以来社区戒毒人员月度检测和谈话工作多次逾期，\n经电话提醒后仍未补齐。", AsOf: today, Deadline: date.New(2026, 12, 8),
		Basis: "《中华人民共和国禁毒法》第三十四条、《戒毒条例》第十六条",
		Overdue: []oversight.NoticeDuty{
			{What: "尿检", Person: "甄某", Place: "滨江社区", Due: date.New(2026, 10, 31), Days: 23},
			{What: "走访", Person: "钱某某", Place: "滨江社区", Due: date.New(2026, 10, 31), Days: 23},
		},
	},
	"periodic_return": returnPaper(),
}

// returnPaper is a township's third quarter of two villages, corrected once.
func returnPaper() oversight.ReturnPaper {
	months, below := []date.Month{date.NewMonth(2026, 7), date.NewMonth(2026, 8), date.NewMonth(2026, 9)}, map[division.Code][]rehab.ReturnSheet{}
	for i, code := range []division.Code{village, village + 1} {
		for j, m := range months {
			below[code] = append(below[code], rehab.VillageSheet(m, rehab.ReturnCount{"open": 12 + i, "stage_in_execution": 12 + i, "phase_1": 7, "phase_2": 5 + i, "detox": 12 + i, "opened": j, "test_due": 12, "test_done": 12 - j, "test_missed": j, "talk_due": 12, "talk_done": 11}))
		}
	}
	town := village.Township()
	own := map[date.Month]rehab.ReturnCount{months[2]: {"open": 1, "stage_awaiting_report_in": 1, "detox": 1}}
	return oversight.ReturnPaper{Place: town, From: months[0].First(), Until: months[2].Last(), LockedOn: date.New(2026, 10, 20), Correction: "八月一次尿检登记有误，已作废",
		Sheet: rehab.SumSheet(months, town, own, below), Remarks: map[string]string{"tests": "漏检四人次，均已补检", "other": "三季度工作平稳。\n下一步加强走访"}}
}

// officeSource is what the paper of an office of the specimen is filled from.
func officeSource(t *testing.T, s *document.Spec) document.Source {
	t.Helper()
	content, ok := contents[s.Kind]
	if !ok {
		t.Fatalf("there is no specimen of the paper %s", s.Kind)
	}
	return document.Source{Content: content, Recipient: "赤水市市中街道办事处", Places: places{}, Organ: document.MunicipalHan(places{}, village), Number: "试字〔2026〕1号", Day: today,
		Drafted: "曾庆兰", Approved: "曾庆兰"}
}

// specimen is what any paper of the specimen is filled from.
func specimen(t *testing.T, s *document.Spec) document.Source {
	t.Helper()
	if s.Office {
		return officeSource(t, s)
	}
	o := specimenOf(t, s.Kind)
	if len(o.Track.Problems) > 0 {
		t.Fatalf("the specimen's life is impossible: %v", o.Track.Problems)
	}
	return source(o, s, subject(t, o, s))
}

func officeKinds() []document.Spec {
	var out []document.Spec
	for _, s := range document.Specs() {
		if s.Office {
			out = append(out, s)
		}
	}
	return out
}

// TestAnEmptyPaperOfAnOfficeLacksNamedFields: one of which nothing is filled in says what is missing, each by a name, and marks it.
func TestAnEmptyPaperOfAnOfficeLacksNamedFields(t *testing.T) {
	for _, s := range officeKinds() {
		src := officeSource(t, &s)
		src.Content, src.Recipient = nil, ""
		body, lacks, err := document.Write(t.Context(), &s, src)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(body), "d-lack"); len(lacks) == 0 || n < len(lacks) {
			t.Errorf("%s without content lacks %v, and marks %d", s.Kind, lacks, n)
		}
		for _, l := range lacks {
			if !text.Has(text.FamilyPaperField, strings.ReplaceAll(l, ".", "_")) {
				t.Errorf("the field %s, which %s lacks, has no name", l, s.Kind)
			}
		}
		if !text.Has(text.FamilyPaperKind, string(s.Kind)) {
			t.Errorf("the kind %s has no name", s.Kind)
		}
	}
}

// TestNoPaperOfAnOfficeTrustsWhatWasTyped: every text of the content is text on the paper, never markup.
func TestNoPaperOfAnOfficeTrustsWhatWasTyped(t *testing.T) {
	for _, s := range officeKinds() {
		src := officeSource(t, &s)
		src.Content, src.Recipient = poisoned(reflect.ValueOf(src.Content)).Interface(), "<img src=x onerror=alert(1)>"
		body, _, err := document.Write(t.Context(), &s, src)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "<script") || strings.Contains(string(body), "<img") || !strings.Contains(string(body), "&lt;script") {
			t.Errorf("%s carries markup that was typed, or not what was typed", s.Kind)
		}
	}
}

// poisoned is a copy of a value in which every text is a script.
func poisoned(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(`<script>alert(1)</script>`)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(poisoned(v.Field(i)))
			}
		}
	case reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(poisoned(v.Index(i)))
		}
	default:
	}
	return out
}

// TestANoticeOfListedDutiesNeedsNoWords: with duties picked from the lists the list is the problem; without words and list something is missing.
func TestANoticeOfListedDutiesNeedsNoWords(t *testing.T) {
	s, _ := document.SpecOf("supervision_notice")
	src := officeSource(t, &s)
	n := contents[s.Kind].(oversight.NoticeSheet)
	n.Problem = ""
	src.Content = n
	body, lacks, err := document.Write(t.Context(), &s, src)
	if err != nil || len(lacks) > 0 || !strings.Contains(string(body), "截至2026年11月23日，你单位在社区戒毒、社区康复工作中有下列2项工作逾期未完成") {
		t.Errorf("lacks %v: %v: %s", lacks, err, body)
	}
	n.Overdue = nil
	src.Content = n
	if _, lacks, err = document.Write(t.Context(), &s, src); err != nil || len(lacks) != 1 || lacks[0] != "notice.problem" {
		t.Errorf("without words and list it lacks %v: %v", lacks, err)
	}
}
