import { useQuery } from '@tanstack/react-query';
import { LockKeyholeOpen } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { ProblemNote } from '@/components/domain/problem-note';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { Table, Th } from '@/components/ui/table';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { leasesQuery, useRelease } from './api';
import { LeaseRow } from './lease-row';

export function LeasesPage() {
  const [search, setSearch] = useSearchParams();
  const resource = search.get('resource') ?? '';
  const me = useQuery(meQuery());
  const leases = useQuery(leasesQuery({ resource: resource || undefined, cursor: search.get('cursor') ?? undefined }));
  const release = useRelease();
  const may = allows(me.data?.scopes ?? [], 'leases:write');
  return (
    <Page
      title="Leases"
      lead="What somebody has for themselves, and who waits for it."
      trail={[{ to: '/runs', label: 'Runs' }]}
    >
      <Card
        flush
        title={
          <form
            role="search"
            key={resource}
            onSubmit={(event) => {
              event.preventDefault();
              const wanted = new FormData(event.currentTarget).get('resource');
              setSearch(typeof wanted === 'string' && wanted.trim() !== '' ? { resource: wanted.trim() } : {});
            }}
          >
            <Input
              name="resource"
              aria-label="Resource"
              placeholder="Resource: environment:production"
              className="w-72 font-normal"
              defaultValue={resource}
            />
          </form>
        }
        aside={<Updated query={leases} />}
      >
        {release.isError ? (
          <div className="p-4">
            <ProblemNote error={release.error} />
          </div>
        ) : null}
        <Loaded
          query={leases}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={LockKeyholeOpen} title={resource === '' ? 'Nothing is held' : 'Nobody holds it or waits for it'}>
                Stages that must be alone with something hold a lease on it while they work.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <Table
              label="Leases"
              head={
                <>
                  <Th>Resource</Th>
                  <Th>State</Th>
                  <Th>Who</Th>
                  <Th>Why</Th>
                  <Th className="text-right">Since</Th>
                  <Th className="text-right">Expires</Th>
                  <Th className="text-right">Fencing token</Th>
                  <Th className="w-32">
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {[...page.items].sort(byPlace).map((lease) => (
                <LeaseRow
                  key={lease.id}
                  lease={lease}
                  may={may}
                  busy={release.isPending && release.variables === lease.id}
                  onRelease={() => release.mutate(lease.id)}
                />
              ))}
            </Table>
          )}
        </Loaded>
        <Pages next={leases.data?.nextCursor} />
      </Card>
    </Page>
  );
}

/** Who waits stands below who has it. */
function byPlace(a: { resources: string[]; position: number }, b: { resources: string[]; position: number }): number {
  return (a.resources[0] ?? '').localeCompare(b.resources[0] ?? '') || a.position - b.position;
}
