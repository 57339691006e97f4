import type { UseQueryResult } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { Deployment, Page } from '@/lib/api/types';
import { currentDeployments } from './environments';

export function EnvironmentsCard({ query }: { query: UseQueryResult<Page<Deployment>> }) {
  return (
    <Card title="What is deployed where" flush aside={<Updated query={query} />}>
      <Loaded
        query={query}
        empty={{
          when: (page) => currentDeployments(page.items).length === 0,
          show: (
            <Empty icon={Rocket} title="Nothing is deployed">
              A run with a <code className="font-mono text-xs">cd.deploy</code> stage brings an application to an
              environment.
            </Empty>
          ),
        }}
      >
        {(page) => <Places deployments={currentDeployments(page.items)} />}
      </Loaded>
    </Card>
  );
}

function Places({ deployments }: { deployments: Deployment[] }) {
  return (
    <Table
      label="What is deployed where"
      head={
        <>
          <Th className="w-32">State</Th>
          <Th>Application</Th>
          <Th>Environment</Th>
          <Th className="text-right">Revision</Th>
          <Th>Commit</Th>
          <Th>Target</Th>
          <Th className="w-28 text-right">Since</Th>
        </>
      }
    >
      {deployments.map((place) => (
        <Row key={place.id}>
          <Td>
            <StateBadge state={place.state} />
          </Td>
          <Td>
            <Link to={`/applications/${place.applicationId}`} className="font-medium hover:text-accent hover:underline">
              {place.application}
            </Link>
          </Td>
          <Td>{place.environment}</Td>
          <Td className="num text-right">
            {place.runId == null ? (
              place.revision
            ) : (
              <Link className="link" to={`/runs/${place.runId}`}>
                {place.revision}
              </Link>
            )}
          </Td>
          <Td>
            <Commit commit={place.commit} />
          </Td>
          <Td className="text-muted">{place.target}</Td>
          <Td className="text-right text-muted">
            <Age at={place.updatedAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}
