package server

import (
	"regexp"
	"strconv"
	"strings"

	"xinsheng/internal/text"
)

// largestYuan is the most that a field takes, in yuan.
const largestYuan = 100_000_000

// RequiredFen reads an amount above zero that is typed in yuan with at most two decimals, and returns fen. Full-width digits and signs, thousands set apart
// and the unit behind are taken as they are meant.
func (f *Form) RequiredFen(name string) int64 {
	v, ok := f.get(name)
	if !ok {
		return 0
	}
	if v == "" {
		f.Add(name, text.ValidRequired)
		return 0
	}
	fen, why := readYuan(v)
	if why != "" {
		f.Add(name, why, "Max", largestYuan)
		return 0
	}
	return fen
}

// thousands are set apart by threes, or, as is done with 万, by fours.
var thousands = regexp.MustCompile(`^(\d{1,3}(,\d{3})+|\d{1,4}(,\d{4})+)$`)

// readYuan reads an amount, or says what is wrong with it.
func readYuan(v string) (fen int64, why text.Key) {
	v = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return '0' + r - '０'
		case r == '．' || r == '。':
			return '.'
		case r == '－' || r == '−':
			return '-'
		case r == '，':
			return ','
		case r == ' ' || r == '\u00a0' || r == '\u3000':
			return -1
		}
		return r
	}, v)
	v = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(v, "¥"), "￥"), "元")
	if strings.HasPrefix(v, "-") {
		return 0, text.FundingNegative
	}
	whole, cents, _ := strings.Cut(v, ".")
	if strings.Contains(whole, ",") && !thousands.MatchString(whole) { // "1234,5" may be meant as 1234.5
		return 0, text.FundingNotMoney
	}
	whole = strings.ReplaceAll(whole, ",", "")
	if len(cents) > 2 {
		return 0, text.FundingTooFine
	}
	digits := whole + (cents + "00")[:2]
	if whole == "" || len(digits) > 15 || strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, text.FundingNotMoney
	}
	fen, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil:
		return 0, text.FundingNotMoney
	case fen == 0:
		return 0, text.FundingNothing
	case fen > largestYuan*text.FenPerYuan:
		return 0, text.FundingTooMuch
	}
	return fen, ""
}
