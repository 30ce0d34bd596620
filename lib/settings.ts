import { resolve } from "node:path";

export interface Settings {
  port: number;
  host: string;
  /** Null means the embedded Postgres. */
  databaseUrl: string | null;
  /** A streaming replica of databaseUrl. */
  databaseReadUrl: string | null;
  /** Absolute. */
  dataDir: string;
  maxBodyBytes: number;
  /** Null keeps everything. */
  retentionDays: number | null;
  secret: string | null;
  /** Host names that are answered besides the loopback ones, in lower case, without a port. */
  allowedHosts: string[];
}

export type SettingsReading =
  | { settings: Settings; mistakes: [] }
  | { settings: null; mistakes: string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Every mistake is one sentence that says what to set. An empty variable counts as absent. */
export function readSettings(env: Environment, workingDirectory = process.cwd()): SettingsReading {
  const mistakes: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const integer = (name: string, fallback: number, min: number, max: number) => {
    const raw = text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (/^\d+$/.test(raw) && value >= min && value <= max) return value;
    mistakes.push(`${name} must be a whole number from ${min} to ${max}.`);
    return fallback;
  };

  const host = (text("HOST") ?? "127.0.0.1").replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const secret = text("COLLOQUY_SECRET");
  const settings: Settings = {
    port: integer("PORT", 3000, 1, 65_535),
    host,
    databaseUrl: text("DATABASE_URL"),
    databaseReadUrl: text("DATABASE_READ_URL"),
    dataDir: resolve(workingDirectory, text("COLLOQUY_DATA_DIR") ?? ".colloquy"),
    maxBodyBytes: integer("COLLOQUY_MAX_BODY_BYTES", 67_108_864, 1_024, 1_073_741_824),
    retentionDays:
      text("COLLOQUY_RETENTION_DAYS") === null
        ? null
        : integer("COLLOQUY_RETENTION_DAYS", 1, 1, 36_500),
    secret,
    allowedHosts: [],
  };

  if (!isHost(host)) mistakes.push("HOST must be an IP address or a host name without a port.");
  else if (!isLoopback(host) && secret === null) {
    mistakes.push(
      `Set COLLOQUY_SECRET to a password: HOST=${host} lets other machines reach Colloquy.`,
    );
  }
  if (secret !== null && secret.length < 16) {
    mistakes.push("COLLOQUY_SECRET must have at least 16 characters.");
  }
  const urls = {
    DATABASE_URL: settings.databaseUrl,
    DATABASE_READ_URL: settings.databaseReadUrl,
  };
  for (const [name, url] of Object.entries(urls)) {
    if (url !== null && !isPostgresUrl(url)) {
      mistakes.push(
        `${name} must be a URL like postgres://user:password@host:5432/database, with special characters percent-encoded.`,
      );
    }
  }
  if (settings.databaseReadUrl !== null && settings.databaseUrl === null) {
    mistakes.push("DATABASE_READ_URL names a replica: set DATABASE_URL to its primary as well.");
  }

  const hosts = new Set<string>();
  if (isHost(host) && !isWildcard(host) && !isLoopback(host)) hosts.add(host);
  const named = (text("COLLOQUY_ALLOWED_HOSTS") ?? "").toLowerCase().split(/[\s,]+/);
  for (const name of named.filter(Boolean)) hosts.add(name);
  if (![...hosts].every(isHost)) {
    mistakes.push(
      "COLLOQUY_ALLOWED_HOSTS must be host names separated by commas, without scheme or port.",
    );
  }
  settings.allowedHosts = [...hosts];

  return mistakes.length === 0 ? { settings, mistakes: [] } : { settings: null, mistakes };
}

let current: Settings | undefined;

/** The process's settings. Throws one Error with every mistake in it. */
export function settings(): Settings {
  if (current) return current;
  const reading = readSettings(process.env);
  if (reading.settings === null) throw new Error(reading.mistakes.join("\n"));
  current = reading.settings;
  return current;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function isHost(name: string): boolean {
  return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(name) || /^[0-9a-f:.]*:[0-9a-f:.]*$/.test(name);
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
}
