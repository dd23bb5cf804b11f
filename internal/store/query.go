package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// exec runs one statement with named arguments.
func (tx *Tx) exec(ctx context.Context, sql string, args pgx.NamedArgs) error {
	_, err := tx.conn.Exec(ctx, sql, args)
	return toFault(err)
}

// rows runs one query with named arguments and collects each row into a T by column name.
func rows[T any](ctx context.Context, tx *Tx, sql string, args pgx.NamedArgs) ([]T, error) {
	r, err := tx.conn.Query(ctx, sql, args)
	if err != nil {
		return nil, toFault(err)
	}
	all, err := pgx.CollectRows(r, pgx.RowToStructByName[T])
	return all, toFault(err)
}

// row runs one query that must give one row, collected by column name; no row is fault.NotFound.
func row[T any](ctx context.Context, tx *Tx, sql string, args pgx.NamedArgs) (T, error) {
	r, err := tx.conn.Query(ctx, sql, args)
	if err != nil {
		var none T
		return none, toFault(err)
	}
	one, err := pgx.CollectExactlyOneRow(r, pgx.RowToStructByName[T])
	return one, toFault(err)
}

// send runs a batch in one round trip; the first fault of its statements is returned.
func (tx *Tx) send(ctx context.Context, b *pgx.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// value runs one query that must give one row of one column; no row is fault.NotFound.
func value[T any](ctx context.Context, tx *Tx, sql string, args pgx.NamedArgs) (T, error) {
	r, err := tx.conn.Query(ctx, sql, args)
	if err != nil {
		var none T
		return none, toFault(err)
	}
	one, err := pgx.CollectExactlyOneRow(r, pgx.RowTo[T])
	return one, toFault(err)
}

// values runs one query of one column with named arguments and collects it.
func values[T any](ctx context.Context, tx *Tx, sql string, args pgx.NamedArgs) ([]T, error) {
	r, err := tx.conn.Query(ctx, sql, args)
	if err != nil {
		return nil, toFault(err)
	}
	all, err := pgx.CollectRows(r, pgx.RowTo[T])
	return all, toFault(err)
}

// queueInto queues a query whose rows are collected by column name into the slice when the batch is closed.
func queueInto[T any](b *pgx.Batch, into *[]T, sql string, args pgx.NamedArgs) {
	b.Queue(sql, args).Query(func(r pgx.Rows) (err error) {
		*into, err = pgx.CollectRows(r, pgx.RowToStructByName[T])
		return err
	})
}

// queueOneInto queues a query of at most one row, which leaves nil when there is none.
func queueOneInto[T any](b *pgx.Batch, into **T, sql string, args pgx.NamedArgs) {
	b.Queue(sql, args).Query(func(r pgx.Rows) error {
		all, err := pgx.CollectRows(r, pgx.RowToAddrOfStructByName[T])
		if err == nil && len(all) > 0 {
			*into = all[0]
		}
		return err
	})
}

// affected runs one statement with named arguments and returns how many rows it changed.
func (tx *Tx) affected(ctx context.Context, sql string, args pgx.NamedArgs) (int64, error) {
	tag, err := tx.conn.Exec(ctx, sql, args)
	return tag.RowsAffected(), toFault(err)
}
