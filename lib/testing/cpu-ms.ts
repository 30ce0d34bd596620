/** Milliseconds of CPU that work takes: a machine that is busy with others does not lengthen it. */
export function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
