// Package oversight is what offices do across cases: the dashboard, and later returns, notices, meetings, scores, staffing and funding (DOMAIN §8).
//
// It counts what package store has counted up for it and never reads a case; what a figure means is said by the list with the same filter.
package oversight
