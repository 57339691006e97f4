import { describe, expect, it } from 'vitest';
import { layoutStages } from './stage-layout';

const stage = (id: string, ...needs: string[]) => ({ id, needs });
const columns = (...stages: ReturnType<typeof stage>[]) =>
  Object.fromEntries(layoutStages(stages).nodes.map((node) => [node.id, node.column]));

describe('the stage graph', () => {
  it('puts a stage right of everything it needs', () => {
    expect(columns(stage('d', 'b', 'c'), stage('a'), stage('b', 'a'), stage('c', 'b'))).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  });

  it('never puts two stages on the same place', () => {
    const layout = layoutStages([stage('a'), stage('b'), stage('c', 'a'), stage('d', 'a', 'b'), stage('e')]);
    const places = new Set(layout.nodes.map((node) => `${node.x}/${node.y}`));
    expect(places.size).toBe(5);
    expect(layout.nodes.every((node) => node.y >= 0 && node.x >= 0 && node.x < layout.width)).toBe(true);
  });

  it('keeps children on the side of their parents', () => {
    const layout = layoutStages([stage('top'), stage('bottom'), stage('low', 'bottom'), stage('high', 'top')]);
    const y = (id: string) => layout.nodes.find((node) => node.id === id)?.y ?? -1;
    expect(y('high')).toBeLessThan(y('low'));
  });

  it('draws an edge for each need, straight when both are level', () => {
    const { edges } = layoutStages([stage('a'), stage('b', 'a')]);
    expect(edges).toHaveLength(1);
    expect(edges[0]?.path).toMatch(/^M188 30H\d+$/);
  });

  it('stands a cycle, an unknown need and nothing at all', () => {
    expect(layoutStages([stage('a', 'b'), stage('b', 'a'), stage('c', 'nowhere')]).nodes).toHaveLength(3);
    expect(layoutStages([])).toEqual({ width: 0, height: 0, nodes: [], edges: [] });
  });
});
