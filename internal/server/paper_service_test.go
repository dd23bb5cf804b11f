package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// TestServiceOfAPaper: what was issued is served once on each, in the manner that was, and its page, the lists and the return slip say so.
func TestServiceOfAPaper(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 480).String()
	at, b := "/cases/"+id, testkit.Client(t, s, "town2")
	contains(t, b.Get(at+"/paper-service").Body, "没有等待送达的文书", at+"/papers")
	paper := issuePaper(t, s, "town2", id)
	page := at + "/papers/" + paper
	contains(t, b.Get(page).Body, "还没有送达记录", at+"/paper-service?of="+paper, page+"/slip")
	contains(t, b.Get(page+"/slip").Body, "送达回证", "□直接送达", "填写说明")
	contains(t, b.Get(at).Body, "文书 1", "登记文书送达", page)
	if a := b.Get(at + "/paper-service?of=" + paper); !strings.Contains(a.Body, `value="`+paper+`" selected`) {
		t.Errorf("the paper is not chosen\n%s", mainOf(a.Body))
	}
	two := "李秀珍、王民警"
	for _, tt := range []struct {
		name, words string
		fill        []string
	}{
		{"in the future", "不能晚于今天", []string{"date", "2026-11-24", "to", "person", "how", "direct", "served_by", two}},
		{"before it was issued", "不能早于", []string{"date", "2026-11-22", "to", "person", "how", "direct", "served_by", two}},
		{"without a day", "请填写", []string{"to", "person", "how", "direct", "served_by", two}},
		{"on nobody", "请", []string{"date", "2026-11-23", "how", "direct", "served_by", two}},
		{"by nobody", "请填写", []string{"date", "2026-11-23", "to", "person", "how", "direct"}},
		{"refused without a witness", "请填写", []string{"date", "2026-11-23", "to", "person", "how", "direct", "refused", "yes", "served_by", two}},
		{"left by one alone", "须有两名送达人", []string{"date", "2026-11-23", "to", "person", "how", "left", "witness", "甄邻居", "served_by", "李秀珍"}},
		{"refused by post", "没有当面拒收", []string{"date", "2026-11-23", "to", "person", "how", "post", "refused", "yes", "witness", "甄邻居", "served_by", two}},
		{"by post without the letter's number", "请填写", []string{"date", "2026-11-23", "to", "person", "how", "post", "served_by", two}},
		{"on a relative without a name", "请填写", []string{"date", "2026-11-23", "to", "family", "how", "direct", "served_by", two}},
		{"by pigeon", "不在可选范围内", []string{"date", "2026-11-23", "to", "person", "how", "pigeon", "served_by", two}},
		{"of no paper of the case", "不在可选范围内", []string{"of", uuid.NewString(), "date", "2026-11-23", "to", "person", "how", "direct", "served_by", two}},
	} {
		fill := tt.fill
		if fill[0] != "of" {
			fill = append([]string{"of", paper}, fill...)
		}
		t.Run(tt.name, func(t *testing.T) { refused(t, b, at+"/paper-service", tt.words, fill...) })
	}
	n := len(factsOf(t, s, uuid.MustParse(id)).Facts)
	key := server.NewFormKey()
	form := []string{server.FormKey, key, "of", paper, "date", "2026-11-23", "to", "person", "how", "left", "refused", "yes", "witness", "甄邻居", "served_by", two, "place", "家中"}
	for range 2 { // sent twice it is one
		if a := b.Post(at+"/paper-service", form...); a.Status != http.StatusSeeOther || !strings.Contains(a.Location, page) {
			t.Fatalf("%d to %s\n%s", a.Status, a.Location, mainOf(a.Body))
		}
	}
	if a := b.Post(at+"/paper-service", append(form, "note", "改口")...); a.Status != http.StatusConflict {
		t.Errorf("the same form with other words: %d", a.Status)
	}
	refused(t, b, at+"/paper-service", "已经登记过送达", "of", paper, "date", "2026-11-23", "to", "person", "how", "direct", "served_by", two)
	taken(t, b, at+"/paper-service", "of", paper, "date", "2026-11-23", "to", "family", "how", "direct", "receiver", "甄母", "relation", "母亲", "served_by", "李秀珍")
	if o := factsOf(t, s, uuid.MustParse(id)); len(o.Facts) != n+2 || len(o.Track.Problems) > 0 {
		t.Errorf("%d facts, want %d; problems %v", len(o.Facts), n+2, o.Track.Problems)
	}
	contains(t, b.Get(page).Body, "拒绝签收，2026年11月23日", "甄邻居", "家属", "母亲", "空白回证")
	contains(t, b.Get(at+"/papers").Body, "拒绝签收，2026年11月23日")
	contains(t, b.Get(page+"/slip").Body, "☑留置送达", "受送达人拒绝签收；文书留置于受送达人的住所", "甄邻居", two, "家中", "☑直接送达", "甄母", "（母亲）")
	contains(t, b.Get(page+"/slip?empty=1").Body, "□直接送达")
	contains(t, b.Get(at).Body, "文书送达", "看这份文书")
	if factOf(t, s, id, rehab.KindPaperService).Body.(*rehab.PaperService).Number == "" {
		t.Error("the service does not bear the paper's number")
	}

	t.Run("of a voided paper", func(t *testing.T) {
		if a := b.Post(page+"/void", "reason", "打错"); a.Status != http.StatusSeeOther {
			t.Fatal(a.Status)
		}
		refused(t, b, at+"/paper-service", "没有等待送达的文书", "of", paper, "date", "2026-11-23", "to", "person", "how", "direct", "served_by", two)
		again := issuePaper(t, s, "town2", id)
		refused(t, b, at+"/paper-service", "这份文书已经作废", "of", paper, "date", "2026-11-23", "to", "person", "how", "direct", "served_by", two)
		lacks(t, b.Get(page).Body, "/paper-service?of=", page+"/slip")
		if a := b.Get(page + "/slip"); a.Status != http.StatusNotFound {
			t.Errorf("the slip of a voided paper: %d", a.Status)
		}
		contains(t, b.Get(at+"/papers/"+again).Body, "还没有送达记录")
	})
	t.Run("by others", func(t *testing.T) {
		if a := testkit.Client(t, s, "town3").Post(at+"/paper-service", form...); a.Status != http.StatusNotFound {
			t.Errorf("another township: %d", a.Status)
		}
		if a := testkit.Client(t, s, "office1").Get(at + "/paper-service"); a.Status != http.StatusNotFound {
			t.Errorf("the office: %d", a.Status)
		}
		contains(t, testkit.Client(t, s, "village1").Get(at+"/paper-service").Body, "form_key")
	})
}
