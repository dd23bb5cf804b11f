package casework

import (
	"context"
	"slices"
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

// adult is the age in years from which a person has no guardian (民法典 17).
const adult = 18

// DocumentTypes returns the kinds of document by which a person is found, the ID card first.
func DocumentTypes() []string {
	return []string{idCard, "passport", "travel_permit", "residence_permit"}
}

// check returns what is wrong with the person, each message on its field, and completes sex and birth from an ID number.
func (p *Person) check(today date.Date) error {
	var wrong fault.Fields
	p.checkDocument(&wrong, today)
	if strings.TrimSpace(p.Name) == "" {
		wrong.Add("name", text.ValidRequired)
	} else if utf8.RuneCountInString(p.Name) > 60 {
		wrong.Add("name", text.ValidTooLong, "Max", 60)
	}
	unread := len(wrong) > 0 && p.DocumentType == idCard // what a wrong ID number cannot tell is not asked for
	if p.Sex != "male" && p.Sex != "female" && !unread {
		wrong.Add("sex", text.ValidChoose)
	}
	switch {
	case p.Birth.IsZero() && !unread:
		wrong.Add("birth", text.ValidRequired)
	case p.Birth > today:
		wrong.Add("birth", text.ValidFuture, "Today", today)
	case !p.Birth.IsZero() && p.Birth.AddMonths(12*adult) > today && strings.TrimSpace(p.Guardian) == "":
		wrong.Add("guardian", text.IntakeGuardianOfMinor)
	}
	if p.Phone != "" && !isPhone(p.Phone) {
		wrong.Add("phone", text.IntakePhone)
	}
	return wrong.Err()
}

// checkForDecision notes what the decision's paper says of a person and would otherwise say nothing of.
func (p *Person) checkForDecision(wrong *fault.Fields) {
	for _, x := range []struct{ field, value string }{{"occupation", p.Work}, {"registered_address", p.RegisteredAddress}, {"actual_address", p.ActualAddress}} {
		if strings.TrimSpace(x.value) == "" {
			wrong.Add(x.field, text.ValidRequired)
		}
	}
}

// checkDocument notes what is wrong with the document and takes sex and birth from an ID number.
func (p *Person) checkDocument(wrong *fault.Fields, today date.Date) {
	p.Document = NormalDocument(p.Document)
	if p.DocumentType == "" {
		p.DocumentType = idCard
	}
	switch n := utf8.RuneCountInString(p.Document); {
	case !slices.Contains(DocumentTypes(), p.DocumentType):
		wrong.Add("document_type", text.ValidNotAnOption)
	case n == 0:
		wrong.Add("document", text.ValidRequired)
	case p.DocumentType == idCard:
		checkIDNumber(wrong, p, today)
	case n < 5 || n > 30 || strings.ContainsFunc(p.Document, notInNumber):
		wrong.Add("document", text.IntakeDocumentLength)
	}
}

// notInNumber reports whether a passport or permit number cannot hold the character.
func notInNumber(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && r != '-' && r != '/' && r != '(' && r != ')'
}

// isPhone reports whether s can be a telephone number: 7 to 15 digits, with blanks, + and - between.
func isPhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != '+' && r != '-' && r != ' ':
			return false
		}
	}
	return digits >= 7 && digits <= 15
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
