-- Writing. One request is one call of ingest(), hence one statement and one transaction. Inside it,
-- every lock is taken in one global order (trace_homes by key, then sessions by key, then the
-- rest), and every rollup is recomputed by a statement that starts after its lock was taken; so
-- rollups equal a recount whatever the order, duplication or concurrency of arrival.

create type incoming_span as (
  ord integer,
  trace_key uuid,
  project_id integer,
  trace_id text,
  span_id text,
  parent_span_id text,
  started_at timestamptz,
  ended_at timestamptz,
  name text,
  kind text,
  model text,
  is_error boolean,
  is_level_error boolean,
  session_id text,
  user_id text,
  tags text[],
  metadata jsonb,
  prompt_tokens bigint,
  completion_tokens bigint,
  total_tokens bigint,
  cost_nano_usd bigint,
  cost_computed boolean,
  is_call boolean,
  is_candidate boolean,
  question_key text,
  has_history boolean,
  has_answer boolean,
  message_count integer,
  is_carrier boolean,
  arrival bigint
);
--> statement-breakpoint
-- ord is that of the span that carried it. session_key is set where the target session is known; else trace_key says whose home it is: the
-- target trace's, or, for a session, that of the trace that carried the annotation.
create type incoming_annotation as (
  ord integer,
  id uuid,
  project_id integer,
  target text,
  session_key uuid,
  trace_key uuid,
  trace_id text,
  span_id text,
  name text,
  identifier text,
  label text,
  score double precision,
  explanation text,
  annotator_kind text,
  metadata text,
  source text,
  source_trace_id text,
  created_at timestamptz
);
--> statement-breakpoint
create type trace_change as (
  trace_key uuid,
  project_id integer,
  trace_id text,
  old_key uuid,
  new_key uuid,
  session_id text,
  has_several_sessions boolean,
  is_new boolean
);
--> statement-breakpoint
-- Sets with an honest row estimate: the planner takes any array parameter for ten rows, and would
-- compare every row of a large request with every other.
create function each_span(list incoming_span[]) returns setof incoming_span
language plpgsql immutable rows 500 as $$ begin return query select * from unnest(list); end $$;
--> statement-breakpoint
create function each_change(list trace_change[]) returns setof trace_change
language plpgsql immutable rows 100 as $$ begin return query select * from unnest(list); end $$;
--> statement-breakpoint
create function each_payload(list text[]) returns table (payload text, ord bigint)
language plpgsql immutable rows 500 as $$ begin return query select * from unnest(list) with ordinality; end $$;
--> statement-breakpoint
create aggregate jsonb_merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');
--> statement-breakpoint
create aggregate array_concat(text[]) (sfunc = array_cat, stype = text[], initcond = '{}');
--> statement-breakpoint
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
--> statement-breakpoint
-- Recomputes the rollups of the given traces from their spans, which start within [low, high].
-- Errors: the spans that failed; without any, those that are in error by their level alone.
-- Tokens and cost: the sum over LLM spans; without any, those of the topmost span that has them.
create function refresh_traces(changes trace_change[], low timestamptz, high timestamptz)
returns void
language sql
as $$
  with members as (
    select c.session_id as home_session_id, s.*, x.question, x.answer,
      p.span_id is null as is_top,
      s.kind = 'LLM' as is_llm,
      s.kind not in ('LLM', 'EMBEDDING') and s.total_tokens is not null
        and not coalesce(p.total_tokens is not null and p.kind <> 'EMBEDDING', false) as wraps_tokens,
      s.kind not in ('LLM', 'EMBEDDING') and s.cost_nano_usd is not null
        and not coalesce(p.cost_nano_usd is not null and p.kind <> 'EMBEDDING', false) as wraps_cost
    from each_change(changes) c
    join spans s on s.session_key = c.new_key and s.trace_id = c.trace_id and s.started_at between low and high
    left join lateral (
      select p.span_id, p.kind, p.total_tokens, p.cost_nano_usd
      from spans p
      where p.session_key = s.session_key and p.trace_id = s.trace_id and p.span_id = s.parent_span_id
        and p.started_at between low and high
      limit 1
    ) p on true
    left join span_texts x on x.session_key = s.session_key and x.trace_id = s.trace_id
      and x.span_id = s.span_id and x.started_at = s.started_at
  ), sums as (
    select session_key, trace_id, project_id, home_session_id,
      min(started_at) as started_at,
      max(greatest(started_at, ended_at)) as last_activity_at,
      count(*) as spans,
      count(*) filter (where is_error and not is_level_error) as failures,
      count(*) filter (where is_level_error) as level_errors,
      count(*) filter (where is_call) as calls,
      sum(prompt_tokens) filter (where is_llm) as prompt_tokens,
      sum(completion_tokens) filter (where is_llm) as completion_tokens,
      sum(total_tokens) filter (where is_llm) as total_tokens,
      count(*) filter (where is_llm and total_tokens is null and not is_error) as calls_without_tokens,
      sum(cost_nano_usd) filter (where is_llm) as cost_nano_usd,
      count(*) filter (where is_llm and cost_nano_usd is null and not is_error) as calls_without_cost,
      bool_or(cost_computed) filter (where is_llm and cost_nano_usd is not null) as cost_computed,
      (array_agg(array[prompt_tokens, completion_tokens, total_tokens] order by started_at, ended_at desc nulls first, span_id)
        filter (where wraps_tokens)) as wrapped_tokens,
      (array_agg(cost_nano_usd order by started_at, ended_at desc nulls first, span_id) filter (where wraps_cost))[1] as wrapped_cost,
      (array_agg(cost_computed order by started_at, ended_at desc nulls first, span_id) filter (where wraps_cost))[1] as wrapped_cost_computed,
      (array_agg(user_id order by started_at, span_id) filter (where user_id is not null))[1] as user_id,
      array_agg(distinct model order by model) filter (where model is not null and is_llm) as models,
      array_concat(distinct tags) as tags,
      jsonb_merge(metadata order by started_at, span_id) filter (where metadata is not null) as metadata,
      (array_agg(span_id order by is_top desc, started_at, span_id))[1] as root_span_id,
      (array_agg(question order by is_top desc, started_at, span_id))[1] as root_input,
      (array_agg(answer order by is_top desc, started_at, span_id))[1] as root_output,
      (array_agg(question order by started_at, ended_at, message_count, arrival) filter (where is_call and question is not null))[1] as question,
      min(started_at) filter (where is_call and question is not null) as question_at,
      (array_agg(answer order by started_at desc, ended_at desc, message_count desc, arrival desc) filter (where is_call and answer is not null))[1] as answer,
      max(started_at) filter (where is_call and answer is not null) as answer_at,
      bool_and(is_carrier) as is_carrier
    from members
    group by session_key, trace_id, project_id, home_session_id
  )
  insert into traces (
    session_key, trace_id, project_id, session_id, started_at, last_activity_at, spans, errors, calls,
    prompt_tokens, completion_tokens, total_tokens, calls_without_tokens,
    cost_nano_usd, calls_without_cost, cost_computed,
    user_id, models, tags, metadata, root_span_id, question, question_at, answer, answer_at, is_carrier
  )
  select session_key, trace_id, project_id, home_session_id, started_at, last_activity_at, spans,
    case when failures > 0 then failures else level_errors end, calls,
    case when total_tokens is null and wrapped_tokens is not null then wrapped_tokens[1][1] else prompt_tokens end,
    case when total_tokens is null and wrapped_tokens is not null then wrapped_tokens[1][2] else completion_tokens end,
    coalesce(total_tokens, wrapped_tokens[1][3]),
    case when total_tokens is null and wrapped_tokens is not null then 0 else calls_without_tokens end,
    coalesce(cost_nano_usd, wrapped_cost),
    case when cost_nano_usd is null and wrapped_cost is not null then 0 else calls_without_cost end,
    coalesce(case when cost_nano_usd is null then wrapped_cost_computed else cost_computed end, false),
    user_id, coalesce(models, '{}'),
    array(select distinct tag from unnest(tags) tag order by tag), coalesce(metadata, '{}'), root_span_id,
    case when calls > 0 then question else root_input end,
    case when calls > 0 then question_at else started_at end,
    case when calls > 0 then answer else root_output end,
    case when calls > 0 then answer_at else started_at end,
    is_carrier
  from sums
  order by session_key, trace_id
  on conflict (session_key, trace_id) do update set
    session_id = excluded.session_id, started_at = excluded.started_at, last_activity_at = excluded.last_activity_at,
    spans = excluded.spans, errors = excluded.errors, calls = excluded.calls,
    prompt_tokens = excluded.prompt_tokens, completion_tokens = excluded.completion_tokens,
    total_tokens = excluded.total_tokens, calls_without_tokens = excluded.calls_without_tokens,
    cost_nano_usd = excluded.cost_nano_usd, calls_without_cost = excluded.calls_without_cost,
    cost_computed = excluded.cost_computed, user_id = excluded.user_id, models = excluded.models,
    tags = excluded.tags, metadata = excluded.metadata, root_span_id = excluded.root_span_id,
    question = excluded.question, question_at = excluded.question_at,
    answer = excluded.answer, answer_at = excluded.answer_at, is_carrier = excluded.is_carrier
$$;
--> statement-breakpoint
-- The number of turns that the model calls of each session make; lib/conversation/derive-turns.ts
-- has the same rule in words and code. Traces without calls are added by refresh_sessions().
create function count_call_turns(keys uuid[], low timestamptz, high timestamptz)
returns table (session_key uuid, turns bigint)
language sql stable
as $$
  with calls as (
    select s.session_key, s.trace_id, s.is_candidate, s.question_key, s.has_history, s.has_answer,
      row_number() over stream as place
    from spans s
    where s.session_key = any (keys) and s.is_call and s.started_at between low and high
    window stream as (
      partition by s.session_key order by s.started_at, s.ended_at nulls last, s.message_count, s.arrival, s.span_id
    )
  ), answered as (
    select c.*,
      max(place) filter (where has_answer) over (
        partition by c.session_key order by place rows between unbounded preceding and 1 preceding
      ) as last_answer_place
    from calls c
  ), candidates as (
    select a.*,
      lag(place) over (partition by a.session_key, question_key order by place) as previous_place,
      row_number() over (partition by a.session_key, question_key, trace_id order by place) > 1 as is_same_trace
    from answered a
    where is_candidate
  ), opened as (
    select c.session_key, count(*) filter (
      where previous_place is null
        or not (has_history or is_same_trace or coalesce(last_answer_place < previous_place, true))
    ) as turns
    from candidates c
    group by c.session_key
  ), continued as (
    select c.session_key, 1 as turns from calls c where place = 1 and not is_candidate
  )
  select session_key, sum(turns)::bigint
  from (select * from opened union all select * from continued) parts
  group by session_key
$$;
--> statement-breakpoint
-- Recomputes the given sessions, which the caller has locked, from their traces; those left without
-- a trace go.
create function refresh_sessions(keys uuid[], now_at timestamptz)
returns void
language plpgsql
as $$
declare
  low timestamptz;
  high timestamptz;
begin
  select min(t.started_at), max(t.last_activity_at) into low, high
  from traces t where t.session_key = any (keys);

  delete from sessions s
  where s.session_key = any (keys)
    and not exists (select 1 from traces t where t.session_key = s.session_key and not t.is_carrier);
  delete from session_texts x
  where x.session_key = any (keys)
    and not exists (select 1 from traces t where t.session_key = x.session_key and not t.is_carrier);

  with names as (
    select t.session_key, t.project_id, jsonb_build_array('model', model)::text as facet
    from traces t, unnest(t.models) model where t.session_key = any (keys) and not t.is_carrier
    union
    select t.session_key, t.project_id, jsonb_build_array('tag', tag)::text
    from traces t, unnest(t.tags) tag where t.session_key = any (keys) and not t.is_carrier
    union
    select a.session_key, a.project_id, jsonb_build_array('outcome', a.name)::text
    from annotations a where a.session_key = any (keys)
    union
    select a.session_key, a.project_id, jsonb_build_array('outcome', a.name, a.label)::text
    from annotations a where a.session_key = any (keys) and a.label is not null
    union
    select t.session_key, t.project_id, jsonb_build_array('error')::text
    from traces t where t.session_key = any (keys) and not t.is_carrier and t.errors > 0
  ), lists as (
    -- An index entry ends at 2,712 bytes; longer than this a facet gets only by escapes.
    select session_key, project_id, array_agg(facet order by facet collate "C") as facets
    from names where octet_length(facet) <= 2500 group by session_key, project_id
  ), sets as (
    select session_key, facets, project_id, entity_key(project_id, 'facets', facets::text) as id from lists
  ), interned as (
    insert into facet_sets (id, project_id, facets)
    select distinct on (id) id, project_id, facets from sets order by id
    on conflict (id) do nothing
  ), sums as (
    select t.session_key,
      min(t.started_at) as started_at, max(t.last_activity_at) as last_activity_at,
      count(*) as traces, sum(t.spans) as spans, sum(t.errors) as errors,
      count(*) filter (where t.calls = 0) as silent_traces,
      sum(t.prompt_tokens) as prompt_tokens, sum(t.completion_tokens) as completion_tokens,
      sum(t.total_tokens) as total_tokens, sum(t.calls_without_tokens) as calls_without_tokens,
      sum(t.cost_nano_usd) as cost_nano_usd, sum(t.calls_without_cost) as calls_without_cost,
      bool_or(t.cost_computed) as cost_computed,
      (array_agg(t.user_id order by t.started_at, t.trace_id) filter (where t.user_id is not null))[1] as user_id
    from traces t
    where t.session_key = any (keys) and not t.is_carrier
    group by t.session_key
  )
  update sessions s set
    started_at = a.started_at, last_activity_at = a.last_activity_at,
    turns = a.silent_traces + coalesce(c.turns, 0),
    traces = a.traces, spans = a.spans, errors = a.errors,
    prompt_tokens = a.prompt_tokens, completion_tokens = a.completion_tokens, total_tokens = a.total_tokens,
    tokens_partial = a.total_tokens is not null and a.calls_without_tokens > 0,
    cost_nano_usd = a.cost_nano_usd,
    cost_partial = a.cost_nano_usd is not null and a.calls_without_cost > 0,
    cost_computed = a.cost_computed, user_id = a.user_id, facet_set_id = f.id, touched_at = now_at
  from sums a
  left join sets f on f.session_key = a.session_key
  left join count_call_turns(keys, low, high) c on c.session_key = a.session_key
  where s.session_key = a.session_key;

  insert into session_texts (session_key, project_id, session_id, title, last_output, metadata)
  select t.session_key, t.project_id, min(t.session_id),
    (array_agg(t.question order by t.question_at, t.trace_id) filter (where t.question is not null))[1],
    (array_agg(t.answer order by t.answer_at desc, t.trace_id) filter (where t.answer is not null))[1],
    jsonb_merge(t.metadata order by t.started_at, t.trace_id)
  from traces t
  where t.session_key = any (keys) and not t.is_carrier
  group by t.session_key, t.project_id
  order by t.session_key
  on conflict (session_key) do update set
    title = excluded.title, last_output = excluded.last_output, metadata = excluded.metadata;
end
$$;
--> statement-breakpoint
-- Stores spans and annotations; payloads[ord], and the text of that ord if there is one, belong to
-- the span of that ord (from 1). Spans of
-- one request must be distinct by (trace_key, span_id). Returns how many spans were new or replaced
-- an earlier copy.
create function ingest(new_spans json, new_texts json, payloads text[], new_annotations json, now_at timestamptz)
returns integer
language plpgsql
as $$
declare
  received incoming_span[] := array(select r from json_populate_recordset(null::incoming_span, new_spans) r);
  judged incoming_annotation[] := array(select r from json_populate_recordset(null::incoming_annotation, new_annotations) r);
  claimed incoming_annotation[];
  fresh incoming_span[];
  changes trace_change[];
  moved trace_change[];
  session_keys uuid[];
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
    left join each_payload(payloads) p on not c.is_new and p.ord = i.ord
    where c.is_new or not exists (
      select 1 from spans s
      where s.session_key = c.old_key and s.trace_id = i.trace_id and s.span_id = i.span_id
        and s.started_at between low and high
        and (
          s.payload_hash = hashtextextended(p.payload, 0)
          or (s.ended_at is not null, s.payload_bytes) > (i.ended_at is not null, octet_length(p.payload))
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
      left join traces t on not c.is_new and t.session_key = c.old_key and t.trace_id = c.trace_id
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
  ), locked as (
    insert into sessions as s (session_key, project_id, settled, touched_at)
    select session_key, project_id, not bool_or(by_spans), now_at
    from touched group by session_key, project_id order by session_key
    on conflict (session_key) do update set
      revision = s.revision + 1, settled = s.settled and excluded.settled
    returning s.session_key
  )
  select coalesce(array_agg(session_key), '{}') into session_keys from locked;

  update trace_homes h set session_key = c.new_key, has_several_sessions = c.has_several_sessions
  from each_change(changes) c
  where h.trace_key = c.trace_key
    and (h.session_key <> c.new_key or h.has_several_sessions <> c.has_several_sessions);
  if cardinality(moved) > 0 then
    perform move_traces(moved, low, high);
  end if;

  if cardinality(fresh) > 0 then
    perform store_spans(changes, fresh, new_texts, payloads, low, high);
    perform refresh_traces(
      array(select c from each_change(changes) c where exists (select 1 from each_span(fresh) f where f.trace_key = c.trace_key)),
      low, high
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
  return cardinality(fresh);
end
$$;
--> statement-breakpoint
-- Stores the fresh spans at their traces' homes, in place of earlier copies; a copy's first arrival stays.
create function store_spans(
  changes trace_change[], fresh incoming_span[], new_texts json, payloads text[], low timestamptz, high timestamptz
)
returns void
language plpgsql
as $$
declare
  replaced incoming_span[] := array(
    select f from each_span(fresh) f join each_change(changes) c on c.trace_key = f.trace_key and not c.is_new
  );
begin
  if cardinality(replaced) > 0 then
    -- The keys stand in one relation: of two, the planner may look spans up by their session alone.
    with earlier as materialized (
      select c.new_key, f.trace_id, f.span_id, f.started_at
      from each_span(replaced) f join each_change(changes) c on c.trace_key = f.trace_key
    )
    delete from spans s using earlier e
    where s.session_key = e.new_key and s.trace_id = e.trace_id and s.span_id = e.span_id
      and s.started_at <> e.started_at and s.started_at between low and high;
    with earlier as materialized (
      select c.new_key, f.trace_id, f.span_id, f.started_at
      from each_span(replaced) f join each_change(changes) c on c.trace_key = f.trace_key
    )
    delete from span_payloads s using earlier e
    where s.session_key = e.new_key and s.trace_id = e.trace_id and s.span_id = e.span_id
      and s.started_at <> e.started_at and s.started_at between low and high;
    with earlier as materialized (
      select c.new_key, f.trace_id, f.span_id, f.started_at
      from each_span(replaced) f join each_change(changes) c on c.trace_key = f.trace_key
    )
    delete from span_texts s using earlier e
    where s.session_key = e.new_key and s.trace_id = e.trace_id and s.span_id = e.span_id
      and s.started_at between low and high;
  end if;

  insert into spans (
    session_key, trace_id, span_id, started_at, project_id, parent_span_id, ended_at, name, kind, model, is_error, is_level_error,
    session_id, user_id, tags, metadata, prompt_tokens, completion_tokens, total_tokens, cost_nano_usd, cost_computed,
    is_call, is_candidate, question_key, has_history, has_answer, message_count, is_carrier, arrival,
    payload_bytes, payload_hash
  )
  select c.new_key, f.trace_id, f.span_id, f.started_at, f.project_id, f.parent_span_id, f.ended_at, f.name, f.kind,
    f.model, f.is_error, f.is_level_error, f.session_id, f.user_id, f.tags, f.metadata, f.prompt_tokens, f.completion_tokens,
    f.total_tokens, f.cost_nano_usd, f.cost_computed, f.is_call, f.is_candidate, f.question_key, f.has_history,
    f.has_answer, f.message_count, f.is_carrier, f.arrival, octet_length(p.payload), hashtextextended(p.payload, 0)
  from each_span(fresh) f
  join each_change(changes) c on c.trace_key = f.trace_key
  join each_payload(payloads) p on p.ord = f.ord
  order by 1, 2, 3
  on conflict (session_key, trace_id, span_id, started_at) do update set
    parent_span_id = excluded.parent_span_id, ended_at = excluded.ended_at, name = excluded.name, kind = excluded.kind,
    model = excluded.model, is_error = excluded.is_error, is_level_error = excluded.is_level_error, session_id = excluded.session_id, user_id = excluded.user_id,
    tags = excluded.tags, metadata = excluded.metadata, prompt_tokens = excluded.prompt_tokens,
    completion_tokens = excluded.completion_tokens, total_tokens = excluded.total_tokens,
    cost_nano_usd = excluded.cost_nano_usd, cost_computed = excluded.cost_computed, is_call = excluded.is_call,
    is_candidate = excluded.is_candidate, question_key = excluded.question_key, has_history = excluded.has_history,
    has_answer = excluded.has_answer, message_count = excluded.message_count, is_carrier = excluded.is_carrier,
    payload_bytes = excluded.payload_bytes, payload_hash = excluded.payload_hash;

  insert into span_payloads (session_key, trace_id, span_id, started_at, payload)
  select c.new_key, f.trace_id, f.span_id, f.started_at, p.payload
  from each_span(fresh) f
  join each_change(changes) c on c.trace_key = f.trace_key
  join each_payload(payloads) p on p.ord = f.ord
  order by 1, 2, 3
  on conflict (session_key, trace_id, span_id, started_at) do update set payload = excluded.payload;

  insert into span_texts (session_key, trace_id, span_id, started_at, question, answer, digest, search)
  select c.new_key, f.trace_id, f.span_id, f.started_at, x.question, x.answer, x.digest, to_tsvector('simple', x.search)
  from json_to_recordset(new_texts) as x (ord integer, question text, answer text, digest text, search text)
  join each_span(fresh) f on f.ord = x.ord
  join each_change(changes) c on c.trace_key = f.trace_key
  order by 1, 2, 3;
end
$$;
--> statement-breakpoint
-- Takes whole traces, with their annotations, from one home to another; session_key is never updated.
create function move_traces(moved trace_change[], low timestamptz, high timestamptz)
returns void
language plpgsql
as $$
begin
  with gone as (
    delete from spans s using each_change(moved) c
    where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at between low and high
    returning s.*, c.new_key
  )
  insert into spans
  select new_key, trace_id, span_id, started_at, project_id, parent_span_id, ended_at, name, kind, model, is_error, is_level_error,
    session_id, user_id, tags, metadata, prompt_tokens, completion_tokens, total_tokens, cost_nano_usd, cost_computed,
    is_call, is_candidate, question_key, has_history, has_answer, message_count, is_carrier, arrival,
    payload_bytes, payload_hash
  from gone order by 1, 2, 3;

  with gone as (
    delete from span_payloads s using each_change(moved) c
    where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at between low and high
    returning s.*, c.new_key
  )
  insert into span_payloads select new_key, trace_id, span_id, started_at, payload from gone order by 1, 2, 3;

  with gone as (
    delete from span_texts s using each_change(moved) c
    where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at between low and high
    returning s.*, c.new_key
  )
  insert into span_texts
  select new_key, trace_id, span_id, started_at, question, answer, digest, search from gone order by 1, 2, 3;

  with gone as (
    delete from traces t using each_change(moved) c
    where t.session_key = c.old_key and t.trace_id = c.trace_id
    returning t.*, c.new_key, c.session_id as new_session_id
  )
  insert into traces
  select new_key, trace_id, project_id, new_session_id, started_at, last_activity_at, spans, errors, calls,
    prompt_tokens, completion_tokens, total_tokens, calls_without_tokens, cost_nano_usd, calls_without_cost,
    cost_computed, user_id, models, tags, metadata, root_span_id, question, question_at, answer, answer_at, is_carrier
  from gone order by 1, 2;

  with gone as (
    delete from annotations a using each_change(moved) c
    where a.session_key = c.old_key
      and (a.trace_id = c.trace_id or (a.target = 'session' and a.source_trace_id = c.trace_id))
    returning a.*, c.new_key
  )
  insert into annotations
  select new_key, target, trace_id, span_id, name, identifier, id, project_id, label, score, explanation,
    annotator_kind, metadata, source, source_trace_id, created_at, updated_at
  from gone order by 1, 2, 3, 4, 5, 6
  on conflict do nothing;
end
$$;
