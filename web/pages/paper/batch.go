package paper

import "xinsheng/web/components"

// BatchView is a list of papers to be issued together, and of those that were.
type BatchView struct {
	Title    string
	Note     string
	Crumbs   []components.Crumb
	Picker   *components.MonthPickerView // of test notices
	Filter   *components.FilterBarView   // of letters
	Outcome  *components.OutcomeView     // what became of those that were tried, when not all were issued
	Errors   components.Errors
	Action   string
	Key      string
	Asks     []components.FieldView // once for all of them
	Todo     components.TableView
	More     string // there are more than are listed
	May      bool   // something can be issued
	Done     components.TableView
	MayPrint bool
	Print    ReasonView
}

// BatchWhyView is how one line of the list stands.
type BatchWhyView struct {
	ID    string
	Tone  components.Tone
	Words string
	Links []components.Link // what is missing, and where it is filled in
}
