package demo

import (
	"fmt"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

var (
	moods  = []string{"情绪平稳", "情绪较好", "有些低落，已开导", "平稳，睡眠改善"}
	talks  = []string{"谈近况与家庭，鼓励按时尿检", "谈就业，联系叉车培训", "谈交友，提醒远离旧圈子", "谈身体，建议复查肝功"}
	visits = []string{"家中整洁，家人支持", "家访，本人在家务农", "家访，见父母，反映表现良好", "家访，本人外出做工，晚上见面"}
)

// aids are what is given on some visits, under the heads of the help plan.
var aids = []struct {
	head  rehab.HelpHead
	words string
}{{rehab.HelpSkills, "带去招聘会，填了两份应聘表"}, {rehab.HelpCounselling, "联系心理咨询师上门疏导"}, {rehab.HelpMedical, "陪同到医院复查肝功能"}, {rehab.HelpOther, "送去米、油和棉被"}}

// round writes down the month's rounds from the month after report-in to the present month or the term's last day.
func (s *script) round(reportIn, last date.Date) {
	first := reportIn.Month() + 1
	if _, _, d := reportIn.YMD(); d == 1 {
		first--
	}
	for m := first; m <= min(last, s.today).Month(); m++ {
		s.month(m, last)
	}
}

// month is one month: a test and three contacts, mostly done. In the present month only what usually is done by today.
func (s *script) month(m date.Month, last date.Date) {
	day := func(low, high int) date.Date { return m.First().AddDays(low + s.r.IntN(high-low)) }
	tested := day(2, 26)
	if tested <= last && !s.isHeld(tested) {
		s.test(m, tested)
	}
	for i, c := range []struct {
		kind rehab.ContactType
		on   date.Date
	}{{rehab.Report, day(1, 24)}, {rehab.Talk, tested}, {rehab.Visit, day(4, 27)}} {
		if c.on > last || s.isHeld(c.on) || !s.chance(s.rate.contact) {
			continue
		}
		body := &rehab.Contact{Type: c.kind, Place: "村（居）委会", Mood: pick(s.r, moods), Content: pick(s.r, talks)}
		if c.kind == rehab.Visit {
			body.Place, body.Content = "家中", pick(s.r, visits)
			if n := int(m); n%len(aids) == 0 {
				given := aids[n/len(aids)%len(aids)]
				body.Aid, body.AidHead = given.words, given.head
			}
		}
		name := fmt.Sprintf("contact %s %d", m, i)
		s.note(c.on, village, access.ContactRecord, name, body)
		s.mistake(c.on, name)
	}
}

// mistake has a few contacts entered a second time by mistake, and the second entry voided some days later.
func (s *script) mistake(on date.Date, name string) {
	id := s.id(name + " twice")
	voided := on.AddDays(1 + int(id[1]%9))
	if id[0]%41 != 0 || voided > s.today || !s.end.IsZero() && voided > s.end {
		return
	}
	of := s.note(on, village, access.ContactRecord, name+" twice", &rehab.Contact{Type: rehab.Talk, Place: "村（居）委会", Content: "谈近况"})
	s.note(voided, village, access.FactVoid, name+" void", &rehab.Void{Of: of, Reason: "同一次谈话录了两遍"})
}

func (s *script) test(m date.Month, on date.Date) {
	name := "test " + m.String()
	switch {
	case s.happened(name), s.chance(s.rate.missed):
		return
	case s.chance(s.rate.absent):
		excused := true
		s.note(on, village, access.DrugTestRecord, name+" absent", &rehab.DrugTest{Result: rehab.Absent, GoodCause: &excused, Reason: "住院，有证明"})
		on = min(on.AddDays(3), m.Last())
	case s.chance(2):
		s.note(on, village, access.DrugTestRecord, name+" invalid", &rehab.DrugTest{Result: rehab.Invalid, Reason: "尿检板质控线未显示"})
		on = min(on.AddDays(1), m.Last())
	}
	s.note(on, village, access.DrugTestRecord, name, negative(s))
}

func negative(s *script) *rehab.DrugTest {
	n := rehab.PanelNegative
	return &rehab.DrugTest{Result: rehab.Negative, Method: rehab.Strip, Place: "村（居）委会卫生室", MOP: n, MET: n, KET: n, MDMA: n, THC: n, COC: n,
		CollectorA: pick(s.r, staff), CollectorB: "李秀珍"}
}

var staff = []string{"杨永刚", "陈昌明", "肖开凤", "袁泽芬"}

// resolveMissed has the township settle most of the missed windows in the month after, as it must before the phase can be passed.
func (s *script) resolveMissed(reportIn, last date.Date) {
	for m := reportIn.Month() + 1; m < min(last, s.today).Month(); m++ {
		if s.happened("test "+m.String()) || s.isHeld(m.First().AddDays(14)) || !s.chance(75) {
			continue
		}
		s.note((m + 1).First().AddDays(4), lead, access.WindowDecide, "resolution "+m.String(),
			&rehab.Resolution{Of: m.String(), Note: "村专职休假无人代理，已补谈话，下月起由代理人承担"})
	}
}

// assess has village and township judge each phase that has ended; fail names one that is not passed, 0 for none.
func (s *script) assess(reportIn date.Date, phases, fail int) {
	for k := 1; k <= phases; k++ {
		end := reportIn.AddMonths(12 * k).AddDays(-1 + s.shift(reportIn, k))
		opinion, decision := s.between(end, 1, 6), s.between(end, 7, 18)
		result := rehab.Pass
		if k == fail {
			result = rehab.Fail
		}
		s.note(opinion, village, access.AssessmentOpinion, numbered("opinion", k), &rehab.PhaseOpinion{Phase: k, Suggestion: result, Text: "本阶段按时尿检、报告，帮扶落实。"})
		if s.chance(88) {
			s.note(decision, lead, access.AssessmentDecide, numbered("assessment", k), &rehab.Assessment{Phase: k, Result: result,
				Text: "同意村（社区）意见。", Health: "身心状况好转", Work: "有稳定收入", Family: "家庭关系改善", Help: "已落实技能培训"})
		}
	}
}

// shift is by how many days suspensions have moved the end of phase k.
func (s *script) shift(reportIn date.Date, k int) int {
	days := 0
	for _, h := range s.held {
		if !h.To.IsZero() && h.From < reportIn.AddMonths(12*k).AddDays(days) {
			days += int(h.To - h.From)
		}
	}
	return days
}
