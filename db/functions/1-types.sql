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
  arrival bigint,
  chunk_id text,
  chunk_place integer,
  payload_bytes integer,
  payload_hash bigint
);

-- What some spans of a trace came as (db/span-payload.ts), in the request's bytes.
create type incoming_chunk as (
  trace_key uuid,
  chunk_id text,
  week timestamptz,
  payload_at integer,
  payload_size integer
);

-- Texts stand in the request's bytes, as UTF-8.
create type incoming_text as (
  ord integer,
  question text,
  answer text,
  digest_at integer,
  digest_size integer,
  search_at integer,
  search_size integer
);
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

-- What the payloads of spans that start then stand under (migrations/0009).
create function week_of(started_at timestamptz) returns timestamptz
language sql immutable parallel safe as $$ select date_trunc('week', started_at at time zone 'UTC') at time zone 'UTC' $$;

-- Sets with an honest row estimate: the planner takes any array parameter for ten rows, and would
-- compare every row of a large request with every other.
create function each_text(list incoming_text[]) returns setof incoming_text
language plpgsql immutable rows 300 as $$ begin return query select * from unnest(list); end $$;
create function each_span(list incoming_span[]) returns setof incoming_span
language plpgsql immutable rows 500 as $$ begin return query select * from unnest(list); end $$;
create function each_chunk(list incoming_chunk[]) returns setof incoming_chunk
language plpgsql immutable rows 100 as $$ begin return query select * from unnest(list); end $$;
create function each_change(list trace_change[]) returns setof trace_change
language plpgsql immutable rows 100 as $$ begin return query select * from unnest(list); end $$;

create aggregate jsonb_merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

create aggregate array_concat(text[]) (sfunc = array_cat, stype = text[], initcond = '{}');
