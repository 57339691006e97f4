import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { pluginQuery, useInspect, useInstall } from './api';
import { Findings } from './findings';
import { GrantForm } from './grant-form';
import { InspectionView } from './inspection-view';
import { SourceForm } from './source-form';
import { TokenNote } from './token-note';
import type { Installed, ManifestSource } from './types';

/** Looks at a manifest first, then installs exactly what was looked at; with an id in the address it upgrades. */
export function InstallPage() {
  const { id } = useParams();
  const upgraded = useQuery({ ...pluginQuery(id ?? ''), enabled: id !== undefined });
  const [source, setSource] = useState<ManifestSource | null>(null);
  const inspect = useInspect();
  const install = useInstall(id);
  const seen = inspect.data;
  const other = seen !== undefined && id !== undefined && seen.id !== id;
  const name = upgraded.data?.displayName ?? id;
  return (
    <Page
      title={id === undefined ? 'Install a plugin' : `Upgrade ${name}`}
      lead={
        upgraded.data === undefined
          ? 'Its manifest is looked at first; nothing is installed before you say so.'
          : `Version ${upgraded.data.version} is here. The new manifest is compared with what is in use.`
      }
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/plugins', label: 'Plugins' },
      ]}
    >
      <div className="flex flex-col gap-4">
        {upgraded.isError ? <ProblemNote error={upgraded.error} onRetry={() => void upgraded.refetch()} /> : null}
        {install.isSuccess ? (
          <Done installed={install.data} upgrade={id !== undefined} />
        ) : (
          <>
            <Card title="Manifest">
              <SourceForm
                busy={inspect.isPending}
                onInspect={(wanted) => {
                  setSource(wanted);
                  install.reset();
                  inspect.mutate(wanted);
                }}
              />
            </Card>
            {inspect.isError ? <ProblemNote error={inspect.error} /> : null}
            {seen === undefined || source === null ? null : (
              <>
                <Findings findings={seen.findings} upgrade={id !== undefined || seen.present != null} />
                <InspectionView inspection={seen} />
                {other ? (
                  <Note tone="bad" title={`This is the manifest of ${seen.id}, not of ${id}`} />
                ) : (
                  <GrantForm
                    key={seen.digest}
                    inspection={seen}
                    upgrade={id !== undefined}
                    busy={install.isPending}
                    error={install.error}
                    onInstall={(decided) => install.mutate({ ...source, ...decided, digest: seen.digest })}
                  />
                )}
              </>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function Done({ installed, upgrade }: { installed: Installed; upgrade: boolean }) {
  const { plugin, enrolmentToken } = installed;
  return (
    <>
      <Note tone="good" title={`${plugin.displayName} ${plugin.version} is ${upgrade ? 'in place' : 'installed'}`}>
        {plugin.state === 'ENABLED' ? 'It goes on as it was.' : 'It gets commands once it is enabled.'}
      </Note>
      {enrolmentToken == null ? null : <TokenNote of={plugin.displayName} token={enrolmentToken} />}
      <p>
        <Link to="/plugins" className={buttonClass()}>
          To the plugins
        </Link>
      </p>
    </>
  );
}
