package store

// DutyState is dutyState for the test that holds it against the rules.
const DutyState = dutyState
