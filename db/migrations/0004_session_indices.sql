-- Filters by facets, with any figures beside them, are answered from this index alone.
drop index sessions_by_facet_set;
--> statement-breakpoint
create index sessions_by_facet_set on sessions (facet_set_id, last_activity_at) include (
  session_key, project_id, settled, traces, turns, errors, duration_ms, total_tokens, cost_nano_usd
);
--> statement-breakpoint
drop index sessions_by_user;
--> statement-breakpoint
create index sessions_by_user on sessions (project_id, user_id, session_key) include (settled, traces);
--> statement-breakpoint
-- Live sessions in the orders that are asked for most; in the others they are sorted.
drop index sessions_live;
--> statement-breakpoint
create index sessions_live on sessions (project_id, last_activity_at, session_key) where not settled;
--> statement-breakpoint
create index sessions_live_by_start on sessions (project_id, started_at, session_key) where not settled;
