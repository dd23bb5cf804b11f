package seal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestASealedValueOpensOnlyForItsRow(t *testing.T) {
	b, err := New(NewKey())
	if err != nil {
		t.Fatal(err)
	}
	sealed := b.Seal("number", "row a")
	if got, err := b.Open(sealed, "row a"); err != nil || got != "number" {
		t.Fatalf("Open = %q, %v", got, err)
	}
	if bytes.Contains(sealed, []byte("number")) || bytes.Equal(sealed, b.Seal("number", "row a")) {
		t.Error("sealing leaks the value or its equality")
	}
	tampered := append([]byte(nil), sealed...)
	tampered[len(tampered)-1] ^= 1
	for name, bad := range map[string][]byte{"other row": sealed, "tampered": tampered, "empty": nil, "unknown key": append([]byte{9}, sealed[1:]...), "short": {1, 2}} {
		binding := "row a"
		if name == "other row" {
			binding = "row b"
		}
		if _, err := b.Open(bad, binding); !errors.Is(err, ErrOpen) {
			t.Errorf("%s: err = %v, want ErrOpen", name, err)
		}
	}
}

func TestOldValuesStayReadableAndFindableAfterANewKey(t *testing.T) {
	first := NewKey()
	second := strings.Replace(NewKey(), "1:", "2:", 1)
	before, _ := New(first)
	after, err := New(second + "," + first)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := after.Open(before.Seal("x", "r"), "r"); err != nil || got != "x" {
		t.Fatalf("Open = %q, %v", got, err)
	}
	if !bytes.Equal(before.Index("document", "1"), after.Index("document", "1")) {
		t.Error("the blind index changed with the key")
	}
	if after.Seal("x", "r")[0] != 2 {
		t.Error("the first key does not seal")
	}
	if bytes.Equal(after.Index("document", "1"), after.Index("phone", "1")) {
		t.Error("numbers of different columns have the same index")
	}
}

func TestBadKeysAreRefused(t *testing.T) {
	for _, keys := range []string{"", "1:abcd", "0:" + strings.Repeat("a", 64), "x", NewKey() + "," + NewKey()} {
		if _, err := New(keys); err == nil {
			t.Errorf("New(%d characters) gave no error", len(keys))
		}
	}
}
