/** Next calls this once, before the first request; a mistake ends the process with a sentence. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { readSettings } = await import("@/lib/settings");
  const { settings, mistakes } = readSettings(process.env);
  if (settings === null) return exit(mistakes.join("\n"));
  const { sayWhy, startDatabase } = await import("@/db/start-database");
  try {
    await startDatabase(() => {});
  } catch (error) {
    return exit(`Colloquy cannot start: ${sayWhy(error)}`);
  }
  const name = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  console.log(`Colloquy is ready on http://${name}:${settings.port}`);
}

function exit(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
