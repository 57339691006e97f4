import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Page } from '@/components/ui/page';
import { Tabs, type TabItem } from '@/components/ui/tabs';
import { AccessesTab } from './accesses-tab';
import { workspaceQuery } from './api';
import { BoundaryCard } from './boundary-card';
import { Changes } from './change-tree';
import { DriftCauses } from './drift-causes';
import { HostedCard } from './hosted-card';
import { LockNote } from './lock-note';
import { DriftBadge } from './looks';
import { PlansTab } from './plans-tab';
import { SecretsTab } from './secrets-tab';
import { VersionsTab } from './versions-tab';
import { WorkspaceActs } from './workspace-acts';
import { WorkspaceFacts } from './workspace-facts';

export function WorkspacePage() {
  const { name = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(workspaceQuery(name));
  const workspace = query.data?.workspace;
  const items: TabItem[] = [
    { id: 'about', title: 'About and drift', content: <About name={name} /> },
    { id: 'plans', title: 'Plans', content: <PlansTab workspace={name} /> },
    { id: 'versions', title: 'State versions', content: <VersionsTab workspace={name} /> },
    { id: 'secrets', title: 'Secrets in the state', content: <SecretsTab workspace={name} /> },
    { id: 'accesses', title: 'Who read and wrote it', content: <AccessesTab workspace={name} /> },
  ];
  const wanted = search.get('tab');
  return (
    <Page
      title={name}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/iac', label: 'IaC' },
      ]}
      heading={
        <>
          {name}
          {workspace === undefined ? null : <DriftBadge workspace={workspace} />}
        </>
      }
      lead={workspace === undefined ? undefined : `${workspace.application}, ${workspace.environment ?? 'no environment'}`}
      actions={workspace === undefined ? undefined : <WorkspaceActs workspace={workspace} />}
    >
      <LockNote workspace={name} />
      <Tabs
        key={name}
        label={`About ${name}`}
        items={items}
        value={items.find((item) => item.id === wanted)?.id ?? 'about'}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
      />
    </Page>
  );
}

function About({ name }: { name: string }) {
  const query = useQuery(workspaceQuery(name));
  return (
    <Loaded query={query}>
      {({ workspace, drift, causes, boundary }) => (
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <Card flush title="What has drifted" aside={<Updated query={query} />} className="self-start">
            {drift.length === 0 ? (
              <p className="px-4 py-3 text-sm text-muted">
                {workspace.driftAt == null ? 'Nobody has looked yet.' : 'Nothing is otherwise than the state says.'}
              </p>
            ) : (
              <div className="p-2">
                <Changes changes={drift} alone />
                <DriftCauses causes={causes ?? []} />
              </div>
            )}
          </Card>
          <div className="grid content-start gap-4">
            <WorkspaceFacts workspace={workspace} />
            {workspace.tool === 'terraform-cloud' ? <HostedCard workspace={name} /> : null}
            {boundary == null ? null : <BoundaryCard boundary={boundary} />}
          </div>
        </div>
      )}
    </Loaded>
  );
}
