import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../browser/find-browser";
import { SessionList } from "../../pages/session-list";
import type { Bench, Reading } from "../bench";
import { median, percentile } from "../statistics";
import type { FigureName } from "../targets";

const rowsToScroll = 10_000;
/** More than a screen shows: the list cannot scroll past its end. */
const lastRows = 100;
const longestScrollMs = 120_000;
const fewestRuns = 10;

/** The list in a real browser: how soon there are rows, and how it scrolls. */
export async function browser(bench: Bench): Promise<Reading[]> {
  const running = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await running.newPage({
      baseURL: bench.app.url,
      viewport: { width: 1440, height: 900 },
    });
    const runs = Math.max(bench.runs, fewestRuns);
    const first: number[] = [];
    const filtered: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const times = [await timeFirstRows(page, bench), await timeFilter(page, bench)] as const;
      if (run === 0) continue;
      first.push(times[0]);
      filtered.push(times[1]);
    }
    await new SessionList(page, bench.dataset.project).goto();
    await page.waitForLoadState("networkidle");
    const { frames, tasks, rows } = await scroll(
      page,
      Math.min(rowsToScroll, bench.dataset.sessions - lastRows),
    );
    const frameNote = `p99 ${percentile(frames, 0.99).toFixed(0)} of ${frames.length} frames, ${rows} rows`;
    return [
      reading("browser: first rows, median", median(first), longestOf(first)),
      reading("browser: filter to rows, median", median(filtered), longestOf(filtered)),
      reading("browser: longest frame of the scroll", Math.max(...frames), frameNote),
      reading("browser: longest task of the scroll", Math.max(0, ...tasks), `${tasks.length} long`),
    ];
  } finally {
    await running.close();
  }
}

function reading(name: FigureName, value: number, note: string): Reading {
  return { name, value, p50: null, note };
}

function longestOf(times: number[]): string {
  return `longest ${Math.max(...times).toFixed(0)} of ${times.length}`;
}

async function timeFirstRows(page: Page, { dataset }: Bench): Promise<number> {
  const list = new SessionList(page, dataset.project);
  await page.goto("about:blank");
  const started = performance.now();
  const going = page.goto(`/projects/${dataset.project}/sessions`);
  await list.titles.first().waitFor({ state: "visible" });
  const ms = performance.now() - started;
  await going;
  return ms;
}

/** From Enter, on a page at rest, to the rows of the user alone. */
async function timeFilter(page: Page, { dataset }: Bench): Promise<number> {
  const list = new SessionList(page, dataset.project);
  await list.expectSettled();
  await page.waitForLoadState("networkidle");
  await list.bar.fill(`user:${dataset.user}`);
  const started = performance.now();
  await list.bar.press("Enter");
  await list.chips.getByText(dataset.user).first().waitFor({ state: "visible" });
  await page.waitForFunction((user) => {
    const grid = document.querySelector('[role="grid"]');
    const rows = [...(grid?.querySelectorAll("tbody tr") ?? [])];
    const isDone = grid?.getAttribute("aria-busy") === "false" && rows.length > 0;
    return isDone && rows.every((row) => row.textContent?.includes(user));
  }, dataset.user);
  return performance.now() - started;
}

interface Scroll {
  /** Milliseconds between two frames. */
  frames: number[];
  /** Milliseconds of each task over 50. */
  tasks: number[];
  rows: number;
}

/** Down the list of a page at rest as fast as rows come, a screen every few frames. */
function scroll(page: Page, wanted: number): Promise<Scroll> {
  return page.evaluate(
    async ({ wanted, longestMs }) => {
      const row = document.querySelector('[role="grid"] tbody tr');
      let box = row?.parentElement ?? null;
      while (box && getComputedStyle(box).overflowY !== "auto") box = box.parentElement;
      const scroller = box ?? document.scrollingElement;
      if (!row || !scroller) throw new Error("The list has no rows.");
      const rowHeight = row.getBoundingClientRect().height;
      const frames: number[] = [];
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        tasks.push(...list.getEntries().map((entry) => entry.duration));
      });
      observer.observe({ entryTypes: ["longtask"] });
      const started = performance.now();
      let last = started;
      for (let at = 0; at < wanted * rowHeight && last - started < longestMs; ) {
        at = Math.min(at + rowHeight * 6, scroller.scrollHeight - scroller.clientHeight);
        scroller.scrollTop = at;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        frames.push(now - last);
        last = now;
      }
      observer.disconnect();
      return { frames: frames.slice(2), tasks, rows: Math.round(scroller.scrollTop / rowHeight) };
    },
    { wanted, longestMs: longestScrollMs },
  );
}
