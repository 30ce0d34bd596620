import type { Encoding } from "@/lib/otlp/decode-traces";
import type { Bench, Figure, Measure } from "../bench";
import { cpuNote, readCpuTime } from "../cpu-time";
import { median } from "../statistics";
import { makeBodies, sendAll, spansARequest } from "./send-spans";

const connections = 4;
const requestsARun = 80;
const warmUpRequests = 12;

/** 512 spans of 4 KB a request, gzip, over four connections; every 200 is committed. */
export function ingest(encoding: Encoding, target: number): Measure {
  return async (bench: Bench): Promise<Figure[]> => {
    const rates: number[] = [];
    const notes: string[] = [];
    for (let run = 0; run < bench.runs; run += 1) {
      const bodies = makeBodies(requestsARun + warmUpRequests, encoding);
      await sendAll(bench, bodies.slice(0, warmUpRequests), encoding, connections);
      const measured = bodies.slice(warmUpRequests);
      const spans = measured.length * spansARequest;
      const before = readCpuTime(bench.app);
      const started = performance.now();
      await sendAll(bench, measured, encoding, connections);
      rates.push((spans * 1000) / (performance.now() - started));
      notes.push(cpuNote(before, readCpuTime(bench.app), spans));
      bench.log(`${encoding}: ${Math.round(rates.at(-1) ?? 0)} spans/s`);
    }
    const value = median(rates);
    const note = `${notes[rates.indexOf(value)]}; ${rates.length} runs, best ${Math.round(Math.max(...rates))}`;
    return [{ name: `ingest, ${encoding}`, unit: "spans/s", value, target, note }];
  };
}
