/** Runs before the first paint: what localStorage says about density and columns must not flash.
 * "custom" columns hide the server's table until the browser has put its own in place. */
const SCRIPT = `try {
  const root = document.documentElement;
  const density = localStorage.getItem("colloquy.density");
  if (density === "compact") root.dataset.density = density;
  if (localStorage.getItem("colloquy.columns")) root.dataset.columns = "custom";
} catch {}`;

export function PreferenceScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  );
}
