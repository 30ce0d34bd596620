import type { Encoding } from "@/lib/otlp/decode-traces";
import type { Bench, Measure, Reading } from "../bench";
import { addCpuTime, cpuReadings, readCpuTime } from "../cpu-time";
import { median } from "../statistics";
import { makeBodies, sendAll, spansARequest } from "./send-spans";

const connections = 4;
/** 100,352 spans. */
const requestsARun = 196;
const warmUpRequests = 16;

/** 512 spans of 4 KB a request, gzip, over four connections; every 200 is committed. */
export function ingest(encoding: Encoding): Measure {
  return async (bench: Bench): Promise<Reading[]> => {
    await sendAll(bench, await makeBodies(warmUpRequests, encoding), encoding, connections);
    const rates: number[] = [];
    const cpu = { app: 0, Postgres: 0, client: 0 };
    const spans = requestsARun * spansARequest;
    let bytes = 0;
    for (let run = 0; run < bench.runs; run += 1) {
      const bodies = await makeBodies(requestsARun, encoding);
      bytes = bodies.reduce((sum, body) => sum + body.bytes.byteLength, 0);
      const before = readCpuTime(bench.app);
      const started = performance.now();
      await sendAll(bench, bodies, encoding, connections);
      rates.push((spans * 1000) / (performance.now() - started));
      addCpuTime(cpu, before, readCpuTime(bench.app));
      bench.log(`${encoding}: ${Math.round(rates.at(-1) ?? 0)} spans/s`);
    }
    const all = rates.map((rate) => Math.round(rate)).join(", ");
    const note = `runs: ${all}; ${Math.round(bytes / spans)} gzipped bytes a span`;
    const name = `ingest, ${encoding}` as const;
    return [
      { name, value: median(rates), p50: null, note },
      ...cpuReadings(name, cpu, spans * bench.runs),
    ];
  };
}
