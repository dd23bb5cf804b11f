package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Join lends the transaction to a library that writes tables of its own in it (jobs). The borrower can neither commit it nor roll it back.
func (tx *Tx) Join() pgx.Tx { return joined{tx.conn} }

// joined is a pgx.Tx over a transaction that somebody else began and will end.
type joined struct{ conn *pgx.Conn }

var errBorrowed = errors.New("store: the transaction is its beginner's to begin and to end")

func (j joined) Begin(context.Context) (pgx.Tx, error) { return nil, errBorrowed }
func (j joined) Commit(context.Context) error          { return errBorrowed }
func (j joined) Rollback(context.Context) error        { return errBorrowed }
func (j joined) LargeObjects() pgx.LargeObjects        { return pgx.LargeObjects{} }
func (j joined) Conn() *pgx.Conn                       { return j.conn }

func (j joined) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, from pgx.CopyFromSource) (int64, error) {
	return j.conn.CopyFrom(ctx, table, columns, from)
}

func (j joined) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return j.conn.SendBatch(ctx, b)
}

func (j joined) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return j.conn.Prepare(ctx, name, sql)
}

func (j joined) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return j.conn.Exec(ctx, sql, args...)
}

func (j joined) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return j.conn.Query(ctx, sql, args...)
}

func (j joined) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return j.conn.QueryRow(ctx, sql, args...)
}
