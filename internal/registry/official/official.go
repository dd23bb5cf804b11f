// Package official holds what is officially published and every office starts with: the division codes and names of Chishui, and the
// State Council's notices of days off and days worked. It is data with the rules of reading it; the registry copies it into the database
// once, where people correct it.
package official

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

//go:embed divisions.json
var divisionsJSON []byte

//go:embed holidays.json
var holidaysJSON []byte

// Place is a county, township or village.
type Place struct {
	Code      division.Code
	Name      string
	Confirmed bool // false: the name is not known to belong to this code
}

// firstVillage is the lowest last-three-digits of a village (村); below it are communities (社区), by the rule of the statistics bureau.
const firstVillage = 200

type published struct {
	Meta struct {
		County     string `json:"county"`
		CountyCode string `json:"countyCode"`
	} `json:"_meta"`
	Townships []publishedTownship `json:"townships"`
}

type publishedTownship struct {
	Code     division.Code            `json:"code12"`
	Name     string                   `json:"name"`
	Villages []division.Code          `json:"villageCodes2020"`
	Names    []string                 `json:"villageNames"`
	Pairs    map[division.Code]string `json:"pairs"`
}

// Places returns the county, its townships and their villages. A village name that was published without its code is given to the next
// free code of its kind (社区 or 村), in the order listed, and a code without a name is called by its township and last three digits;
// neither is confirmed.
func Places() ([]Place, error) {
	var p published
	if err := json.Unmarshal(divisionsJSON, &p); err != nil {
		return nil, fmt.Errorf("official: divisions: %w", err)
	}
	county, err := division.Parse(p.Meta.CountyCode + "000000")
	if err != nil {
		return nil, fmt.Errorf("official: divisions: %w", err)
	}
	out := []Place{{county, p.Meta.County, true}}
	for _, t := range p.Townships {
		out = append(out, Place{t.Code, t.Name, true})
		villages, err := t.places()
		if err != nil {
			return nil, err
		}
		out = append(out, villages...)
	}
	return out, nil
}

// places gives each village code of the township a name.
func (t publishedTownship) places() ([]Place, error) {
	paired := map[string]bool{}
	for _, name := range t.Pairs {
		paired[name] = true
	}
	var communities, villages []string
	for _, name := range t.Names {
		switch {
		case paired[name]:
		case strings.HasSuffix(name, "社区"):
			communities = append(communities, name)
		default:
			villages = append(villages, name)
		}
	}
	var out []Place
	for _, code := range t.Villages {
		p := Place{Code: code, Name: fmt.Sprintf("%s%03d", t.Name, int64(code)%1000)}
		waiting := &communities
		if int64(code)%1000 >= firstVillage {
			waiting = &villages
		}
		if name, ok := t.Pairs[code]; ok {
			p.Name, p.Confirmed = name, true
		} else if len(*waiting) > 0 {
			p.Name, *waiting = (*waiting)[0], (*waiting)[1:]
		}
		out = append(out, p)
	}
	if rest := len(communities) + len(villages); rest > 0 {
		return nil, fmt.Errorf("official: %s has %d names more than codes", t.Name, rest)
	}
	return out, nil
}

// Day is an official day that differs from the week.
type Day struct {
	Day  date.Date `json:"day"`
	Kind string    `json:"kind"` // off or work
	Name string    `json:"name"`
}

// Year is the calendar of one year as a notice of the State Council sets it.
type Year struct {
	Year   int    `json:"year"`
	Source string `json:"source"` // title and number of the notice
	Days   []Day  `json:"days"`
}

// Holidays returns the official calendars that are known, by year.
func Holidays() ([]Year, error) {
	var ys []Year
	if err := json.Unmarshal(holidaysJSON, &ys); err != nil {
		return nil, fmt.Errorf("official: holidays: %w", err)
	}
	return ys, nil
}
