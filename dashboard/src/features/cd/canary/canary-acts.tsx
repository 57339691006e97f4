import { useQuery } from '@tanstack/react-query';
import { ArrowUpFromLine, Undo2 } from 'lucide-react';
import { lookOf, StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
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
  return (
    <>
      <Confirm
        title={`Promote revision ${revision}?`}
        action="Promote"
        onConfirm={() => by.start('cd.promote', `Promote ${application} in ${environment}`)}
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
