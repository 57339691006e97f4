import { Ban, Pause, Play, RotateCw, StepForward } from 'lucide-react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { Run } from '@/lib/api/types';
import { useCancelRun, usePauseRun, useRestartRun, useRunAgain } from './api';

export function RunActions({ run }: { run: Run }) {
  const cancel = useCancelRun(run.id);
  const again = useRunAgain();
  const restart = useRestartRun(run.id);
  const navigate = useNavigate();
  const change = run.change;
  const paused = run.state === 'PAUSED';
  const pause = usePauseRun(run.id, paused ? 'resume' : 'pause');
  const working = run.state === 'RUNNING' || run.state === 'QUEUED' || paused;
  return (
    <>
      {cancel.isError ? <ProblemNote error={cancel.error} /> : null}
      {again.isError ? <ProblemNote error={again.error} /> : null}
      {restart.isError ? <ProblemNote error={restart.error} /> : null}
      {pause.isError ? <ProblemNote error={pause.error} /> : null}
      {working ? (
        <Button
          busy={pause.isPending}
          title={paused ? 'What waits goes on' : 'What works goes on, nothing new starts'}
          onClick={() => pause.mutate()}
        >
          {paused ? <Play aria-hidden /> : <Pause aria-hidden />} {paused ? 'Resume run' : 'Pause run'}
        </Button>
      ) : null}
      {working ? (
        <Confirm
          title="Cancel this run?"
          action="Cancel the run"
          danger
          onConfirm={() => cancel.mutate()}
          trigger={
            <Button busy={cancel.isPending}>
              <Ban aria-hidden /> Cancel run
            </Button>
          }
        >
          Stages that run are stopped, stages that wait are not started. What is deployed already stays deployed.
        </Confirm>
      ) : null}
      {run.state === 'FAILED' || run.state === 'CANCELLED' ? (
        <Button
          busy={restart.isPending}
          title="A new run that takes over what succeeded"
          onClick={() => restart.mutate(undefined, { onSuccess: (started) => void navigate(`/runs/${started.id}`) })}
        >
          <StepForward aria-hidden /> Restart what failed
        </Button>
      ) : null}
      {!working && change != null ? (
        <Button
          busy={again.isPending}
          onClick={() =>
            again.mutate(
              { applicationId: change.applicationId, ref: change.ref, commit: change.commit },
              { onSuccess: (started) => void navigate(`/runs/${started.id}`) },
            )
          }
        >
          <RotateCw aria-hidden /> Run this commit again
        </Button>
      ) : null}
    </>
  );
}
