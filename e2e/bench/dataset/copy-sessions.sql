-- Copies of the base sessions under new ids, later by `shift`, in the rows that the product keeps.
-- Payloads are copied as they are, so what a span carried still names the session it was made for.
create schema if not exists bench;
drop table if exists bench.base;
create unlogged table bench.base as
select s.session_key, x.session_id, row_number() over (order by s.session_key) as place
from sessions s join session_texts x using (session_key)
where x.session_id !~ 'turns';
create unique index on bench.base (session_key);
analyze bench.base;

create or replace function bench.copy_sessions(copy integer, shift interval, users integer, at_most integer)
returns void
language plpgsql
as $$
begin
  create temporary table chosen on commit drop as
  select b.session_key as old_key, entity_key(s.project_id, 'session', b.session_id || '-' || copy) as session_key,
    b.session_id || '-' || copy as session_id, s.project_id,
    case when s.user_id is not null then 'user-' || floor(
      users * power((hashtextextended(b.session_id, copy) & 2147483647) / 2147483647.0, 1.5)
    )::integer end as user_id
  from bench.base b join sessions s on s.session_key = b.session_key
  where b.place <= at_most;
  create temporary table moved on commit drop as
  select c.old_key, c.session_key, c.session_id, c.user_id, t.trace_id as old_trace_id,
    md5(t.trace_id || copy) as trace_id, t.project_id, t.started_at as low, t.last_activity_at as high
  from chosen c join traces t on t.session_key = c.old_key;
  create index on moved (old_key, old_trace_id);
  analyze chosen;
  analyze moved;

  insert into trace_homes (trace_key, project_id, trace_id, session_key)
  select entity_key(project_id, 'trace', trace_id), project_id, trace_id, session_key from moved;

  insert into sessions (
    session_key, project_id, started_at, last_activity_at, turns, traces, spans, errors, prompt_tokens,
    completion_tokens, total_tokens, tokens_partial, cost_nano_usd, cost_partial, cost_computed, user_id,
    facet_set_id, settled, touched_at
  )
  select c.session_key, c.project_id, s.started_at + shift, s.last_activity_at + shift, s.turns, s.traces, s.spans,
    s.errors, s.prompt_tokens, s.completion_tokens, s.total_tokens, s.tokens_partial, s.cost_nano_usd,
    s.cost_partial, s.cost_computed, c.user_id, s.facet_set_id, true, s.last_activity_at + shift
  from chosen c join sessions s on s.session_key = c.old_key;

  insert into session_texts (session_key, project_id, session_id, title, last_output, metadata)
  select c.session_key, c.project_id, c.session_id, x.title, x.last_output, x.metadata
  from chosen c join session_texts x on x.session_key = c.old_key;

  insert into traces (
    session_key, trace_id, project_id, session_id, started_at, last_activity_at, spans, errors, calls,
    prompt_tokens, completion_tokens, total_tokens, calls_without_tokens, cost_nano_usd, calls_without_cost,
    cost_computed, user_id, models, tags, metadata, root_span_id, question, question_at, answer, answer_at, is_carrier
  )
  select m.session_key, m.trace_id, t.project_id, m.session_id, t.started_at + shift, t.last_activity_at + shift,
    t.spans, t.errors, t.calls, t.prompt_tokens, t.completion_tokens, t.total_tokens, t.calls_without_tokens,
    t.cost_nano_usd, t.calls_without_cost, t.cost_computed, m.user_id, t.models, t.tags, t.metadata,
    substr(md5(t.root_span_id || copy), 1, 16), t.question, t.question_at + shift, t.answer, t.answer_at + shift,
    t.is_carrier
  from moved m join traces t on t.session_key = m.old_key and t.trace_id = m.old_trace_id;

  insert into spans (
    session_key, trace_id, span_id, started_at, project_id, parent_span_id, ended_at, name, kind, model,
    is_error, is_level_error, session_id, user_id, tags, metadata, prompt_tokens, completion_tokens, total_tokens,
    cost_nano_usd, cost_computed, is_call, is_candidate, question_key, has_history, has_answer, message_count,
    is_carrier, arrival, chunk_id, chunk_place, payload_bytes, payload_hash
  )
  select m.session_key, m.trace_id, substr(md5(s.span_id || copy), 1, 16), s.started_at + shift, s.project_id,
    substr(md5(s.parent_span_id || copy), 1, 16), s.ended_at + shift, s.name, s.kind, s.model, s.is_error,
    s.is_level_error, m.session_id, m.user_id, s.tags, s.metadata, s.prompt_tokens, s.completion_tokens,
    s.total_tokens, s.cost_nano_usd, s.cost_computed, s.is_call, s.is_candidate, s.question_key, s.has_history,
    s.has_answer, s.message_count, s.is_carrier, s.arrival, s.chunk_id, s.chunk_place,
    s.payload_bytes, s.payload_hash
  from moved m join spans s on s.session_key = m.old_key and s.trace_id = m.old_trace_id
    and s.started_at between m.low and m.high;

  insert into span_payloads (session_key, trace_id, chunk_id, started_at, payload)
  select m.session_key, m.trace_id, p.chunk_id, w.week, p.payload
  from moved m join span_payloads p on p.session_key = m.old_key and p.trace_id = m.old_trace_id
    and p.started_at between week_of(m.low) and m.high
  cross join lateral (
    select distinct week_of(s.started_at + shift) as week from spans s
    where s.session_key = m.old_key and s.trace_id = m.old_trace_id and s.chunk_id = p.chunk_id
      and s.started_at between m.low and m.high
  ) w;

  insert into span_texts (session_key, trace_id, span_id, started_at, question, answer, digest, search)
  select m.session_key, m.trace_id, substr(md5(x.span_id || copy), 1, 16), x.started_at + shift, x.question,
    x.answer, x.digest, x.search
  from moved m join span_texts x on x.session_key = m.old_key and x.trace_id = m.old_trace_id
    and x.started_at between m.low and m.high;

  insert into annotations (
    session_key, target, name, identifier, id, project_id, label, score, explanation, annotator_kind, metadata,
    source, created_at, updated_at
  )
  select c.session_key, a.target, a.name, a.identifier,
    entity_key(0, 'annotation', format(
      '["session","",%s,%s,%s]', to_json(c.session_id), to_json(a.name), to_json(a.identifier)
    )),
    a.project_id, a.label, a.score, a.explanation, a.annotator_kind, a.metadata, a.source,
    a.created_at + shift, a.updated_at + shift
  from chosen c join annotations a on a.session_key = c.old_key
  where a.target = 'session';

  perform count_sessions((select array_agg(session_key) from chosen), 1);
  drop table chosen, moved;
end
$$;
