// Package blob keeps the bytes of attachments outside the database: in a folder, or in a bucket that speaks S3.
//
// What it keeps is sealed by the caller and named by its SHA-256, so a copy can be checked against its own names by anybody, and read by nobody
// without the keys. Nothing is ever changed under a name; bytes that no row names do no harm and are swept (docs/adr/1101).
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // makes s3:// addresses known
	"gocloud.dev/gcerrors"
)

// ErrMissing is returned for a name under which nothing is kept.
var ErrMissing = errors.New("blob: nothing is kept under this name")

// ErrDamaged is returned for bytes that are not those that were put under the name.
var ErrDamaged = errors.New("blob: the bytes kept are not those that were put there")

// BucketScheme begins the address of a bucket that speaks S3; anything else is a folder.
const BucketScheme = "s3://"

// Store keeps bytes by their SHA-256. It is safe for use by several goroutines.
type Store struct {
	bucket *blob.Bucket
	dir    string // of a folder; empty for a bucket
}

// Open opens a folder, which is made where there is none, or the bucket of an address such as s3://name?region=…&endpoint=…; a bucket is not
// asked anything before the first use.
func Open(ctx context.Context, where string) (*Store, error) {
	if strings.HasPrefix(where, BucketScheme) {
		b, err := blob.OpenBucket(ctx, where)
		if err != nil {
			return nil, fmt.Errorf("blob: %w", err)
		}
		return &Store{bucket: b}, nil
	}
	b, err := fileblob.OpenBucket(where, &fileblob.Options{CreateDir: true, DirFileMode: 0o700, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		return nil, fmt.Errorf("blob: the folder for attachments: %w", err)
	}
	return &Store{b, where}, nil
}

// Close lets go of the folder or bucket.
func (s *Store) Close() error { return s.bucket.Close() }

// Name returns the name of bytes: their SHA-256 in hexadecimal.
func Name(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// key spreads the names over 256 folders.
func key(name string) string { return name[:2] + "/" + name }

func isName(name string) bool {
	raw, err := hex.DecodeString(name)
	return err == nil && len(raw) == sha256.Size && strings.ToLower(name) == name
}

// Put keeps bytes and returns their name. When it returns they are on the disk, or with the bucket.
func (s *Store) Put(ctx context.Context, b []byte) (string, error) {
	name := Name(b)
	if err := s.bucket.WriteAll(ctx, key(name), b, &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return "", fmt.Errorf("blob: %w", err)
	}
	if s.dir == "" {
		return name, nil
	}
	return name, errors.Join(flush(filepath.Join(s.dir, key(name))), flush(filepath.Join(s.dir, name[:2])), flush(s.dir))
}

// flush sees to it that a file or folder survives a power cut: the row that names it is committed right after.
func flush(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

// Get returns the bytes kept under a name: ErrMissing when there are none, ErrDamaged when they are others.
func (s *Store) Get(ctx context.Context, name string) ([]byte, error) {
	if !isName(name) {
		return nil, ErrMissing
	}
	b, err := s.bucket.ReadAll(ctx, key(name))
	switch {
	case gcerrors.Code(err) == gcerrors.NotFound:
		return nil, ErrMissing
	case err != nil:
		return nil, fmt.Errorf("blob: %w", err)
	case Name(b) != name:
		return nil, ErrDamaged
	}
	return b, nil
}

// Kept is one thing that is kept.
type Kept struct {
	Name string
	At   time.Time // when it was put
	Size int64     // bytes
}

// Each calls fn for everything that is kept, until it returns an error, which is returned.
func (s *Store) Each(ctx context.Context, fn func(Kept) error) error {
	for list := s.bucket.List(nil); ; {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("blob: %w", err)
		}
		if name := o.Key[strings.LastIndex(o.Key, "/")+1:]; isName(name) && o.Key == key(name) {
			if err := fn(Kept{name, o.ModTime, o.Size}); err != nil {
				return err
			}
		}
	}
}

// Remove removes what is kept under a name; nothing there is no error.
func (s *Store) Remove(ctx context.Context, name string) error {
	if !isName(name) {
		return nil
	}
	if err := s.bucket.Delete(ctx, key(name)); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}
