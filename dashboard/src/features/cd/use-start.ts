import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useAct, type ActCapability } from './api';
import type { Deployment } from './types';

const STAGES: Readonly<Record<ActCapability, string>> = {
  'cd.promote': 'promote',
  'cd.rollback': 'rollback',
  'cd.shift': 'shift',
};

/** Starts a run of one stage for the environment of a deployment, and goes to see it. */
export function useStart({ applicationId, environment }: Deployment) {
  const me = useQuery(meQuery());
  const act = useAct();
  const navigate = useNavigate();
  const may = allows(me.data?.scopes ?? [], 'runs:write');
  return {
    error: act.isError ? act.error : null,
    /** For the buttons that start it. */
    button: { disabled: !may, busy: act.isPending, title: may ? undefined : 'Needs the scope runs:write' },
    start: (uses: ActCapability, name: string, parameters: Record<string, string | number> = {}) =>
      act.mutate(
        { name, applicationId, uses, stage: STAGES[uses], with: { environment, ...parameters } },
        { onSuccess: (run) => void navigate(`/runs/${run.id}`) },
      ),
  };
}

export type Start = ReturnType<typeof useStart>;
