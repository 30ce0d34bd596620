import os from "node:os";

const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;
const longestShutdownMs = 8_000;

/**
 * Runs the synchronous work when the process exits, also by a signal: one that nobody else handles
 * would end the process without its "exit" event. Whoever else handles it gets some seconds to
 * finish requests; a second signal ends the process at once.
 */
export function beforeExit(work: () => void): void {
  process.once("exit", work);
  let asked = false;
  for (const signal of signals) {
    process.on(signal, () => {
      const exit = () => process.exit(128 + os.constants.signals[signal]);
      if (asked || process.listenerCount(signal) === 1) exit();
      asked = true;
      setTimeout(exit, longestShutdownMs).unref();
    });
  }
}
