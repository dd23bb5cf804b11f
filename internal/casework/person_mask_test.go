package casework_test

import (
	"testing"

	"xinsheng/internal/casework"
)

func TestMaskHidesHalfAtLeast(t *testing.T) {
	for number, want := range map[string]string{
		"520381199003071136": "5203**********1136", "E12345678": "E1*****78", "H0123456789": "H0*******89", "A1234": "A***4", "123": "***", "": "",
	} {
		if got := casework.Mask(number); got != want {
			t.Errorf("%q is masked %q, want %q", number, got, want)
		}
	}
}
