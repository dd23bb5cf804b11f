package server

import "github.com/google/uuid"

func decisionPath(id uuid.UUID) string { return casePath(id) + "/decision" }
