"use client";

/** Runs before the first paint: what localStorage says about density and columns must not flash.
 * "custom" columns hide the server's table until the browser has put its own in place. */
const SCRIPT = `try {
  const root = document.documentElement;
  const density = localStorage.getItem("colloquy.density");
  if (density === "compact") root.dataset.density = density;
  if (localStorage.getItem("colloquy.columns")) root.dataset.columns = "custom";
} catch {}`;

/** Only the server's document runs it: drawn by the browser, it would be inert and React warns. */
export const SCRIPT_TYPE = typeof window === "undefined" ? "text/javascript" : "text/plain";

export function PreferenceScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} type={SCRIPT_TYPE} suppressHydrationWarning>
      {SCRIPT}
    </script>
  );
}
