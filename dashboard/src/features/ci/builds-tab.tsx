import { useQuery } from '@tanstack/react-query';
import { Hammer } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatDuration, shortRef } from '@/lib/format';
import { buildsQuery } from './api';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Pages } from '@/components/domain/pages';
import type { Build } from './types';

export function BuildsTab() {
  const [applicationId] = useApplicationFilter();
  const [search] = useSearchParams();
  const builds = useQuery(buildsQuery({ applicationId, cursor: search.get('cursor') ?? '' }));
  return (
    <Card flush title={<ApplicationSelect />} aside={<Updated query={builds} />}>
      <Loaded
        query={builds}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Hammer} title="No build has ended yet">
              Push to a registered repository. Runs that still work are on the page Runs.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Builds"
              head={
                <>
                  <Th>State</Th>
                  <Th>Change</Th>
                  <Th>Stage</Th>
                  <Th>Tests</Th>
                  <Th>Coverage</Th>
                  <Th>Version</Th>
                  <Th>Took</Th>
                  <Th>Ended</Th>
                </>
              }
            >
              {page.items.map((build) => (
                <BuildRow key={build.id} build={build} />
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function BuildRow({ build }: { build: Build }) {
  return (
    <Row>
      <Td>
        <span title={build.reason ?? undefined}>
          <StateBadge state={build.state} />
        </span>
      </Td>
      <Td className="max-w-md">
        <p className="truncate" title={build.message ?? undefined}>
          {build.runId == null ? (
            (build.message ?? build.application)
          ) : (
            <Link className="link" to={`/runs/${build.runId}${build.stage == null ? '' : `?stage=${build.stage}`}`}>
              {build.message ?? build.application}
            </Link>
          )}
        </p>
        <p className="flex gap-2 text-xs text-faint">
          <span>{build.application}</span>
          {build.ref == null ? null : <span>{shortRef(build.ref)}</span>}
          <Commit commit={build.commit} />
          {build.inheritedFrom == null ? null : <span>restarted</span>}
        </p>
      </Td>
      <Td>{build.stage ?? ''}</Td>
      <Td className="num whitespace-nowrap">
        {build.testsPassed == null ? (
          <span className="text-faint">none</span>
        ) : (
          <>
            <span className="text-good">{build.testsPassed}</span>
            {(build.testsFailed ?? 0) > 0 ? <span className="text-bad"> / {build.testsFailed} failed</span> : null}
          </>
        )}
      </Td>
      <Td className="num">{build.coverage == null ? '' : `${build.coverage.toFixed(1)} %`}</Td>
      <Td className="font-mono text-xs">{build.version ?? ''}</Td>
      <Td className="num whitespace-nowrap">{formatDuration(build.durationMillis)}</Td>
      <Td>
        <Age at={build.finishedAt} />
      </Td>
    </Row>
  );
}
