import { useQuery } from '@tanstack/react-query';
import { ArrowUpFromLine, Undo2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { differencesQuery, useAct } from './api';
import { DifferencesFrame } from './differences';
import type { Deployment } from './types';

/** What can be done with a deployment; what will happen is shown first. */
export function DeploymentActs({ deployment }: { deployment: Deployment }) {
  const me = useQuery(meQuery());
  const act = useAct();
  const navigate = useNavigate();
  const may = allows(me.data?.scopes ?? [], 'runs:write');
  const { application, applicationId, environment, revision, state } = deployment;
  const back = state === 'SUPERSEDED' || state === 'ROLLED_BACK';
  // What is shown is what will be done; the agent refuses when it is not true any more.
  const plan = useQuery({ ...differencesQuery(deployment.id), enabled: back });
  const start = (uses: 'cd.rollback' | 'cd.promote', name: string, parameters: Record<string, string | number>) =>
    act.mutate(
      { name, applicationId, uses, stage: uses === 'cd.promote' ? 'promote' : 'rollback', with: { environment, ...parameters } },
      { onSuccess: (run) => void navigate(`/runs/${run.id}`) },
    );
  const hint = may ? undefined : 'Needs the scope runs:write';
  return (
    <>
      {act.isError ? <ProblemNote error={act.error} /> : null}
      {state === 'CANARY' ? (
        <>
          <Confirm
            title={`Promote revision ${revision}?`}
            action="Promote"
            onConfirm={() => start('cd.promote', `Promote ${application} in ${environment}`, {})}
            trigger={
              <Button look="primary" disabled={!may} busy={act.isPending} title={hint}>
                <ArrowUpFromLine aria-hidden /> Promote
              </Button>
            }
          >
            It takes all connections of {application} in {environment}, and the stable revision is stopped.
          </Confirm>
          <Confirm
            title={`Abort the canary?`}
            action="Abort"
            danger
            onConfirm={() => start('cd.rollback', `Abort the canary of ${application} in ${environment}`, {})}
            trigger={
              <Button disabled={!may} busy={act.isPending} title={hint}>
                <Undo2 aria-hidden /> Abort
              </Button>
            }
          >
            The stable revision takes all connections again, and this one is stopped.
          </Confirm>
        </>
      ) : null}
      {back ? (
        <Confirm
          title={`Go back to revision ${revision}?`}
          action="Roll back"
          danger
          onConfirm={() =>
            start('cd.rollback', `Roll ${application} in ${environment} back to revision ${revision}`, {
              revision,
              ...(plan.data === undefined ? {} : { plan: plan.data.hash }),
            })
          }
          trigger={
            <Button disabled={!may} busy={act.isPending} title={hint}>
              <Undo2 aria-hidden /> Roll back to this
            </Button>
          }
        >
          <WhatWillHappen deployment={deployment} />
        </Confirm>
      ) : null}
    </>
  );
}

function WhatWillHappen({ deployment }: { deployment: Deployment }) {
  const differences = useQuery(differencesQuery(deployment.id));
  const items = differences.data?.items ?? [];
  return (
    <>
      <p>
        {deployment.application} in {deployment.environment} runs what was stored of revision {deployment.revision},
        settings included. Neither Git nor a registry&apos;s metadata is needed.
      </p>
      {differences.isPending ? <p className="mt-2">Asking the target what would change…</p> : null}
      {differences.isError ? <ProblemNote error={differences.error} /> : null}
      {items.length === 0 ? null : <DifferencesFrame items={items} />}
    </>
  );
}
