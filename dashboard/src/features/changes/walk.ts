import type { GraphEdge, GraphNode, Subgraph } from './types';

export interface Step {
  node: GraphNode;
  /** How the thing was reached, null for where the walk begins. */
  via: { relation: string; other: GraphNode; since: string } | null;
  depth: number;
}

const id = (kind: string, key: string) => `${kind}:${key}`;

/** The things of a graph in the order in which they follow from its beginning, each one once. */
export function walk(graph: Subgraph, start: { kind: string; key: string }, down: boolean): Step[] {
  const nodes = new Map(graph.nodes.map((node) => [id(node.kind, node.key), node]));
  const from = (edge: GraphEdge) => (down ? id(edge.fromKind, edge.fromKey) : id(edge.toKind, edge.toKey));
  const to = (edge: GraphEdge) => (down ? id(edge.toKind, edge.toKey) : id(edge.fromKind, edge.fromKey));
  const edges = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    edges.set(from(edge), [...(edges.get(from(edge)) ?? []), edge]);
  }
  const steps: Step[] = [];
  const seen = new Set<string>();
  const visit = (at: string, via: Step['via'], depth: number) => {
    const node = nodes.get(at);
    if (node === undefined || seen.has(at)) {
      return;
    }
    seen.add(at);
    steps.push({ node, via, depth });
    for (const edge of edges.get(at) ?? []) {
      visit(to(edge), { relation: edge.relation, other: node, since: edge.since }, depth + 1);
    }
  };
  visit(id(start.kind, start.key), null, 0);
  return steps;
}

/** The way of a commit to what it costs; what a lineage has nothing of is worth saying, too. */
export const STATIONS = [
  { kind: 'COMMIT', title: 'Commit', none: 'The commit is not known to the graph yet' },
  { kind: 'RUN', title: 'Run', none: 'No run was started' },
  { kind: 'IMAGE', title: 'Digest', none: 'No image was built' },
  { kind: 'DEPLOYMENT', title: 'Deployment', none: 'It was not deployed' },
  { kind: 'ALERT', title: 'Alert', none: 'No alert suspects it' },
] as const;
