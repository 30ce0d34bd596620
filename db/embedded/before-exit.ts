import os from "node:os";

const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/**
 * Runs the synchronous work when the process exits, also by a signal that nobody else handles:
 * those end a process without its "exit" event.
 */
export function beforeExit(work: () => void): void {
  process.once("exit", work);
  for (const signal of signals) {
    const exit = () => {
      if (process.listeners(signal).every((listener) => listener === exit)) {
        process.exit(128 + os.constants.signals[signal]);
      }
    };
    process.on(signal, exit);
  }
}
