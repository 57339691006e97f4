import { useMemo } from 'react';
import { cx } from '@/components/ui/cx';
import type { Stage } from '@/lib/api/types';
import { StageNode } from './stage-node';
import { layoutStages, MEASURES } from './stage-layout';

interface StageGraphProps {
  stages: Stage[];
  selected: string | undefined;
  onSelect: (id: string) => void;
}

const PADDING = 16;

/** The run as a graph: columns by what needs what, edges behind the stages. */
export function StageGraph({ stages, selected, onSelect }: StageGraphProps) {
  const layout = useMemo(() => layoutStages(stages), [stages]);
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return (
    <div className="overflow-x-auto" role="region" aria-label="Stage graph" tabIndex={0}>
      <div
        className="relative"
        style={{ width: layout.width + 2 * PADDING, height: layout.height + 2 * PADDING, padding: PADDING }}
      >
        <svg
          aria-hidden
          className="absolute"
          style={{ left: PADDING, top: PADDING }}
          width={layout.width}
          height={layout.height}
        >
          {layout.edges.map((edge) => {
            const done = byId.get(edge.from)?.state === 'SUCCEEDED';
            const conditional = (byId.get(edge.to)?.when ?? 'SUCCEEDED') !== 'SUCCEEDED';
            return (
              <path
                key={`${edge.from} ${edge.to}`}
                d={edge.path}
                fill="none"
                strokeWidth={1.5}
                strokeDasharray={conditional ? '4 4' : undefined}
                className={cx(done && !conditional ? 'stroke-good' : 'stroke-line-strong')}
              />
            );
          })}
        </svg>
        <ul aria-label="Stages of this run">
          {layout.nodes.map((node) => {
            const stage = byId.get(node.id);
            return stage === undefined ? null : (
              <li
                key={node.id}
                className="absolute"
                style={{
                  left: node.x + PADDING,
                  top: node.y + PADDING,
                  width: MEASURES.nodeWidth,
                  height: MEASURES.nodeHeight,
                }}
              >
                <StageNode stage={stage} selected={stage.id === selected} onSelect={() => onSelect(stage.id)} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
