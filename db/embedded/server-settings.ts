import os from "node:os";

/** What the process may use: a container may have less than the machine. */
const memoryMb = Math.min(os.totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20;
const leastBuffersMb = 128;
const mostBuffersMb = 4_096;

/** For a small machine with two cores; given at every start, so a newer version's hold at once. */
export const serverSettings: Record<string, string> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: `${Math.round(Math.max(leastBuffersMb, Math.min(mostBuffersMb, memoryMb / 6)))}MB`,
  // After a restart it reads at once what was in the buffers before; found bit by bit, it would slow
  // the first million spans.
  shared_preload_libraries: "pg_prewarm",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: `${Math.round(memoryMb / 2)}MB`,
  random_page_cost: "1.1",
  jit: "off",
  synchronous_commit: "on",
  // pglz, all that this build has, takes longer than writing the bytes.
  wal_compression: "off",
  max_wal_size: "8GB",
  checkpoint_timeout: "15min",
  // Partitions: one statement may lock every week's.
  max_locks_per_transaction: "256",
  autovacuum_max_workers: "2",
  autovacuum_vacuum_scale_factor: "0.05",
  autovacuum_vacuum_insert_scale_factor: "0.1",
  autovacuum_analyze_scale_factor: "0.05",
  // An error's text can quote a prompt, so errors of statements stay out of the log.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
  log_autovacuum_min_duration: "-1",
  log_timezone: "UTC",
  timezone: "UTC",
  cluster_name: "colloquy",
};
