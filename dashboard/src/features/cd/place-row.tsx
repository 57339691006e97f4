import { Clock, PencilLine, Snowflake } from 'lucide-react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Row, Td } from '@/components/ui/table';
import { safeUrl } from '@/lib/format';
import type { Environment, Placed } from './types';

/** An environment of the board: what runs there, since when, and how it is. */
export function PlaceRow({ place }: { place: Environment }) {
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
        <LatestCell place={place} />
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

function LatestCell({ place }: { place: Environment }) {
  const { latest } = place;
  if (latest == null || latest.id === place.stable?.id) {
    return null;
  }
  if (latest.state === 'PLANNED') {
    return (
      <Link className="hover:underline" to={`/deployments/${latest.id}`}>
        <Badge tone="warn" icon={Clock}>
          Revision {latest.revision} waits
        </Badge>
      </Link>
    );
  }
  return (
    <>
      <Link className="link" to={`/deployments/${latest.id}`}>
        {latest.revision}
      </Link>{' '}
      <StateBadge state={latest.state} bare />
      {latest.reason == null ? null : (
        <p className="line-clamp-2 text-xs text-faint" title={latest.reason}>
          {latest.reason}
        </p>
      )}
    </>
  );
}
