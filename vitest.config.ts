import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{components,e2e,lib}/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "database",
          include: ["{app,db}/**/*.test.ts"],
          globalSetup: "db/embedded/test-server.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
