import { useQuery } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Table, Th } from '@/components/ui/table';
import { environmentsQuery } from './api';
import { PlaceRow } from './place-row';
import { useFilters } from '@/lib/use-filters';

const HEALTH = ['HEALTHY', 'PROGRESSING', 'DEGRADED', 'MISSING', 'SUSPENDED', 'UNKNOWN'];

export function EnvironmentsTab() {
  const [search, set] = useFilters();
  const application = useDeferredValue(search.get('name') ?? '');
  const health = search.get('health') ?? '';
  const environments = useQuery(environmentsQuery({ application, health, cursor: search.get('cursor') ?? '' }));
  return (
    <Card
      flush
      title={
        <span className="flex gap-2 font-normal">
          <Input
            aria-label="Application"
            placeholder="Application"
            className="w-48"
            value={search.get('name') ?? ''}
            onChange={(event) => set('name', event.target.value)}
          />
          <Select aria-label="Health" className="w-36" value={health} onChange={(event) => set('health', event.target.value)}>
            <option value="">Any health</option>
            {HEALTH.map((one) => (
              <option key={one} value={one}>
                {one.charAt(0) + one.slice(1).toLowerCase()}
              </option>
            ))}
          </Select>
        </span>
      }
      aside={<Updated query={environments} />}
    >
      <Loaded
        query={environments}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Rocket} title="Nothing of this is deployed">
              A run with a <code className="font-mono text-xs">cd.deploy</code> stage brings an application to an
              environment.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Environments"
              head={
                <>
                  <Th className="w-32">Health</Th>
                  <Th>Application and environment</Th>
                  <Th>Stable</Th>
                  <Th>Canary</Th>
                  <Th>Last deployment</Th>
                  <Th>Address</Th>
                </>
              }
            >
              {page.items.map((place) => (
                <PlaceRow key={`${place.applicationId} ${place.environment}`} place={place} />
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
