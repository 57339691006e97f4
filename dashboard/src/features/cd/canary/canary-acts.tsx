import { ArrowUpFromLine, Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { Deployment } from '../types';
import type { Start } from '../use-start';
import { ShareAct } from './share-act';

interface CanaryActsProps {
  deployment: Deployment;
  by: Start;
}

/** Where a canary can go: all the way, another share, or away. */
export function CanaryActs({ deployment, by }: CanaryActsProps) {
  const { application, environment, revision } = deployment;
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
        It takes all requests of {application} in {environment}, and the stable revision is stopped.
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
