/** Next calls this once, before the first request; a mistake ends the process with a sentence. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { readSettings } = await import("@/lib/settings");
    const { startBackgroundJobs } = await import("@/db/background-jobs");
    const { startIngestThread } = await import("@/db/ingest-thread/ingest-thread");
    const { sayWhy, startDatabase } = await import("@/db/start-database");
    const { settings, mistakes } = readSettings(process.env);
    if (settings === null) {
      console.error(mistakes.join("\n"));
      process.exit(1);
    }
    const name = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
    startIngestThread();
    const onReady = () => {
      startBackgroundJobs();
      console.log(`Colloquy is ready on http://${name}:${settings.port}`);
    };
    try {
      await startDatabase(onReady);
    } catch (error) {
      console.error(`Colloquy cannot start: ${sayWhy(error)}`);
      process.exit(1);
    }
  }
}
