import { describe, expect, it } from "vitest";
import { readSettings } from "@/lib/settings";

const read = (env: Record<string, string>) => readSettings(env, "/app");

describe("readSettings", () => {
  it("needs no variable at all", () => {
    expect(read({}).settings).toEqual({
      port: 3000,
      host: "127.0.0.1",
      databaseUrl: null,
      databaseReadUrl: null,
      dataDir: "/app/.colloquy",
      maxBodyBytes: 67_108_864,
      retentionDays: null,
      secret: null,
      allowedHosts: [],
    });
  });

  it("takes an empty variable as absent", () => {
    const env = {
      PORT: "",
      HOST: " ",
      DATABASE_URL: "",
      DATABASE_READ_URL: "",
      COLLOQUY_RETENTION_DAYS: "",
      COLLOQUY_SECRET: "",
      COLLOQUY_DATA_DIR: "",
    };
    expect(read(env)).toEqual(read({}));
  });

  it("reads every variable", () => {
    const { settings } = read({
      PORT: "8080",
      HOST: "0.0.0.0",
      DATABASE_URL: "postgres://me:pw@db.internal/colloquy",
      DATABASE_READ_URL: "postgres://me:pw@replica.internal/colloquy",
      COLLOQUY_DATA_DIR: "data",
      COLLOQUY_MAX_BODY_BYTES: "4096",
      COLLOQUY_RETENTION_DAYS: "90",
      COLLOQUY_SECRET: "a secret of some length",
      COLLOQUY_ALLOWED_HOSTS: "Colloquy.Example, 10.0.0.5,",
    });
    expect(settings).toEqual({
      port: 8080,
      host: "0.0.0.0",
      databaseUrl: "postgres://me:pw@db.internal/colloquy",
      databaseReadUrl: "postgres://me:pw@replica.internal/colloquy",
      dataDir: "/app/data",
      maxBodyBytes: 4096,
      retentionDays: 90,
      secret: "a secret of some length",
      allowedHosts: ["colloquy.example", "10.0.0.5"],
    });
  });

  it.each(["127.0.0.1", "127.8.0.1", "localhost", "::1", "[::1]"])(
    "serves on %s without a secret",
    (host) => {
      expect(read({ HOST: host }).mistakes).toEqual([]);
    },
  );

  it.each(["0.0.0.0", "::", "192.168.1.4", "colloquy.example", "127.0.0.1.example"])(
    "asks for a secret on %s",
    (host) => {
      expect(read({ HOST: host }).mistakes).toEqual([
        `Set COLLOQUY_SECRET to a password: HOST=${host} lets other machines reach Colloquy.`,
      ]);
    },
  );

  it("answers to the name it listens on", () => {
    const env = { HOST: "192.168.1.4", COLLOQUY_SECRET: "a secret of some length" };
    expect(read(env).settings?.allowedHosts).toEqual(["192.168.1.4"]);
  });

  it.each([
    [{ PORT: "0" }, /^PORT must be/],
    [{ PORT: "80a" }, /^PORT must be/],
    [{ PORT: "65536" }, /^PORT must be/],
    [{ COLLOQUY_MAX_BODY_BYTES: "1e6" }, /^COLLOQUY_MAX_BODY_BYTES must be/],
    [{ COLLOQUY_RETENTION_DAYS: "0" }, /^COLLOQUY_RETENTION_DAYS must be a whole number from 1 /],
    [{ COLLOQUY_RETENTION_DAYS: "90d" }, /^COLLOQUY_RETENTION_DAYS must be/],
    [{ COLLOQUY_RETENTION_DAYS: "-1" }, /^COLLOQUY_RETENTION_DAYS must be/],
    [{ DATABASE_READ_URL: "postgres://replica/x" }, /^DATABASE_READ_URL names a replica/],
    [{ DATABASE_URL: "postgres://a/x", DATABASE_READ_URL: "b" }, /^DATABASE_READ_URL must be/],
    [{ HOST: "http://x" }, /^HOST must be/],
    [{ DATABASE_URL: "localhost:5432" }, /^DATABASE_URL must be/],
    [{ DATABASE_URL: "mysql://localhost/x" }, /^DATABASE_URL must be/],
    [{ COLLOQUY_SECRET: "short" }, /^COLLOQUY_SECRET must have/],
    [{ COLLOQUY_ALLOWED_HOSTS: "https://x.example" }, /^COLLOQUY_ALLOWED_HOSTS must be/],
  ])("names the mistake in %j", (env, sentence) => {
    const { settings, mistakes } = read(env);
    expect(settings).toBeNull();
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(sentence);
  });

  it("reports every mistake at once", () => {
    expect(read({ PORT: "x", HOST: "0.0.0.0" }).mistakes).toHaveLength(2);
  });

  it("never repeats the database password in a mistake", () => {
    const { mistakes } = read({ DATABASE_URL: "postgres//me:hunter2@x" });
    expect(mistakes.join()).not.toContain("hunter2");
  });
});
