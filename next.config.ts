import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false,
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
