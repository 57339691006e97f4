import { useQuery } from '@tanstack/react-query';
import { FilterX, GitCompareArrows } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { applicationsQuery } from '@/lib/api/queries';
import { changesQuery } from './api';
import { ChangeFilters } from './change-filters';
import { ChangeRow } from './change-row';
import { DeliveryCard } from './delivery-card';
import { FILTER_NAMES, filterOf } from './filter';
import { OwnershipCard } from './ownership-card';

export function ChangesPage() {
  const [search] = useSearchParams();
  const filter = filterOf(search);
  const changes = useQuery(changesQuery(filter));
  const applications = useQuery(applicationsQuery());
  const names = new Map((applications.data?.items ?? []).map((one) => [one.id, one.name]));
  const filtered = FILTER_NAMES.some((name) => search.has(name));
  const { applicationId, environment, from, to } = filter;
  return (
    <Page title="Changes" lead="What changed, where it came from and what followed, newest first.">
      <div className="flex flex-col gap-4">
        <ChangeFilters />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <DeliveryCard
            scope={{ applicationId, environment, from, to }}
            of={applicationId === undefined ? 'all applications' : (names.get(applicationId) ?? 'the application')}
          />
          <OwnershipCard time={{ from, to }} />
        </div>
        <Card title="Time line" aside={<Updated query={changes} />} flush>
          <Loaded
            query={changes}
            rows={8}
            empty={{
              when: (page) => page.items.length === 0,
              show: filtered ? (
                <Empty icon={FilterX} title="No change matches">
                  Take a part of the filter away, or look at a longer time.
                </Empty>
              ) : (
                <Empty icon={GitCompareArrows} title="No change is known yet">
                  Deployments, applies, configuration, drift, alerts and bills appear here as soon as they are told.
                </Empty>
              ),
            }}
          >
            {(page) => (
              <ul aria-label="Changes" className="divide-y divide-line">
                {page.items.map((change) => (
                  <ChangeRow
                    key={change.sequence}
                    change={change}
                    application={change.applicationId == null ? undefined : names.get(change.applicationId)}
                  />
                ))}
              </ul>
            )}
          </Loaded>
          <Pages next={changes.data?.nextCursor} />
        </Card>
      </div>
    </Page>
  );
}
