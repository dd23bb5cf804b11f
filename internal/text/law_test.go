package text_test

import (
	"strings"
	"testing"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

func TestCitationsInWords(t *testing.T) {
	zh, en := text.For(text.ZhCN), text.For(text.En)
	for _, c := range []struct{ cite, zh, en string }{
		{"戒毒条例 13；重庆条例 31", "《戒毒条例》第十三条；参照《重庆市禁毒条例》第三十一条", "Drug Detoxification Regulations, Art. 13; after the Chongqing Narcotics Control Regulations, Art. 31"},
		{"吸毒检测程序规定 10–15", "《吸毒检测程序规定》第十条至第十五条", "Provisions on Drug Test Procedures, Arts. 10–15"},
		{"戒毒条例 20", "《戒毒条例》第二十条", "Drug Detoxification Regulations, Art. 20"},
		{"赤水市实施方案", "赤水市实施方案", "Chishui implementation scheme"},
		{"某法 9", "某法 9", "某法 9"},
	} {
		if got := zh.Citation(c.cite); got != c.zh {
			t.Errorf("%s: %s", c.cite, got)
		}
		if got := en.Citation(c.cite); got != c.en {
			t.Errorf("%s: %s", c.cite, got)
		}
	}
}

// Every rule behind a duty, or behind a slot of the dossier, is cited by a law that has a name in both languages.
func TestEveryRuleIsCitedInWords(t *testing.T) {
	for _, m := range []rehab.Measure{rehab.Detox, rehab.Rehab} {
		var cites []rehab.Cite
		for _, d := range rehab.Duties() {
			cites = append(cites, rehab.CiteOf(d, m))
		}
		for _, s := range rehab.Slots() {
			cites = append(cites, rehab.SlotCite(s, m))
		}
		for _, c := range cites {
			if en := text.For(text.En).Citation(c.Article); c.Article == "" || strings.ContainsAny(en, "条例法案定；") {
				t.Errorf("%s under %s: %s", c.Text, m, en)
			}
		}
	}
}
