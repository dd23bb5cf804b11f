package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Person is a row of person. Sealed columns stay sealed here; package casework opens them.
type Person struct {
	ID                uuid.UUID
	Name              string
	Alias             string
	Sex               string // male or female
	Birth             date.Date
	DocumentType      string
	DocumentSealed    []byte
	DocumentIndex     []byte
	DocumentMask      string
	PhoneSealed       []byte // nil without a telephone
	PhoneIndex        []byte
	PhoneMask         *string
	Ethnicity         string
	Education         string
	Marital           string
	Work              string
	RegisteredAddress string
	ActualAddress     string
	Guardian          string
	Drugs             string
	Health            string
	Version           int
}

const personColumns = `p.id, p.name, p.alias, p.sex, p.birth, p.document_type, p.document_sealed, p.document_index, p.document_mask,
	p.phone_sealed, p.phone_index, p.phone_mask, p.ethnicity, p.education, p.marital, p.work, p.registered_address, p.actual_address,
	p.guardian, p.drugs, p.health, p.version`

func personArgs(p Person) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": p.ID, "name": p.Name, "alias": p.Alias, "sex": p.Sex, "birth": p.Birth, "document_type": p.DocumentType,
		"document_sealed": p.DocumentSealed, "document_index": p.DocumentIndex, "document_mask": p.DocumentMask,
		"phone_sealed": p.PhoneSealed, "phone_index": p.PhoneIndex, "phone_mask": p.PhoneMask, "ethnicity": p.Ethnicity,
		"education": p.Education, "marital": p.Marital, "work": p.Work, "registered_address": p.RegisteredAddress,
		"actual_address": p.ActualAddress, "guardian": p.Guardian, "drugs": p.Drugs, "health": p.Health, "version": p.Version,
	}
}

// AddPerson writes a new person and the keys by which the name is found.
func (tx *Tx) AddPerson(ctx context.Context, p Person, nameKeys []string) error {
	if err := tx.exec(ctx, `
		insert into person (id, name, alias, sex, birth, document_type, document_sealed, document_index, document_mask,
			phone_sealed, phone_index, phone_mask, ethnicity, education, marital, work, registered_address, actual_address, guardian, drugs, health)
		values (@id, @name, @alias, @sex, @birth, @document_type, @document_sealed, @document_index, @document_mask,
			@phone_sealed, @phone_index, @phone_mask, @ethnicity, @education, @marital, @work, @registered_address, @actual_address, @guardian, @drugs, @health)`,
		personArgs(p)); err != nil {
		return err
	}
	return tx.replaceNameKeys(ctx, p.ID, nameKeys)
}

// UpdatePerson changes what may be edited of a person (never the document number), if the version is still the one that was shown;
// otherwise it reports false and changes nothing.
func (tx *Tx) UpdatePerson(ctx context.Context, p Person, nameKeys []string) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `
		update person set name = @name, alias = @alias, phone_sealed = @phone_sealed, phone_index = @phone_index, phone_mask = @phone_mask,
			ethnicity = @ethnicity, education = @education, marital = @marital, work = @work, registered_address = @registered_address,
			actual_address = @actual_address, guardian = @guardian, drugs = @drugs, health = @health, version = version + 1
		where id = @id and version = @version`, personArgs(p))
	if err != nil || tag.RowsAffected() == 0 {
		return false, toFault(err)
	}
	return true, tx.replaceNameKeys(ctx, p.ID, nameKeys)
}

func (tx *Tx) replaceNameKeys(ctx context.Context, id uuid.UUID, keys []string) error {
	if err := tx.exec(ctx, `delete from person_name_key where person_id = @id`, pgx.NamedArgs{"id": id}); err != nil {
		return err
	}
	return tx.exec(ctx, `insert into person_name_key (person_id, key) select distinct @id::uuid, unnest(@keys::text[])`,
		pgx.NamedArgs{"id": id, "keys": keys})
}

// Person returns the person with the id, or fault.NotFound when there is none or none for this actor.
func (tx *Tx) Person(ctx context.Context, id uuid.UUID) (Person, error) {
	return row[Person](ctx, tx, `select `+personColumns+` from person p where p.id = @id`, pgx.NamedArgs{"id": id})
}

// Known is what police may learn at intake of a person by the whole number only: whether there is a record, whether a case is open and which
// unit to ring (DOMAIN §2). It holds no name.
type Known struct {
	PersonID  uuid.UUID
	OpenCase  *uuid.UUID // nil without an open case
	Stage     *string
	Place     *division.Code // division answerable for the open case
	CaseCount int64          // all cases of the person, ended ones too
}

// KnownByDocument looks the blind index up over every case, whoever asks. The caller has checked that the actor may open an intake and has
// written the question into the audit log. A person without a record is fault.NotFound.
func (tx *Tx) KnownByDocument(ctx context.Context, index []byte) (Known, error) {
	return row[Known](ctx, tx, `select person_id, open_case, stage, place, case_count from person_known(@index)`, pgx.NamedArgs{"index": index})
}
