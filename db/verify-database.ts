import { settings } from "@/lib/settings";
import { closeDatabase } from "./client";
import { verifyDatabase } from "./verify";

/** `npm run db:verify`: exits 1 when a stored figure differs from its recount. */
const shown = 50;

async function main(): Promise<number> {
  settings();
  const { sessions, traces, spans, differences } = await verifyDatabase();
  for (const line of differences.slice(0, shown)) console.log(line);
  if (differences.length > shown) console.log(`… and ${differences.length - shown} more`);
  console.log(
    `${sessions} sessions, ${traces} traces, ${spans} spans: ${differences.length} differences`,
  );
  return differences.length === 0 ? 0 : 1;
}

main()
  .then((code) => closeDatabase().then(() => process.exit(code)))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : "The database cannot be verified.");
    process.exit(2);
  });
