-- Writing. One request is one call of ingest(), hence one statement and one transaction. Inside it,
-- every lock is taken in one global order (trace_homes by key, then sessions by key, then the
-- rest), and every rollup is recomputed by a statement that starts after its lock was taken; so
-- rollups equal a recount whatever the order, duplication or concurrency of arrival.

-- The session of a trace whose spans disagree, or may: the effective root's, else the smallest
-- span id's.
create function resolve_trace_session(change trace_change, fresh incoming_span[])
returns table (session_id text, has_several_sessions boolean)
language sql stable
as $$
  with arriving as (
    select f.span_id, f.parent_span_id, f.started_at, f.session_id
    from each_span(fresh) f
    where f.trace_key = change.trace_key
  ), members as (
    select * from arriving
    union all
    select s.span_id, s.parent_span_id, s.started_at, s.session_id
    from spans s
    where s.session_key = change.old_key and s.trace_id = change.trace_id
      and not exists (select 1 from arriving a where a.span_id = s.span_id)
  ), root as (
    select m.session_id
    from members m
    where not exists (select 1 from members p where p.span_id = m.parent_span_id)
    order by m.started_at, m.span_id
    limit 1
  )
  select
    coalesce(
      (select r.session_id from root r),
      (select m.session_id from members m where m.session_id is not null order by m.span_id limit 1)
    ),
    (select count(distinct m.session_id) > 1 from members m)
$$;

-- Stores spans and annotations. Spans of one request must be distinct by (trace_key, span_id); texts
-- name theirs by ord. What is long stands in bytes, counted from 1. Returns how many spans were new
-- or replaced an earlier copy.
create function ingest(
  received incoming_span[], chunks incoming_chunk[], texts incoming_text[], bytes bytea, new_annotations json,
  now_at timestamptz
)
returns integer
language plpgsql
as $$
declare
  judged incoming_annotation[] := array(select r from json_populate_recordset(null::incoming_annotation, new_annotations) r);
  claimed incoming_annotation[];
  fresh incoming_span[];
  changes trace_change[];
  moved trace_change[];
  session_keys uuid[];
  judged_keys uuid[];
  settled_keys uuid[];
  reopened_keys uuid[];
  low timestamptz;
  high timestamptz;
begin
  -- Annotations that waited for a target of this request.
  with gone as (
    delete from pending_annotations p
    using (
      select distinct on (target, target_id, project_id) * from (
        select 'span' as target, span_id as target_id, project_id, trace_key, trace_id from each_span(received)
        union all
        select 'trace', trace_id, project_id, trace_key, trace_id from each_span(received)
        union all
        select 'session', session_id, project_id, null, '' from each_span(received) where session_id is not null
      ) named
    ) n
    where p.target = n.target and p.target_id = n.target_id and p.project_id in (0, n.project_id)
    returning p.id, p.target, p.target_id, p.name, p.identifier, p.label, p.score, p.explanation,
      p.annotator_kind, p.metadata, p.updated_at, n.project_id, n.trace_key, n.trace_id
  )
  select array_agg((
    null, id, project_id, target,
    case when target = 'session' then entity_key(project_id, 'session', target_id) end,
    trace_key, trace_id, case when target = 'span' then target_id else '' end,
    name, identifier, label, score, explanation, annotator_kind, metadata, 'API', null, updated_at
  )::incoming_annotation) into claimed
  from gone;
  judged := judged || coalesce(claimed, '{}');

  -- Lock the traces.
  with named as (
    select trace_key, project_id, trace_id, session_id from each_span(received)
    union all
    select trace_key, project_id, coalesce(nullif(trace_id, ''), source_trace_id), null
    from unnest(judged) where trace_key is not null
  ), homes as (
    select trace_key, project_id, trace_id,
      case when count(distinct session_id) = 1 then min(session_id) end as session_id
    from named group by trace_key, project_id, trace_id
  ), locked as (
    insert into trace_homes as h (trace_key, project_id, trace_id, session_key)
    select trace_key, project_id, trace_id,
      case when session_id is null then trace_key else entity_key(project_id, 'session', session_id) end
    from homes order by trace_key
    on conflict (trace_key) do update set revision = h.revision + 1
    returning h.*
  )
  select array_agg((
    l.trace_key, l.project_id, l.trace_id, l.session_key, l.session_key,
    case when l.revision = 1 then h.session_id end, l.has_several_sessions, l.revision = 1
  )::trace_change) into changes
  from locked l join homes h on h.trace_key = l.trace_key;

  -- What is stored of them lies within these bounds; they keep every look at spans to few partitions.
  select min(t.started_at), max(t.last_activity_at) into low, high
  from each_change(changes) c
  join traces t on t.session_key = c.old_key and t.trace_id = c.trace_id
  where not c.is_new;
  select least(low, min(started_at)), greatest(high, max(started_at)) into low, high from each_span(received);

  -- A copy that has ended, or carries more, replaces one that has or does not; a resend changes nothing.
  fresh := array(
    select i
    from each_span(received) i
    join each_change(changes) c on c.trace_key = i.trace_key
    where c.is_new or not exists (
      select 1 from spans s
      where s.session_key = c.old_key and s.trace_id = i.trace_id and s.span_id = i.span_id
        and s.started_at between low and high
        and (
          s.payload_hash = i.payload_hash
          or (s.ended_at is not null, s.payload_bytes) > (i.ended_at is not null, i.payload_bytes)
        )
    )
  );

  -- Where each trace belongs now.
  changes := array(
    with named as materialized (
      select f.trace_key, count(distinct f.session_id) as ids, min(f.session_id) as id,
        bool_or(o.session_id is distinct from f.session_id) filter (where o.session_id is not null) as takes_back
      from each_span(fresh) f
      join each_change(changes) c on c.trace_key = f.trace_key
      left join lateral (
        select s.session_id from spans s
        where not c.is_new and s.session_key = c.old_key and s.trace_id = f.trace_id and s.span_id = f.span_id
          and s.started_at between low and high
        limit 1
      ) o on true
      group by f.trace_key
    ), claims as materialized (
      select c.*, n.id as fresh_id, t.session_id as stored_id,
        c.has_several_sessions or coalesce(n.ids > 1 or n.takes_back, false)
          or coalesce(n.ids = 1 and t.session_id <> n.id, false) as is_disputed
      from each_change(changes) c
      left join named n on n.trace_key = c.trace_key
      left join lateral (
        select t.session_id from traces t
        where not c.is_new and t.session_key = c.old_key and t.trace_id = c.trace_id
        limit 1
      ) t on true
    ), disputed as materialized (
      select c.trace_key, r.session_id, r.has_several_sessions
      from claims d
      join each_change(changes) c on c.trace_key = d.trace_key
      left join (
        select f.trace_key, array_agg(f) as spans
        from each_span(fresh) f
        where f.trace_key in (select x.trace_key from claims x where x.is_disputed)
        group by f.trace_key
      ) f on f.trace_key = c.trace_key
      cross join lateral resolve_trace_session(c, f.spans) r
      where d.is_disputed
    )
    select (
      c.trace_key, c.project_id, c.trace_id, c.old_key,
      case when d.session_id is null then c.trace_key else entity_key(c.project_id, 'session', d.session_id) end,
      d.session_id, d.has_several_sessions, c.is_new
    )::trace_change
    from claims c
    left join disputed r on r.trace_key = c.trace_key
    cross join lateral (
      select case when c.is_disputed then r.session_id else coalesce(c.fresh_id, c.stored_id, c.session_id) end as session_id,
        c.is_disputed and r.has_several_sessions as has_several_sessions
    ) d
  );
  moved := array(select c from each_change(changes) c where c.old_key <> c.new_key);

  -- Lock the sessions.
  with touched as (
    select k.session_key, c.project_id, true as by_spans
    from each_change(changes) c, unnest(array[c.old_key, c.new_key]) k (session_key)
    where k.session_key <> c.trace_key
      and (c.old_key <> c.new_key or exists (select 1 from each_span(fresh) f where f.trace_key = c.trace_key))
    union all
    select coalesce(a.session_key, c.new_key), a.project_id, false
    from unnest(judged) a
    left join each_change(changes) c on c.trace_key = a.trace_key
    where a.session_key is not null or c.new_key <> c.trace_key
  ), named as (
    select session_key, project_id, bool_or(by_spans) as by_spans from touched group by session_key, project_id
  ), locked as (
    insert into sessions as s (session_key, project_id, settled, touched_at)
    select session_key, project_id, not by_spans, now_at from named order by session_key
    on conflict (session_key) do update set revision = s.revision + 1
    returning s.session_key, s.settled, s.revision
  )
  -- Of a session that was there, and of which no span came, only what judges it changes.
  select coalesce(array_agg(l.session_key) filter (where n.by_spans or l.revision = 1), '{}'),
    coalesce(array_agg(l.session_key) filter (where not n.by_spans and l.revision > 1), '{}'),
    coalesce(array_agg(l.session_key) filter (where l.settled), '{}'),
    coalesce(array_agg(l.session_key) filter (where l.settled and n.by_spans), '{}')
  into session_keys, judged_keys, settled_keys, reopened_keys
  from locked l join named n on n.session_key = l.session_key;
  if cardinality(settled_keys) > 0 then
    perform count_sessions(settled_keys, -1);
    update sessions set settled = false where session_key = any (reopened_keys);
  end if;

  update trace_homes h set session_key = c.new_key, has_several_sessions = c.has_several_sessions
  from each_change(changes) c
  where h.trace_key = c.trace_key
    and (h.session_key <> c.new_key or h.has_several_sessions <> c.has_several_sessions);
  if cardinality(moved) > 0 then
    perform move_traces(moved, low, high);
  end if;

  if cardinality(fresh) > 0 then
    perform store_spans(changes, fresh, chunks, texts, bytes, low, high);
    perform refresh_traces(
      array(select c from each_change(changes) c where exists (select 1 from each_span(fresh) f where f.trace_key = c.trace_key)),
      low, high, fresh, texts
    );
  end if;

  insert into annotations as a (
    session_key, target, trace_id, span_id, name, identifier, id, project_id, label, score, explanation,
    annotator_kind, metadata, source, source_trace_id, created_at, updated_at
  )
  select distinct on (key, j.target, j.trace_id, j.span_id, j.name, j.identifier)
    coalesce(j.session_key, c.new_key) as key, j.target, j.trace_id, j.span_id, j.name, j.identifier, j.id, j.project_id,
    j.label, j.score, j.explanation, j.annotator_kind, j.metadata, j.source, j.source_trace_id, j.created_at, j.created_at
  from unnest(judged) with ordinality j
  left join each_change(changes) c on c.trace_key = j.trace_key
  where j.ord is null or j.ord in (select f.ord from each_span(fresh) f)
  order by key, j.target, j.trace_id, j.span_id, j.name, j.identifier, j.created_at desc, j.ordinality desc
  on conflict (session_key, target, trace_id, span_id, name, identifier) do update set
    id = excluded.id, label = excluded.label, score = excluded.score, explanation = excluded.explanation,
    annotator_kind = excluded.annotator_kind, metadata = excluded.metadata, source = excluded.source,
    source_trace_id = excluded.source_trace_id, updated_at = excluded.updated_at
  where a.updated_at <= excluded.updated_at;

  if cardinality(session_keys) > 0 then
    perform refresh_sessions(session_keys, now_at);
  end if;
  if cardinality(judged_keys) > 0 then
    perform refresh_judged_sessions(judged_keys, now_at);
  end if;
  if cardinality(settled_keys) > 0 then
    perform count_sessions(settled_keys, 1);
  end if;
  return cardinality(fresh);
end
$$;
