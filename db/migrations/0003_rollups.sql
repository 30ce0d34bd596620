-- Figures over many sessions, kept rather than aggregated when read. They count settled sessions;
-- live ones are few, and are added when read. Writers append to session_changes and never wait for
-- each other; fold_session_changes() brings it into the other tables, a process at a time. Readers
-- add what is not folded yet, so that their figures are exact at every moment.
create table session_changes (
  session_key uuid not null,
  project_id integer not null,
  -- -1: the session no longer counts as the rest says; 1: now it does.
  sign smallint not null,
  started_at timestamptz not null,
  last_activity_at timestamptz not null,
  duration_ms bigint not null,
  turns integer not null,
  traces integer not null,
  errors integer not null,
  total_tokens bigint,
  tokens_partial boolean not null,
  cost_nano_usd bigint,
  cost_partial boolean not null,
  user_id text collate "C",
  facet_set_id uuid
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
--> statement-breakpoint
-- By hour of last activity, counted from 1970. with_tokens: sessions that know any; short_of_tokens:
-- sessions of whose tokens some or all are unknown. Cost likewise.
create table session_hours (
  project_id integer not null,
  hour integer not null,
  sessions integer not null,
  failed integer not null,
  traces bigint not null,
  total_tokens numeric not null,
  with_tokens integer not null,
  short_of_tokens integer not null,
  cost_nano_usd numeric not null,
  with_cost integer not null,
  short_of_cost integer not null,
  primary key (project_id, hour)
) with (fillfactor = 70);
--> statement-breakpoint
-- By day of last activity and facet set (zeros: none), and by blocks of 8, 64 and 512 days, so that
-- any range is few blocks. `day` is the block's first, counted from 1970.
create table session_days (
  project_id integer not null,
  days smallint not null,
  day integer not null,
  facet_set_id uuid not null,
  sessions integer not null,
  failed integer not null,
  traces bigint not null,
  total_tokens numeric not null,
  with_tokens integer not null,
  short_of_tokens integer not null,
  cost_nano_usd numeric not null,
  with_cost integer not null,
  short_of_cost integer not null,
  primary key (project_id, days, day, facet_set_id)
) with (fillfactor = 80);
--> statement-breakpoint
-- Blocks as above; buckets of duration_bucket().
create table session_durations (
  project_id integer not null,
  days smallint not null,
  day integer not null,
  bucket smallint not null,
  sessions integer not null,
  primary key (project_id, days, day, bucket)
) with (fillfactor = 70);
--> statement-breakpoint
-- total_tokens and cost_nano_usd are null when no session knows any. Rows of nobody (sessions = 0)
-- go now and then.
create table users (
  project_id integer not null,
  user_id text collate "C" not null,
  sessions integer not null,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  turns bigint not null,
  traces bigint not null,
  errors bigint not null,
  total_tokens numeric,
  with_tokens integer not null,
  short_of_tokens integer not null,
  cost_nano_usd numeric,
  with_cost integer not null,
  short_of_cost integer not null,
  primary key (project_id, user_id)
) with (fillfactor = 80);
--> statement-breakpoint
create index users_by_sessions on users (project_id, sessions, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_first_seen on users (project_id, first_seen_at, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_last_seen on users (project_id, last_seen_at, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_turns on users (project_id, turns, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_traces on users (project_id, traces, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_errors on users (project_id, errors, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_total_tokens on users (project_id, total_tokens, user_id) where sessions > 0;
--> statement-breakpoint
create index users_by_cost on users (project_id, cost_nano_usd, user_id) where sessions > 0;
--> statement-breakpoint
-- How many of a user's sessions have an outcome; outcome_key is a hash, for a label may be long.
create table user_outcomes (
  project_id integer not null,
  user_id text collate "C" not null,
  outcome_key uuid not null,
  outcome text not null,
  sessions integer not null,
  primary key (project_id, user_id, outcome_key)
) with (fillfactor = 80);
--> statement-breakpoint
-- What is settled already waits to be folded like any change; a million sessions take seconds.
insert into session_changes
select session_key, project_id, 1, started_at, last_activity_at, duration_ms, turns, traces, errors,
  total_tokens, tokens_partial, cost_nano_usd, cost_partial, user_id, facet_set_id
from sessions where settled and traces > 0;
