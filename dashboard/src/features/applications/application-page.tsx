import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { RunsTable } from '@/components/domain/runs-table';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { runsQuery } from '@/lib/api/queries';
import type { Application } from '@/lib/api/types';
import { safeUrl } from '@/lib/format';
import { applicationQuery } from './api';
import { ApplicationAlerts } from './application-alerts';
import { ApplicationDeployments } from './application-deployments';
import { TriggerRun } from './trigger-run';

export function ApplicationPage() {
  const { id = '' } = useParams();
  const application = useQuery(applicationQuery(id));
  const title = application.data?.name ?? 'Application';
  return (
    <Page
      title={title}
      trail={[{ to: '/applications', label: 'Applications' }]}
      lead={application.data === undefined ? undefined : <Repository application={application.data} />}
      actions={application.data === undefined ? undefined : <TriggerRun application={application.data} />}
    >
      <Loaded query={application}>{(data) => <Body key={data.id} application={data} />}</Loaded>
    </Page>
  );
}

function Repository({ application }: { application: Application }) {
  const url = safeUrl(application.repositoryUrl);
  return (
    <>
      {url === null ? (
        application.repositoryUrl
      ) : (
        <a className="link" href={url} target="_blank" rel="noreferrer">
          {application.repositoryUrl}
        </a>
      )}
      , default branch <Code>{application.defaultBranch}</Code>
    </>
  );
}

function Body({ application }: { application: Application }) {
  const runs = useQuery(runsQuery({ applicationId: application.id, limit: 15 }));
  return (
    <div className="flex flex-col gap-4">
      <ApplicationAlerts applicationId={application.id} />
      <ApplicationDeployments application={application} />
      <Card
        title="Runs"
        flush
        aside={
          <>
            <Updated query={runs} />
            <Link className="link" to={`/changes?application=${application.id}`}>
              Its changes
            </Link>
            <Link className="link" to={`/runs?applicationId=${application.id}`}>
              All its runs
            </Link>
          </>
        }
      >
        <Loaded
          query={runs}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={GitBranch} title="No run yet">
                Push to the repository, or start a run of a branch with the button at the top.
              </Empty>
            ),
          }}
        >
          {(page) => <RunsTable runs={page.items} />}
        </Loaded>
      </Card>
    </div>
  );
}
