package demo

import (
	"fmt"
	"math/rand/v2"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// What invented people are made of. Nobody is meant.
var (
	surnames = []rune("罗袁王陈杨税穆赵冯曾何蔡邓汪胡谢梁周刘肖聂张李任黎龙冉熊唐庞游段")
	maleGive = []string{"世强", "德勇", "永富", "光明", "志华", "泽林", "昌华", "友才", "成刚", "登云", "应书", "孝全", "开贵", "正兴", "兴洪", "仕学", "家俊", "小波", "文斌", "朝阳", "建平", "宗禄", "明江", "远航", "伟"}
	femGive  = []string{"小梅", "秀兰", "凡英", "晓琴", "芳", "玉梅", "廷珍", "丽", "春燕", "光碧", "世芬", "红", "兴菊", "敏", "雪"}
	regions  = []string{"520381", "520381", "520381", "520381", "520330", "510522", "520302", "500116"}
	drugs    = []string{"海洛因，静脉注射史 6 年", "冰毒，吸食史 3 年", "冰毒与麻古，吸食史 5 年", "海洛因，烫吸史 9 年", "氯胺酮，吸食史 2 年"}
	schools  = []string{"80", "70", "70", "70", "60", "40"} // GB/T 4658
	jobs     = []string{"务农", "砖厂做工", "外卖骑手", "待业", "竹编作坊", "货车司机", "餐馆帮工", "个体户"}
	weddings = []string{"10", "20", "40", "20"} // GB/T 2261.2
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// person invents the nth person; no two have the same ID number because n is part of it.
func person(r *rand.Rand, n int, home string) casework.Person {
	sex, names := "male", maleGive
	odd := 1
	if r.IntN(100) < 17 {
		sex, names, odd = "female", femGive, 0
	}
	birth := date.New(1962+r.IntN(43), 1+r.IntN(12), 1+r.IntN(28))
	y, m, d := birth.YMD()
	// The order number's last digit tells the sex; its first two and the year tell people of one day apart.
	first17 := fmt.Sprintf("%s%04d%02d%02d%02d%d", pick(r, regions), y, m, d, n%100, odd+2*(n/100%5))
	return casework.Person{
		Name: string(pick(r, surnames)) + pick(r, names), Sex: sex, Birth: birth, DocumentType: "id_card",
		Document: first17 + string(rehab.IDCheckCharacter(first17)), Phone: fmt.Sprintf("1900000%04d", n),
		Ethnicity: "01", Education: pick(r, schools), Marital: pick(r, weddings), Work: pick(r, jobs),
		RegisteredAddress: home, ActualAddress: home, Drugs: pick(r, drugs), Health: "一般",
	}
}
