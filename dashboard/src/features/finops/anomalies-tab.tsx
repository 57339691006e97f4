import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { useFilters } from '@/lib/use-filters';
import { AnomalyItem } from './anomaly-item';
import { anomaliesQuery } from './api';
import { StateSelect } from './state-select';
import type { AnomalyState } from './types';

const STATES: readonly [AnomalyState, string][] = [
  ['OPEN', 'Open'],
  ['ACKNOWLEDGED', 'Acknowledged'],
  ['CLOSED', 'Closed'],
];

/** What costs other than it should, with what moved and what was changed before. */
export function AnomaliesTab() {
  const [search, set] = useFilters();
  const state = STATES.find(([one]) => one === search.get('state'))?.[0] ?? '';
  const anomalies = useQuery(anomaliesQuery({ state, cursor: search.get('cursor') ?? '' }));
  return (
    <Card
      flush
      title={<StateSelect states={STATES} value={state} onChange={(wanted) => set('state', wanted)} />}
      aside={<Updated query={anomalies} />}
    >
      <Loaded
        query={anomalies}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={CircleCheck} title="No anomaly here">
              Every day costs what its weekdays and months lead to expect. The first 34 days of a place are not judged.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <ul className="divide-y divide-line">
              {page.items.map((anomaly) => (
                <AnomalyItem key={anomaly.id} anomaly={anomaly} />
              ))}
            </ul>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
