import type { NextConfig } from "next";

const onEveryAnswer = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "X-DNS-Prefetch-Control", value: "off" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
];

// Pages get their policy, with its nonce, from proxy.ts.
const onData = [
  { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
];

const config: NextConfig = {
  agentRules: false,
  // Minified, functions turn into closures made at each call, which V8 compiles over and over: a
  // third of what ingest would cost.
  experimental: { turbopackMinify: { server: false } },
  distDir: process.env.COLLOQUY_BUILD_DIR ?? ".next",
  headers: async () => [
    { source: "/:path*", headers: onEveryAnswer },
    { source: "/:family(api|v1)/:path*", headers: onData },
  ],
  // Browsers ask for it by this name when they have not read the page's head yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // Exporters do not follow redirects.
  skipTrailingSlashRedirect: true,
  // npm test checks them; a start need not.
  typescript: { ignoreBuildErrors: true },
};

export default config;
