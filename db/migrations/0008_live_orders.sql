-- Live sessions in the orders that are asked for most; in the others they are sorted, at half a
-- microsecond each. They are few: each index costs ingest some 4 microseconds a session it touches.
create index sessions_live_by_cost on sessions (project_id, cost_nano_usd, session_key) where not settled;
--> statement-breakpoint
create index sessions_live_by_total_tokens on sessions (project_id, total_tokens, session_key) where not settled;
--> statement-breakpoint
create index sessions_live_by_duration on sessions (project_id, duration_ms, session_key) where not settled;
--> statement-breakpoint
create index sessions_live_by_turns on sessions (project_id, turns, session_key) where not settled;
