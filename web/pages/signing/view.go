// Package signing holds the page on which a township's lead decides several persons' matters at once.
package signing

import "xinsheng/web/components"

// PageView is the decisions of one kind that wait, and the form that decides those ticked.
type PageView struct {
	Kinds    []components.ChoiceLink
	Outcome  *components.OutcomeView // what a form did, when not all of it could be done
	Action   string
	Key      string
	Kind     string
	Table    components.TableView
	First    string // says that there are more; empty when these are all
	Question string // label of the answers
	Answers  []components.Option
	Answer   string
	Reason   components.FieldView
	Date     components.FieldView
	Errors   components.Errors
}
