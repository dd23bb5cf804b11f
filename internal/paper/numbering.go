package paper

import (
	"context"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// NumberIssuer is a unit that gives numbers.
type NumberIssuer struct {
	ID       int64
	Name     string // with its township's
	Division division.Code
	words    string // what stands for {unit}
}

// numberBook is how the numbers of all papers read and read before.
type numberBook struct {
	sets   []store.PatternSet // the newest first
	units  []store.Unit       // bureau, townships and villages
	places places
	last   map[store.LastNumber]int // how far each run of the year has come; the key's own number is 0
	year   int
}

func (d *Desk) numberBook(ctx context.Context, tx *store.Tx) (*numberBook, error) {
	b := &numberBook{places: places{}, last: map[store.LastNumber]int{}, year: d.clock.Today().Year()}
	var err error
	if b.units, err = tx.Units(ctx, "county", "bureau", "township", "village"); err != nil {
		return nil, err
	}
	for _, u := range b.units {
		if u.Kind != "bureau" {
			b.places[u.Division] = u.Name
		}
	}
	if b.sets, err = tx.PatternSets(ctx); err != nil {
		return nil, err
	}
	last, err := tx.LastNumbers(ctx, b.year)
	for _, l := range last {
		b.last[store.LastNumber{Issuer: l.Issuer, Kind: l.Kind}] = l.Number
	}
	return b, err
}

// issuers returns the units that issue papers of the level: where no village answers its township does.
func (b *numberBook) issuers(level document.Issuer) []NumberIssuer {
	kinds := map[document.Issuer][]string{document.ByPolice: {"bureau"}, document.ByOffice: {"county"}, document.ByTownship: {"township"}, document.ByVillage: {"village", "township"}}[level]
	var out []NumberIssuer
	for _, u := range b.units {
		switch {
		case !slices.Contains(kinds, u.Kind):
		case level == document.ByPolice:
			out = append(out, NumberIssuer{ID: u.ID, Name: u.Name, Division: u.Division})
		case level == document.ByOffice:
			out = append(out, NumberIssuer{ID: u.ID, Name: document.MunicipalHan(b.places, u.Division), Division: u.Division})
		default:
			name := b.places.Full(u.Division)
			out = append(out, NumberIssuer{ID: u.ID, Name: name, Division: u.Division, words: name})
		}
	}
	return out
}

// set returns the newest setting of a kind for exactly the issuer (0: for all); nil when it is left to the others.
func (b *numberBook) set(kind document.Kind, issuer int64) *store.PatternSet {
	for i := range b.sets {
		if s := &b.sets[i]; s.Kind == string(kind) && issuerOf(s) == issuer {
			if s.Pattern == nil {
				return nil
			}
			return s
		}
	}
	return nil
}

func issuerOf(s *store.PatternSet) int64 {
	if s.Issuer == nil {
		return 0
	}
	return *s.Issuer
}

// inForce is how the next numbers of a kind read, of the issuer or (0) of those without a setting of their own.
func (b *numberBook) inForce(s *document.Spec, issuer int64) string {
	for _, of := range []int64{issuer, 0} {
		if set := b.set(s.Kind, of); set != nil {
			return *set.Pattern
		}
	}
	return s.Pattern
}

// example is the next number of an issuer if the pattern stood.
func (b *numberBook) example(s *document.Spec, pattern string, of *NumberIssuer) string {
	return store.NumberText(pattern, of.words, b.year, strconv.Itoa(b.last[store.LastNumber{Issuer: of.ID, Kind: string(s.Kind)}]+1))
}

// taken returns a kind of paper and an issuer whose numbers, present or former, could read as those of the wanted pattern; nil for none. A number
// once given stays in the register, so that former patterns count for good.
func (b *numberBook) taken(s *document.Spec, issuer int64, pattern string) (*document.Spec, *NumberIssuer) {
	var wanted [][]glyph
	var of []int64
	for _, u := range b.issuers(s.Issuer) {
		if issuer == 0 || issuer == u.ID {
			wanted, of = append(wanted, glyphs(pattern, u.words)), append(of, u.ID)
		}
	}
	for _, other := range document.Specs() {
		patterns, own := b.ever(&other)
		for _, u := range b.issuers(other.Issuer) {
			for _, p := range slices.Concat(patterns, own[u.ID]) {
				g := glyphs(p, u.words)
				for i := range wanted {
					if (other.Kind != s.Kind || u.ID != of[i]) && meet(wanted[i], g) {
						return &other, &u
					}
				}
			}
		}
	}
	return nil, nil
}

// ever returns the patterns that a kind had for all, and for single issuers.
func (b *numberBook) ever(s *document.Spec) (all []string, own map[int64][]string) {
	all, own = []string{s.Pattern}, map[int64][]string{}
	for i := range b.sets {
		set := &b.sets[i]
		switch of := issuerOf(set); {
		case set.Kind != string(s.Kind) || set.Pattern == nil:
		case of == 0:
			all = append(all, *set.Pattern)
		default:
			own[of] = append(own[of], *set.Pattern)
		}
	}
	return all, own
}

// check says in words why a pattern cannot be set, nil when it can.
func (b *numberBook) check(s *document.Spec, issuer int64, pattern string) error {
	if err := wellFormed(pattern, s.Issuer, issuer != 0); err != nil {
		return err
	}
	if other, of := b.taken(s, issuer, pattern); other != nil {
		return fault.OnField("pattern", text.RegisterPatternTaken, "Paper", text.Key(string(text.FamilyPaperKind)+"."+string(other.Kind)), "Unit", of.Name)
	}
	return nil
}

// Numbering is how the numbers of a kind of paper read.
type Numbering struct {
	Spec      document.Spec
	Pattern   string             // in force for all who have none of their own
	Set       *store.PatternSet  // that says so; nil: it is the program's own
	Own       []store.PatternSet // of single issuers, the newest first
	Example   string             // the next number of one issuer
	ExampleOf string             // which
}

// Numberings are how the numbers of the papers read that concern an actor, and what was ever set.
type Numberings struct {
	Kinds   []Numbering
	History []store.PatternSet // the newest first
}

// Numberings returns how the numbers read of the papers that the actor's office and those below it issue.
func (d *Desk) Numberings(ctx context.Context, actor access.Actor) (Numberings, error) {
	var out Numberings
	if !actor.May(access.PaperRegister) {
		return out, fault.ErrNotFound()
	}
	return out, d.store.Read(ctx, actor, func(tx *store.Tx) error {
		b, err := d.numberBook(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range Kinds(actor) {
			n := Numbering{Spec: s, Pattern: b.inForce(&s, 0), Set: b.set(s.Kind, 0)}
			issuers := b.issuers(s.Issuer)
			for _, u := range issuers {
				if set := b.set(s.Kind, u.ID); set != nil && seesIssuer(actor, s.Issuer, &u) {
					n.Own = append(n.Own, *set)
				}
			}
			if u := b.exampleIssuer(actor, s.Issuer, issuers); u != nil {
				n.Example, n.ExampleOf = b.example(&s, b.inForce(&s, u.ID), u), u.Name
			}
			out.Kinds = append(out.Kinds, n)
		}
		for i := range b.sets {
			if set := &b.sets[i]; slices.ContainsFunc(out.Kinds, func(n Numbering) bool { return string(n.Spec.Kind) == set.Kind }) {
				out.History = append(out.History, *set)
			}
		}
		return nil
	})
}

// seesIssuer reports whether the actor sees the register of an issuer.
func seesIssuer(actor access.Actor, level document.Issuer, u *NumberIssuer) bool {
	return level == document.ByPolice || actor.Sees(u.Division)
}

// exampleIssuer is the actor's own unit, else the first that the actor sees.
func (b *numberBook) exampleIssuer(actor access.Actor, level document.Issuer, all []NumberIssuer) *NumberIssuer {
	var first *NumberIssuer
	for i := range all {
		switch u := &all[i]; {
		case !seesIssuer(actor, level, u):
		case u.ID == actor.Unit:
			return u
		case first == nil:
			first = u
		}
	}
	return first
}
