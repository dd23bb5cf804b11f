package division

import "testing"

func TestACodeKnowsItsLevelAndItsParents(t *testing.T) {
	village, township, county := MustParse("520381106204"), MustParse("520381106000"), MustParse("520381000000")
	if !village.IsVillage() || village.IsTownship() || !township.IsTownship() || township.IsCounty() || !county.IsCounty() || county.IsVillage() {
		t.Fatal("levels are wrong")
	}
	if village.Township() != township || village.County() != county || township.Township() != township || county.County() != county {
		t.Fatal("parents are wrong")
	}
	if r := township.Range(); r != (Range{township, 520381106999}) {
		t.Fatalf("township range = %v", r)
	}
}

func TestAScopeContainsDescendantsOnly(t *testing.T) {
	s := ScopeOf(MustParse("520381106000"), MustParse("520381001006"))
	for code, want := range map[string]bool{
		"520381106204": true, "520381106000": true, "520381001006": true,
		"520381001007": false, "520381107001": false, "520381000000": false, "520381105999": false,
	} {
		if s.Contains(MustParse(code)) != want {
			t.Errorf("Contains(%s) = %v", code, !want)
		}
	}
	if Scope(nil).Contains(520381106204) {
		t.Error("the nil scope contains something")
	}
}

func TestOnlyTwelveDigitsAreACode(t *testing.T) {
	for _, s := range []string{"", "520381", "52038110620x", "5203811062041", "-20381106204", "000000000001"} {
		if c, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, c)
		}
	}
}
