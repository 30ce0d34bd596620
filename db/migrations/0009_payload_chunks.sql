-- A row holds what some spans of a trace came as, those of one request and one week; its started_at is
-- the Monday of that week. Spans say which row, and at which place. One that says nothing, from
-- before, has a row under its own id and start.
alter table span_payloads rename column span_id to chunk_id;
--> statement-breakpoint
alter table spans
  add column chunk_id text collate "C",
  add column chunk_place integer;
--> statement-breakpoint
alter table span_payloads_other set (toast_tuple_target = 8160);
--> statement-breakpoint
-- A trace is found by its key, made for each project: one index less that every new trace is put in.
drop index trace_homes_trace_id;
