import { Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { ProblemNote } from '@/components/domain/problem-note';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { Code } from '@/components/ui/facts';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { Application, Deployment } from '@/lib/api/types';
import { shortDigest } from '@/lib/format';
import { rollbackRun, useStartRun } from './api';

const SHOWN = 5;

interface EnvironmentHistoryProps {
  application: Application;
  environment: string;
  history: Deployment[];
  updated: ReactNode;
}

/** What an environment ran, newest first, with the way back to each revision that was good. */
export function EnvironmentHistory({ application, environment, history, updated }: EnvironmentHistoryProps) {
  const [all, setAll] = useState(false);
  const start = useStartRun();
  const navigate = useNavigate();
  const stable = history.find((deployment) => deployment.state === 'STABLE');
  const rollBack = (revision: number) =>
    start.mutate(
      rollbackRun({ applicationId: application.id, application: application.name, environment, revision }),
      { onSuccess: (run) => void navigate(`/runs/${run.id}`) },
    );
  return (
    <Card
      title={
        <>
          Environment <span className="text-accent">{environment}</span>
          {stable === undefined ? null : (
            <span className="font-normal text-muted">: revision {stable.revision} serves</span>
          )}
        </>
      }
      aside={updated}
      flush
    >
      {start.isError ? (
        <div className="p-4">
          <ProblemNote error={start.error} />
        </div>
      ) : null}
      <Table
        label={`Deployments to ${environment}`}
        head={
          <>
            <Th className="w-32">State</Th>
            <Th className="text-right">Revision</Th>
            <Th>Commit</Th>
            <Th>Author</Th>
            <Th>Image</Th>
            <Th>Target</Th>
            <Th className="text-right">Deployed</Th>
            <Th className="w-32">
              <span className="sr-only">Actions</span>
            </Th>
          </>
        }
      >
        {(all ? history : history.slice(0, SHOWN)).map((deployment) => (
          <Row key={deployment.id} title={deployment.reason ?? undefined}>
            <Td>
              <StateBadge state={deployment.state} />
            </Td>
            <Td className="num text-right">
              {deployment.runId == null ? (
                deployment.revision
              ) : (
                <Link className="link" to={`/runs/${deployment.runId}`}>
                  {deployment.revision}
                </Link>
              )}
            </Td>
            <Td>
              <Commit commit={deployment.commit} repositoryUrl={application.repositoryUrl} />
            </Td>
            <Td className="text-muted">{deployment.author ?? '–'}</Td>
            <Td className="text-muted" title={`${deployment.image.repository}@${deployment.image.digest}`}>
              <Code>
                {deployment.image.tag} <span className="text-faint">{shortDigest(deployment.image.digest)}</span>
              </Code>
            </Td>
            <Td className="text-muted">{deployment.target}</Td>
            <Td className="text-right text-muted">
              <Age at={deployment.startedAt} />
            </Td>
            <Td className="text-right">
              {deployment.state === 'SUPERSEDED' ? (
                <Confirm
                  title={`Roll ${environment} back to revision ${deployment.revision}?`}
                  action="Roll back"
                  danger
                  onConfirm={() => rollBack(deployment.revision)}
                  trigger={
                    <Button small busy={start.isPending}>
                      <Undo2 aria-hidden /> Roll back
                    </Button>
                  }
                >
                  {application.name} in {environment} goes from revision {stable?.revision ?? '?'} to revision{' '}
                  {deployment.revision} ({deployment.image.tag}). A run does it, so you can follow it.
                </Confirm>
              ) : null}
            </Td>
          </Row>
        ))}
      </Table>
      {history.length <= SHOWN ? null : (
        <div className="border-t border-line px-4 py-1.5 text-center">
          <Button small look="quiet" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${history.length} revisions`}
          </Button>
        </div>
      )}
    </Card>
  );
}
