import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { incidentsQuery } from './api';
import type { Incident } from './types';
import { placeWords } from './words';

export function IncidentsTab() {
  const [search, setFilter] = useFilters();
  const open = search.get('open') ?? '';
  const incidents = useQuery(incidentsQuery({ open, cursor: search.get('cursor') ?? '', limit: 50 }));
  return (
    <Card
      flush
      title={
        <Select
          aria-label="Which incidents"
          className="w-36 font-normal"
          value={open}
          onChange={(event) => setFilter('open', event.target.value)}
        >
          <option value="">All</option>
          <option value="true">Open ones</option>
        </Select>
      }
      aside={<Updated query={incidents} />}
    >
      <Loaded
        query={incidents}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={CircleCheck} title="There is no incident">
              Alerts of one environment of an application are one incident. It is told once, with the change that is suspected.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Incidents"
              head={
                <>
                  <Th>State</Th>
                  <Th>Incident</Th>
                  <Th>Suspected change</Th>
                  <Th>Where</Th>
                  <Th className="text-right">Opened</Th>
                  <Th className="text-right">Over</Th>
                </>
              }
            >
              {page.items.map((incident) => (
                <Row key={incident.id}>
                  <Td>
                    <StateBadge state={incident.state} />
                  </Td>
                  <Td className="min-w-60">
                    <Link className="link font-medium" to={`/agents/monitoring/incidents/${incident.id}`}>
                      {incident.title}
                    </Link>{' '}
                    <StateBadge state={incident.severity} bare />
                  </Td>
                  <Td className="text-sm text-muted">
                    <Suspected incident={incident} />
                  </Td>
                  <Td className="whitespace-nowrap">{placeWords(incident.place)}</Td>
                  <Td className="text-right text-xs whitespace-nowrap text-faint">
                    <Age at={incident.openedAt} />
                  </Td>
                  <Td className="text-right text-xs whitespace-nowrap text-faint">
                    {incident.resolvedAt == null ? 'not yet' : <Age at={incident.resolvedAt} />}
                  </Td>
                </Row>
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Suspected({ incident }: { incident: Incident }) {
  const first = incident.suspects?.[0];
  if (first === undefined) {
    return <span className="text-faint">{incident.suspects == null ? 'being looked for' : 'nothing suspicious'}</span>;
  }
  return (
    <>
      {first.change.title}
      {first.change.author == null ? '' : ` by ${first.change.author}`}{' '}
      <span className="num text-xs text-faint">{Math.round(first.score * 100)} of 100</span>
    </>
  );
}
