import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Table, Th } from '@/components/ui/table';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { trackedQuery } from './api';
import { FollowAct } from './follow-act';
import { TrackedRow } from './tracked-row';

/** The environments that follow a branch, and how they stand to it. */
export function GitTab() {
  const [applicationId] = useApplicationFilter();
  const [search] = useSearchParams();
  const me = useQuery(meQuery());
  const may = allows(me.data?.scopes ?? [], 'cd:write');
  const tracked = useQuery(trackedQuery({ applicationId, cursor: search.get('cursor') ?? '' }));
  return (
    <Card
      flush
      title={<ApplicationSelect />}
      aside={
        <>
          <Updated query={tracked} />
          <FollowAct applicationId={applicationId} may={may} />
        </>
      }
    >
      <Loaded
        query={tracked}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={GitBranch} title="No environment follows a branch">
              One that does is compared with what its branch says, and brought there by itself or on demand.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Environments that follow a branch"
              head={
                <>
                  <Th className="w-32">State</Th>
                  <Th>Application and environment</Th>
                  <Th>Follows</Th>
                  <Th>What differs</Th>
                  <Th>Why</Th>
                  <Th>
                    <span className="sr-only">What can be done</span>
                  </Th>
                </>
              }
            >
              {page.items.map((one) => (
                <TrackedRow key={`${one.applicationId} ${one.environment}`} tracked={one} may={may} />
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
