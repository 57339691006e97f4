import { useQuery } from '@tanstack/react-query';
import { Package, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { applicationsQuery, runsQuery } from '@/lib/api/queries';
import type { Application, RegisteredApplication } from '@/lib/api/types';
import { RegisterForm } from './register-form';
import { WebhookSetup } from './webhook-setup';

export function ApplicationsPage() {
  const applications = useQuery(applicationsQuery());
  const [registering, setRegistering] = useState(false);
  const [registered, setRegistered] = useState<RegisteredApplication | null>(null);
  const register = (
    <Button look="primary" onClick={() => setRegistering(true)}>
      <Plus aria-hidden /> Register an application
    </Button>
  );
  return (
    <Page
      title="Applications"
      lead="Repositories whose pushes become runs."
      actions={registering || registered !== null ? undefined : register}
    >
      <div className="flex flex-col gap-4">
        {registering ? (
          <RegisterForm
            onCancel={() => setRegistering(false)}
            onRegistered={(result) => {
              setRegistering(false);
              setRegistered(result);
            }}
          />
        ) : null}
        {registered === null ? null : <WebhookSetup registered={registered} onDone={() => setRegistered(null)} />}
        <Card title="All applications" flush aside={<Updated query={applications} />}>
          <Loaded
            query={applications}
            empty={{
              when: (page) => page.items.length === 0,
              show: (
                <Empty icon={Package} title="No application is registered" action={registering ? undefined : register}>
                  Register a Git repository. Each push to it then builds, tests and deploys what its hexad.yml says.
                </Empty>
              ),
            }}
          >
            {(page) => <ApplicationsTable applications={page.items} />}
          </Loaded>
        </Card>
      </div>
    </Page>
  );
}

function ApplicationsTable({ applications }: { applications: Application[] }) {
  return (
    <Table
      label="Applications"
      head={
        <>
          <Th>Name</Th>
          <Th>Repository</Th>
          <Th>Branch</Th>
          <Th className="w-64">Last run</Th>
          <Th className="w-32 text-right">Registered</Th>
        </>
      }
    >
      {applications.map((application) => (
        <Row key={application.id}>
          <Td>
            <Link to={`/applications/${application.id}`} className="font-medium hover:text-accent hover:underline">
              {application.name}
            </Link>
          </Td>
          <Td className="max-w-80 truncate text-muted" title={application.repositoryUrl}>
            {application.repositoryUrl}
          </Td>
          <Td>
            <Code>{application.defaultBranch}</Code>
          </Td>
          <Td>
            <LastRun applicationId={application.id} />
          </Td>
          <Td className="text-right text-muted">
            <Age at={application.createdAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}

function LastRun({ applicationId }: { applicationId: string }) {
  const runs = useQuery(runsQuery({ applicationId, limit: 1 }));
  const run = runs.data?.items[0];
  if (run === undefined) {
    return <span className="text-faint">{runs.data === undefined ? '…' : 'none yet'}</span>;
  }
  return (
    <Link to={`/runs/${run.id}`} className="flex items-center gap-2 hover:underline">
      <StateBadge state={run.state} bare />
      <span className="text-xs text-faint">
        <Age at={run.createdAt} />
      </span>
    </Link>
  );
}
