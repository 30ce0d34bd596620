import postgres from "postgres";
import type { EmbeddedAddress } from "@/db/embedded/server";

/** A server that this process did not start must know the folder's password, as SCRAM proves. */
export async function checkIsOurs(
  cluster: string,
  { socketPath, password }: EmbeddedAddress,
): Promise<void> {
  const sql = postgres({
    path: socketPath,
    user: "colloquy",
    database: "colloquy",
    password,
    max: 1,
    connect_timeout: 10,
    fetch_types: false,
    ssl: false,
  });
  try {
    await sql`select 1`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `A Postgres runs on ${cluster} but cannot be used (${reason}): stop it, then start Colloquy again.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
