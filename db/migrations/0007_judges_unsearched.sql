-- What judges say of a conversation is no part of it. Reads every span once.
update span_texts x set search = null
from spans s
where s.is_carrier and s.session_key = x.session_key and s.trace_id = x.trace_id
  and s.span_id = x.span_id and s.started_at = x.started_at and x.search is not null;
