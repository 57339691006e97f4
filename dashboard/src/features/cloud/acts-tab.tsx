import { useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { actPath, actsQuery } from './api';
import { ActBadge, RiskBadge } from './looks';
import type { Act } from './types';

const STATES = [
  ['PLANNED', 'Looked at'],
  ['WAITING', 'Waits for approval'],
  ['RUNNING', 'Running'],
  ['DONE', 'Done'],
  ['PARTLY', 'Partly done'],
  ['FAILED', 'Failed'],
  ['REJECTED', 'Rejected'],
] as const;

export function ActsTab() {
  const [search, set] = useFilters();
  const state = search.get('state') ?? '';
  const acts = useQuery(actsQuery({ state, cursor: search.get('cursor') ?? '' }));
  return (
    <Card
      flush
      title={
        <Select aria-label="State" className="w-44 font-normal" value={state} onChange={(event) => set('state', event.target.value)}>
          <option value="">Any state</option>
          {STATES.map(([id, word]) => (
            <option key={id} value={id}>
              {word}
            </option>
          ))}
        </Select>
      }
      aside={<Updated query={acts} />}
    >
      <Loaded
        query={acts}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Wrench} title="No act here">
              Act on a resource from its page, fix a finding, or use <code className="font-mono text-xs">cloud.act</code> in a pipeline.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <ActTable acts={page.items} />
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

export function ActTable({ acts }: { acts: readonly Act[] }) {
  return (
    <Table
      label="Acts"
      head={
        <>
          <Th>Act</Th>
          <Th>State</Th>
          <Th>Risk</Th>
          <Th>Who</Th>
          <Th>Why</Th>
          <Th>Asked</Th>
        </>
      }
    >
      {acts.map((act) => (
        <Row key={act.id}>
          <Td>
            <Link to={actPath(act.id)} className="font-medium hover:text-accent hover:underline">
              {act.action}
            </Link>
          </Td>
          <Td>
            <ActBadge state={act.state} />
          </Td>
          <Td>
            <RiskBadge risk={act.risk} />
          </Td>
          <Td>{act.requestedBy}</Td>
          <Td className="max-w-80 break-words">{act.reason}</Td>
          <Td className="whitespace-nowrap">
            <Age at={act.createdAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}
