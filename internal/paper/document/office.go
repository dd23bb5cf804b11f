package document

// officePapers are issued by offices and about no case.
func officePapers() []Spec {
	return []Spec{
		{Kind: "supervision_notice", Issuer: ByOffice, Pattern: "赤禁督字〔{year}〕{number}号", Office: true, Auto: true, Body: Supervision},
		{Kind: "periodic_return", Issuer: ByOffice, Pattern: "赤禁定报〔{year}〕{number}号", Office: true, Auto: true, Body: PeriodicReturn},
		{Kind: RewardStatementKind, Issuer: ByOffice, Pattern: "赤禁奖对〔{year}〕{number}号", Office: true, Body: Rewards},
	}
}
