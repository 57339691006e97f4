import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { lineageQuery } from './api';
import { NodeName } from './node-name';
import type { Lineage } from './types';
import { STATIONS } from './walk';

/** The way of a commit: run, digest, deployment, alert, cost. */
export function LineageList({ commit }: { commit: string }) {
  const lineage = useQuery(lineageQuery(commit));
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 text-xs font-semibold">From commit to cost</h3>
      <Loaded query={lineage} rows={5}>
        {(data) => (
          <ol aria-label="From commit to cost" className="flex flex-col">
            {STATIONS.map((station) => {
              const nodes = data.graph.nodes.filter((node) => node.kind === station.kind);
              return (
                <Station key={station.kind} title={station.title}>
                  {nodes.length === 0 ? (
                    <span className="text-muted">{station.none}</span>
                  ) : (
                    nodes.map((node) => (
                      <p key={node.key} className="flex flex-wrap items-baseline gap-x-2">
                        <NodeName node={node} />
                        <span className="text-xs text-faint">
                          <Age at={node.firstSeen} />
                        </span>
                      </p>
                    ))
                  )}
                </Station>
              );
            })}
            <Station title="Cost">
              <Costs costs={data.costs} />
            </Station>
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Costs({ costs }: { costs: Lineage['costs'] }) {
  const all = Object.entries(costs);
  return all.length === 0 ? (
    <span className="text-muted">No cost is known</span>
  ) : (
    <span className="num">{all.map(([currency, amount]) => `${amount} ${currency}`).join(', ')}</span>
  );
}

function Station({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 border-l-2 border-line py-1 pl-2.5 text-sm">
      <span className="text-faint">{title}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}
