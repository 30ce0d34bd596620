-- Deletes what it is asked, then recomputes the sessions that are left. Locks are taken in the order
-- of ingest(): trace_homes by key, then sessions by key; every statement after a lock sees what was
-- committed before it.

-- False: the project has no such annotation.
create function delete_annotation(owner_id integer, annotation_id uuid, now_at timestamptz)
returns boolean
language plpgsql
as $$
declare
  home uuid;
  is_session boolean;
  is_gone boolean;
begin
  loop
    select a.session_key, not exists (
      select 1 from trace_homes h
      where h.trace_key = a.session_key and h.trace_id in (a.trace_id, a.source_trace_id)
    ) into home, is_session
    from annotations a where a.id = annotation_id and a.project_id = owner_id
    limit 1;
    if not found then
      return false;
    end if;
    if is_session then
      insert into sessions as s (session_key, project_id, settled, touched_at)
      values (home, owner_id, true, now_at)
      on conflict (session_key) do update set revision = s.revision + 1;
      perform count_sessions(array[home], -1);
    end if;
    delete from annotations a where a.session_key = home and a.id = annotation_id;
    is_gone := found;
    if is_session then
      perform refresh_sessions(array[home], now_at);
      perform count_sessions(array[home], 1);
    end if;
    -- Else its trace has just moved to another session.
    if is_gone then
      return true;
    end if;
  end loop;
end
$$;

-- Deletes sessions with all that belongs to them. A trace that another writer brings meanwhile
-- counts as arrived afterwards, and stays.
create function delete_sessions(keys uuid[], now_at timestamptz)
returns void
language plpgsql
as $$
declare
  gone uuid[];
  found_keys uuid[];
  low timestamptz;
  high timestamptz;
begin
  select coalesce(array_agg(l.trace_key), '{}') into gone
  from (
    select h.trace_key
    from trace_homes h
    where h.session_key = any (keys)
      and h.trace_key in (
        select entity_key(t.project_id, 'trace', t.trace_id) from traces t where t.session_key = any (keys)
      )
    order by h.trace_key
    for update
  ) l;

  with locked as (
    insert into sessions as s (session_key, project_id, settled, touched_at)
    select x.session_key, x.project_id, true, now_at
    from session_texts x where x.session_key = any (keys) order by x.session_key
    on conflict (session_key) do update set revision = s.revision + 1
    returning s.session_key
  )
  select coalesce(array_agg(session_key), '{}') into found_keys from locked;
  perform count_sessions(found_keys, -1);
  gone := array(
    select h.trace_key from trace_homes h where h.trace_key = any (gone) and h.session_key = any (found_keys)
  );

  select min(t.started_at), max(t.last_activity_at) into low, high
  from trace_homes h
  join traces t on t.session_key = h.session_key and t.trace_id = h.trace_id
  where h.trace_key = any (gone);

  delete from spans s using trace_homes h
  where h.trace_key = any (gone) and s.session_key = h.session_key and s.trace_id = h.trace_id
    and s.started_at between low and high;
  delete from span_payloads s using trace_homes h
  where h.trace_key = any (gone) and s.session_key = h.session_key and s.trace_id = h.trace_id
    and s.started_at between week_of(low) and high;
  delete from span_texts s using trace_homes h
  where h.trace_key = any (gone) and s.session_key = h.session_key and s.trace_id = h.trace_id
    and s.started_at between low and high;
  delete from traces t using trace_homes h
  where h.trace_key = any (gone) and t.session_key = h.session_key and t.trace_id = h.trace_id;
  delete from annotations a
  where a.session_key = any (found_keys) and not exists (
    select 1 from traces t
    where t.session_key = a.session_key and t.trace_id in (a.trace_id, a.source_trace_id)
  );
  delete from trace_homes h where h.trace_key = any (gone);

  perform refresh_sessions(found_keys, now_at);
  perform count_sessions(found_keys, 1);
end
$$;
