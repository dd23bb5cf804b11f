package rehab

import (
	"errors"
	"fmt"

	"xinsheng/internal/date"
)

// IDNumber is what an 18-character resident identity number says (GB 11643).
type IDNumber struct {
	Region string    // first six digits: the county of first registration
	Birth  date.Date // digits 7 to 14
	Male   bool      // digit 17 is odd
}

// Faults of an ID number.
var (
	ErrIDLength = errors.New("rehab: an ID number has 17 digits and a digit or X")
	ErrIDBirth  = errors.New("rehab: digits 7 to 14 of the ID number are not a date")
)

// ErrIDCheck says that the last character does not fit the others, and which one would.
type ErrIDCheck struct{ Want byte }

// Error names the character that would fit, nothing of the number.
func (e ErrIDCheck) Error() string {
	return fmt.Sprintf("rehab: the last character of the ID number should be %c", e.Want)
}

var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idCheckCharacters = "10X98765432"

// ParseIDNumber reads an 18-character ID number; the X may be written small. Errors: ErrIDLength, ErrIDBirth, ErrIDCheck.
func ParseIDNumber(s string) (IDNumber, error) {
	if len(s) != 18 {
		return IDNumber{}, ErrIDLength
	}
	for i := range 17 {
		if s[i] < '0' || s[i] > '9' {
			return IDNumber{}, ErrIDLength
		}
	}
	last := s[17]
	if last == 'x' {
		last = 'X'
	}
	if last != 'X' && (last < '0' || last > '9') {
		return IDNumber{}, ErrIDLength
	}
	birth, err := date.Parse(s[6:10] + "-" + s[10:12] + "-" + s[12:14])
	if err != nil {
		return IDNumber{}, ErrIDBirth
	}
	if want := IDCheckCharacter(s[:17]); last != want {
		return IDNumber{}, ErrIDCheck{want}
	}
	return IDNumber{Region: s[:6], Birth: birth, Male: (s[16]-'0')%2 == 1}, nil
}

// IDCheckCharacter returns the check character of the first 17 digits of an ID number (GB 11643, mod 11-2).
func IDCheckCharacter(first17 string) byte {
	sum := 0
	for i, w := range idWeights {
		sum += w * int(first17[i]-'0')
	}
	return idCheckCharacters[sum%11]
}
