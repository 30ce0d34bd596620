import type { AttributeMap } from "@/lib/otlp/span";
import { idText } from "./attribute-value";
import { fitKey } from "./fit-key";
import {
  SESSION_ID_KEYS,
  SESSION_ID_LAST_KEYS,
  SESSION_ID_METADATA,
  USER_ID_KEYS,
  USER_ID_LAST_KEYS,
  USER_ID_METADATA,
} from "./identity-attributes";
import { type JsonRecord, own } from "./json-text";

export function readSessionId(attributes: AttributeMap, metadata: JsonRecord | null) {
  return fitted(
    fromKeys(attributes, SESSION_ID_KEYS) ??
      fromRecord(metadata, SESSION_ID_METADATA) ??
      fromKeys(attributes, SESSION_ID_LAST_KEYS),
  );
}

export function readUserId(attributes: AttributeMap, metadata: JsonRecord | null) {
  return fitted(
    fromKeys(attributes, USER_ID_KEYS) ??
      fromRecord(metadata, USER_ID_METADATA) ??
      fromKeys(attributes, USER_ID_LAST_KEYS),
  );
}

function fromKeys(attributes: AttributeMap, keys: readonly string[]): string | null {
  for (const key of keys) {
    const id = idText(attributes.get(key));
    if (id !== null) return id;
  }
  return null;
}

function fromRecord(record: JsonRecord | null, keys: readonly string[]): string | null {
  if (record === null) return null;
  for (const key of keys) {
    const id = idText(own(record, key));
    if (id !== null) return id;
  }
  return null;
}

function fitted(id: string | null): string | null {
  return id === null ? null : fitKey(id);
}
