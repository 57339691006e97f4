import { useQuery } from '@tanstack/react-query';
import { ArrowUpFromLine, Undo2 } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { lookOf, StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { differencesQuery } from '../api';
import { DifferencesFrame } from '../differences';
import type { Deployment } from '../types';
import type { Start } from '../use-start';
import { latestVerdictQuery } from './api';
import { ShareAct } from './share-act';
import type { VerdictItem } from './types';

interface CanaryActsProps {
  deployment: Deployment;
  by: Start;
}

/** Where a canary can go: all the way, another share, or away. */
export function CanaryActs({ deployment, by }: CanaryActsProps) {
  const { application, applicationId, environment, revision } = deployment;
  const verdict = useQuery(latestVerdictQuery({ applicationId, environment, revision })).data?.items[0];
  // What is shown is what will be done; the agent refuses when it is not true any more.
  const plan = useQuery(differencesQuery(deployment.id));
  return (
    <>
      <Confirm
        title={`Promote revision ${revision}?`}
        action="Promote"
        wide
        onConfirm={() =>
          by.start(
            'cd.promote',
            `Promote ${application} in ${environment}`,
            plan.data === undefined ? {} : { plan: plan.data.hash },
          )
        }
        trigger={
          <Button {...by.button} look="primary">
            <ArrowUpFromLine aria-hidden /> Promote
          </Button>
        }
      >
        <p>
          It takes all requests of {application} in {environment}, and the stable revision is stopped.
        </p>
        <Said verdict={verdict} />
        {plan.isPending ? <p className="mt-2">Asking the target what would change…</p> : null}
        {plan.isError ? <ProblemNote error={plan.error} /> : null}
        {plan.data === undefined || plan.data.items.length === 0 ? null : <DifferencesFrame items={plan.data.items} />}
      </Confirm>
      <ShareAct deployment={deployment} by={by} />
      <Confirm
        title="Abort the canary?"
        action="Abort"
        danger
        onConfirm={() => by.start('cd.rollback', `Abort the canary of ${application} in ${environment}`)}
        trigger={
          <Button {...by.button}>
            <Undo2 aria-hidden /> Abort
          </Button>
        }
      >
        The stable revision takes all requests again, and this one is stopped.
      </Confirm>
    </>
  );
}

/** What Monitoring says of it, for whoever is about to promote it. */
function Said({ verdict }: { verdict: VerdictItem | undefined }) {
  if (verdict === undefined) {
    return <p className="mt-2">Monitoring has said nothing of it.</p>;
  }
  if (verdict.state !== 'GIVEN') {
    return <p className="mt-2">Monitoring has no verdict; so far it would be: {lookOf(verdict.verdict).word.toLowerCase()}.</p>;
  }
  return (
    <p className="mt-2">
      Monitoring says <StateBadge state={verdict.verdict} bare />, <Age at={verdict.at} />.
    </p>
  );
}
