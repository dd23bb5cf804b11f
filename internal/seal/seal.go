// Package seal keeps ID and telephone numbers unreadable at rest and still findable by the whole number.
//
// Sealing is AES-256-GCM with the id of the key in front, so keys can be changed while old values stay readable. The associated data
// binds a sealed value to its row: moved to another row it does not open. The blind index is an HMAC of the whole number under a key of its
// own, the same for the same number, useless for a part of it.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// ErrOpen is returned for bytes that were not sealed by one of the box's keys for this row.
var ErrOpen = errors.New("seal: the value cannot be opened")

const keySize = 32

// Box seals and opens with a set of keys.
type Box struct {
	current byte
	sealers map[byte]cipher.AEAD
	index   []byte
}

// New makes a box from keys written id:64-hex-digits and separated by commas, ids 1 to 255. The first key seals; all of them open. The
// blind index hangs on the key with the lowest id, which must therefore be kept for good.
func New(keys string) (*Box, error) {
	b := &Box{sealers: map[byte]cipher.AEAD{}}
	lowest := 256
	for part := range strings.SplitSeq(keys, ",") {
		id, key, err := parseKey(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if b.sealers[id] != nil {
			return nil, fmt.Errorf("seal: key id %d stands twice", id)
		}
		if b.sealers[id], err = sealer(key); err != nil {
			return nil, err
		}
		if b.current == 0 {
			b.current = id
		}
		if int(id) < lowest {
			lowest = int(id)
			if b.index, err = hkdf.Key(sha256.New, key, nil, "xinsheng blind index", keySize); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// NewKey returns a fresh random key in the form New reads, under id 1.
func NewKey() string {
	key := make([]byte, keySize)
	rand.Read(key)
	return "1:" + hex.EncodeToString(key)
}

func parseKey(s string) (byte, []byte, error) {
	var id int
	var digits string
	if _, err := fmt.Sscanf(strings.Replace(s, ":", " ", 1), "%d %s", &id, &digits); err != nil || id < 1 || id > 255 {
		return 0, nil, errors.New("seal: a key is written id:64 hex digits, id 1 to 255")
	}
	key, err := hex.DecodeString(digits)
	if err != nil || len(key) != keySize {
		return 0, nil, fmt.Errorf("seal: key %d has not 64 hex digits", id)
	}
	return byte(id), key, nil
}

func sealer(key []byte) (cipher.AEAD, error) {
	k, err := hkdf.Key(sha256.New, key, nil, "xinsheng seal", keySize)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(k)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Seal returns plain sealed for the row named by binding, such as "person.document:<id>".
func (b *Box) Seal(plain, binding string) []byte {
	return b.sealers[b.current].Seal([]byte{b.current}, nil, []byte(plain), []byte(binding))
}

// Open returns what was sealed for the row named by binding, or ErrOpen.
func (b *Box) Open(sealed []byte, binding string) (string, error) {
	if len(sealed) == 0 {
		return "", ErrOpen
	}
	s := b.sealers[sealed[0]]
	if s == nil {
		return "", ErrOpen
	}
	plain, err := s.Open(nil, nil, sealed[1:], []byte(binding))
	if err != nil {
		return "", ErrOpen
	}
	return string(plain), nil
}

// Index returns the blind index of a whole number; kind keeps the numbers of different columns apart.
func (b *Box) Index(kind, number string) []byte {
	mac := hmac.New(sha256.New, b.index)
	mac.Write([]byte(kind + "\x00" + number))
	return mac.Sum(nil)
}
