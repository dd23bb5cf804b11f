package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// numbered takes numbers of warnings for an office, as before papers were kept.
func numbered(t *testing.T, s *testkit.Service, actor access.Actor, id uuid.UUID, times int) {
	t.Helper()
	if err := s.Store.WithTx(t.Context(), actor, func(tx *store.Tx) error {
		for range times {
			if _, err := tx.NextNumber(t.Context(), store.NumberWanted{Issuer: actor.Unit, Kind: "warning", Day: date.New(2025, 5, 6), Unit: "市中街道", Pattern: "{unit}旧告字〔{year}〕{number}号", Case: id}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestRegisterOfNumbers(t *testing.T) {
	s := testkit.Serve(t, nil)
	town, office := testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1")
	want(t, town.Get("/papers/register"), http.StatusOK, "还没有编过文号")
	near, far := testkit.Case(t, s, testkit.Near, reported, 1).String(), testkit.Case(t, s, testkit.Far, reported, 2).String()
	moved := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 21, movedTo(testkit.Far, date.MustParse("2026-10-12"))...)
	first, second := issuePaper(t, s, "town2", near), issuePaper(t, s, "town2", near)
	issuePaper(t, s, "town3", far)
	numbered(t, s, testkit.Actor(t, s, "town2"), moved, 55)
	if a := town.Post("/cases/"+near+"/papers/"+first+"/void", "reason", "人名误印"); a.Status != http.StatusSeeOther {
		t.Fatalf("void: %d", a.Status)
	}

	t.Run("an office sees its own numbers", func(t *testing.T) {
		a := town.Get("/papers/register?year=2026")
		want(t, a, http.StatusOK, "市中街道社戒告字〔2026〕1号", "市中街道社戒告字〔2026〕2号", "人名误印", "已作废", "/cases/"+near+"/papers/"+second,
			"第 1 号至第 2 号，连续无缺号；其中作废 1 个")
		lacks(t, a.Body, "复兴镇", "戒决字")
		lacks(t, testkit.Client(t, s, "village1").Get("/papers/register").Body, "告字", "戒决字")
		a = testkit.Client(t, s, "police1").Get("/papers/register")
		want(t, a, http.StatusOK, "赤公(禁)社戒决字〔2026〕1号", "系统", "当时未存原件")
		lacks(t, a.Body, "告字")
		want(t, office.Get("/papers/register"), http.StatusOK, "市中街道社戒告字〔2026〕1号", "复兴镇社戒告字〔2026〕1号", "赤公(禁)社戒决字〔2026〕1号")
	})
	t.Run("a person who has moved away is not named", func(t *testing.T) {
		a := town.Get("/papers/register?year=2025")
		want(t, a, http.StatusOK, "甄某某", "当时未存原件")
		lacks(t, a.Body, "甄编")
	})
	t.Run("filters and pages", func(t *testing.T) {
		lacks(t, town.Get("/papers/register?state=voided").Body, "〔2026〕2号")
		want(t, town.Get("/papers/register?state=fact_voided"), http.StatusOK, "没有符合条件的文号")
		want(t, town.Get("/papers/register?year=2031"), http.StatusOK, "2031 年没有编过文号")
		want(t, town.Get("/papers/register?kind=nonsense&year=x&issuer=-1&after=1_2&before=____"), http.StatusOK, "社戒告字")
		a := town.Get("/papers/register?sort=number&year=2025")
		want(t, a, http.StatusOK, "〔2025〕1号", "〔2025〕50号")
		lacks(t, a.Body, "〔2025〕51号")
		unit := strconv.FormatInt(testkit.Actor(t, s, "town2").Unit, 10)
		a = town.Get("/papers/register?sort=number&year=2025&after=" + unit + "_2025_50_warning")
		want(t, a, http.StatusOK, "〔2025〕51号", "〔2025〕55号", "before="+unit+"_2025_51_warning")
		a = town.Get("/papers/register?sort=number&year=2025&before=" + unit + "_2025_51_warning")
		want(t, a, http.StatusOK, "〔2025〕1号", "〔2025〕50号")
	})
	t.Run("what falls with its fact", func(t *testing.T) {
		var fact string
		if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
			p, err := tx.Paper(t.Context(), uuid.MustParse(second))
			fact = p.FactID.String()
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if a := town.Post("/cases/"+near+"/facts/"+fact+"/void", server.FormKey, server.NewFormKey(), "reason", "登记错误"); a.Status != http.StatusSeeOther {
			t.Fatalf("void of the fact: %d", a.Status)
		}
		want(t, town.Get("/papers/register?state=fact_voided"), http.StatusOK, "市中街道社戒告字〔2026〕2号", "所依据的登记已作废")
	})
	t.Run("taken along", func(t *testing.T) {
		rows := bookRows(t, town.Get("/papers/register/export?year=2026&sort=number"))
		if len(rows) != 3 || rows[1][0] != "市中街道社戒告字〔2026〕1号" || rows[1][9] != "人名误印" {
			t.Errorf("%q", rows)
		}
		want(t, testkit.Client(t, s, "auditor").Get("/audit"), http.StatusOK, "名单：文号登记簿", "年度：2026")
	})
	t.Run("a gap is told", func(t *testing.T) {
		if _, err := s.Store.Pool().Exec(t.Context(), `insert into document_number (issuer, kind, year, number, text, day) values ($1, 'warning', 2026, 5, '试验', '2026-11-23')`, testkit.Actor(t, s, "town2").Unit); err != nil {
			t.Fatal(err)
		}
		want(t, town.Get("/papers/register?year=2026"), http.StatusOK, "缺 2 个号")
	})
}

func TestPatternsOfNumbers(t *testing.T) {
	s := testkit.Serve(t, nil)
	office, officer := testkit.Client(t, s, "office1"), testkit.Client(t, s, "police1")
	path := screened(t, officer, 1)
	edit := "/papers/patterns/edit"
	want(t, office.Get("/papers/patterns"), http.StatusOK, "赤公(禁)社戒决字〔{year}〕{number}号", "赤公(禁)社戒决字〔2026〕1号", "还没有改过", edit+"?kind=decision_detox")
	want(t, office.Get(edit+"?kind=warning"), http.StatusOK, "下一个文号：市中街道社戒告字〔2026〕1号")
	want(t, office.Get(edit+"?kind=warning&pattern=%7Bunit%7D%E5%AD%97%7Bnumber%7D"), http.StatusOK, "要有一个 {year}")
	want(t, office.Get(edit+"?kind=nothing"), http.StatusNotFound)
	want(t, office.Get(edit+"?kind=warning&issuer=999999"), http.StatusNotFound)
	lacks(t, testkit.Client(t, s, "town2").Get("/papers/patterns").Body, edit, "戒决字")

	a := office.Post(edit, "kind", "warning", "issuer", "", "pattern", "警告{place}〔{year}〕{number}号", "do", "set")
	want(t, a, http.StatusUnprocessableEntity, "不认识 {place}", "警告{place}〔{year}〕{number}号")
	a = office.Post(edit, "kind", "warning", "issuer", "", "pattern", "赤公(禁)社戒决字〔{year}〕{number}号{unit}", "do", "look")
	want(t, a, http.StatusOK, "下一个文号：赤公(禁)社戒决字〔2026〕1号市中街道（市中街道）")
	a = office.Post(edit, "kind", "discharge", "issuer", "", "pattern", "赤公(禁)社戒决字〔{year}〕{number}号", "do", "set")
	want(t, a, http.StatusUnprocessableEntity, "责令社区戒毒决定书》文号重复")
	for range 2 {
		if a = office.Post(edit, "kind", "decision_detox", "issuer", "", "pattern", "赤禁决〔{year}〕第{number}号", "do", "set"); a.Location != "/papers/patterns" {
			t.Fatalf("set: %d", a.Status)
		}
	}
	want(t, office.Get("/papers/patterns"), http.StatusOK, "赤禁决〔{year}〕第{number}号", "赤禁决〔2026〕第1号", "曾庆兰")
	want(t, officer.Get(path+"/decision"), http.StatusOK, "赤禁决〔2026〕第")
	if n := strings.Count(office.Get("/papers/patterns").Body, "赤禁决〔{year}〕第{number}号"); n != 2 {
		t.Errorf("the pattern stands %d times on the page, want in the table and once in the history", n)
	}
	if a = office.Post(edit, "kind", "decision_detox", "issuer", "", "do", "back"); a.Location != "/papers/patterns" {
		t.Fatalf("taken back: %d", a.Status)
	}
	want(t, officer.Get(path+"/decision"), http.StatusOK, "赤公(禁)社戒决字〔2026〕")
	want(t, testkit.Client(t, s, "auditor").Get("/audit"), http.StatusOK, "规定文号格式", "取消文号格式的规定", "赤禁决〔{year}〕第{number}号")
}
