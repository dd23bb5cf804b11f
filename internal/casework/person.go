package casework

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Person is a person as a form gives it: numbers in clear, which leave this package sealed only.
type Person struct {
	Name, Alias       string
	Sex               string // male or female; read off an ID number
	Birth             date.Date
	DocumentType      string // id_card, passport, …
	Document          string
	Phone             string
	Ethnicity         string
	Education         string
	Marital           string
	Work              string
	RegisteredAddress string
	ActualAddress     string
	Guardian          string
	Drugs             string
	Health            string
}

const idCard = "id_card"

// NormalDocument writes a document number as it is sealed and indexed: without spaces, letters in upper case.
func NormalDocument(s string) string {
	return strings.ToUpper(strings.Join(strings.Fields(s), ""))
}

// check returns what is wrong with the person, each message on its field, and completes sex and birth from an ID number.
func (p *Person) check(today date.Date) error {
	var wrong fault.Fields
	p.Document = NormalDocument(p.Document)
	if p.DocumentType == idCard || p.DocumentType == "" {
		p.DocumentType = idCard
		checkIDNumber(&wrong, p, today)
	} else if n := utf8.RuneCountInString(p.Document); n < 5 || n > 30 {
		wrong.Add("document", text.ValidRequired)
	}
	if strings.TrimSpace(p.Name) == "" {
		wrong.Add("name", text.ValidRequired)
	} else if utf8.RuneCountInString(p.Name) > 60 {
		wrong.Add("name", text.ValidTooLong, "Max", 60)
	}
	if p.Sex != "male" && p.Sex != "female" {
		wrong.Add("sex", text.ValidChoose)
	}
	switch {
	case p.Birth.IsZero():
		wrong.Add("birth", text.ValidRequired)
	case p.Birth > today:
		wrong.Add("birth", text.ValidFuture, "Today", today)
	}
	return wrong.Err()
}

// seal turns the person into a row; id binds the sealed numbers to it.
func (w *Work) seal(id uuid.UUID, p Person) store.Person {
	row := store.Person{
		ID: id, Name: p.Name, Alias: p.Alias, Sex: p.Sex, Birth: p.Birth, DocumentType: p.DocumentType,
		DocumentSealed: w.box.Seal(p.Document, "person.document:"+id.String()), DocumentIndex: w.documentIndex(p.Document), DocumentMask: Mask(p.Document),
		Ethnicity: p.Ethnicity, Education: p.Education, Marital: p.Marital, Work: p.Work, RegisteredAddress: p.RegisteredAddress,
		ActualAddress: p.ActualAddress, Guardian: p.Guardian, Drugs: p.Drugs, Health: p.Health,
	}
	if phone := strings.Join(strings.Fields(p.Phone), ""); phone != "" {
		mask := Mask(phone)
		row.PhoneSealed, row.PhoneIndex, row.PhoneMask = w.box.Seal(phone, "person.phone:"+id.String()), w.box.Index("phone", phone), &mask
	}
	return row
}

func (w *Work) documentIndex(document string) []byte { return w.box.Index("document", document) }

// Mask hides the middle of a number and leaves its first and last four characters: 5203**********2417.
func Mask(number string) string {
	const shown = 4
	if len(number) <= 2*shown {
		return strings.Repeat("*", len(number))
	}
	return number[:shown] + strings.Repeat("*", len(number)-2*shown) + number[len(number)-shown:]
}

// Unmask returns the document and telephone number of the person of a case in clear. The reason is required and is written, with who asked,
// into the audit log before the numbers are given out.
func (w *Work) Unmask(ctx context.Context, actor access.Actor, caseID uuid.UUID, reason string) (document, phone string, err error) {
	if strings.TrimSpace(reason) == "" {
		return "", "", fault.OnField("reason", text.ValidReasonRequired)
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		p, err := tx.Person(ctx, c.PersonID)
		if err != nil {
			return err
		}
		if document, err = w.box.Open(p.DocumentSealed, "person.document:"+p.ID.String()); err != nil {
			return err
		}
		if p.PhoneSealed != nil {
			if phone, err = w.box.Open(p.PhoneSealed, "person.phone:"+p.ID.String()); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.Unmask, Case: caseID, Person: p.ID, Detail: map[string]any{"reason": reason}})
	})
	return document, phone, err
}

func nameKeys(p Person) []string { return registry.NameKeys(p.Name, p.Alias) }
