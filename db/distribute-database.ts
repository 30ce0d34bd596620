import { databaseAddress, openDatabase } from "./client";
import { CannotDistribute, distributeDatabase } from "./distribute";
import { migrateDatabase } from "./migrate";
import { sayWhy } from "./start-database";

/** `npm run db:distribute`: exits 1 when the database cannot be distributed, and says why. */
async function main(): Promise<void> {
  await migrateDatabase();
  // One connection without a time limit: moving what is stored takes long.
  const one = openDatabase(databaseAddress(), 1, 0);
  for (const line of await distributeDatabase(one)) console.log(line);
  await one.sql.end();
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    console.error(error instanceof CannotDistribute ? error.message : sayWhy(error));
    process.exit(1);
  });
