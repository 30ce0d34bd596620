-- Rollups, recomputed from what lies below them. The caller holds the locks that ingest() takes.

-- Recomputes the rollups of the given traces from their spans, which start within [low, high]. New
-- ones consist of fresh and texts, so that what was just written need not be read.
-- Errors: the spans that failed; without any, those that are in error by their level alone.
-- Tokens and cost: the sum over LLM spans; without any, those of the topmost span that has them.
create function refresh_traces(
  changes trace_change[], low timestamptz, high timestamptz,
  fresh incoming_span[] default '{}', texts incoming_text[] default '{}'
)
returns void
language sql
as $$
  with members as (
    select c.new_key as session_key, c.trace_id, c.project_id, c.session_id as home_session_id,
      f.span_id, f.parent_span_id, f.started_at, f.ended_at, f.kind, f.model, f.is_error, f.is_level_error,
      f.user_id, f.tags, f.metadata, f.prompt_tokens, f.completion_tokens, f.total_tokens,
      f.cost_nano_usd, f.cost_computed, f.is_call, f.message_count, f.is_carrier, f.arrival,
      x.question, x.answer
    from each_change(changes) c
    join each_span(fresh) f on f.trace_key = c.trace_key
    left join each_text(texts) x on x.ord = f.ord
    where c.is_new
    union all
    select c.new_key, c.trace_id, c.project_id, c.session_id,
      s.span_id, s.parent_span_id, s.started_at, s.ended_at, s.kind, s.model, s.is_error, s.is_level_error,
      s.user_id, s.tags, s.metadata, s.prompt_tokens, s.completion_tokens, s.total_tokens,
      s.cost_nano_usd, s.cost_computed, s.is_call, s.message_count, s.is_carrier, s.arrival,
      x.question, x.answer
    from each_change(changes) c
    join spans s on s.session_key = c.new_key and s.trace_id = c.trace_id and s.started_at between low and high
    left join span_texts x on x.session_key = s.session_key and x.trace_id = s.trace_id
      and x.span_id = s.span_id and x.started_at = s.started_at
    where not c.is_new
  ), placed as (
    select m.*,
      p.span_id is null as is_top,
      m.kind = 'LLM' as is_llm,
      m.kind not in ('LLM', 'EMBEDDING') and m.total_tokens is not null
        and not coalesce(p.total_tokens is not null and p.kind <> 'EMBEDDING', false) as wraps_tokens,
      m.kind not in ('LLM', 'EMBEDDING') and m.cost_nano_usd is not null
        and not coalesce(p.cost_nano_usd is not null and p.kind <> 'EMBEDDING', false) as wraps_cost
    from members m
    left join members p
      on p.session_key = m.session_key and p.trace_id = m.trace_id and p.span_id = m.parent_span_id
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
    from placed
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

-- The facet set of each session that has any facet: a model, a tag, an outcome, an error. Makes those
-- that are new.
create function intern_facets(keys uuid[])
returns table (session_key uuid, facet_set_id uuid)
language sql
as $$
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
  )
  select session_key, id from sets
$$;

-- For sessions, locked by the caller, of which only annotations changed.
create function refresh_judged_sessions(keys uuid[], now_at timestamptz)
returns void
language plpgsql
as $$
begin
  -- Until the end, sweep_rollups() takes no facet set away that is used below.
  perform pg_advisory_xact_lock_shared(7283914558);
  update sessions s set facet_set_id = f.facet_set_id, touched_at = now_at
  from unnest(keys) k (session_key)
  left join intern_facets(keys) f on f.session_key = k.session_key
  where s.session_key = k.session_key;
end
$$;

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
  -- Until the end, sweep_rollups() takes no facet set away that is used below.
  perform pg_advisory_xact_lock_shared(7283914558);
  select min(t.started_at), max(t.last_activity_at) into low, high
  from traces t where t.session_key = any (keys);

  delete from sessions s
  where s.session_key = any (keys)
    and not exists (select 1 from traces t where t.session_key = s.session_key and not t.is_carrier);
  delete from session_texts x
  where x.session_key = any (keys)
    and not exists (select 1 from traces t where t.session_key = x.session_key and not t.is_carrier);

  with sums as (
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
    cost_computed = a.cost_computed, user_id = a.user_id, facet_set_id = f.facet_set_id, touched_at = now_at
  from sums a
  left join intern_facets(keys) f on f.session_key = a.session_key
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
