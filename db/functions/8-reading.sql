-- Reading what a span says (span_texts.digest) without bringing a message of any length to whoever
-- asks for a page of a conversation.

-- JSON whose longest texts are cut, and say so.
create function shorten_texts(value jsonb, longest integer)
returns jsonb
language sql immutable parallel safe
as $$
  select case jsonb_typeof(value)
    when 'string' then case
      when length(value #>> '{}') <= longest then value
      else to_jsonb(left(value #>> '{}', longest) || E'\n[cut: ' || length(value #>> '{}') || ' characters in all, see the trace]')
    end
    when 'array' then (
      select coalesce(jsonb_agg(shorten_texts(item, longest) order by place), '[]')
      from jsonb_array_elements(value) with ordinality items (item, place)
    )
    when 'object' then (
      select coalesce(jsonb_object_agg(key, shorten_texts(field, longest)), '{}')
      from jsonb_each(value) fields (key, field)
    )
    else value
  end
$$;

-- null when jsonb cannot hold it, as it cannot hold NUL.
create function shorten_digest(digest text, longest integer)
returns text
language plpgsql immutable parallel safe
as $$
begin
  return shorten_texts(digest::jsonb, longest)::text;
exception when data_exception or program_limit_exceeded then
  return null;
end
$$;
