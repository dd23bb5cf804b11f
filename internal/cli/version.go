package cli

import (
	"fmt"
	"runtime/debug"

	"xinsheng/internal/store"
)

type versionCmd struct{}

// Run prints which program this is.
func (versionCmd) Run(env Env) error {
	schema, err := store.SchemaVersion()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "xinsheng %s, schema %d\n", revision(), schema)
	return err
}

// revision is the commit the program was built from, with a plus sign when files were changed.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	commit, changed := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	return commit + changed
}
