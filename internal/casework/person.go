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
	Guardian          string // name
	GuardianRelation  string
	GuardianPhone     string
	Drugs             string
	UseHistory        string
	Health            string
	Medication        string
	Family            string
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
	unread := len(wrong) > 0 && p.DocumentType == idCard // what a wrong ID number cannot tell is not asked for
	p.checkData(&wrong, today, unread)
	return wrong.Err()
}

// checkData notes what is wrong with anything but the document. unread says that sex and birth stand in a number that cannot be read.
func (p *Person) checkData(wrong *fault.Fields, today date.Date, unread bool) {
	if strings.TrimSpace(p.Name) == "" {
		wrong.Add("name", text.ValidRequired)
	} else if utf8.RuneCountInString(p.Name) > 60 {
		wrong.Add("name", text.ValidTooLong, "Max", 60)
	}
	if p.Sex != "male" && p.Sex != "female" && !unread {
		wrong.Add("sex", text.ValidChoose)
	}
	switch {
	case p.Birth.IsZero() && !unread:
		wrong.Add("birth", text.ValidRequired)
	case p.Birth > today:
		wrong.Add("birth", text.ValidFuture, "Today", today)
	case !p.Birth.IsZero() && minor(p.Birth, today) && strings.TrimSpace(p.Guardian) == "":
		wrong.Add("guardian_name", text.IntakeGuardianOfMinor)
	}
	for _, x := range []struct{ field, value string }{{"phone", p.Phone}, {"guardian_phone", p.GuardianPhone}} {
		if x.value != "" && !isPhone(x.value) {
			wrong.Add(x.field, text.IntakePhone)
		}
	}
}

func minor(birth, today date.Date) bool { return birth.AddMonths(12*adult) > today }

// LackedByDecision returns the fields that the decision's paper says of a person and that are empty.
func LackedByDecision(p store.Person) []string {
	return lacked(p.Work == "", p.RegisteredAddress == "", p.ActualAddress == "")
}

func lacked(work, registered, actual bool) []string {
	var lacks []string
	for i, field := range []string{"occupation", "registered_address", "actual_address"} {
		if [...]bool{work, registered, actual}[i] {
			lacks = append(lacks, field)
		}
	}
	return lacks
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
		DocumentSealed: w.box.Seal(p.Document, documentOf(id)), DocumentIndex: w.documentIndex(p.Document), DocumentMask: Mask(p.Document),
		Ethnicity: p.Ethnicity, Education: p.Education, Marital: p.Marital, Work: p.Work, RegisteredAddress: p.RegisteredAddress,
		ActualAddress: p.ActualAddress, Guardian: p.Guardian, GuardianRelation: p.GuardianRelation, Drugs: p.Drugs, UseHistory: p.UseHistory,
		Health: p.Health, Medication: p.Medication, Family: p.Family,
	}
	if phone := plainPhone(p.Phone); phone != "" {
		w.sealPhone(&row, phone)
	}
	if phone := plainPhone(p.GuardianPhone); phone != "" {
		w.sealGuardianPhone(&row, phone)
	}
	return row
}
func plainPhone(typed string) string { return strings.Join(strings.Fields(typed), "") }

func (w *Work) sealPhone(row *store.Person, phone string) {
	mask := maskPhone(phone)
	row.PhoneSealed, row.PhoneIndex, row.PhoneMask = w.box.Seal(phone, phoneOf(row.ID)), w.box.Index("phone", phone), &mask
}

func (w *Work) sealGuardianPhone(row *store.Person, phone string) {
	mask := maskPhone(phone)
	row.GuardianPhoneSealed, row.GuardianPhoneMask = w.box.Seal(phone, guardianPhoneOf(row.ID)), &mask
}

// What binds a sealed number to its row.
func documentOf(person uuid.UUID) string      { return "person.document:" + person.String() }
func phoneOf(person uuid.UUID) string         { return "person.phone:" + person.String() }
func guardianPhoneOf(person uuid.UUID) string { return "person.guardian_phone:" + person.String() }

func (w *Work) documentIndex(document string) []byte { return w.box.Index("document", document) }

// Mask hides the middle of a number: of an ID number it leaves the first and last four characters, 5203**********2417, of a shorter one a quarter
// at each end, so that half of it at least is hidden.
func Mask(number string) string {
	shown := min(4, len(number)/4)
	return number[:shown] + strings.Repeat("*", len(number)-2*shown) + number[len(number)-shown:]
}

// maskPhone hides the middle of a telephone number; of a mobile one it leaves what is usual: 139****5678.
func maskPhone(phone string) string {
	if len(phone) != 11 {
		return Mask(phone)
	}
	return phone[:3] + "****" + phone[7:]
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
		if document, err = w.box.Open(p.DocumentSealed, documentOf(p.ID)); err != nil {
			return err
		}
		if p.PhoneSealed != nil {
			if phone, err = w.box.Open(p.PhoneSealed, phoneOf(p.ID)); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.Unmask, Case: caseID, Person: p.ID, Detail: map[string]any{"reason": reason}})
	})
	return document, phone, err
}

// nameKeys are the keys by which a name and each of the aliases is found.
func nameKeys(name, aliases string) []string {
	names := strings.FieldsFunc(aliases, func(r rune) bool { return strings.ContainsRune("、，,；;/／\n", r) })
	return registry.NameKeys(append(names, name)...)
}
