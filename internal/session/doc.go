// Package session is how a person comes to act: signing in and out, the session that remembers it, lock-out, and the actor made anew
// for each request.
//
// A session keeps an account id, a posting id and the account's epoch, and nothing that could grow old: name, role and scope are read
// again for every request, so that a posting that ends, a password that is reset or an account that is disabled counts from the next
// click. Tokens are stored hashed and renewed whenever rights change.
package session
