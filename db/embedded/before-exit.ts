import os from "node:os";

const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;
const longestShutdownMs = 8_000;
const sameKeystrokeMs = 1_000;

/**
 * Runs the synchronous work when the process exits, also by a signal: one that nobody else handles
 * would end the process without its "exit" event. Whoever else handles it gets some seconds to
 * finish requests; a later signal ends the process at once. (One Ctrl-C arrives twice under npm.)
 */
export function beforeExit(work: () => void): void {
  process.once("exit", work);
  let askedAt = Number.POSITIVE_INFINITY;
  for (const signal of signals) {
    process.on(signal, () => {
      const exit = () => process.exit(128 + os.constants.signals[signal]);
      if (process.listenerCount(signal) === 1 || Date.now() > askedAt + sameKeystrokeMs) exit();
      askedAt = Math.min(askedAt, Date.now());
      setTimeout(exit, longestShutdownMs).unref();
    });
  }
}
