package official

import (
	"testing"
	"time"

	"xinsheng/internal/division"
)

func TestEveryCodeHasANameAndEveryNameACode(t *testing.T) {
	places, err := Places()
	if err != nil {
		t.Fatal(err)
	}
	var townships, villages, communities int
	byCode := map[division.Code]Place{}
	for _, p := range places {
		if _, twice := byCode[p.Code]; twice || p.Name == "" {
			t.Errorf("%v stands twice or has no name", p)
		}
		byCode[p.Code] = p
		switch {
		case p.Code.IsTownship():
			townships++
		case p.Code.IsVillage() && p.Code%1000 < firstVillage:
			communities++
		case p.Code.IsVillage():
			villages++
		}
	}
	if townships != 17 || communities != 37 || villages != 90 {
		t.Errorf("%d townships, %d communities, %d villages; want 17, 37, 90", townships, communities, villages)
	}
	for code, want := range map[string]Place{
		"520381000000": {Name: "赤水市", Confirmed: true},
		"520381001006": {Name: "滨江社区"},                 // in listed order
		"520381102201": {Name: "民族村", Confirmed: true}, // published with its code
		"520381104200": {Name: "高桥村"},                  // the first village, although a community stands before it in the list
		"520381104002": {Name: "葫市镇002"},
		"520381108203": {Name: "赤岩村"}, // 202 is taken by a published pair
		"520381204001": {Name: "白云乡001"},
	} {
		got := byCode[division.MustParse(code)]
		if got.Name != want.Name || got.Confirmed != want.Confirmed {
			t.Errorf("%s is %q confirmed %v, want %q %v", code, got.Name, got.Confirmed, want.Name, want.Confirmed)
		}
	}
}

func TestOfficialDaysDifferFromTheWeek(t *testing.T) {
	years, err := Holidays()
	if err != nil {
		t.Fatal(err)
	}
	// Days off on working days and weekend days worked, counted by hand from the notices.
	want := map[int][2]int{2023: {18, 7}, 2024: {19, 8}, 2025: {18, 5}, 2026: {19, 6}}
	for _, y := range years {
		off, work := 0, 0
		for _, d := range y.Days {
			year, _, _ := d.Day.YMD()
			weekend := d.Day.Weekday() == time.Saturday || d.Day.Weekday() == time.Sunday
			if year != y.Year || weekend != (d.Kind == "work") {
				t.Errorf("%v %s %s in %d", d.Day, d.Kind, d.Name, y.Year)
			}
			if d.Kind == "work" {
				work++
			} else {
				off++
			}
		}
		if w := want[y.Year]; off != w[0] || work != w[1] {
			t.Errorf("%d has %d days off and %d worked, want %v", y.Year, off, work, w)
		}
	}
	if len(years) != len(want) {
		t.Errorf("%d years, want %d", len(years), len(want))
	}
}
