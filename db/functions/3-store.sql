-- Takes away the chunks of these traces that no span speaks of any more.
create function drop_idle_chunks(keys uuid[], changes trace_change[], low timestamptz, high timestamptz)
returns void
language sql
as $$
  delete from span_payloads p using each_change(changes) c
  where c.trace_key = any (keys) and p.session_key = c.new_key and p.trace_id = c.trace_id
    and p.started_at between week_of(low) and high
    and not exists (
      select 1 from spans s
      where s.session_key = p.session_key and s.trace_id = p.trace_id and s.started_at between low and high
        and coalesce(s.chunk_id, s.span_id) = p.chunk_id
    )
$$;

-- Stores the fresh spans at their traces' homes, in place of earlier copies; a copy's first arrival stays.
create function store_spans(
  changes trace_change[], fresh incoming_span[], chunks incoming_chunk[], texts incoming_text[], bytes bytea,
  low timestamptz, high timestamptz
)
returns void
language plpgsql
as $$
declare
  replaced incoming_span[] := array(
    select f
    from each_span(fresh) f
    join each_change(changes) c on c.trace_key = f.trace_key and not c.is_new
    -- One by one: of a table without statistics yet, the planner would read all for an exists().
    cross join lateral (
      select 1 from spans s
      where s.session_key = c.new_key and s.trace_id = f.trace_id and s.span_id = f.span_id
        and s.started_at between low and high
      limit 1
    ) s
  );
begin
  if cardinality(replaced) > 0 then
    -- The keys stand in one relation: of two, the planner may look spans up by their session alone.
    with earlier as materialized (
      select c.new_key, f.trace_id, f.span_id, f.started_at
      from each_span(replaced) f join each_change(changes) c on c.trace_key = f.trace_key
    ), gone as (
      delete from spans s using earlier e
      where s.session_key = e.new_key and s.trace_id = e.trace_id and s.span_id = e.span_id
        and s.started_at <> e.started_at and s.started_at between low and high
    )
    delete from span_texts s using earlier e
    where s.session_key = e.new_key and s.trace_id = e.trace_id and s.span_id = e.span_id
      and s.started_at between low and high;
  end if;

  insert into spans (
    session_key, trace_id, span_id, started_at, project_id, parent_span_id, ended_at, name, kind, model, is_error, is_level_error,
    session_id, user_id, tags, metadata, prompt_tokens, completion_tokens, total_tokens, cost_nano_usd, cost_computed,
    is_call, is_candidate, question_key, has_history, has_answer, message_count, is_carrier, arrival,
    chunk_id, chunk_place, payload_bytes, payload_hash
  )
  select c.new_key, f.trace_id, f.span_id, f.started_at, f.project_id, f.parent_span_id, f.ended_at, f.name, f.kind,
    f.model, f.is_error, f.is_level_error, f.session_id, f.user_id, f.tags, f.metadata, f.prompt_tokens, f.completion_tokens,
    f.total_tokens, f.cost_nano_usd, f.cost_computed, f.is_call, f.is_candidate, f.question_key, f.has_history,
    f.has_answer, f.message_count, f.is_carrier, f.arrival, f.chunk_id, f.chunk_place,
    f.payload_bytes, f.payload_hash
  from each_span(fresh) f
  join each_change(changes) c on c.trace_key = f.trace_key
  order by 1, 2, 3
  on conflict (session_key, trace_id, span_id, started_at) do update set
    parent_span_id = excluded.parent_span_id, ended_at = excluded.ended_at, name = excluded.name, kind = excluded.kind,
    model = excluded.model, is_error = excluded.is_error, is_level_error = excluded.is_level_error, session_id = excluded.session_id, user_id = excluded.user_id,
    tags = excluded.tags, metadata = excluded.metadata, prompt_tokens = excluded.prompt_tokens,
    completion_tokens = excluded.completion_tokens, total_tokens = excluded.total_tokens,
    cost_nano_usd = excluded.cost_nano_usd, cost_computed = excluded.cost_computed, is_call = excluded.is_call,
    is_candidate = excluded.is_candidate, question_key = excluded.question_key, has_history = excluded.has_history,
    has_answer = excluded.has_answer, message_count = excluded.message_count, is_carrier = excluded.is_carrier,
    chunk_id = excluded.chunk_id, chunk_place = excluded.chunk_place,
    payload_bytes = excluded.payload_bytes, payload_hash = excluded.payload_hash;

  insert into span_payloads (session_key, trace_id, chunk_id, started_at, payload)
  select c.new_key, c.trace_id, p.chunk_id, p.week, substring(bytes from p.payload_at for p.payload_size)
  from each_chunk(chunks) p
  join each_change(changes) c on c.trace_key = p.trace_key
  where p.chunk_id in (select f.chunk_id from each_span(fresh) f)
  order by 1, 2, 3;
  if cardinality(replaced) > 0 then
    perform drop_idle_chunks(array(select distinct f.trace_key from each_span(replaced) f), changes, low, high);
  end if;

  insert into span_texts (session_key, trace_id, span_id, started_at, question, answer, digest, search)
  select c.new_key, f.trace_id, f.span_id, f.started_at, x.question, x.answer,
    convert_from(substring(bytes from x.digest_at for x.digest_size), 'UTF8'),
    to_tsvector('simple', convert_from(substring(bytes from x.search_at for x.search_size), 'UTF8'))
  from each_text(texts) x
  join each_span(fresh) f on f.ord = x.ord
  join each_change(changes) c on c.trace_key = f.trace_key
  order by 1, 2, 3;
end
$$;

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
    payload_bytes, payload_hash, chunk_id, chunk_place
  from gone order by 1, 2, 3;

  with gone as (
    delete from span_payloads s using each_change(moved) c
    where s.session_key = c.old_key and s.trace_id = c.trace_id and s.started_at between week_of(low) and high
    returning s.*, c.new_key
  )
  insert into span_payloads select new_key, trace_id, chunk_id, started_at, payload from gone order by 1, 2, 3;

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
