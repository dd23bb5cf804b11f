// Package rehab is the rules: what a community detoxification or rehabilitation case owes, counts, earns and permits on a given day.
//
// A case is a [File] of dated facts. [Compute] is one pure function of the rules, the file and a day; its answer is the [Track]. It
// knows no database, clock or network, so it can be run for any past day, after any correction and under any policy. Facts have
// one registry of kinds ([Kinds], [NewBody], [DecodeBody]), which also gives the store its tables and `xinsheng track` its JSON.
//
// Citations: "ruling n" is entry n of the rulings; 条例 is the 戒毒条例. Readings that neither settles stand in docs/adr/01xx.
// The package holds machine words only: sentences for people are made from them by package text.
package rehab
