import { useQuery } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { Loaded } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { CodeBlock } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { configurationVersionsQuery, useRollBackConfiguration, type ConfigurationVersion } from '../api';

/** Whether no later version of the same environment took its place. */
function isInForce(version: ConfigurationVersion, all: ConfigurationVersion[]): boolean {
  return all.find((one) => (one.environment ?? '') === (version.environment ?? ''))?.version === version.version;
}

export function ConfigurationHistory({ agentId }: { agentId: string }) {
  const versions = useQuery(configurationVersionsQuery(agentId));
  const rollBack = useRollBackConfiguration(agentId);
  return (
    <Card title="History" flush>
      {rollBack.isError ? (
        <div className="p-4">
          <ProblemNote error={rollBack.error} />
        </div>
      ) : null}
      <Loaded
        query={versions}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={History} title="Never changed">
              The agent runs with its defaults. Each change you save can be taken back here.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <ul className="divide-y divide-line">
            {page.items.map((version) => (
              <li key={version.version} className="px-4 py-2.5">
                <div className="flex items-center justify-between gap-2">
                  <p>
                    <span className="num font-medium">Version {version.version}</span>{' '}
                    {version.environment == null || version.environment === '' ? null : <Tag>{version.environment}</Tag>}
                    <span className="block text-xs text-faint">
                      <Age at={version.createdAt} /> by {version.createdBy}
                    </span>
                  </p>
                  {isInForce(version, page.items) ? (
                    <span className="text-xs text-muted">in force</span>
                  ) : (
                    <Confirm
                      title={`Go back to version ${version.version}?`}
                      action="Roll back"
                      onConfirm={() => rollBack.mutate(version.version)}
                      trigger={
                        <Button small busy={rollBack.isPending}>
                          <Undo2 aria-hidden /> Roll back
                        </Button>
                      }
                    >
                      The document of version {version.version} becomes a new version. Nothing is lost.
                    </Confirm>
                  )}
                </div>
                <details className="mt-1">
                  <summary className="text-xs text-accent">Document</summary>
                  <div className="mt-1">
                    <CodeBlock label={`Document of version ${version.version}`}>
                      {JSON.stringify(version.document, null, 2)}
                    </CodeBlock>
                  </div>
                </details>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
