import type { Json, JsonObject } from '@/lib/api/types';

/** One value that differs between two documents. */
export interface JsonDifference {
  op: string;
  path: string;
  before?: Json;
  after?: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path; a key that itself contains dots wins. */
export function valueAt(value: Json, path: string): Json | undefined {
  if (isObject(value) && path in value) {
    return value[path];
  }
  let here: Json | undefined = value;
  for (const key of path.split('.')) {
    if (!isObject(here)) {
      return undefined;
    }
    here = here[key];
  }
  return here;
}

/** One token of a JSON pointer (RFC 6901). */
export function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
