package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

var _ = meaning("person_document_unique", "document", text.PersonDocumentTaken)

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
	Guardian          string // name
	GuardianRelation  string

	GuardianPhoneSealed []byte // nil without one
	GuardianPhoneMask   *string

	Drugs      string
	UseHistory string
	Health     string
	Medication string
	Family     string
	Version    int
}

const personColumns = `p.id, p.name, p.alias, p.sex, p.birth, p.document_type, p.document_sealed, p.document_index, p.document_mask,
	p.phone_sealed, p.phone_index, p.phone_mask, p.ethnicity, p.education, p.marital, p.work, p.registered_address, p.actual_address,
	p.guardian, p.guardian_relation, p.guardian_phone_sealed, p.guardian_phone_mask, p.drugs, p.use_history, p.health, p.medication, p.family, p.version`

func personArgs(p Person) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": p.ID, "name": p.Name, "alias": p.Alias, "sex": p.Sex, "birth": p.Birth, "document_type": p.DocumentType,
		"document_sealed": p.DocumentSealed, "document_index": p.DocumentIndex, "document_mask": p.DocumentMask,
		"phone_sealed": p.PhoneSealed, "phone_index": p.PhoneIndex, "phone_mask": p.PhoneMask, "ethnicity": p.Ethnicity,
		"education": p.Education, "marital": p.Marital, "work": p.Work, "registered_address": p.RegisteredAddress,
		"actual_address": p.ActualAddress, "guardian": p.Guardian, "guardian_relation": p.GuardianRelation,
		"guardian_phone_sealed": p.GuardianPhoneSealed, "guardian_phone_mask": p.GuardianPhoneMask, "drugs": p.Drugs, "use_history": p.UseHistory,
		"health": p.Health, "medication": p.Medication, "family": p.Family, "version": p.Version,
	}
}

// AddPerson writes a new person and the keys by which name and numbers are found.
func (tx *Tx) AddPerson(ctx context.Context, p Person, nameKeys []string) error {
	if err := tx.exec(ctx, `
		insert into person (id, name, alias, sex, birth, document_type, document_sealed, document_index, document_mask,
			phone_sealed, phone_index, phone_mask, ethnicity, education, marital, work, registered_address, actual_address,
			guardian, guardian_relation, guardian_phone_sealed, guardian_phone_mask, drugs, use_history, health, medication, family)
		values (@id, @name, @alias, @sex, @birth, @document_type, @document_sealed, @document_index, @document_mask,
			@phone_sealed, @phone_index, @phone_mask, @ethnicity, @education, @marital, @work, @registered_address, @actual_address,
			@guardian, @guardian_relation, @guardian_phone_sealed, @guardian_phone_mask, @drugs, @use_history, @health, @medication, @family)`,
		personArgs(p)); err != nil {
		return err
	}
	return tx.replaceKeys(ctx, p, nameKeys)
}

// UpdatePerson writes a person's data if the version is still the one that was shown; otherwise it reports false and changes nothing. A document
// number that is replaced stays findable.
func (tx *Tx) UpdatePerson(ctx context.Context, p Person, nameKeys []string) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `
		update person set name = @name, alias = @alias, sex = @sex, birth = @birth, document_type = @document_type, document_sealed = @document_sealed,
			document_index = @document_index, document_mask = @document_mask, phone_sealed = @phone_sealed, phone_index = @phone_index,
			phone_mask = @phone_mask, ethnicity = @ethnicity, education = @education, marital = @marital, work = @work,
			registered_address = @registered_address, actual_address = @actual_address, guardian = @guardian, guardian_relation = @guardian_relation,
			guardian_phone_sealed = @guardian_phone_sealed, guardian_phone_mask = @guardian_phone_mask, drugs = @drugs, use_history = @use_history,
			health = @health, medication = @medication, family = @family, version = version + 1
		where id = @id and version = @version`, personArgs(p))
	if err != nil || tag.RowsAffected() == 0 {
		return false, toFault(err)
	}
	return true, tx.replaceKeys(ctx, p, nameKeys)
}

// replaceKeys writes the keys by which the person is found, in one round trip; those of records merged into this one stay.
func (tx *Tx) replaceKeys(ctx context.Context, p Person, names []string) error {
	a := pgx.NamedArgs{"id": p.ID, "names": names, "document": p.DocumentIndex, "phone": p.PhoneIndex}
	b := &pgx.Batch{}
	b.Queue(`delete from person_name_key where person_id = @id and own`, a)
	b.Queue(`insert into person_name_key (person_id, key) select distinct @id::uuid, unnest(@names::text[])`, a)
	b.Queue(`insert into person_number_key (person_id, kind, key) select k.person_id, 'former_document', k.key from person_number_key k
		where k.person_id = @id and k.kind = 'document' and k.key <> @document on conflict do nothing`, a)
	b.Queue(`delete from person_number_key where person_id = @id and kind in ('document', 'phone')`, a)
	b.Queue(`insert into person_number_key (person_id, kind, key) values (@id, 'document', @document)`, a)
	b.Queue(`insert into person_number_key (person_id, kind, key) select @id, 'phone', @phone::bytea where @phone::bytea is not null`, a)
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// Person returns the person with the id, or fault.NotFound when there is none or none for this actor.
func (tx *Tx) Person(ctx context.Context, id uuid.UUID) (Person, error) {
	return row[Person](ctx, tx, `select `+personColumns+` from person p where p.id = @id`, pgx.NamedArgs{"id": id})
}

// LockPerson is Person, held until the transaction ends: changes of one record come one after another.
func (tx *Tx) LockPerson(ctx context.Context, id uuid.UUID) (Person, error) {
	return row[Person](ctx, tx, `select `+personColumns+` from person p where p.id = @id for update`, pgx.NamedArgs{"id": id})
}

// HoldPersons keeps others from opening a case of the persons, merging or parting them until the transaction ends. All of them are asked for at
// once, in one order, so that two who ask cannot wait for each other.
func (tx *Tx) HoldPersons(ctx context.Context, ids ...uuid.UUID) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended(i::text, 2)) from (select unnest(@ids::uuid[]) as i order by 1) held`, pgx.NamedArgs{"ids": ids})
}

// Known is what police may learn at intake of a person by the whole number only: whether there is a record, whether a case is open and which
// unit to ring (DOMAIN §2). It holds no name.
type Known struct {
	PersonID  uuid.UUID  // the record the number belongs to
	Root      uuid.UUID  // the record that speaks for the person; PersonID unless that was merged
	Former    bool       // the number was corrected since
	OpenCase  *uuid.UUID // nil without an open case
	Stage     *string
	Place     *division.Code // division answerable for the open case
	CaseCount int64          // all cases of the person, ended ones too

	LacksWork, LacksRegistered, LacksActual bool // what a decision says and the record does not
}

// KnownByDocument looks the blind index up over every case, whoever asks. The caller has checked that the actor may open an intake and has
// written the question into the audit log. A person without a record is fault.NotFound.
func (tx *Tx) KnownByDocument(ctx context.Context, index []byte) (Known, error) {
	return row[Known](ctx, tx, `select * from person_known(@index)`, pgx.NamedArgs{"index": index})
}
