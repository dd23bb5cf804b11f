package casework

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// neverTold are words of a person's drug history, tests and breaches: a department helps without them (戒毒条例 7, PIPL 6).
var neverTold = []string{
	"吸毒", "毒品", "涉毒", "贩毒", "毒瘾", "瘾君子", "海洛因", "冰毒", "吗啡", "大麻", "摇头丸", "尿检", "阳性", "阴性", "复吸", "强制隔离", "强戒", "拒检", "违反协议", "劝诫书", "告诫书",
	"drug use", "heroin", "urine", "relapse",
}

// idNumber finds what may be the number of a document.
var idNumber = regexp.MustCompile(`[0-9]{14,}[0-9Xx]`)

// checkLeast: what is sent in words holds no number of the person's document, nothing of the drug history, and not the whole name where the surname
// is enough.
func checkLeast(wrong *fault.Fields, field, words string, p *store.Person, wholeName bool) {
	if idNumber.MatchString(strings.Map(dropBlank, words)) {
		wrong.Add(field, text.ReferralNoNumber)
		return
	}
	for _, never := range neverTold {
		if strings.Contains(strings.ToLower(words), never) {
			wrong.Add(field, text.ReferralNotTold, "Word", never)
			return
		}
	}
	if !wholeName && utf8.RuneCountInString(p.Name) > 1 && strings.Contains(words, p.Name) {
		wrong.Add(field, text.ReferralNoName)
	}
}

func dropBlank(r rune) rune {
	if r == ' ' || r == '-' || r == '\t' || r == '\n' {
		return -1
	}
	return r
}

// doubleSurnames are the surnames of two characters that are met in the province.
var doubleSurnames = []string{"欧阳", "令狐", "上官", "司马", "诸葛", "夏侯", "司徒", "皇甫", "尉迟", "慕容"}

// Surname is how a department is told a name of which it needs no more: 甄某.
func Surname(name string) string {
	for _, two := range doubleSurnames {
		if strings.HasPrefix(name, two) {
			return two + "某"
		}
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first) + "某"
}

// AgeBand is the band, a value of the family referral_age, in which somebody born on a day is on another.
func AgeBand(birth, day date.Date) string {
	switch {
	case birth.AddMonths(12*18) > day:
		return "under_18"
	case birth.AddMonths(12*30) > day:
		return "18_29"
	case birth.AddMonths(12*45) > day:
		return "30_44"
	case birth.AddMonths(12*60) > day:
		return "45_59"
	}
	return "from_60"
}
