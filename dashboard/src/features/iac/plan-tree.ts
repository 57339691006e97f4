import { KINDS } from './looks';
import type { PlannedChange } from './types';

/** Changes of one kind in one module. */
export interface KindGroup {
  kind: string;
  changes: PlannedChange[];
}

export interface ModuleNode {
  /** Empty for the root module. */
  path: string;
  name: string;
  groups: KindGroup[];
  modules: ModuleNode[];
  /** By kind, with what is in the modules below. */
  counts: ReadonlyMap<string, number>;
  size: number;
}

const STEP = /^module\.[^.[]+(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?/;

/** The modules that an address goes through; their keys may contain dots. */
export function modulesOf(address: string): string[] {
  const steps: string[] = [];
  let rest = address;
  for (let step = STEP.exec(rest)?.[0]; step !== undefined; step = STEP.exec(rest)?.[0]) {
    steps.push(step);
    rest = rest.slice(step.length + 1);
  }
  return steps;
}

/** The address within its module. */
export function localAddress(address: string): string {
  return address.slice(modulesOf(address).reduce((length, step) => length + step.length + 1, 0));
}

/** What is done; one that only moves or is taken over is told as such, for nothing happens to it. */
export function kindOf({ action, imported, movedFrom }: PlannedChange): string {
  if (action !== 'no-op') {
    return action;
  }
  return imported === true ? 'import' : movedFrom == null ? action : 'move';
}

const ORDER = Object.keys(KINDS);

const rank = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);

export function countKinds(changes: readonly PlannedChange[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes) {
    counts.set(kindOf(change), (counts.get(kindOf(change)) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => rank(a) - rank(b)));
}

interface Growing {
  path: string;
  name: string;
  own: PlannedChange[];
  all: PlannedChange[];
  below: Map<string, Growing>;
}

function grow(path: string, name: string): Growing {
  return { path, name, own: [], all: [], below: new Map() };
}

function finish({ path, name, own, all, below }: Growing): ModuleNode {
  const groups = new Map<string, PlannedChange[]>();
  for (const change of own) {
    const kind = kindOf(change);
    const group = groups.get(kind);
    if (group === undefined) {
      groups.set(kind, [change]);
    } else {
      group.push(change);
    }
  }
  return {
    path,
    name,
    groups: [...groups].map(([kind, changes]) => ({ kind, changes })).sort((a, b) => rank(a.kind) - rank(b.kind)),
    modules: [...below.values()].map(finish).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    counts: countKinds(all),
    size: all.length,
  };
}

/** The changes by module, and in each module by what is done. */
export function treeOf(changes: readonly PlannedChange[]): ModuleNode {
  const root = grow('', 'Root module');
  for (const change of changes) {
    let node = root;
    node.all.push(change);
    for (const step of modulesOf(change.address)) {
      const path = node.path === '' ? step : `${node.path}.${step}`;
      const next = node.below.get(step) ?? grow(path, step);
      node.below.set(step, next);
      node = next;
      node.all.push(change);
    }
    node.own.push(change);
  }
  return finish(root);
}
