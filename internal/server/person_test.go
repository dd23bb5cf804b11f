package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// editPerson is the form of the page filled as it stands; pairs at the end replace what is in it.
func editPerson(t *testing.T, page testkit.Answer, pairs ...string) []string {
	t.Helper()
	out := []string{"form_key", hidden(t, page.Body, "form_key"), "version", hidden(t, page.Body, "version")}
	for _, name := range []string{"name", "alias", "occupation", "registered_address", "actual_address", "phone", "guardian_name", "drugs", "reason", "reported_on"} {
		value := ""
		if name == "name" {
			value = valueOf(page.Body, `id="name"`)
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				value = pairs[i+1]
			}
		}
		out = append(out, name, value)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.HasPrefix(pairs[i], "no_") || pairs[i] == "form_key" || pairs[i] == "version" {
			out = append(out, pairs[i], pairs[i+1])
		}
	}
	return out
}

// valueOf is the value of the input that has the attribute.
func valueOf(body, attribute string) string {
	at := strings.Index(body, attribute)
	if at < 0 {
		return ""
	}
	tag := body[strings.LastIndexByte(body[:at], '<'):]
	_, tag, _ = strings.Cut(tag[:strings.IndexByte(tag, '>')], `value="`)
	value, _, _ := strings.Cut(tag, `"`)
	return value
}

func TestAPersonIsEditedWithHistory(t *testing.T) {
	s := testkit.Serve(t, nil)
	reportIn := date.New(2026, 3, 2)
	caseAt := "/cases/" + testkit.Case(t, s, testkit.Near, reportIn, 31).String()
	far := "/cases/" + testkit.Case(t, s, testkit.Far, reportIn, 32).String()
	at, b := caseAt+"/person", testkit.Client(t, s, "village1")

	contains(t, b.Get(caseAt).Body, `href="`+at+`"`)
	page := b.Get(at)
	want(t, page, http.StatusOK, "甄编丟", "登记以后没有改动", "现登记 139****0000")
	lacks(t, page.Body, "13900000000", at+"/document", at+"/merge") // not a village worker's

	t.Run("a new name wants a reason, a new telephone the day it was reported", func(t *testing.T) {
		a := b.Post(at, editPerson(t, page, "name", "甄改名", "alias", "阿改、老甄", "phone", "139 1111 2222")...)
		want(t, a, http.StatusUnprocessableEntity, "改姓名、性别、出生日期的，请写明原因", "请填本人哪天报告的", `value="甄改名"`)
		a = b.Post(at, editPerson(t, page, "name", "甄改名", "phone", "12", "reported_on", "2026-11-30", "reason", "户口簿更名")...)
		want(t, a, http.StatusUnprocessableEntity, "7 至 15 位", "不能晚于今天")
		want(t, b.Post(at, editPerson(t, page, "name", "", "reason", "x")...), http.StatusUnprocessableEntity, "姓名：请填写")
		want(t, b.Post(at, editPerson(t, page, "name", "甄编丟")...), http.StatusUnprocessableEntity, "没有改动")
	})
	form := editPerson(t, page, "name", "甄改名", "alias", "阿改、老甄", "phone", "139 1111 2222", "actual_address", "滨江社区3号", "reported_on", "2026-11-20", "reason", "户口簿更名")
	if a := b.Post(at, form...); a.Status != http.StatusSeeOther || a.Location != at {
		t.Fatalf("%d to %q", a.Status, a.Location)
	}
	t.Run("shown at once everywhere and found by name, alias and number", func(t *testing.T) {
		page := b.Get(at)
		want(t, page, http.StatusOK, "户口簿更名", "本人报告日：2026年11月20日", "甄编丟", "甄改名", "139****2222", "139****0000", "滨江社区3号")
		lacks(t, page.Body, "13911112222", "13900000000")
		contains(t, b.Get(caseAt).Body, "甄改名", "阿改、老甄")
		contains(t, b.Get("/villages/"+testkit.Near.String()+"/month-sheet").Body, "甄改名")
		for _, terms := range []string{"甄改名", "老甄", "ag", "13911112222"} {
			if a := b.Post("/search", "q", terms, "back", "/"); a.Location != caseAt {
				t.Errorf("%q leads to %q", terms, a.Location)
			}
		}
	})
	t.Run("the same form twice is one change", func(t *testing.T) {
		if a := b.Post(at, form...); a.Status != http.StatusSeeOther {
			t.Errorf("%d", a.Status)
		}
		if n := strings.Count(b.Get(at).Body, "原因：户口簿更名"); n != 1 {
			t.Errorf("recorded %d times", n)
		}
		other := append([]string{}, form...)
		for i := range other {
			if other[i] == "甄改名" {
				other[i] = "甄另名"
			}
		}
		want(t, b.Post(at, other...), http.StatusConflict)
	})
	t.Run("numbers of the history are shown with a reason only", func(t *testing.T) {
		want(t, b.Post(at+"/unmask"), http.StatusUnprocessableEntity, "请写明原因")
		want(t, b.Post(at+"/unmask", "reason", "核对本人身份"), http.StatusOK, "13911112222", "13900000000", testkit.IDNumber(date.New(1985, 3, 7), 63))
		if n := count(t, s, "select count(*) from audit where action = 'person.unmask' and detail->>'reason' = '核对本人身份'"); n != 1 {
			t.Errorf("%d entries in the log", n)
		}
		if n := count(t, s, `select count(*) from person_change_field f where f::text like '%1391111%' or f::text like '%1390000%'`); n != 0 {
			t.Error("the history keeps a number in clear")
		}
	})
	t.Run("two at once see both versions", func(t *testing.T) {
		lead := testkit.Client(t, s, "town2")
		mine, theirs := b.Get(at), lead.Get(at)
		if a := lead.Post(at, editPerson(t, theirs, "name", "甄改名", "alias", "阿改、老甄", "actual_address", "滨江社区3号", "occupation", "外卖骑手", "drugs", "冰毒")...); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		a := b.Post(at, editPerson(t, mine, "name", "甄改名", "alias", "阿改、老甄", "actual_address", "滨江社区3号", "occupation", "务农")...)
		want(t, a, http.StatusConflict, "外卖骑手", "务农", "未改", `value="务农"`, "冰毒</textarea>")
		again := []string{"form_key", hidden(t, a.Body, "form_key"), "version", hidden(t, a.Body, "version"), "name", "甄改名", "alias", "阿改、老甄", "actual_address", "滨江社区3号", "occupation", "务农", "drugs", "冰毒"}
		if a = b.Post(at, again...); a.Status != http.StatusSeeOther {
			t.Errorf("saved once more: %d", a.Status)
		}
	})
	t.Run("out of scope there is nothing", func(t *testing.T) {
		if a := b.Get(far + "/person"); a.Status != http.StatusNotFound {
			t.Errorf("%d", a.Status)
		}
		if a := b.Post(far+"/person", form...); a.Status != http.StatusNotFound {
			t.Errorf("%d", a.Status)
		}
	})
	t.Run("the office looks and changes nothing", func(t *testing.T) {
		page := testkit.Client(t, s, "office1").Get(at)
		want(t, page, http.StatusOK, "户口簿更名")
		lacks(t, page.Body, `name="version"`)
	})
}

func TestADocumentIsCorrected(t *testing.T) {
	s := testkit.Serve(t, nil)
	reportIn, birth := date.New(2026, 3, 2), date.New(1985, 3, 7)
	caseAt := "/cases/" + testkit.Case(t, s, testkit.Near, reportIn, 33).String()
	testkit.Case(t, s, testkit.Near, reportIn, 34)
	testkit.Case(t, s, testkit.Far, reportIn, 35)
	at, b := caseAt+"/person/document", testkit.Client(t, s, "police1")
	page := b.Get(at)
	old, good := testkit.IDNumber(birth, 67), testkit.IDNumber(birth, 777)
	post := func(number string, pairs ...string) testkit.Answer {
		return b.Post(at, append([]string{"form_key", hidden(t, page.Body, "form_key"), "version", hidden(t, page.Body, "version"), "document_type", "id_card", "document", number, "reason", "看错末位"}, pairs...)...)
	}

	wrong := good[:17] + string('0'+(good[16]-'0'+1)%10)
	if wrong == good {
		wrong = good[:17] + "X"
	}
	want(t, post(wrong), http.StatusUnprocessableEntity, "末位应为 "+good[17:], `value="看错末位"`)
	want(t, post(old), http.StatusUnprocessableEntity, "与现在登记的相同")
	want(t, b.Post(at, "form_key", server.NewFormKey(), "version", "1", "document_type", "id_card", "document", good), http.StatusUnprocessableEntity, "请写明原因")
	want(t, post(testkit.IDNumber(date.New(1986, 1, 2), 778)), http.StatusUnprocessableEntity, "号码显示性别为女", "号码显示出生于1986年1月2日", `name="confirmed"`)
	for _, taken := range []int{69, 71} { // in scope and out of it
		a := post(testkit.IDNumber(birth, taken))
		want(t, a, http.StatusConflict, "已有另一条记录登记了这个号码", `action="`+caseAt+`/person/merge"`)
		lacks(t, a.Body, "甄编丢", "甄编丣")
	}
	town := testkit.Client(t, s, "town1")
	tp := town.Get(at)
	a := town.Post(at, "form_key", hidden(t, tp.Body, "form_key"), "version", "1", "document_type", "id_card", "document", testkit.IDNumber(birth, 69), "reason", "看错")
	want(t, a, http.StatusConflict, "请乡镇分管领导或者派出所民警合并")
	lacks(t, a.Body, "/person/merge")

	if a := post(good); a.Status != http.StatusSeeOther {
		t.Fatalf("%d", a.Status)
	}
	history := b.Get(caseAt + "/person")
	want(t, history, http.StatusOK, "看错末位", "更正证件", old[:4]+"**********"+old[14:], good[:4]+"**********"+good[14:])
	lacks(t, history.Body, old, good)

	t.Run("the old number still finds the person", func(t *testing.T) {
		for _, number := range []string{old, good} {
			if a := b.Post("/search", "q", number, "back", "/"); a.Location != caseAt {
				t.Errorf("leads to %q", a.Location)
			}
			want(t, askIntake(t, b, number), http.StatusOK, "有在办案件", caseAt)
		}
		a := b.Post("/intake", "document_type", "id_card", "document", old, "reason", "查获吸毒")
		page := b.Follow(a)
		want(t, page, http.StatusOK, "后来更正过", "不是同一个人")
		other := b.Get(a.Location + "&another=1")
		want(t, other, http.StatusOK, "可以登记排查", `name="another"`)
		if a := b.Post("/intake/record", append(intakeForm(t, other, "name", "夏原主"), "another", "1")...); a.Status != http.StatusSeeOther {
			t.Errorf("whose number it really is: %d", a.Status)
		}
		if n := count(t, s, "select count(*) from person where name = '夏原主'"); n != 1 {
			t.Errorf("%d persons", n)
		}
	})
	t.Run("another document, confirmed", func(t *testing.T) {
		page = b.Get(at)
		if a := b.Post(at, "form_key", hidden(t, page.Body, "form_key"), "version", hidden(t, page.Body, "version"), "document_type", "passport", "document", "e1234567", "reason", "换用护照"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		want(t, b.Get(caseAt+"/person"), http.StatusOK, "护照", `name="birth"`)
		page = b.Get(at)
		if a := post(testkit.IDNumber(date.New(1986, 1, 2), 778), "confirmed", "on"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		contains(t, b.Get(caseAt+"/person").Body, "1986年1月2日", "女")
	})
}

// mergeForm is the form that merges the record with the number, keeping this one or the other.
func mergeForm(t *testing.T, page testkit.Answer, number, keep string) []string {
	t.Helper()
	return []string{"form_key", hidden(t, page.Body, "form_key"), "document_type", "id_card", "document", number, "keep", keep, "reason", "同一人登记了两次"}
}

// state is all that a merge touches, row by row.
func state(t *testing.T, s *testkit.Service) string {
	t.Helper()
	ctx := t.Context()
	tx, err := s.Store.Pool().Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err := tx.Exec(ctx, `select set_config('xinsheng.scope', '{[0,999999999999]}', true), set_config('xinsheng.readings', '{answerable,incoming,stub,police}', true)`); err != nil {
		t.Fatal(err)
	}
	var all string
	if err := tx.QueryRow(ctx, `select string_agg(r, e'\n' order by r) from (
		select 'p' || p::text as r from person p union all select 'c' || c::text from case_file c union all select 's' || s::text from case_summary s
		union all select 'n' || n::text from person_name_key n union all select 'k' || k::text from person_number_key k union all select 'l' || l::text from person_link l
		union all select 'a' || a::text from case_access a) x`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRecordsAreMergedAndPartedAgain(t *testing.T) {
	s := testkit.Serve(t, nil)
	birth := date.New(1985, 3, 7)
	number := func(seq int) string { return testkit.IDNumber(birth, 2*seq+1) }
	open := "/cases/" + testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 41).String()
	both := "/cases/" + testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 42).String()
	ended := "/cases/" + testkit.BareCase(t, s, testkit.Near, date.New(2025, 3, 3), 43, testkit.Step(access.SuspensionRecord, date.New(2025, 6, 2), &rehab.Termination{Reason: "death"})).String()
	testkit.Case(t, s, testkit.Far, date.New(2026, 3, 2), 44)
	lead, police, village, far := testkit.Client(t, s, "town2"), testkit.Client(t, s, "police1"), testkit.Client(t, s, "village1"), testkit.Client(t, s, "village2")
	at := open + "/person/merge"

	t.Run("refused in words", func(t *testing.T) {
		page := lead.Get(at)
		want(t, lead.Post(at, mergeForm(t, page, number(42), "this")...), http.StatusConflict, "各有一件在办案件", "滨江社区", "先由公安机关")
		want(t, lead.Post(at, mergeForm(t, page, number(41), "this")...), http.StatusUnprocessableEntity, "此人自己的号码")
		unknown, elsewhere := lead.Post(at, mergeForm(t, page, number(49), "this")...), lead.Post(at, mergeForm(t, page, number(44), "this")...)
		want(t, unknown, http.StatusUnprocessableEntity, "本单位能看到的人员里，没有")
		want(t, elsewhere, http.StatusUnprocessableEntity, "本单位能看到的人员里，没有") // the two are not told apart
		want(t, police.Post(at, mergeForm(t, police.Get(at), number(44), "this")...), http.StatusConflict, "各有一件在办案件", "复兴镇")
		want(t, police.Post(at, mergeForm(t, police.Get(at), number(49), "this")...), http.StatusUnprocessableEntity, "没有登记为这个号码的记录")
		want(t, lead.Post(at, "form_key", server.NewFormKey(), "document_type", "id_card", "document", number(43)), http.StatusUnprocessableEntity, "保留哪一条")
		if n := count(t, s, "select count(*) from audit where action = 'person.merge' and detail->>'refused' = 'true'"); n < 5 {
			t.Errorf("%d refused questions in the log", n)
		}
		if a := village.Get(at); a.Status != http.StatusNotFound {
			t.Errorf("a village worker: %d", a.Status)
		}
	})

	before := state(t, s)
	form := mergeForm(t, lead.Get(at), number(43), "this")
	for range 2 { // sent twice it is one merge
		if a := lead.Post(at, form...); a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", a.Status, a.Body)
		}
	}
	t.Run("the same form with other content merges nothing and says so", func(t *testing.T) {
		other := func(name, value string) []string {
			f := slices.Clone(form)
			f[slices.Index(f, name)+1] = value
			return f
		}
		for _, f := range [][]string{other("keep", "other"), other("reason", "别的原因"), other("document", number(49)), other("document", number(42))} {
			want(t, lead.Post(at, f...), http.StatusConflict)
		}
		if n := count(t, s, "select count(*) from person_merge"); n != 1 {
			t.Errorf("%d merges, want 1", n)
		}
	})
	t.Run("the cases of both are one person's", func(t *testing.T) {
		page := lead.Get(open)
		want(t, page, http.StatusOK, "此人其他案件", ended, "甄编丩")
		page = lead.Get(ended)
		want(t, page, http.StatusOK, "此人其他案件", open, "甄编丩")
		lacks(t, page.Body, "甄编丫")
		want(t, lead.Get(open+"/person"), http.StatusOK, "合并进来的记录", "甄编丫", "同一人登记了两次", "撤销合并")
		contains(t, lead.Get("/cases?stage=all").Body, "甄编丩")
	})
	t.Run("search and intake find either", func(t *testing.T) {
		for _, terms := range []string{"甄编丫", number(43), "甄编丩", number(41)} {
			a := lead.Post("/search", "q", terms, "back", "/")
			if !strings.HasPrefix(a.Location, "/cases?find=") {
				t.Fatalf("%q leads to %q", terms, a.Location)
			}
			list := lead.Get(a.Location + "&stage=all").Body
			contains(t, list, open, ended)
		}
		for _, n := range []string{number(41), number(43)} {
			want(t, askIntake(t, police, n), http.StatusOK, "有在办案件", open)
		}
	})
	t.Run("nothing leaks", func(t *testing.T) {
		for _, path := range []string{open, ended, open + "/person"} {
			if a := far.Get(path); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d", path, a.Status)
			}
		}
	})
	t.Run("a number of the merged record stays taken", func(t *testing.T) {
		doc := police.Get(open + "/person/document")
		want(t, police.Post(open+"/person/document", "form_key", hidden(t, doc.Body, "form_key"), "version", hidden(t, doc.Body, "version"), "document_type", "id_card", "document", number(43), "reason", "更正"),
			http.StatusUnprocessableEntity, "合并进来的那条记录的")
	})
	t.Run("undone, all is as it was", func(t *testing.T) {
		page := lead.Get(open + "/person")
		undo, merge := open+"/person/merge/undo", hidden(t, page.Body, "merge")
		want(t, lead.Post(undo, "merge", merge), http.StatusUnprocessableEntity, "撤销的原因")
		if a := lead.Post(both+"/person/merge/undo", "merge", merge, "undo_reason", "x"); a.Status != http.StatusNotFound {
			t.Errorf("from another person's page: %d", a.Status)
		}
		for range 2 {
			if a := lead.Post(undo, "merge", merge, "undo_reason", "其实是两个人"); a.Status != http.StatusSeeOther {
				t.Fatalf("%d", a.Status)
			}
		}
		want(t, lead.Post(at, form...), http.StatusConflict) // the form of a merge that was undone
		if after := state(t, s); after != before {
			t.Errorf("not as before:\n%s\n---\n%s", before, after)
		}
		want(t, lead.Get(open+"/person"), http.StatusOK, "其实是两个人")
		lacks(t, lead.Get(open).Body, ended)
	})
	t.Run("across scopes by the police, named by number alone", func(t *testing.T) {
		// The ended case is the station's; the open one is another place's, which this station does not see.
		page := police.Get(ended + "/person/merge")
		if a := police.Post(ended+"/person/merge", mergeForm(t, page, number(44), "other")...); a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", a.Status, a.Body)
		}
		want(t, police.Get(ended), http.StatusOK, "甄编丬")
		lacks(t, police.Get(ended).Body, "此人其他案件") // the open case stays the other office's
		list := far.Post("/search", "q", number(43), "back", "/")
		if !strings.HasPrefix(list.Location, "/cases/") {
			t.Errorf("the other office does not find the person by the merged number: %q", list.Location)
		}
		theirs := far.Get(list.Location)
		lacks(t, theirs.Body, ended, "甄编丫")
		lacks(t, far.Get(list.Location+"/person").Body, ended, "甄编丫", url.PathEscape(ended))
		want(t, far.Get(list.Location+"/person"), http.StatusOK, "不在您的管辖范围")
		undo := police.Get(ended + "/person")
		if a := police.Post(ended+"/person/merge/undo", "merge", hidden(t, undo.Body, "merge"), "undo_reason", "弄错了"); a.Status != http.StatusSeeOther {
			t.Fatalf("%d", a.Status)
		}
		if after := state(t, s); after != before {
			t.Error("not as before")
		}
	})
	t.Run("in a chain, each merge is undone by itself", func(t *testing.T) {
		third := "/cases/" + testkit.BareCase(t, s, testkit.Near, date.New(2025, 3, 3), 45, testkit.Step(access.SuspensionRecord, date.New(2025, 6, 2), &rehab.Termination{Reason: "death"})).String()
		before := state(t, s)
		merge := func(at, n, keep string) string {
			t.Helper()
			if a := lead.Post(at+"/person/merge", mergeForm(t, lead.Get(at+"/person/merge"), n, keep)...); a.Status != http.StatusSeeOther {
				t.Fatalf("%d: %s", a.Status, a.Body)
			}
			return hidden(t, lead.Get(at+"/person").Body, "merge")
		}
		first := merge(third, number(43), "this")   // 43 into 45
		second := merge(third, number(41), "other") // and that into 41
		want(t, lead.Get(ended), http.StatusOK, "甄编丩", open, third)
		want(t, lead.Post(open+"/person/merge", mergeForm(t, lead.Get(open+"/person/merge"), number(43), "this")...), http.StatusUnprocessableEntity, "已经合并")
		if n, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("rebuilt otherwise: %s", d.What) }); err != nil || n < 5 {
			t.Errorf("%d cases rebuilt: %v", n, err)
		}
		undo := func(at, merge string) {
			t.Helper()
			if a := lead.Post(at+"/person/merge/undo", "merge", merge, "undo_reason", "弄错了"); a.Status != http.StatusSeeOther {
				t.Fatalf("%d", a.Status)
			}
		}
		undo(open, first)
		lacks(t, lead.Get(open).Body, ended)
		contains(t, lead.Get(open).Body, third)
		undo(open, second)
		if after := state(t, s); after != before {
			t.Errorf("not as before:\n%s\n---\n%s", before, after)
		}
	})
	t.Run("what a known person's record lacks is asked for at intake and kept", func(t *testing.T) {
		page := askIntake(t, police, number(43))
		want(t, page, http.StatusOK, "没有在办案件", `name="occupation"`, `name="actual_address"`, ended)
		lacks(t, page.Body, `name="name"`)
		a := police.Post("/intake/record", intakeForm(t, page, "name", "", "occupation", "务农", "actual_address", "", "phone", "")...)
		if a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", a.Status, a.Body)
		}
		want(t, police.Get(a.Location+"/person"), http.StatusOK, "排查时补填", "务农", "赤水市市中街道")
		contains(t, police.Get(a.Location+"/decision").Body, "还缺：现住址")
	})
}
