import { CirclePlay, CirclePause, Trash2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { Agent } from '@/lib/api/types';
import { useSetEnabled, useUninstall } from './api';

export function AgentActions({ agent }: { agent: Agent }) {
  const enabled = useSetEnabled(agent.id);
  const uninstall = useUninstall(agent.id);
  const navigate = useNavigate();
  const failed = enabled.error ?? uninstall.error;
  return (
    <>
      {failed === null ? null : <ProblemNote error={failed} />}
      {agent.state === 'ENABLED' ? (
        <Confirm
          title={`Disable ${agent.displayName}?`}
          action="Disable"
          danger
          onConfirm={() => enabled.mutate(false)}
          trigger={
            <Button busy={enabled.isPending}>
              <CirclePause aria-hidden /> Disable
            </Button>
          }
        >
          It gets no more commands until it is enabled again. Stages that need it fail. What it runs now is finished.
        </Confirm>
      ) : (
        <>
          {agent.state === 'DISABLED' ? (
            <Confirm
              title={`Uninstall ${agent.displayName}?`}
              action="Uninstall"
              danger
              onConfirm={() => uninstall.mutate(undefined, { onSuccess: () => void navigate('/agents') })}
              trigger={
                <Button busy={uninstall.isPending}>
                  <Trash2 aria-hidden /> Uninstall
                </Button>
              }
            >
              Its manifest, credentials and configuration are removed. What it wrote to the ledger stays.
            </Confirm>
          ) : null}
          <Button look="primary" busy={enabled.isPending} onClick={() => enabled.mutate(true)}>
            <CirclePlay aria-hidden /> Enable
          </Button>
        </>
      )}
    </>
  );
}
