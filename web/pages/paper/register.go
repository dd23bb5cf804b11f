package paper

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// RegisterView is a page of the register of numbers.
type RegisterView struct {
	Excel    string // address of the workbook; empty without rows
	Batch    string // address of issuing many; empty: not by this reader
	Patterns string // address of how numbers read
	Filter   components.FilterBarView
	Tally    string // how many numbers there are, and that none is missing; empty when there are none at all
	Tone     components.Tone
	Table    components.TableView
	Pages    components.PaginationView
}

// PatternsView is how the numbers of all kinds of paper read.
type PatternsView struct {
	Register string
	Table    components.TableView
	Own      components.TableView // of single issuers
	History  components.TableView
}

// PatternView is the form of one pattern.
type PatternView struct {
	Title   string
	List    string // address of all patterns
	Action  string
	Key     string
	Kind    string
	Issuer  string              // id; empty: for all
	Choose  []components.Option // issuers; none when there is one only
	Pattern string              // as typed
	Now     string              // in force
	Default string              // the program's own
	Unit    bool                // {unit} stands for something
	Set     string              // who set it for exactly these, and when; empty: nobody did
	Example string              // the next number with it; empty with a problem
	Problem string              // why it cannot be set, while it is typed
	Errors  components.Errors
}

// patternPairs are how the pattern stands.
func patternPairs(ctx context.Context, v PatternView) []components.Pair {
	set := v.Set
	if set == "" {
		set = text.T(ctx, text.RegisterPatternNotSet)
	}
	return []components.Pair{
		{Name: text.T(ctx, text.RegisterPatternNow), Value: v.Now},
		{Name: text.T(ctx, text.RegisterPatternSet), Value: set}, {Name: text.T(ctx, text.RegisterPatternDefault), Value: v.Default},
	}
}

// patternHint says what can stand in a pattern.
func patternHint(ctx context.Context, v PatternView) string {
	if v.Unit {
		return text.T(ctx, text.RegisterPatternHintUnit)
	}
	return text.T(ctx, text.RegisterPatternHint)
}

// patternOthers is the button beside the one that saves: it takes the setting back.
func patternOthers(ctx context.Context, v PatternView) []components.ButtonView {
	if v.Set == "" {
		return nil
	}
	return []components.ButtonView{{Label: text.T(ctx, text.RegisterPatternTakeBack), Icon: icon.Undo2, Name: "do", Value: "back"}}
}
