package text

import (
	"context"
	"strconv"
	"strings"
)

// Citation puts a citation of package rehab into words: "戒毒条例 13；重庆条例 31" becomes 《戒毒条例》第十三条；参照《重庆市禁毒条例》第三十一条, or the names
// and numbers in English: another city's rule binds nobody here and is followed as an example. What it does not know it leaves as it is.
func (p *Printer) Citation(cite string) string {
	var out []string
	for part := range strings.SplitSeq(cite, "；") {
		out = append(out, p.cited(part))
	}
	if p.lang == En {
		return strings.Join(out, "; ")
	}
	return strings.Join(out, "；")
}

// cited is one law with its articles: a name, then none, "13", "10–15" or "37、38".
func (p *Printer) cited(part string) string {
	law, numbers, _ := strings.Cut(part, " ")
	if !Has(FamilyLaw, law) {
		return part
	}
	law = p.Of(FamilyLaw, law)
	if numbers == "" {
		return law
	}
	if first, last, many := strings.Cut(numbers, "–"); many {
		return p.T(LawArticles, "Law", law, "Number", p.article(first), "Last", p.article(last))
	}
	var all []string
	for n := range strings.SplitSeq(numbers, "、") {
		all = append(all, p.article(n))
	}
	return p.T(LawArticle, "Law", law, "Number", p.Join(all))
}

// article is the number of an article as the language's laws write it: 十三, 13.
func (p *Printer) article(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil || p.lang == En || n < 1 || n > 99 {
		return s
	}
	return hanNumber(n)
}

var hanDigits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// hanNumber writes 1 to 99 in Chinese: 三, 十三, 三十, 三十一.
func hanNumber(n int) string {
	tens, ones := n/10, hanDigits[n%10]
	switch tens {
	case 0:
		return ones
	case 1:
		return "十" + ones
	}
	return hanDigits[tens] + "十" + ones
}

// Citation is From(ctx).Citation.
func Citation(ctx context.Context, cite string) string { return From(ctx).Citation(cite) }
