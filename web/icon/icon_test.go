package icon

import (
	"strings"
	"testing"
)

func TestEveryIconIsDrawn(t *testing.T) {
	for _, name := range []Name{Check, ChevronDown, TestTube} {
		var b strings.Builder
		if err := Of(name).Render(t.Context(), &b); err != nil || !strings.Contains(b.String(), "<path") {
			t.Errorf("%s: %q %v", name, b.String(), err)
		}
	}
}

func TestIconsNeedNoInlineStyleOrScript(t *testing.T) {
	for name, shape := range shapes {
		if shape == "" || strings.Contains(shape, "style=") || strings.Contains(shape, "script") {
			t.Errorf("%s: %q", name, shape)
		}
	}
}
