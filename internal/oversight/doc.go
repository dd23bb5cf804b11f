// Package oversight is what offices do across cases (DOMAIN §8): dashboards and trends, periodic returns, supervision notices, analysis meetings with their measures,
// responsibility scores with appeals, staffing, funding, and what a draft of the policy would change.
//
// It counts what package store has counted up for it: month figures and summaries, never facts. What a figure means is said by the list with the same filter. Only what a
// draft of the policy would change reads cases, to compute them twice. What offices owe each other stands on their worklists (rehab.OfficeDuty).
package oversight
