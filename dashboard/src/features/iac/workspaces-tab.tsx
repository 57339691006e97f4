import { useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import { useDeferredValue } from 'react';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Table, Th } from '@/components/ui/table';
import { MOST, plansQuery, workspacesQuery } from './api';
import { lockIn } from './locks';
import { statesQuery } from './state-api';
import { WorkspaceRow } from './workspace-row';
import { useFilters } from '@/lib/use-filters';

const DRIFTS = [
  ['DRIFTED', 'Drifted'],
  ['NONE', 'No drift'],
  ['FAILED', 'Look failed'],
  ['UNKNOWN', 'Not looked at yet'],
] as const;

/** Fewer than the agent gives, because each row has acts of its own. */
const ROWS = 50;

export function WorkspacesTab() {
  const [search, set] = useFilters();
  const [applicationId] = useApplicationFilter();
  const environment = useDeferredValue(search.get('environment') ?? '');
  const drift = search.get('drift') ?? '';
  const cursor = search.get('cursor') ?? '';
  const workspaces = useQuery(workspacesQuery({ applicationId, environment, drift, cursor, limit: ROWS }));
  // Both lists are by name, so the locks of a page begin where the page does.
  const states = useQuery(statesQuery({ cursor }));
  const plans = useQuery(plansQuery({ limit: MOST }));
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap gap-2 font-normal">
          <ApplicationSelect />
          <Input
            aria-label="Environment"
            placeholder="Environment"
            className="w-40"
            value={search.get('environment') ?? ''}
            onChange={(event) => set('environment', event.target.value)}
          />
          <Select aria-label="Drift" className="w-40" value={drift} onChange={(event) => set('drift', event.target.value)}>
            <option value="">Any drift</option>
            {DRIFTS.map(([state, word]) => (
              <option key={state} value={state}>
                {word}
              </option>
            ))}
          </Select>
        </span>
      }
      aside={<Updated query={workspaces} />}
    >
      <Loaded
        query={workspaces}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Layers} title="No workspace here">
              A run with an <code className="font-mono text-xs">iac.plan</code> stage makes its workspace known.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Workspaces"
              head={
                <>
                  <Th>Workspace</Th>
                  <Th>Lock</Th>
                  <Th>Drift</Th>
                  <Th>Last plan</Th>
                  <Th>Applied</Th>
                  <Th>Do</Th>
                </>
              }
            >
              {page.items.map((one) => (
                <WorkspaceRow
                  key={one.name}
                  workspace={one}
                  lock={lockIn(states.data, one.name)}
                  plans={plans.isError ? [] : plans.data?.items}
                />
              ))}
            </Table>
            <Pages next={page.nextCursor} words={['First', 'Next']} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
