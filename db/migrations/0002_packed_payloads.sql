-- Payloads are packed by whoever writes them (db/span-payload.ts), better than Postgres would. The
-- first byte 0 says that the rest is the JSON that stood here before. Rewrites what is stored.
alter table span_payloads alter column payload type bytea using '\x00'::bytea || convert_to(payload, 'UTF8');
--> statement-breakpoint
alter table span_payloads alter column payload set storage external;
--> statement-breakpoint
alter table span_payloads_other set (toast_tuple_target = 4080);
