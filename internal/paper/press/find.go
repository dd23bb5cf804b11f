package press

import (
	"fmt"
	"os/exec"
)

// programs are the names under which systems have Chromium.
var programs = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell", "headless_shell",
	"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}

// Find returns the path of Chromium: what was set, a path or a name, or else the first of the usual names that there is. ErrNoChromium when there
// is none.
func Find(set string) (string, error) {
	if set != "" {
		path, err := exec.LookPath(set)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoChromium, err)
		}
		return path, nil
	}
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoChromium
}
