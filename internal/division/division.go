// Package division holds the official 12-digit division codes (行政区划代码) and scopes made of ranges of them.
//
// 520381 106 204 is county, township, village: a township's own code is 520381106000, a county's 520381000000. Because a unit's
// descendants are exactly the codes between its own and its range's end, "may this posting see that place" is one comparison,
// the same for a worker of three villages and for a country.
package division

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Code is a 12-digit division code. The zero Code means "no division".
type Code int64

const (
	perTownship = 1_000
	perCounty   = 1_000_000
	lowest      = 110_000_000_000
	highest     = 999_999_999_999
)

// ErrCode is returned for a text that is not a 12-digit division code.
var ErrCode = errors.New("division: a division code has 12 digits")

// Parse reads a 12-digit code.
func Parse(s string) (Code, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 12 || n < lowest || n > highest {
		return 0, fmt.Errorf("%w: %q", ErrCode, s)
	}
	return Code(n), nil
}

// MustParse is Parse for constants and tests; it panics on anything but a code.
func MustParse(s string) Code {
	c, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

// String returns the 12 digits, and the empty string for no division.
func (c Code) String() string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("%012d", int64(c))
}

// IsZero reports whether c is no division.
func (c Code) IsZero() bool { return c == 0 }

// IsVillage reports whether c names a village or community, the lowest level.
func (c Code) IsVillage() bool { return c != 0 && c%perTownship != 0 }

// IsTownship reports whether c names a township or subdistrict.
func (c Code) IsTownship() bool { return !c.IsVillage() && c%perCounty != 0 }

// IsCounty reports whether c names a county-level city.
func (c Code) IsCounty() bool { return c != 0 && c%perCounty == 0 }

// Township returns the code of the township that c lies in, or c itself.
func (c Code) Township() Code { return c - c%perTownship }

// County returns the code of the county that c lies in, or c itself.
func (c Code) County() Code { return c - c%perCounty }

// Range returns the codes from c's own to that of its last possible descendant.
func (c Code) Range() Range {
	switch {
	case c.IsCounty():
		return Range{c, c + perCounty - 1}
	case c.IsTownship():
		return Range{c, c + perTownship - 1}
	}
	return Range{c, c}
}

// Holds reports whether o is c or lies in it.
func (c Code) Holds(o Code) bool {
	r := c.Range()
	return r.Low <= o && o <= r.High
}

// MarshalJSON writes c as a JSON string, and no division as null.
func (c Code) MarshalJSON() ([]byte, error) {
	if c == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + c.String() + `"`), nil
}

// MarshalText writes the 12 digits; map keys and text formats use it.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads 12 digits; the empty string is no division.
func (c *Code) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = 0
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*c = v
	return nil
}

// Range is the closed interval of codes from Low to High.
type Range struct{ Low, High Code }

// Scope is a small set of ranges: all the places a posting may act for. The nil Scope contains nothing.
type Scope []Range

// ScopeOf returns the scope of the given divisions and all their descendants.
func ScopeOf(codes ...Code) Scope {
	s := make(Scope, 0, len(codes))
	for _, c := range codes {
		s = append(s, c.Range())
	}
	return s
}

// Contains reports whether c lies in one of the ranges of s.
func (s Scope) Contains(c Code) bool {
	return slices.ContainsFunc(s, func(r Range) bool { return r.Low <= c && c <= r.High })
}

// Bounds returns the lowest and the highest code of s, no divisions for the nil Scope; between them may lie codes that s does not contain.
func (s Scope) Bounds() (low, high Code) {
	for i, r := range s {
		if i == 0 || r.Low < low {
			low = r.Low
		}
		high = max(high, r.High)
	}
	return low, high
}

// Scan reads a database bigint; NULL becomes no division.
func (c *Code) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*c = 0
	case int64:
		*c = Code(v)
	default:
		return fmt.Errorf("division: cannot read a division from %T", src)
	}
	return nil
}
