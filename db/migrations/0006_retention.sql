-- Retention finds what began before a border by sessions and by traces without one; carriers of
-- evaluations have neither. Reads the table once, a second or two for a million traces.
create index traces_carriers on traces (started_at) where is_carrier;
