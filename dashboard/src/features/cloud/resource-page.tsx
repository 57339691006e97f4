import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code, CodeBlock, Facts } from '@/components/ui/facts';
import { Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { ActionForm } from './action-form';
import { ActTable } from './acts-tab';
import { actsQuery, findingsQuery, relationsQuery, resourcePath, resourceQuery } from './api';
import { FindingList } from './findings-tab';
import { HistoryCard } from './history-card';
import { Tags } from './inventory-tab';
import type { Resource } from './types';

export function ResourcePage() {
  const { uid = '' } = useParams();
  const document = useQuery(resourceQuery(uid));
  const name = document.data?.resource.name ?? 'Resource';
  return (
    <Page
      title={name}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/cloud?tab=inventory', label: 'Cloud' },
      ]}
      lead={document.data?.resource.type}
      actions={document.data === undefined ? undefined : <ActionForm resource={document.data.resource} />}
    >
      <Loaded query={document}>
        {({ resource, raw }) => (
          <div className="grid gap-4">
            {resource.removed ? (
              <Note tone="warn" title="It is gone">
                It was missed <Age at={resource.validFrom} />; what follows is how it was last seen.
              </Note>
            ) : null}
            <div className="grid gap-4 lg:grid-cols-2">
              <Card title="What it is">
                <ResourceFacts resource={resource} />
              </Card>
              <RelationsCard uid={uid} />
            </div>
            <FindingsCard uid={uid} />
            <HistoryCard uid={uid} />
            <ActsCard uid={uid} />
            <Card title="Document">
              <CodeBlock label="What the provider says of it">{JSON.stringify(raw, null, 2)}</CodeBlock>
            </Card>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function ResourceFacts({ resource }: { resource: Resource }) {
  return (
    <Facts
      facts={[
        { name: 'Id', value: <Code>{resource.id}</Code> },
        { name: 'Account', value: <Code>{`${resource.provider}/${resource.account}`}</Code> },
        { name: 'Region', value: resource.region },
        { name: 'State', value: resource.state },
        { name: 'Owner', value: resource.owner ?? 'nobody' },
        { name: 'Created', value: resource.createdAt == null ? 'not known' : <Age at={resource.createdAt} /> },
        { name: 'Version', value: <>{resource.version}, since <Age at={resource.validFrom} /></> },
        { name: 'Tags', value: <Tags tags={resource.tags} all /> },
      ]}
    />
  );
}

function RelationsCard({ uid }: { uid: string }) {
  const relations = useQuery(relationsQuery(uid));
  return (
    <Card title="Linked with">
      <Loaded query={relations}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="text-sm text-faint">Nothing that is known.</p>
          ) : (
            <ul className="flex flex-col gap-1 text-sm">
              {page.items.map((one) => (
                <li key={`${one.outgoing} ${one.verb} ${one.type} ${one.id}`}>
                  <span className="text-faint">{one.outgoing ? one.verb : `${one.verb} this:`}</span>{' '}
                  {one.resource == null ? (
                    <Code>{one.id}</Code>
                  ) : (
                    <Link to={resourcePath(one.resource.uid)} className="break-all hover:text-accent hover:underline">
                      {one.resource.name}
                    </Link>
                  )}{' '}
                  <span className="text-xs text-faint">{one.type}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function FindingsCard({ uid }: { uid: string }) {
  const findings = useQuery(findingsQuery({ state: 'all', resource: uid }));
  return (
    <Card flush title="Findings">
      <Loaded query={findings}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="px-4 py-3 text-sm text-faint">No check found anything.</p>
          ) : (
            <FindingList findings={page.items} />
          )
        }
      </Loaded>
    </Card>
  );
}

function ActsCard({ uid }: { uid: string }) {
  const acts = useQuery(actsQuery({ resource: uid }));
  return (
    <Card flush title="Acts">
      <Loaded query={acts}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="px-4 py-3 text-sm text-faint">Hexad has not acted on it.</p>
          ) : (
            <ActTable acts={page.items} />
          )
        }
      </Loaded>
    </Card>
  );
}
