// Package rooms holds no program, only the test that keeps the rooms of the house in order: which package may import which, and which may
// touch the database or the network.
package rooms
