import { useQuery } from '@tanstack/react-query';
import { PencilLine, Rocket, Snowflake } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { safeUrl } from '@/lib/format';
import { environmentsQuery } from './api';
import type { Environment, Placed } from './types';

const HEALTH = ['HEALTHY', 'PROGRESSING', 'DEGRADED', 'MISSING', 'SUSPENDED', 'UNKNOWN'];

export function EnvironmentsTab() {
  const [search, setSearch] = useSearchParams();
  const application = useDeferredValue(search.get('name') ?? '');
  const health = search.get('health') ?? '';
  const environments = useQuery(environmentsQuery({ application, health, cursor: search.get('cursor') ?? '' }));
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    next.set(name, value);
    setSearch(next, { replace: true });
  };
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

function PlaceRow({ place }: { place: Environment }) {
  const url = safeUrl(place.url ?? '');
  const cause = place.stable?.cause ?? '';
  const first = place.stable ?? place.canary;
  return (
    <Row>
      <Td>{first == null ? <span className="text-faint">nothing runs</span> : <StateBadge state={first.health ?? 'UNKNOWN'} />}</Td>
      <Td className="max-w-md">
        <p>
          <Link to={`/applications/${place.applicationId}`} className="font-medium hover:text-accent hover:underline">
            {place.application}
          </Link>{' '}
          <span className="text-muted">{place.environment}</span>
          {place.closed == null ? null : (
            <span className="ml-2" title={`Nothing new may come: ${place.closed}`}>
              <Badge tone="idle" icon={Snowflake}>
                Closed
              </Badge>
            </span>
          )}
        </p>
        {place.closed == null ? null : <p className="text-xs text-faint">{place.closed}</p>}
        {cause === '' ? null : <p className="line-clamp-2 text-xs text-bad">{cause}</p>}
      </Td>
      <Td>
        {place.stable == null ? <span className="text-faint">none</span> : <PlacedCell placed={place.stable} />}
        {place.stable != null && place.stable.drifted > 0 ? (
          <Link to={`/deployments/${place.stable.id}`}>
            <Badge tone="warn" icon={PencilLine}>
              {place.stable.drifted === 1 ? '1 thing has drifted' : `${place.stable.drifted} things have drifted`}
            </Badge>
          </Link>
        ) : null}
      </Td>
      <Td>{place.canary == null ? null : <PlacedCell placed={place.canary} share={place.canaryPercent} />}</Td>
      <Td className="max-w-xs">
        {place.latest == null || place.latest.id === place.stable?.id ? null : (
          <>
            <Link className="link" to={`/deployments/${place.latest.id}`}>
              {place.latest.revision}
            </Link>{' '}
            <StateBadge state={place.latest.state} bare />
            {place.latest.reason == null ? null : (
              <p className="line-clamp-2 text-xs text-faint" title={place.latest.reason}>
                {place.latest.reason}
              </p>
            )}
          </>
        )}
      </Td>
      <Td>
        {url === null ? null : (
          <a className="link" href={url} target="_blank" rel="noreferrer">
            {url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </a>
        )}
      </Td>
    </Row>
  );
}

function PlacedCell({ placed, share }: { placed: Placed; share?: number }) {
  return (
    <>
      <p className="whitespace-nowrap">
        <Link className="link num" to={`/deployments/${placed.id}`}>
          Revision {placed.revision}
        </Link>
        {share === undefined ? null : <span className="text-muted"> · {share} %</span>}{' '}
        <Commit commit={placed.commit} />
      </p>
      <p className="text-xs text-faint">
        {placed.author == null ? '' : `${placed.author}, `}
        <Age at={placed.since} /> on {placed.target}
      </p>
    </>
  );
}
