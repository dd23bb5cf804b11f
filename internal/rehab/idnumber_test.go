package rehab

import (
	"errors"
	"testing"

	"xinsheng/internal/date"
)

func TestAnIDNumberTellsBirthAndSex(t *testing.T) {
	// The standard's own example.
	got, err := ParseIDNumber("11010519491231002X")
	if err != nil || got.Birth != date.MustParse("1949-12-31") || got.Male || got.Region != "110105" {
		t.Fatalf("got %+v, %v", got, err)
	}
	if _, err := ParseIDNumber("11010519491231002x"); err != nil {
		t.Errorf("a small x: %v", err)
	}
}

func TestAWrongIDNumberSaysWhatIsWrong(t *testing.T) {
	for s, want := range map[string]error{
		"": ErrIDLength, "1101051949123100": ErrIDLength, "11010519491231002Y": ErrIDLength, "1101051949123100２X": ErrIDLength,
		"11010519490231002X": ErrIDBirth, "110105194912310021": ErrIDCheck{'X'},
	} {
		if _, err := ParseIDNumber(s); !errors.Is(err, want) {
			t.Errorf("%q: err = %v, want %v", s, err, want)
		}
	}
}

func TestOneWrongDigitIsAlwaysFound(t *testing.T) {
	const good = "11010519491231002X"
	for i := range 17 {
		for d := byte('0'); d <= '9'; d++ {
			if d == good[i] {
				continue
			}
			if _, err := ParseIDNumber(good[:i] + string(d) + good[i+1:]); err == nil {
				t.Errorf("digit %d changed to %c passes", i+1, d)
			}
		}
	}
}
