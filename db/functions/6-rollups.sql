-- Rollups over settled sessions (0003_rollups.sql). Whoever changes the row of a settled session
-- calls count_sessions(keys, -1) once it holds the lock and before it changes anything, and
-- count_sessions(keys, 1) at the end.

-- Notes that the settled ones among these sessions no longer count as they stand (-1), or count (1).
create function count_sessions(keys uuid[], change integer)
returns void
language sql
as $$
  insert into session_changes (
    session_key, project_id, sign, started_at, last_activity_at, duration_ms, turns, traces, errors,
    total_tokens, tokens_partial, cost_nano_usd, cost_partial, user_id, facet_set_id
  )
  select session_key, project_id, change, started_at, last_activity_at, duration_ms, turns, traces, errors,
    total_tokens, tokens_partial, cost_nano_usd, cost_partial, user_id, facet_set_id
  from sessions
  where session_key = any (keys) and settled and traces > 0
$$;

-- Settles up to at_most sessions that nothing touched since untouched_since, or since
-- ended_untouched_since when their last span ended before ended_since. Returns how many.
create function settle_sessions(
  untouched_since timestamptz, ended_since timestamptz, ended_untouched_since timestamptz, at_most integer
)
returns integer
language plpgsql
as $$
declare
  settled_keys uuid[];
  gone_keys uuid[];
begin
  -- An upsert in key order, like every writer's, so that it cannot deadlock with ingest().
  with settling as (
    insert into sessions as s (session_key, project_id, touched_at)
    select session_key, project_id, touched_at
    from (
      select session_key, project_id, touched_at from sessions
      where not settled and (
        touched_at < untouched_since or (touched_at < ended_untouched_since and last_activity_at < ended_since)
      )
      limit at_most
    ) quiet
    order by session_key
    on conflict (session_key) do update set settled = true
    where s.touched_at = excluded.touched_at and s.traces > 0 and not s.settled
    returning s.session_key, s.traces
  )
  select coalesce(array_agg(session_key) filter (where traces > 0), '{}'),
    coalesce(array_agg(session_key) filter (where traces = 0), '{}')
  into settled_keys, gone_keys
  from settling;
  -- Deleted by others in between: the upsert has just made them anew.
  delete from sessions where session_key = any (gone_keys);
  perform count_sessions(settled_keys, 1);
  return cardinality(settled_keys);
end
$$;

-- Logarithmic: duration_of_bucket() is within 1 % of every duration in its bucket. -1: no time.
create function duration_bucket(duration_ms bigint) returns integer
language sql immutable parallel safe
as $$
  select case when duration_ms <= 0 then -1 else ceil(ln(duration_ms::float8) / ln(1.01::float8 / 0.99))::integer end
$$;

create function duration_of_bucket(bucket integer) returns float8
language sql immutable parallel safe
as $$
  select case when bucket < 0 then 0 else 2 * power(1.01::float8 / 0.99, bucket) / (1.01::float8 / 0.99 + 1) end
$$;

-- Folds the changes of up to at_most sessions into the rollups, unless another process is at it.
-- Returns how many changes it folded.
create function fold_session_changes(at_most integer)
returns integer
language plpgsql
as $$
declare
  folded integer;
begin
  if not pg_try_advisory_xact_lock(7283914557) then
    return 0;
  end if;
  -- All changes of a session at once, so that together they say where it stands now.
  with chosen as materialized (
    select distinct session_key from session_changes limit at_most
  ), gone as (
    delete from session_changes c using chosen where c.session_key = chosen.session_key returning c.*
  ), signed as materialized (
    select session_key, project_id, user_id, started_at, last_activity_at,
      coalesce(facet_set_id, '00000000-0000-0000-0000-000000000000') as facet_set_id,
      floor(extract(epoch from last_activity_at) / 3600)::integer as hour,
      duration_bucket(duration_ms) as bucket,
      sign::integer as sessions,
      case when errors > 0 then sign else 0 end as failed,
      sign * turns as turns, sign * traces as traces, sign * errors as errors,
      coalesce(sign * total_tokens, 0) as total_tokens,
      case when total_tokens is null then 0 else sign end as with_tokens,
      case when tokens_partial or total_tokens is null then sign else 0 end as short_of_tokens,
      coalesce(sign * cost_nano_usd, 0) as cost_nano_usd,
      case when cost_nano_usd is null then 0 else sign end as with_cost,
      case when cost_partial or cost_nano_usd is null then sign else 0 end as short_of_cost
    from gone
  ), hours as (
    insert into session_hours as h (
      project_id, hour, sessions, failed, traces, total_tokens, with_tokens, short_of_tokens,
      cost_nano_usd, with_cost, short_of_cost
    )
    select project_id, hour, sum(sessions), sum(failed), sum(traces), sum(total_tokens), sum(with_tokens),
      sum(short_of_tokens), sum(cost_nano_usd), sum(with_cost), sum(short_of_cost)
    from signed group by project_id, hour order by project_id, hour
    on conflict (project_id, hour) do update set
      sessions = h.sessions + excluded.sessions, failed = h.failed + excluded.failed,
      traces = h.traces + excluded.traces, total_tokens = h.total_tokens + excluded.total_tokens,
      with_tokens = h.with_tokens + excluded.with_tokens,
      short_of_tokens = h.short_of_tokens + excluded.short_of_tokens,
      cost_nano_usd = h.cost_nano_usd + excluded.cost_nano_usd, with_cost = h.with_cost + excluded.with_cost,
      short_of_cost = h.short_of_cost + excluded.short_of_cost
  ), days as (
    insert into session_days as d (project_id, days, day, facet_set_id, sessions, failed)
    select project_id, days, hour / 24 / days * days as day, facet_set_id, sum(sessions), sum(failed)
    from signed, unnest('{1,8,64,512}'::integer[]) days
    group by project_id, days, hour / 24 / days * days, facet_set_id
    having sum(sessions) <> 0 or sum(failed) <> 0
    order by 1, 2, 3, 4
    on conflict (project_id, days, day, facet_set_id) do update set
      sessions = d.sessions + excluded.sessions, failed = d.failed + excluded.failed
  ), named as materialized (
    select f.id as facet_set_id, facet
    from facet_sets f, unnest(f.facets) facet
    where f.id in (select s.facet_set_id from signed s)
  ), facets_by_hour as (
    select s.project_id, s.hour, n.facet, sum(s.sessions) as sessions
    from (
      select project_id, hour, facet_set_id, sum(sessions) as sessions
      from signed group by project_id, hour, facet_set_id having sum(sessions) <> 0
    ) s
    join named n on n.facet_set_id = s.facet_set_id
    group by s.project_id, s.hour, n.facet
    having sum(s.sessions) <> 0
  ), facets as (
    insert into session_facets as f (project_id, hours, hour, facet_key, facet, sessions)
    select project_id, hours, first_hour, entity_key(project_id, 'facet', facet) as key, facet, sessions
    from (
      select project_id, hours, hour / hours * hours as first_hour, facet, sum(sessions) as sessions
      from facets_by_hour, unnest('{1,24,192,1536,12288}'::integer[]) hours
      group by project_id, hours, hour / hours * hours, facet
      having sum(sessions) <> 0
    ) blocks
    order by project_id, hours, first_hour, key
    on conflict (project_id, hours, hour, facet_key) do update set sessions = f.sessions + excluded.sessions
  ), durations as (
    insert into session_durations as d (project_id, days, day, bucket, sessions)
    select project_id, days, hour / 24 / days * days as day, bucket, sum(sessions)
    from signed, unnest('{1,8,64,512}'::integer[]) days
    group by project_id, days, hour / 24 / days * days, bucket
    having sum(sessions) <> 0
    order by 1, 2, 3, 4
    on conflict (project_id, days, day, bucket) do update set sessions = d.sessions + excluded.sessions
  ), outcomes as (
    insert into user_outcomes as o (project_id, user_id, outcome_key, outcome, sessions)
    select project_id, user_id, entity_key(project_id, 'facet', facet) as key, facet, sessions
    from (
      select s.project_id, s.user_id, n.facet, sum(s.sessions) as sessions
      from signed s
      join named n on n.facet_set_id = s.facet_set_id
      where s.user_id is not null and n.facet like '["outcome", %' and jsonb_array_length(n.facet::jsonb) = 3
      group by s.project_id, s.user_id, n.facet
      having sum(s.sessions) <> 0
    ) counts
    order by project_id, user_id, key
    on conflict (project_id, user_id, outcome_key) do update set sessions = o.sessions + excluded.sessions
  ), sums as (
    select project_id, user_id, sum(sessions) as sessions, sum(turns) as turns, sum(traces) as traces,
      sum(errors) as errors, sum(total_tokens) as total_tokens, sum(with_tokens) as with_tokens,
      sum(short_of_tokens) as short_of_tokens, sum(cost_nano_usd) as cost_nano_usd, sum(with_cost) as with_cost,
      sum(short_of_cost) as short_of_cost,
      min(started_at) filter (where sessions > 0) as first_new, max(last_activity_at) filter (where sessions > 0) as last_new,
      min(started_at) filter (where sessions < 0) as first_lost, max(last_activity_at) filter (where sessions < 0) as last_lost
    from signed where user_id is not null
    group by project_id, user_id
  ), people as (
    insert into users as u (
      project_id, user_id, sessions, first_seen_at, last_seen_at, turns, traces, errors,
      total_tokens, with_tokens, short_of_tokens, cost_nano_usd, with_cost, short_of_cost
    )
    select s.project_id, s.user_id, coalesce(u.sessions, 0) + s.sessions,
      case when e.is_lost then r.first_seen_at else least(u.first_seen_at, s.first_new) end,
      case when e.is_lost then r.last_seen_at else greatest(u.last_seen_at, s.last_new) end,
      coalesce(u.turns, 0) + s.turns, coalesce(u.traces, 0) + s.traces, coalesce(u.errors, 0) + s.errors,
      case when coalesce(u.with_tokens, 0) + s.with_tokens > 0 then coalesce(u.total_tokens, 0) + s.total_tokens end,
      coalesce(u.with_tokens, 0) + s.with_tokens, coalesce(u.short_of_tokens, 0) + s.short_of_tokens,
      case when coalesce(u.with_cost, 0) + s.with_cost > 0 then coalesce(u.cost_nano_usd, 0) + s.cost_nano_usd end,
      coalesce(u.with_cost, 0) + s.with_cost, coalesce(u.short_of_cost, 0) + s.short_of_cost
    from sums s
    left join users u on u.project_id = s.project_id and u.user_id = s.user_id
    -- First and last times cannot be taken away: lost ones are read anew. That may be ahead of what is
    -- folded; a session that has left by then is lost in its turn.
    cross join lateral (
      select coalesce(s.first_lost <= u.first_seen_at or s.last_lost >= u.last_seen_at, s.first_lost is not null) as is_lost
    ) e
    left join lateral (
      select min(x.started_at) as first_seen_at, max(x.last_activity_at) as last_seen_at
      from sessions x
      where e.is_lost and x.project_id = s.project_id and x.user_id = s.user_id and x.settled and x.traces > 0
    ) r on true
    order by s.project_id, s.user_id
    on conflict (project_id, user_id) do update set
      sessions = excluded.sessions, first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
      turns = excluded.turns, traces = excluded.traces, errors = excluded.errors,
      total_tokens = excluded.total_tokens, with_tokens = excluded.with_tokens,
      short_of_tokens = excluded.short_of_tokens, cost_nano_usd = excluded.cost_nano_usd,
      with_cost = excluded.with_cost, short_of_cost = excluded.short_of_cost
  )
  select count(*) into folded from gone;
  return folded;
end
$$;

-- Drops what counts nothing any more: rows of the rollups, and facet sets. Returns how many facet sets.
create function sweep_rollups()
returns integer
language plpgsql
as $$
declare
  unused uuid[];
  swept integer := 0;
begin
  if not pg_try_advisory_xact_lock(7283914557) then
    return 0;
  end if;
  delete from session_hours where sessions = 0;
  delete from session_days where sessions = 0;
  delete from session_facets where sessions = 0;
  delete from session_durations where sessions = 0;
  delete from users where sessions = 0;
  delete from user_outcomes where sessions = 0;
  unused := array(
    select f.id from facet_sets f
    where not exists (select 1 from sessions s where s.facet_set_id = f.id)
      and not exists (select 1 from session_changes c where c.facet_set_id = f.id)
  );
  if cardinality(unused) = 0 then
    return 0;
  end if;
  begin
    -- Writers hold it while they give a session a set that was there before. They wait behind this one.
    perform set_config('lock_timeout', '500ms', true);
    perform pg_advisory_xact_lock(7283914558);
    delete from facet_sets f
    where f.id = any (unused)
      and not exists (select 1 from sessions s where s.facet_set_id = f.id)
      and not exists (select 1 from session_changes c where c.facet_set_id = f.id);
    get diagnostics swept = row_count;
  exception when lock_not_available then
    null;
  end;
  return swept;
end
$$;
