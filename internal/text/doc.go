// Package text holds every sentence people read, in Chinese and English, behind typed keys.
//
// The sentences stand in locale/<noun>.<language>.toml. After editing them run go generate ./internal/text, which writes the
// constants. A Printer speaks one language and travels in the context of a request:
//
//	text.T(ctx, text.WorklistTitle, "Count", 3)        // {{.Count}} in the sentence
//	text.Of(ctx, text.FamilyStage, stage)              // the sentence "stage.<value>"
//	text.Date(ctx, due)                                // 2026年11月23日, 23 Nov 2026
//
// Arguments that are dates, months, amounts (Fen), keys or lists of strings are put into words in the printer's language.
package text

//go:generate go run ./gen
