package registry

import (
	"slices"
	"testing"
)

func TestANameIsFoundByAnyPartAndByInitials(t *testing.T) {
	keys := NameKeys("罗世强", "阿强")
	for _, want := range []string{"罗世强", "世强", "强", "lsq", "sq", "q", "luoshiqiang", "阿强", "aq"} {
		if !slices.Contains(keys, want) {
			t.Errorf("no key %q in %q", want, keys)
		}
	}
	for _, never := range []string{"罗世", "ls", ""} {
		if slices.Contains(keys, never) {
			t.Errorf("key %q is no suffix", never)
		}
	}
	if keys := NameKeys("单雄信"); !slices.Contains(keys, "sxx") || !slices.Contains(keys, "dxx") {
		t.Errorf("a surname with two readings gives %q", keys)
	}
	if keys := NameKeys("Anna Lee", ""); !slices.Contains(keys, "annalee") || !slices.Contains(keys, "lee") {
		t.Errorf("a Latin name gives %q", keys)
	}
}
