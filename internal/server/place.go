package server

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/web/components"
)

// placesAge is how long names of places are kept before they are read again; a renamed village shows within it.
const placesAge = 30 * time.Second

// gazetteer knows the names of townships and villages, which every page needs and which hardly ever change.
type gazetteer struct {
	mu      sync.Mutex
	read    time.Time
	names   map[division.Code]string // of the present; of what is no more the last one
	codes   []division.Code          // townships and villages in being, in order
	units   []store.Unit             // townships and villages there have ever been, and will be
	renamed []store.UnitName         // by unit and day
}

// gazetteer returns the names as they were read at most placesAge ago.
func (s *Server) gazetteer(ctx context.Context) (*gazetteer, error) {
	g := &s.places
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Since(g.read) < placesAge {
		return g.copy(), nil
	}
	err := s.Store.Read(ctx, access.SystemActor(access.AccountSignIn), func(tx *store.Tx) (err error) {
		if g.units, err = tx.UnitsEver(ctx, "county", "township", "village"); err == nil {
			g.renamed, err = tx.UnitNames(ctx, 0)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	g.names, g.codes = map[division.Code]string{}, nil
	for _, u := range g.units {
		g.names[u.Division] = u.Name
		if !u.Division.IsCounty() && u.ValidUntil.IsZero() && u.State == store.UnitInBeing {
			g.codes = append(g.codes, u.Division)
		}
	}
	slices.Sort(g.codes)
	g.read = time.Now()
	return g.copy(), nil
}

// copy shares the maps, which are replaced and never changed.
func (g *gazetteer) copy() *gazetteer {
	return &gazetteer{read: g.read, names: g.names, codes: g.codes, units: g.units, renamed: g.renamed}
}

// On returns the names and places of another day: what was called otherwise then, and what is no more.
func (g *gazetteer) On(day date.Date) *gazetteer {
	out := &gazetteer{read: g.read, names: maps.Clone(g.names), units: g.units, renamed: g.renamed}
	for _, n := range g.renamed { // by day: the last one that holds stays
		if n.ValidFrom <= day && !n.Division.IsZero() {
			out.names[n.Division] = n.Name
		}
	}
	for _, u := range g.units {
		if !u.Division.IsCounty() && u.On(day) {
			out.codes = append(out.codes, u.Division)
		}
	}
	slices.Sort(out.codes)
	out.codes = slices.Compact(out.codes)
	return out
}

// gazetteerOn returns the names and places of a day gone by; of a day to come, today's.
func (s *Server) gazetteerOn(ctx context.Context, day date.Date) (*gazetteer, error) {
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	return g.On(min(day, s.Clock.Today())), nil
}

// forget has the names read anew for the next page.
func (g *gazetteer) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.read = time.Time{}
}

// Short returns a place's own name, and its code when it has none.
func (g *gazetteer) Short(c division.Code) string {
	if n, ok := g.names[c]; ok {
		return n
	}
	return c.String()
}

// Full returns a place's name with its township's before it: 天台镇凤凰村.
func (g *gazetteer) Full(c division.Code) string {
	name, township := g.Short(c), g.names[c.Township()]
	if !c.IsVillage() || strings.HasPrefix(name, township) {
		return name
	}
	return township + name
}

// Townships returns the townships of a scope that can be chosen.
func (g *gazetteer) Townships(scope division.Scope) []components.Option {
	var out []components.Option
	for _, c := range g.codes {
		if c.IsTownship() && scope.Contains(c) {
			out = append(out, components.Option{Value: c.String(), Label: g.Short(c)})
		}
	}
	return out
}

// AllTownships returns every township, for what counts for the whole city.
func (g *gazetteer) AllTownships() []components.Option {
	return g.Townships(division.Scope{{Low: 0, High: 999_999_999_999}})
}

// Villages returns the villages of a scope, under the headings of their townships.
func (g *gazetteer) Villages(scope division.Scope) []components.Option {
	var out []components.Option
	for _, c := range g.codes {
		if c.IsVillage() && scope.Contains(c) {
			out = append(out, components.Option{Value: c.String(), Label: g.Short(c), Group: g.Short(c.Township())})
		}
	}
	return out
}

// placeWords is the full name of the place with a code as a form gives it; "" for anything else.
func placeWords(g *gazetteer, code string) string {
	c, err := division.Parse(code)
	if err != nil {
		return ""
	}
	return g.Full(c)
}
