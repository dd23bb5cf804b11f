package server

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// followers are the facts that name each fact, by its id and in the order of their days: the decision on a leave and the return, the laboratory's
// answer to a test, the steps of a residence change.
func followers(facts []store.RecordedFact, void func(string) bool) map[string][]store.RecordedFact {
	out := map[string][]store.RecordedFact{}
	for _, f := range facts {
		if of := rehab.Reference(f.Body); of != "" && f.Body.Kind() != rehab.KindVoid && !void(f.ID) {
			out[of] = append(out[of], f)
		}
	}
	return out
}

// followed leads to what came of a fact, step by step.
func (c *caseView) followed(id string) []components.Link {
	if c.follow == nil {
		c.follow = followers(c.page.Facts, c.isVoid)
	}
	var out []components.Link
	for _, f := range c.follow[id] {
		out = append(out, c.words.link(f.ID))
	}
	return out
}

// then are the same, for the line of the fact in the list.
func (c *caseView) then(id string) []components.Link {
	steps := c.followed(id)
	for i := range steps {
		steps[i].Words = c.t(text.FactThen, "What", steps[i].Words)
	}
	return steps
}
