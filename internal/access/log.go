package access

import "log/slog"

// LogValue keeps the name out of logs.
func (a Actor) LogValue() slog.Value {
	return slog.GroupValue(slog.Int64("account", a.Account), slog.Int64("posting", a.Posting), slog.String("role", string(a.Role)))
}
