package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"xinsheng/internal/seal"
)

// localKeys reads the keys in dir and makes them where neither they nor data sealed with them are there. Without its keys no sealed
// number can ever be read again, so new ones are never made beside old data.
func localKeys(dir, sealed string) (string, error) {
	name := filepath.Join(dir, "keys")
	b, err := os.ReadFile(name)
	if err == nil {
		return strings.TrimSpace(string(b)), nil
	}
	if errors.Is(err, fs.ErrPermission) {
		return "", fmt.Errorf("%w: the data were made by another user (root?); start the program as that user, or make reset as that user", err)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if _, err := os.Stat(sealed); err == nil {
		return "", fmt.Errorf("%s is missing although %s is there: put the file back, or remove the whole directory to begin anew", name, sealed)
	}
	keys := seal.NewKey()
	return keys, writeKeys(dir, name, keys)
}

// writeKeys writes the file whole or not at all.
func writeKeys(dir, name, keys string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "keys-*") // readable by its owner only
	if err != nil {
		return err
	}
	_, err = f.WriteString(keys + "\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	return err
}
