package dossier

// ExportView is the form that orders the file of one dossier, or of all of a village.
type ExportView struct {
	Action  string
	Key     string
	Village bool // of a village: always a ZIP of PDFs
	Note    string
	Kind    string // pdf or zip
	Scope   string // masked or whole
	Reason  string
	Filter  []FilterField
}

// FilterField is a filter of the list that the order takes along.
type FilterField struct{ Name, Value string }

// SheetView is the sheet of one slot in the bound file: what is recorded in it.
type SheetView struct {
	Words string // the heading, by which the contents find it
	State string
	Facts []SheetFact
	Dates []SheetDate // of the slot of test dates
	Lacks string
}

// SheetFact is a fact on a sheet.
type SheetFact struct{ Date, Words, Note, By string }

// SheetDate is a test window on a sheet.
type SheetDate struct{ Window, State, Taken string }

// PhotoView is a photo on a page of its own; its size is that on paper.
type PhotoView struct {
	Words         string
	Note          string
	Source        string // data:image/jpeg;base64,…
	Width, Height string
}

// NoticeView is the page that stands for something that could not be bound.
type NoticeView struct{ Words, Why string }

// ContentsView is the first page of the bound file.
type ContentsView struct {
	Title, Person, Case, Progress, Note, Printed string
	Rows                                         []ContentsRow
}

// ContentsRow is a slot, or something in it, with the page where it begins.
type ContentsRow struct {
	No, Words, State, Page string
	Below                  bool
}
