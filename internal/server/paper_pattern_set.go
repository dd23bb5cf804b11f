package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

// paperPatternForm shows the pattern of a kind, and what the one in the address would make of the next number.
func (s *Server) paperPatternForm(w http.ResponseWriter, r *http.Request) error {
	q := readQuery(r)
	v, err := s.patternView(r, q, q.Typed("pattern"))
	if err != nil {
		return err
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Pattern(v))
}

// paperPatternSet sets a pattern, or takes a setting back.
func (s *Server) paperPatternSet(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	want := patternWanted(f)
	want.Back = f.Typed("do") == "back"
	if !want.Back {
		want.Pattern = f.Required("pattern", paper.MaxPattern)
	}
	look := f.Typed("do") == "look"
	if err = f.Err(); err == nil && !look {
		err = s.Papers.SetPattern(r.Context(), actorOf(r), want)
	}
	if err == nil && !look {
		return s.done(w, r, patternsPath, text.RegisterPatternDone)
	}
	v, verr := s.patternView(r, f, f.Typed("pattern"))
	if verr != nil {
		return verr
	}
	v.Key = f.Typed(FormKey)
	if err == nil {
		return s.page(w, r, v.Title, pages.Pattern(v))
	}
	v.Problem = ""
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Pattern(v)
	})
}

// patternWanted reads which kind and issuer are meant.
func patternWanted(f *Form) paper.PatternWanted {
	return paper.PatternWanted{Kind: document.Kind(f.Typed("kind")), Issuer: f.Number("issuer")}
}

func (s *Server) patternView(r *http.Request, f *Form, typed string) (pages.PatternView, error) {
	ctx, want := r.Context(), patternWanted(f)
	want.Pattern = typed
	try, err := s.Papers.TryPattern(ctx, actorOf(r), want)
	if err != nil {
		return pages.PatternView{}, err
	}
	v := pages.PatternView{
		Title: text.T(ctx, text.RegisterPatternOf, "Paper", text.Of(ctx, text.FamilyPaperKind, try.Spec.Kind)), List: patternsPath, Action: patternEditPath, Kind: string(try.Spec.Kind),
		Pattern: typed, Now: try.Now, Default: try.Spec.Pattern, Unit: !try.Spec.Issuer.Single(), Choose: patternIssuers(ctx, &try),
	}
	if v.Pattern == "" {
		v.Pattern = try.Now
	}
	if try.Issuer != nil {
		v.Issuer = strconv.FormatInt(try.Issuer.ID, 10)
	}
	if try.Set != nil {
		v.Set = text.T(ctx, text.RegisterPatternSetBy, "Who", try.Set.SetBy, "Day", text.Moment(ctx, try.Set.SetAt))
	}
	v.Example = text.T(ctx, text.RegisterPatternExample, "Number", try.Example, "Unit", try.ExampleOf)
	if bad, ok := errors.AsType[*fault.Error](try.Problem); ok {
		v.Example, v.Problem = "", errorsOf(ctx, bad.Fields).Of("pattern")
	}
	return v, nil
}

// patternIssuers are all issuers of a kind together, and each alone; where there is only one, none.
func patternIssuers(ctx context.Context, try *paper.PatternTried) []components.Option {
	if len(try.Issuers) < 2 {
		return nil
	}
	out := []components.Option{{Label: text.T(ctx, text.RegisterPatternAll)}}
	for _, u := range try.Issuers {
		out = append(out, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	return out
}
