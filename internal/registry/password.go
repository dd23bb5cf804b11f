package registry

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
)

// Lengths of a password, in characters. The upper bound keeps hashing cheap.
const (
	MinPassword = 10
	MaxPassword = 128
)

// params are the OWASP minimum for argon2id: 19 MiB and two passes, about 20 ms.
var params = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds how many passwords are hashed at once, so that a flood of sign-ins takes neither all memory nor all processors.
var hashing = make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))

// HashPassword returns the argon2id hash of a password.
func HashPassword(password string) (string, error) {
	h, err := argon2id.CreateHash(password, params)
	if err != nil {
		return "", fmt.Errorf("registry: hash: %w", err)
	}
	return h, nil
}

// decoy is the hash that a password is compared with when there is no account, so that the answer takes as long as for one that exists.
var decoy = sync.OnceValue(func() string {
	h, err := HashPassword(rand.Text())
	if err != nil {
		panic(err) // no randomness, no service
	}
	return h
})

// PasswordMatches reports whether password is the one that hash was made of, waiting for its turn. An empty hash matches nothing, and
// takes as long to find out.
func PasswordMatches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if hash == "" || len(password) > 4*MaxPassword {
		password, hash = "", decoy()
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("registry: compare: %w", err)
	}
	return ok, nil
}

// CheckPassword reports what is wrong with a new password of the account with the login, on the named field.
func CheckPassword(field, password, login string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return fault.OnField(field, text.ValidTooShort, "Min", MinPassword)
	case n > MaxPassword:
		return fault.OnField(field, text.ValidTooLong, "Max", MaxPassword)
	case strings.Contains(strings.ToLower(password), login), distinct(password) < 5:
		return fault.OnField(field, text.SessionPasswordWeak)
	}
	return nil
}

func distinct(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// TemporaryPassword returns a password to be told once and changed at the first sign-in: sixteen characters without 0, 1, 8 and 9 in
// groups of four, 80 bits.
func TemporaryPassword() string {
	raw := make([]byte, 10)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	s := strings.ToLower(base32.StdEncoding.EncodeToString(raw))
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}
