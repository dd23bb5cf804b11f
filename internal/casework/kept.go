package casework

import (
	"encoding/base64"
	"strconv"
)

// SealForm seals what an account typed into a form, so that it can wait on the server until the account has signed in again.
func (w *Work) SealForm(account int64, typed string) string {
	return base64.RawStdEncoding.EncodeToString(w.box.Seal(typed, formBinding(account)))
}

// OpenForm reads what SealForm wrote for the same account; false for anything else.
func (w *Work) OpenForm(account int64, sealed string) (string, bool) {
	raw, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return "", false
	}
	typed, err := w.box.Open(raw, formBinding(account))
	return typed, err == nil
}

func formBinding(account int64) string { return "session.form:" + strconv.FormatInt(account, 10) }
