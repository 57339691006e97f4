import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { differencesQuery } from './api';
import { CanaryActs } from './canary/canary-acts';
import { DifferencesFrame } from './differences';
import { PromoteActs } from './promote-act';
import type { Deployment } from './types';
import { useStart } from './use-start';

/** What can be done with a deployment; what will happen is shown first. */
export function DeploymentActs({ deployment }: { deployment: Deployment }) {
  const by = useStart(deployment);
  const { application, environment, revision, state } = deployment;
  const back = state === 'SUPERSEDED' || state === 'ROLLED_BACK';
  // What is shown is what will be done; the agent refuses when it is not true any more.
  const plan = useQuery({ ...differencesQuery(deployment.id), enabled: back });
  return (
    <>
      {by.error === null ? null : <ProblemNote error={by.error} />}
      {state === 'STABLE' ? <PromoteActs deployment={deployment} /> : null}
      {state === 'CANARY' ? <CanaryActs deployment={deployment} by={by} /> : null}
      {back ? (
        <Confirm
          title={`Go back to revision ${revision}?`}
          action="Roll back"
          danger
          wide
          onConfirm={() =>
            by.start('cd.rollback', `Roll ${application} in ${environment} back to revision ${revision}`, {
              revision,
              ...(plan.data === undefined ? {} : { plan: plan.data.hash }),
            })
          }
          trigger={
            <Button {...by.button}>
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
