package server_test

import (
	"net/http"
	"testing"

	"xinsheng/internal/testkit"
)

func TestAPaperOfAnOffice(t *testing.T) {
	s := testkit.Serve(t, nil)
	at := "/papers/" + officePaper(t, s, "town2")
	town, office, other := testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1"), testkit.Client(t, s, "town3")

	want(t, town.Get(at), http.StatusOK, "督办整改通知书", "赤禁督字〔2026〕1号", "月度检测&lt;b&gt;逾期", "市禁毒办", "受文单位", "上面没有完整号码", "SHA-256")
	want(t, other.Get(at), http.StatusNotFound)
	want(t, other.Post(at+"/original", "reason", ""), http.StatusNotFound)
	a := town.Post(at + "/original")
	want(t, a, http.StatusOK, "责令你单位于2026年12月3日前整改完毕", "赤水市市中街道办事处：")
	if a.Header.Get("Cache-Control") != "no-store" {
		t.Error("a cache may keep the original")
	}
	if a = town.Post(at + "/pdf"); a.Status != http.StatusSeeOther || a.Location != at {
		t.Errorf("a PDF that is not made: %d to %q", a.Status, a.Location)
	}
	want(t, office.Get(at+"/void"), http.StatusOK, "文书随之作废")
	want(t, office.Post(at+"/void", "reason", ""), http.StatusUnprocessableEntity)
	want(t, office.Post(at+"/void", "reason", "误发"), http.StatusUnprocessableEntity, "文书随之作废")
	want(t, town.Post(at+"/void", "reason", "误发"), http.StatusNotFound)

	want(t, office.Get("/papers/register"), http.StatusOK, "赤禁督字〔2026〕1号", "市中街道", "市禁毒办", `href="`+at+`"`)
	rows := bookRows(t, office.Get("/papers/register/export?kind=supervision_notice"))
	if len(rows) != 2 || rows[1][0] != "赤禁督字〔2026〕1号" || rows[1][5] != "市中街道" || rows[1][6] != "市禁毒办" {
		t.Errorf("%q", rows)
	}
	lacks(t, town.Get("/papers/register").Body, "赤禁督字")
	want(t, office.Get("/papers/patterns"), http.StatusOK, "赤禁督字〔{year}〕{number}号", "赤禁督字〔2026〕2号", "赤水市禁毒工作指导小组办公室")
	edit := "/papers/patterns/edit"
	a = office.Post(edit, "kind", "supervision_notice", "issuer", "", "pattern", "{unit}督〔{year}〕{number}号", "do", "set")
	want(t, a, http.StatusUnprocessableEntity, "只由一个单位出具")
	if a = office.Post(edit, "kind", "supervision_notice", "issuer", "", "pattern", "赤禁办督〔{year}〕{number}号", "do", "set"); a.Location != "/papers/patterns" {
		t.Fatalf("set: %d", a.Status)
	}
	want(t, town.Get("/papers/"+officePaper(t, s, "town2")), http.StatusOK, "赤禁办督〔2026〕2号")
	want(t, town.Get("/papers/00000000-0000-7000-8000-000000000000"), http.StatusNotFound)
}
