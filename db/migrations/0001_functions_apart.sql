-- Functions live in schema code (db/functions), made anew with each version. These are those of
-- the first version; later migrations know nothing of them.
drop function if exists delete_annotation, delete_sessions, ingest, store_spans, move_traces,
  refresh_sessions, count_call_turns, refresh_traces, resolve_trace_session, each_payload, each_change, each_span;
--> statement-breakpoint
drop aggregate if exists jsonb_merge(jsonb), array_concat(text[]);
--> statement-breakpoint
drop type if exists incoming_span, incoming_annotation, trace_change;
