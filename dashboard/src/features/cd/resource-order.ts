import type { Resource } from './types';

export interface Placed {
  resource: Resource;
  depth: number;
}

/** Parents before their children, each with how deep it stands; what has lost its parent stands on top. */
export function ordered(resources: readonly Resource[]): Placed[] {
  const known = new Set(resources.map((resource) => resource.id));
  const children = new Map<string, Resource[]>();
  for (const resource of resources) {
    const parent = resource.parent != null && known.has(resource.parent) ? resource.parent : '';
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  const found: Placed[] = [];
  const add = (parent: string, depth: number) => {
    for (const resource of children.get(parent) ?? []) {
      found.push({ resource, depth });
      add(resource.id, depth + 1);
    }
  };
  add('', 0);
  return found;
}
