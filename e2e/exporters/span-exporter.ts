import { OTLPTraceExporter as HttpJsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

export interface ExportTarget {
  /** Of the Colloquy under test, without a slash at the end. */
  baseUrl: string;
  project: string;
  /** "proto": exporter-trace-otlp-proto; "http": exporter-trace-otlp-http, which sends JSON. */
  transport?: "proto" | "http";
  compression?: "gzip" | "none";
}

const EXPORTERS = { proto: ProtobufExporter, http: HttpJsonExporter } as const;

/** A tracer provider as an application sets one up. `finish()` sends what is left and throws when
 * spans could not be delivered. */
export function startExporting(target: ExportTarget) {
  const failures: string[] = [];
  // The exporters read this setting when they are made; its enum is not exported by them.
  process.env.OTEL_EXPORTER_OTLP_COMPRESSION = target.compression ?? "none";
  const exporter = new EXPORTERS[target.transport ?? "proto"]({
    url: `${target.baseUrl}/v1/traces`,
  });
  const send = exporter.export.bind(exporter);
  exporter.export = (spans, done) =>
    send(spans, (result) => {
      if (result.code !== 0) failures.push(result.error?.message ?? "unknown error");
      done(result);
    });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": "exporter-under-test",
      "openinference.project.name": target.project,
    }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return {
    provider,
    async finish() {
      await provider.shutdown();
      if (failures.length > 0) throw new Error(`Spans were not delivered: ${failures.join("; ")}`);
    },
  };
}
