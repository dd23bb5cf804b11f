// Command gen writes the page of all routes (docs/routes.md) from the table in package server.
package main

import (
	"log"
	"os"

	"xinsheng/internal/server"
)

func main() {
	log.SetFlags(0)
	if err := os.WriteFile(os.Args[1], []byte(server.RoutesPage()), 0o644); err != nil {
		log.Fatal("server/gen: ", err)
	}
}
