package store

import (
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
)

// onConstraint says which field of which message a violated constraint means. A constraint that is not listed is our own mistake and
// stays an internal error.
var onConstraint = map[string]fault.Field{}

// meaning tells the store, at start, that violating the named constraint means the message key on the field.
func meaning(constraint, field string, key text.Key) struct{} {
	onConstraint[constraint] = fault.Field{Name: field, Key: key}
	return struct{}{}
}

// SQLSTATE classes that are somebody's input or somebody else's haste, not our mistake.
const (
	stateUniqueViolation     = "23505"
	stateExclusionViolation  = "23P01"
	stateSerializationFailed = "40001"
	stateDeadlock            = "40P01"
	stateInvalidByteSequence = "22021"
	stateNulCharacter        = "22P05"
)

// toFault turns a database error into the fault it means to the person who caused it.
func toFault(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return &fault.Error{Kind: fault.NotFound, Cause: err}
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	if f, known := onConstraint[pg.ConstraintName]; known {
		kind := fault.Invalid
		if pg.Code == stateUniqueViolation || pg.Code == stateExclusionViolation {
			kind = fault.Conflict
		}
		return &fault.Error{Kind: kind, Fields: []fault.Field{f}, Cause: redacted(pg)}
	}
	switch pg.Code {
	case stateSerializationFailed, stateDeadlock:
		return &fault.Error{Kind: fault.Conflict, Cause: redacted(pg)}
	case stateInvalidByteSequence, stateNulCharacter:
		return &fault.Error{Kind: fault.Invalid, Cause: redacted(pg)}
	}
	return redacted(pg)
}

// redacted keeps what helps an engineer and drops the detail, which quotes values of rows.
func redacted(pg *pgconn.PgError) error {
	return &pgconn.PgError{Severity: pg.Severity, Code: pg.Code, Message: pg.Message, TableName: pg.TableName, ColumnName: pg.ColumnName, ConstraintName: pg.ConstraintName, Where: pg.Where}
}
