-- Sessions by hour of last activity and facet, and by blocks of 24 hours and of 8, 64 and 512 days;
-- facet_key is a hash, for a facet may be long. What is folded already is counted here (seconds for a
-- million sessions), while nobody folds.
create table session_facets (
  project_id integer not null,
  hours integer not null,
  hour integer not null,
  facet_key uuid not null,
  facet text not null,
  sessions integer not null,
  primary key (project_id, hours, hour, facet_key)
) with (fillfactor = 70);
--> statement-breakpoint
select pg_advisory_xact_lock(7283914557);
--> statement-breakpoint
with folded as (
  select project_id, facet_set_id, floor(extract(epoch from last_activity_at) / 3600)::integer as hour, 1 as sign
  from sessions where settled and traces > 0
  union all
  select project_id, facet_set_id, floor(extract(epoch from last_activity_at) / 3600)::integer, -sign
  from session_changes
), by_set as (
  select project_id, facet_set_id, hour, sum(sign) as sessions
  from folded group by project_id, facet_set_id, hour
), by_facet as (
  select s.project_id, s.hour, facet, sum(s.sessions) as sessions
  from by_set s join facet_sets f on f.id = s.facet_set_id, unnest(f.facets) facet
  group by s.project_id, s.hour, facet having sum(s.sessions) <> 0
)
insert into session_facets (project_id, hours, hour, facet_key, facet, sessions)
select project_id, hours, hour / hours * hours, entity_key(project_id, 'facet', facet), facet, sum(sessions)
from by_facet, unnest('{1,24,192,1536,12288}'::integer[]) hours
group by project_id, hours, hour / hours * hours, facet;
--> statement-breakpoint
update user_outcomes set outcome_key = entity_key(project_id, 'facet', outcome);
--> statement-breakpoint
-- Only figures without facets, of session_hours, are asked for these.
alter table session_days
  drop column traces, drop column total_tokens, drop column with_tokens, drop column short_of_tokens,
  drop column cost_nano_usd, drop column with_cost, drop column short_of_cost;
