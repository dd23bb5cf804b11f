package text

import "golang.org/x/text/language"

// Lang is a language of the product, as a BCP 47 tag; it is also the value of the html element's lang attribute.
type Lang string

// The languages. Chinese is the first language; English is complete.
const (
	ZhCN Lang = "zh-CN"
	En   Lang = "en"
)

// Langs returns the languages, Chinese first.
func Langs() []Lang { return []Lang{ZhCN, En} }

// LangFrom returns the language to speak: the chosen one when it is a language of the product (a cookie, an account's setting), else
// the first one an Accept-Language header wishes for, else Chinese.
func LangFrom(chosen, acceptLanguage string) Lang {
	for _, l := range Langs() {
		if chosen == string(l) {
			return l
		}
	}
	tags, _, _ := language.ParseAcceptLanguage(acceptLanguage)
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "zh":
			return ZhCN
		case "en":
			return En
		}
	}
	return ZhCN
}
