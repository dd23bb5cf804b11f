package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"xinsheng/internal/access"
)

// Store is the database as the program's own role sees it.
type Store struct{ pool *pgxpool.Pool }

// maxConns bounds the pool; a request uses one connection at a time.
const maxConns = 16

// Open connects to the database at url as the program's role and checks that it answers.
func Open(ctx context.Context, url string) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("store: database address: %w", err)
	}
	cfg.MaxConns = maxConns
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("store: the database does not answer: %w", err)
	}
	return &Store{pool}, nil
}

// Close ends all connections.
func (s *Store) Close() { s.pool.Close() }

// Pool gives the connection pool to the few libraries that keep tables of their own (sessions, jobs).
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.pool.Ping(ctx) }

// Tx is one transaction of one actor. It is valid only inside the function given to WithTx or Read.
type Tx struct {
	conn  *pgx.Conn
	actor access.Actor
}

// Actor returns who acts in this transaction.
func (tx *Tx) Actor() access.Actor { return tx.actor }

// WithTx runs fn in a read-write transaction of the actor and commits it; any error of fn undoes everything and is returned as it is.
func (s *Store) WithTx(ctx context.Context, actor access.Actor, fn func(*Tx) error) error {
	return s.run(ctx, actor, "begin", nil, fn)
}

// Read runs fn in a read-only transaction that sees one unchanging state of the database.
func (s *Store) Read(ctx context.Context, actor access.Actor, fn func(*Tx) error) error {
	return s.run(ctx, actor, "begin isolation level repeatable read, read only", nil, fn)
}

// run is one transaction. What first queues, nil for nothing, travels with its beginning.
func (s *Store) run(ctx context.Context, actor access.Actor, begin string, first func(*pgx.Batch), fn func(*Tx) error) (err error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("store: no connection: %w", err)
	}
	defer conn.Release()
	// begin and the settings travel in one batch, so a transaction costs one round trip before its first query.
	b := &pgx.Batch{}
	b.Queue(begin)
	queueSettings(b, actor)
	if first != nil {
		first(b)
	}
	if err := conn.SendBatch(ctx, b).Close(); err != nil {
		rollback(ctx, conn)
		return fmt.Errorf("store: begin: %w", toFault(err))
	}
	done := false
	defer func() {
		if !done {
			rollback(ctx, conn)
		}
	}()
	if err := fn(&Tx{conn.Conn(), actor}); err != nil {
		return err
	}
	tag, err := conn.Exec(ctx, "commit")
	if err != nil {
		return toFault(err)
	}
	done = true
	if tag.String() == "ROLLBACK" {
		return errors.New("store: the transaction had failed and was undone")
	}
	return nil
}

// queueSettings tells the database who acts, for the rest of the transaction.
func queueSettings(b *pgx.Batch, actor access.Actor) {
	b.Queue(`select set_config('xinsheng.account', $1, true), set_config('xinsheng.scope', $2, true), set_config('xinsheng.readings', $3, true),
		set_config('xinsheng.unit', $4, true), set_config('xinsheng.units', $5, true)`, fmt.Sprint(actor.Account), scopeSetting(actor), readingsSetting(actor), fmt.Sprint(actor.Unit), unitsSetting(actor))
}

// rollback undoes the transaction even when the request that began it has been given up.
func rollback(ctx context.Context, conn *pgxpool.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := conn.Exec(ctx, "rollback"); err != nil {
		_ = conn.Conn().Close(ctx)
	}
}

// unitsSetting writes the units that the actor sits in as a PostgreSQL bigint array.
func unitsSetting(a access.Actor) string {
	b := []byte("{" + fmt.Sprint(a.Unit))
	for _, u := range a.Units {
		b = fmt.Appendf(b, ",%d", u)
	}
	return string(append(b, '}'))
}

// scopeSetting writes the actor's scope as a PostgreSQL int8multirange.
func scopeSetting(a access.Actor) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, r := range a.Scope {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "[%d,%d]", int64(r.Low), int64(r.High))
	}
	b.WriteByte('}')
	return b.String()
}

// readingsSetting writes the readings of the actor's role as a PostgreSQL text array.
func readingsSetting(a access.Actor) string {
	var rs []string
	for _, r := range a.Role.Readings() {
		rs = append(rs, string(r))
	}
	return "{" + strings.Join(rs, ",") + "}"
}

// wide is the actor with every place and every reading, for the few statements that must reach rows the actor may not see.
func wide(a access.Actor) access.Actor { return access.SystemActor(a.Account) }
