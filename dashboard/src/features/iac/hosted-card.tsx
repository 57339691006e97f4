import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code, Facts } from '@/components/ui/facts';
import { hostedQuery } from './api';
import { bytes } from './bytes';

const SHOWN = 5;

/** A workspace as Terraform Cloud knows it, for those whose runs it does. */
export function HostedCard({ workspace }: { workspace: string }) {
  const hosted = useQuery(hostedQuery(workspace));
  return (
    <Card title="In Terraform Cloud">
      <Loaded query={hosted} rows={3}>
        {(data) => (
          <>
            <Facts
              facts={[
                { name: 'Workspace', value: `${data.organization}/${data.name}` },
                { name: 'Lock', value: data.workspace.locked ? `locked: ${data.workspace.lockedReason ?? 'nobody said why'}` : 'free' },
                { name: 'Resources', value: String(data.workspace.resources) },
                { name: 'Terraform', value: data.workspace.terraformVersion ?? 'not known' },
              ]}
            />
            <p className="mt-3 text-sm font-medium">Versions of the state</p>
            <ul className="mt-1 space-y-1 text-sm text-muted">
              {data.stateVersions.slice(0, SHOWN).map((version) => (
                <li key={version.id}>
                  <Code>{version.serial}</Code> {version.createdAt == null ? null : <Age at={version.createdAt} />}
                  {version.bytes == null ? null : `, ${bytes(version.bytes)}`}
                </li>
              ))}
              {data.stateVersions.length === 0 ? <li>none yet</li> : null}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  );
}
