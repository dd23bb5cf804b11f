package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// ownCases is whether a list begins with the reader's own cases.
type ownCases struct {
	store.OwnCases
	first bool // the reader answers for some of them, but not for all
}

// ownCases counts the reader's own cases. An office that answers for no case itself has none.
func (s *Server) ownCases(r *http.Request) (o ownCases, err error) {
	actor := actorOf(r)
	if actor.Role != access.VillageWorker && !actor.Role.Township() {
		return o, nil
	}
	o.OwnCases, err = s.Work.OwnCases(r.Context(), actor)
	o.first = o.Own > 0 && o.Own < o.All && actor.Role != access.TownshipLead
	return o, err
}

// choice is between the reader's own cases and all, with the other filters of the list; none where they are the same. Only a list of the
// cases themselves gives their numbers: a list of work holds fewer.
func (o *ownCases) choice(ctx context.Context, path string, q url.Values) []components.ChoiceLink {
	if o.Own == 0 || o.Own == o.All {
		return nil
	}
	ownWords, allWords := text.T(ctx, text.HandoverFilterMine), text.T(ctx, text.HandoverFilterEverybody)
	if path == casesPath {
		ownWords, allWords = text.T(ctx, text.HandoverMine, "Count", o.Own), text.T(ctx, text.HandoverEverybody, "Count", o.All)
	}
	at := func(who string) string { return path + "?" + with(q, "worker", who) }
	all := components.ChoiceLink{Label: allWords, Href: at(workerAll), On: q.Get("worker") == "" || q.Get("worker") == workerAll}
	own := components.ChoiceLink{Label: ownWords, Href: at(workerMine), On: q.Get("worker") == workerMine}
	return []components.ChoiceLink{own, all}
}

// workerFilter are those by whom a list can be filtered, under the names of their places.
func (s *Server) workerFilter(ctx context.Context, g *gazetteer, actor access.Actor) ([]components.Option, error) {
	out := []components.Option{{Value: workerNone, Label: text.T(ctx, text.HandoverNobody)}}
	if actor.Role == access.VillageWorker || actor.Role.Township() {
		out = append([]components.Option{{Value: workerMine, Label: text.T(ctx, text.HandoverFilterMine)}}, out...)
	}
	if actor.Role.Police() {
		return nil, nil
	}
	posts, err := s.Work.WorkerPosts(ctx, actor)
	seen := map[int64]bool{}
	for _, p := range posts {
		if !seen[p.Account] {
			seen[p.Account] = true
			out = append(out, components.Option{Value: strconv.FormatInt(p.Account, 10), Label: p.Name, Group: g.Full(p.Division)})
		}
	}
	return out, err
}

// workerChoices are the options of the filter by worker, with the one asked for although the postings no longer reach here.
func workerChoices(ctx context.Context, asked string, options []components.Option) []components.Option {
	if asked == "" || asked == workerAll || len(options) == 0 {
		return options
	}
	for _, o := range options {
		if o.Value == asked {
			return options
		}
	}
	return append(options, components.Option{Value: asked, Label: text.T(ctx, text.HandoverFilterGone)})
}
