-- Retention. Spans that started before a border go, and what is left is counted as if they had never
-- come. Borders are Mondays: whole weekly partitions are dropped, row by row goes only what lies in
-- the default ones. First the weeks, then the traces that began in them, so that nothing can find
-- its way back to spans that are about to go; a trace's row says where it began, until it is expired.

-- Drops the oldest week that ends at the border or before it. Returns how many it dropped; null when
-- its locks were not to be had at once (whoever comes meanwhile would wait behind this one), or when
-- another was quicker.
create function drop_week(border timestamptz)
returns integer
language plpgsql
as $$
declare
  tables text;
begin
  with weeks as (
    select i.inhrelid::regclass as week_table, p.place,
      (substring(c.relname from '_(\d{8})$')::date + 7)::timestamp at time zone 'UTC' as ends_at
    from unnest('{spans,span_payloads,span_texts}'::text[]) with ordinality p (name, place)
    join pg_inherits i on i.inhparent = p.name::regclass
    join pg_class c on c.oid = i.inhrelid
    where c.relname ~ '_\d{8}$'
  )
  select string_agg(week_table::text, ', ' order by place) into tables
  from weeks where ends_at <= border and ends_at = (select min(ends_at) from weeks);
  if tables is null then
    return 0;
  end if;
  perform set_config('lock_timeout', '200ms', true);
  execute 'drop table ' || tables;
  return 1;
exception when lock_not_available or deadlock_detected or undefined_table then
  return null;
end
$$;

-- Expires the traces of up to at_most sessions (a trace without one counts as one). Those left with
-- spans may belong to another session now; those left without go, with their annotations. Judgements
-- of a session stay while it does. Returns how many it looked at; 0: nothing is older than the border.
create function expire_traces(border timestamptz, at_most integer, now_at timestamptz)
returns integer
language plpgsql
as $$
declare
  keys uuid[];
  aged trace_change[];
  kept trace_change[];
  gone trace_change[];
  session_keys uuid[];
  low timestamptz;
  high timestamptz;
begin
  keys := array(
    select distinct session_key
    from (
      select s.session_key from projects p cross join lateral (
        select session_key from sessions
        where project_id = p.id and settled and started_at < border order by started_at limit at_most
      ) s
      union all
      select l.session_key from projects p cross join lateral (
        select session_key from sessions
        where project_id = p.id and not settled and started_at < border order by started_at limit at_most
      ) l
      union all
      select t.session_key from projects p cross join lateral (
        select session_key from traces
        where project_id = p.id and session_id is null and started_at < border order by started_at limit at_most
      ) t
      union all
      select session_key from traces where is_carrier and started_at < border
    ) began
    limit at_most
  );
  if cardinality(keys) = 0 then
    return 0;
  end if;

  -- Lock the traces, by an upsert as in ingest(); one that goes meanwhile is made anew, and goes below.
  with old as (
    select entity_key(project_id, 'trace', trace_id) as trace_key, project_id, trace_id, session_key
    from traces where session_key = any (keys) and started_at < border
  ), locked as (
    insert into trace_homes as h (trace_key, project_id, trace_id, session_key)
    select trace_key, project_id, trace_id, session_key from old order by trace_key
    on conflict (trace_key) do update set revision = h.revision + 1
    returning h.*
  )
  select coalesce(array_agg((
    trace_key, project_id, trace_id, session_key, session_key, null, has_several_sessions, false
  )::trace_change), '{}') into aged
  from locked;

  select min(t.started_at), max(t.last_activity_at) into low, high
  from each_change(aged) c join traces t on t.session_key = c.old_key and t.trace_id = c.trace_id;
  delete from spans s using each_change(aged) c
  where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at >= low and s.started_at < border;
  delete from span_payloads s using each_change(aged) c
  where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at >= week_of(low) and s.started_at < border;
  delete from span_texts s using each_change(aged) c
  where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at >= low and s.started_at < border;

  kept := array(
    with cut as materialized (
      select c as change
      from each_change(aged) c
      where exists (
        select 1 from spans s
        where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at between border and high
      )
    )
    select (
      (k.change).trace_key, (k.change).project_id, (k.change).trace_id, (k.change).old_key,
      case when r.session_id is null then (k.change).trace_key
        else entity_key((k.change).project_id, 'session', r.session_id) end,
      r.session_id, r.has_several_sessions, false
    )::trace_change
    from cut k cross join lateral resolve_trace_session(k.change, '{}') r
  );
  gone := array(
    select c from each_change(aged) c where c.trace_key not in (select k.trace_key from each_change(kept) k)
  );

  -- Lock the sessions.
  with named as (
    select old_key as session_key, project_id from each_change(aged) where old_key <> trace_key
    union
    select new_key, project_id from each_change(kept) where new_key <> trace_key
  ), locked as (
    insert into sessions as s (session_key, project_id, settled, touched_at)
    select session_key, project_id, true, now_at from named order by session_key
    on conflict (session_key) do update set revision = s.revision + 1
    returning s.session_key
  )
  select coalesce(array_agg(session_key), '{}') into session_keys from locked;
  perform count_sessions(session_keys, -1);

  update trace_homes h set session_key = c.new_key, has_several_sessions = c.has_several_sessions
  from each_change(kept) c
  where h.trace_key = c.trace_key;
  perform move_traces(array(select k from each_change(kept) k where k.old_key <> k.new_key), border, high);
  perform refresh_traces(kept, border, high);
  delete from annotations a using each_change(kept) c
  where a.session_key = c.new_key and a.trace_id = c.trace_id and a.target = 'span' and not exists (
    select 1 from spans s
    where s.session_key = c.new_key and s.trace_id = c.trace_id and s.span_id = a.span_id
      and s.started_at between border and high
  );

  delete from traces t using each_change(gone) c where t.session_key = c.old_key and t.trace_id = c.trace_id;
  delete from annotations a using each_change(gone) c
  where a.session_key = c.old_key and a.trace_id = c.trace_id;
  delete from trace_homes h using each_change(gone) c where h.trace_key = c.trace_key;
  delete from annotations a
  where a.session_key = any (session_keys) and not exists (
    select 1 from traces t where t.session_key = a.session_key
  );

  perform refresh_sessions(session_keys, now_at);
  perform count_sessions(session_keys, 1);
  return cardinality(aged);
end
$$;

-- Annotations from before the border whose target has not come, or went before they came. Returns
-- how many went.
create function expire_annotations(border timestamptz, at_most integer, now_at timestamptz)
returns integer
language plpgsql
as $$
declare
  keys uuid[];
  expired integer;
begin
  delete from pending_annotations where updated_at < border;

  keys := array(
    select distinct a.session_key from annotations a
    where a.updated_at < border and not exists (select 1 from traces t where t.session_key = a.session_key)
    limit at_most
  );
  insert into trace_homes as h (trace_key, project_id, trace_id, session_key)
  select trace_key, project_id, trace_id, session_key
  from trace_homes where trace_key = any (keys) order by trace_key
  on conflict (trace_key) do update set revision = h.revision + 1;
  insert into sessions as s (session_key, project_id, settled, touched_at)
  select distinct a.session_key, a.project_id, true, now_at
  from annotations a where a.session_key = any (keys) and a.target = 'session' order by 1
  on conflict (session_key) do update set revision = s.revision + 1;

  -- What came meanwhile keeps its annotations.
  keys := array(
    select k from unnest(keys) k where not exists (select 1 from traces t where t.session_key = k)
  );
  delete from annotations a where a.session_key = any (keys) and a.updated_at < border;
  get diagnostics expired = row_count;
  delete from trace_homes h where h.trace_key = any (keys) and h.session_key = h.trace_key
    and not exists (select 1 from annotations a where a.session_key = h.session_key);
  delete from sessions s where s.session_key = any (keys) and s.traces = 0;
  return expired;
end
$$;
