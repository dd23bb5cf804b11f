package casework

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// sameSigns writes the signs of a case number as the register does, whatever keyboard they come from.
var sameSigns = strings.NewReplacer("（", "(", "）", ")", "[", "〔", "]", "〕", "［", "〔", "］", "〕", "【", "〔", "】", "〕")

// Finder says by what to look for terms: letters and characters without a digit are a name or the initials of its pinyin; what has digits is a
// document, telephone or case number, each of which is found whole only.
func (w *Work) Finder(terms string) *store.PersonFinder {
	plain := strings.Join(strings.FieldsFunc(terms, func(r rune) bool { return unicode.IsSpace(r) || r == '·' }), "")
	if plain == "" {
		return &store.PersonFinder{}
	}
	if !strings.ContainsFunc(plain, unicode.IsDigit) {
		return &store.PersonFinder{Name: strings.ToLower(plain)}
	}
	return &store.PersonFinder{
		Document: w.documentIndex(NormalDocument(plain)), Phone: w.box.Index("phone", plain), Number: sameSigns.Replace(plain),
	}
}

// FindCases returns the cases of the people found by the terms that the actor sees, at most limit.
func (w *Work) FindCases(ctx context.Context, actor access.Actor, terms string, limit int) (found []uuid.UUID, err error) {
	if !actor.May(access.CaseList) {
		return nil, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		found, err = tx.FoundCases(ctx, *w.Finder(terms), limit)
		return err
	})
	return found, err
}

// SealTerms makes terms of a search, which may be a name or a number, fit to be kept in a session; OpenTerms reads them again for the same account.
func (w *Work) SealTerms(actor access.Actor, terms string) string {
	return base64.RawStdEncoding.EncodeToString(w.box.Seal(terms, termsOf(actor)))
}

// OpenTerms returns what SealTerms sealed for the actor's account; false for anything else.
func (w *Work) OpenTerms(actor access.Actor, sealed string) (string, bool) {
	raw, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return "", false
	}
	terms, err := w.box.Open(raw, termsOf(actor))
	return terms, err == nil
}

func termsOf(actor access.Actor) string { return "search:" + strconv.FormatInt(actor.Account, 10) }
