package document

import (
	"strings"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// agreementLaw is what the agreement rests on, after 《中华人民共和国禁毒法》 (ruling 49).
func (p *Page) agreementLaw() string {
	if p.detox() {
		return "第三十四条、第三十五条和《戒毒条例》第十六条至第十九条"
	}
	return "第四十八条和《戒毒条例》第三十八条、第三十九条"
}

// member is one of the five kinds of member of a working group (戒毒条例 17).
type member struct {
	kind, does string
	names      []string
}

// members lists all five kinds; one without a name has a line for it, and the note says why.
func (p *Page) members() []member {
	g := Body[*rehab.WorkingGroup](p)
	if g == nil {
		g = new(rehab.WorkingGroup)
	}
	all := []member{
		{"专职工作人员", "组织落实帮教计划，检测、走访、谈话，记录和报告情况", g.Worker},
		{"社区民警", "掌握现实表现，指导检测，依法处理违反协议和复吸行为", g.Police},
		{"社区医务人员", "戒毒知识辅导，健康评估，指导治疗和用药", g.Medic},
		{"家庭成员", "监督、照料和劝导，及时反映情况", g.Family},
		{"禁毒志愿者", "关心帮扶，协助就业和融入社会", g.Volunteer},
	}
	for i := range all {
		if len(all[i].names) == 0 {
			all[i].names = []string{"—"}
		}
	}
	return all
}

// groupNames are the members of the working group on the day of the fact.
func (p *Page) groupNames() string {
	if p.Fact == nil {
		return ""
	}
	f, ok := p.newest(rehab.KindWorkingGroup, p.Fact.Date)
	if !ok {
		return ""
	}
	g := f.Body.(*rehab.WorkingGroup)
	var all []string
	for _, list := range [][]string{g.Worker, g.Police, g.Medic, g.Family, g.Volunteer} {
		all = append(all, list...)
	}
	return strings.Join(all, "、")
}

// headOf is a head of the help plan with the measures under it.
type headOf struct {
	name     string
	measures []string
}

// helpHeads lists all heads of 戒毒条例 18; what the plan leaves open stays open.
func (p *Page) helpHeads() []headOf {
	plan := Body[*rehab.HelpPlan](p)
	if plan == nil {
		plan = new(rehab.HelpPlan)
	}
	var all []headOf
	for _, h := range rehab.HelpHeads() {
		all = append(all, headOf{p.Of(text.FamilyHelpHead, string(h)), plan.Measures(h)})
	}
	return all
}
