/** What the layout needs to know of a stage. */
export interface LayoutStage {
  id: string;
  needs?: readonly string[] | null | undefined;
}

export interface PlacedStage {
  id: string;
  column: number;
  x: number;
  y: number;
}

export interface PlacedEdge {
  from: string;
  to: string;
  path: string;
}

export interface Layout {
  width: number;
  height: number;
  nodes: PlacedStage[];
  edges: PlacedEdge[];
}

export interface Measures {
  nodeWidth: number;
  nodeHeight: number;
  columnGap: number;
  rowGap: number;
}

export const MEASURES: Measures = { nodeWidth: 188, nodeHeight: 60, columnGap: 44, rowGap: 16 };

/** Column of each stage: one right of the rightmost stage it needs. Unknown needs and cycles are left out. */
function columnsOf(stages: readonly LayoutStage[]): Map<string, number> {
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  const columns = new Map<string, number>();
  const visiting = new Set<string>();
  const visit = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) {
      return known;
    }
    visiting.add(id);
    let column = 0;
    for (const need of byId.get(id)?.needs ?? []) {
      if (byId.has(need) && !visiting.has(need)) {
        column = Math.max(column, visit(need) + 1);
      }
    }
    visiting.delete(id);
    columns.set(id, column);
    return column;
  };
  for (const stage of stages) {
    visit(stage.id);
  }
  return columns;
}

/** Orders each column by the mean row of what its stages need, so that edges cross little. */
function orderColumns(stages: readonly LayoutStage[], columns: Map<string, number>): LayoutStage[][] {
  const ordered: LayoutStage[][] = [];
  const row = new Map<string, number>();
  const last = Math.max(-1, ...columns.values());
  for (let column = 0; column <= last; column++) {
    const members = stages.filter((stage) => columns.get(stage.id) === column);
    const weight = (stage: LayoutStage) => {
      const rows = (stage.needs ?? []).map((need) => row.get(need)).filter((value) => value !== undefined);
      return rows.length === 0 ? 0 : rows.reduce((sum, value) => sum + value, 0) / rows.length;
    };
    const sorted = members
      .map((stage, index) => ({ stage, index, weight: weight(stage) }))
      .sort((a, b) => a.weight - b.weight || a.index - b.index)
      .map((entry) => entry.stage);
    sorted.forEach((stage, index) => row.set(stage.id, index - (sorted.length - 1) / 2));
    ordered.push(sorted);
  }
  return ordered;
}

/** Lays a run out in columns by what its stages need; the same input always gives the same picture. */
export function layoutStages(stages: readonly LayoutStage[], measures: Measures = MEASURES): Layout {
  const { nodeWidth, nodeHeight, columnGap, rowGap } = measures;
  const columns = orderColumns(stages, columnsOf(stages));
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const height = Math.max(0, tallest * (nodeHeight + rowGap) - rowGap);
  const placed = new Map<string, PlacedStage>();
  columns.forEach((members, column) => {
    const used = members.length * (nodeHeight + rowGap) - rowGap;
    members.forEach((stage, index) => {
      placed.set(stage.id, {
        id: stage.id,
        column,
        x: column * (nodeWidth + columnGap),
        y: (height - used) / 2 + index * (nodeHeight + rowGap),
      });
    });
  });
  const edges: PlacedEdge[] = [];
  for (const stage of stages) {
    const to = placed.get(stage.id);
    for (const need of stage.needs ?? []) {
      const from = placed.get(need);
      if (from !== undefined && to !== undefined && from.column < to.column) {
        edges.push({ from: need, to: stage.id, path: edgePath(from, to, measures) });
      }
    }
  }
  return {
    width: Math.max(0, columns.length * (nodeWidth + columnGap) - columnGap),
    height,
    nodes: stages.map((stage) => placed.get(stage.id)).filter((node) => node !== undefined),
    edges,
  };
}

function edgePath(from: PlacedStage, to: PlacedStage, measures: Measures): string {
  const x1 = from.x + measures.nodeWidth;
  const y1 = from.y + measures.nodeHeight / 2;
  const x2 = to.x;
  const y2 = to.y + measures.nodeHeight / 2;
  // Bend in the gap right before the target, so that long edges run straight.
  const bend = x2 - measures.columnGap / 2;
  return y1 === y2
    ? `M${x1} ${y1}H${x2}`
    : `M${x1} ${y1}H${bend - measures.columnGap / 2}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}
