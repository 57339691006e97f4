import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { plansQuery } from './api';
import { PlansTable } from './plans-table';
import type { PlanState } from './types';
import { useFilters } from '@/lib/use-filters';

const STATES: readonly [PlanState, string][] = [
  ['PLANNED', 'Planned'],
  ['APPLIED', 'Applied'],
  ['STALE', 'Out of date'],
  ['DISCARDED', 'Discarded'],
];

/** All plans, or those of one workspace on its page. */
export function PlansTab({ workspace: only }: { workspace?: string }) {
  const [search, set] = useFilters();
  const workspace = useDeferredValue(search.get('workspace') ?? '').trim();
  const state = STATES.find(([one]) => one === search.get('state'))?.[0] ?? '';
  const plans = useQuery(plansQuery({ workspace: only ?? workspace, state, cursor: search.get('cursor') ?? '' }));
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap gap-2 font-normal">
          {only === undefined ? (
            <Input
              aria-label="Workspace"
              placeholder="Workspace, its whole name"
              className="w-56"
              value={search.get('workspace') ?? ''}
              onChange={(event) => set('workspace', event.target.value)}
            />
          ) : null}
          <Select aria-label="State" className="w-40" value={state} onChange={(event) => set('state', event.target.value)}>
            <option value="">Any state</option>
            {STATES.map(([one, word]) => (
              <option key={one} value={one}>
                {word}
              </option>
            ))}
          </Select>
        </span>
      }
      aside={<Updated query={plans} />}
    >
      <Loaded
        query={plans}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={ScrollText} title="No plan here">
              A run with an <code className="font-mono text-xs">iac.plan</code> stage makes one.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <PlansTable plans={page.items} />
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
