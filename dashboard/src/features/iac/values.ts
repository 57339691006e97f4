import type { Json, Maybe } from '@/lib/api/types';
import { isObject } from '@/lib/json';
import type { PlannedChange } from './types';

/** What the agent writes in the place of a value. */
const SENSITIVE = '(sensitive value)';
const UNKNOWN = '(known after apply)';

/** A value of an attribute; absent where there is none. */
export type Shown = { kind: 'plain'; text: string } | { kind: 'sensitive' } | { kind: 'unknown' } | { kind: 'absent' };

export interface Attribute {
  path: string;
  before: Shown;
  after: Shown;
}

const ABSENT: Shown = { kind: 'absent' };

export function shownOf(text: string | null | undefined): Shown {
  if (text == null) {
    return ABSENT;
  }
  return text === SENSITIVE ? { kind: 'sensitive' } : text === UNKNOWN ? { kind: 'unknown' } : { kind: 'plain', text };
}

function flatten(value: Maybe<Json>, path: string, into: Map<string, Shown>) {
  if (value == null) {
    return;
  }
  const parts = Array.isArray(value) ? value.map((one, i) => [String(i), one] as const) : isObject(value) ? Object.entries(value) : null;
  if (parts === null || parts.length === 0) {
    into.set(path === '' ? 'value' : path, shownOf(typeof value === 'string' ? value : JSON.stringify(value)));
    return;
  }
  for (const [name, part] of parts) {
    flatten(part, path === '' ? name : `${path}.${name}`, into);
  }
}

function same(a: Shown, b: Shown): boolean {
  // Two masked values may still be different ones.
  return a.kind === b.kind && a.kind !== 'sensitive' && (a.kind !== 'plain' || (b.kind === 'plain' && a.text === b.text));
}

function above(path: string): string[] {
  const steps = path.split('.');
  return steps.slice(1).map((_, i) => steps.slice(0, i + 1).join('.'));
}

/** Values that are another one after the change, or may be; and how many stay. */
export function attributesOf(change: PlannedChange): { changed: Attribute[]; same: number } {
  const before = new Map<string, Shown>();
  const after = new Map<string, Shown>();
  flatten(change.before, '', before);
  flatten(change.after, '', after);
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const all = paths.map((path) => ({ path, before: before.get(path) ?? ABSENT, after: after.get(path) ?? ABSENT }));
  const holders = new Set(paths.flatMap(above));
  // An empty list or object that gets or had something in it says nothing beside its parts.
  const changed = all.filter((one) => !same(one.before, one.after) && !holders.has(one.path));
  return { changed, same: all.filter((one) => same(one.before, one.after)).length };
}
