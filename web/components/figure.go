package components

import "strconv"

// share returns n of whole in per cent with one decimal, as an attribute of a drawing 100 wide.
func share(n, whole int) string {
	if whole <= 0 {
		return "0"
	}
	return strconv.FormatFloat(min(100, float64(n)*100/float64(whole)), 'f', 1, 64)
}
