import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { feedsQuery, useCheckFeed } from './api';
import type { Feed } from './types';

const KINDS: Readonly<Record<Feed['kind'], string>> = {
  FOLDER: 'FOCUS files in a folder',
  S3: 'FOCUS exports in a bucket',
  COST_EXPLORER: 'AWS Cost Explorer',
  AZURE: 'Azure Cost Management',
  AZURE_EXPORT: 'FOCUS exports in a container of Azure',
  GOOGLE: 'billing export of Google Cloud',
  KUBERNETES: 'nodes of a cluster, by pod',
  CI_MINUTES: 'minutes of builds',
};

/** Where bills are fetched from by themselves; nothing where nobody has configured that. */
export function FeedsCard() {
  const feeds = useQuery(feedsQuery());
  if (feeds.data?.items.length === 0) {
    return null;
  }
  return (
    <Card flush title="Fetched from" aside={<Updated query={feeds} />}>
      <Loaded query={feeds} rows={2}>
        {(page) => (
          <ul className="divide-y divide-line">
            {page.items.map((feed) => (
              <FeedItem key={feed.name} feed={feed} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function FeedItem({ feed }: { feed: Feed }) {
  const me = useQuery(meQuery());
  const check = useCheckFeed(feed.name);
  const may = allows(me.data?.scopes ?? [], 'finops:write');
  const broken = feed.deliveries.filter((delivery) => delivery.problem !== null);
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {feed.problem === null ? (
          <Badge tone="good" icon={CircleCheck}>
            {feed.checkedAt === null ? 'Not looked at yet' : 'All taken'}
          </Badge>
        ) : (
          <Badge tone="warn" icon={TriangleAlert}>
            {feed.problem}
          </Badge>
        )}
        <span className="text-sm font-semibold">{feed.name}</span>
        <span className="text-sm text-muted">
          {KINDS[feed.kind]}
          {feed.location === null ? null : `, ${feed.location}`}
        </span>
        <span className="text-xs text-faint">
          every {feed.everyMinutes} min{feed.checkedAt === null ? null : <>, last <Age at={feed.checkedAt} /></>}
        </span>
        <span className="ml-auto">
          <Button small disabled={!may} title={may ? undefined : 'Needs the scope finops:write'} busy={check.isPending} onClick={() => check.mutate()}>
            Look now
          </Button>
        </span>
      </div>
      {broken.map((delivery) => (
        <p key={delivery.key} className="text-sm break-words">
          <span className="font-mono text-xs">{delivery.key}</span>: {delivery.problem}
        </p>
      ))}
    </li>
  );
}
