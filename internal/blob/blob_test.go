package blob_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"xinsheng/internal/blob"
)

func TestBytesAreKeptByTheirHash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deeper", "attachments")
	s, err := blob.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	name, err := s.Put(t.Context(), []byte("sealed"))
	if err != nil || name != "c9d0036bed6744bcdf692fc980d8717d7e5f5a4f4e8266b4a84982602fb1cd09" {
		t.Fatalf("%s, %v", name, err)
	}
	if again, err := s.Put(t.Context(), []byte("sealed")); err != nil || again != name {
		t.Errorf("put again: %s, %v", again, err)
	}
	if b, err := s.Get(t.Context(), name); err != nil || string(b) != "sealed" {
		t.Errorf("%q, %v", b, err)
	}
	path := filepath.Join(dir, name[:2], name)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Fatalf("%v, %v; want a folder for its owner only", info, err)
	}
	for _, bad := range []string{"", "../../etc/passwd", name[:63], name + "00", "ZZ" + name[2:]} {
		if _, err := s.Get(t.Context(), bad); !errors.Is(err, blob.ErrMissing) {
			t.Errorf("%q: %v, want %v", bad, err, blob.ErrMissing)
		}
	}
	if err := os.WriteFile(path, []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(t.Context(), name); !errors.Is(err, blob.ErrDamaged) {
		t.Errorf("%v, want %v", err, blob.ErrDamaged)
	}
	if got := kept(t, s); len(got) != 1 || got[0].Name != name || got[0].At.IsZero() {
		t.Errorf("kept: %v", got)
	}
	for range 2 {
		if err := s.Remove(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Get(t.Context(), name); !errors.Is(err, blob.ErrMissing) || len(kept(t, s)) != 0 {
		t.Errorf("%v after its removal", err)
	}
}

func kept(t *testing.T, s *blob.Store) (all []blob.Kept) {
	t.Helper()
	if err := s.Each(t.Context(), func(k blob.Kept) error { all = append(all, k); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhereBytesAreKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	for where, ok := range map[string]bool{
		"s3://xinsheng?region=cn-1&endpoint=https://s3.example.invalid&use_path_style=true": true, "s3://xinsheng?nonsense=1": false, file: false,
	} {
		s, err := blob.Open(t.Context(), where)
		if (err == nil) != ok {
			t.Errorf("%s: %v", where, err)
		}
		if err == nil {
			_ = s.Close()
		}
	}
}
