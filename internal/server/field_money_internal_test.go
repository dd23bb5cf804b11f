package server

import (
	"testing"

	"xinsheng/internal/text"
)

func TestMoneyIsReadAsItIsMeant(t *testing.T) {
	for typed, want := range map[string]int64{"650": 650_00, "1,234.5": 1234_50, "１，２３４．５６": 1234_56, "0.01": 1, "¥2000元": 2000_00, "1 000": 1000_00, "12,345,678": 12345678_00, "1,2345": 12345_00} {
		if got, why := readYuan(typed); got != want || why != "" {
			t.Errorf("%q: %d %s, want %d", typed, got, why, want)
		}
	}
	for typed, want := range map[string]text.Key{"-5": text.FundingNegative, "－5": text.FundingNegative, "1.234": text.FundingTooFine, "abc": text.FundingNotMoney, ".5": text.FundingNotMoney,
		"0": text.FundingNothing, "999999999999": text.FundingTooMuch, "99999999999999999999": text.FundingNotMoney, "1-2": text.FundingNotMoney, "1234,5": text.FundingNotMoney, "12,34": text.FundingNotMoney, "1,23.5": text.FundingNotMoney, "1.2,3": text.FundingTooFine} {
		if _, why := readYuan(typed); why != want {
			t.Errorf("%q: %s, want %s", typed, why, want)
		}
	}
}
