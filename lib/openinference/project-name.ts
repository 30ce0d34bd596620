import type { AttributeMap } from "@/lib/otlp/span";
import { firstText } from "./attribute-value";
import { fitKey } from "./fit-key";

const PROJECT_NAME_KEYS = ["openinference.project.name", "service.name"] as const;

/** The project that a resource belongs to; `default` when it names none. */
export function projectName(resource: AttributeMap): string {
  return fitKey(firstText(resource, PROJECT_NAME_KEYS)?.trim() ?? "default");
}
