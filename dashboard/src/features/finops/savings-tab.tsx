import { useQuery } from '@tanstack/react-query';
import { PiggyBank } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { useFilters } from '@/lib/use-filters';
import { savingsQuery } from './api';
import { LooksCard } from './looks-card';
import { SavingItem } from './saving-item';
import { StateSelect } from './state-select';
import type { SavingState } from './types';

const STATES: readonly [SavingState, string][] = [
  ['OPEN', 'Open'],
  ['DONE', 'Done'],
  ['DISMISSED', 'Dismissed'],
  ['GONE', 'Gone'],
];

/** What is paid for nothing, and what was saved by the bill. */
export function SavingsTab() {
  const [search, set] = useFilters();
  const state = STATES.find(([one]) => one === search.get('state'))?.[0] ?? '';
  const savings = useQuery(savingsQuery({ state, cursor: search.get('cursor') ?? '' }));
  return (
    <div className="grid gap-4">
    <Card
      flush
      title={<StateSelect states={STATES} value={state} onChange={(wanted) => set('state', wanted)} />}
      aside={<Updated query={savings} />}
    >
      <Loaded
        query={savings}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={PiggyBank} title="No saving here">
              Neither the bill nor the Cloud and Monitoring agents show anything that is paid for nothing. The bill must hold 30 days and name
              resources.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <ul className="divide-y divide-line">
              {page.items.map((saving) => (
                <SavingItem key={saving.id} saving={saving} />
              ))}
            </ul>
            <Pages next={page.nextCursor} words={['First', 'Next']} />
          </>
        )}
      </Loaded>
    </Card>
    <LooksCard />
    </div>
  );
}
