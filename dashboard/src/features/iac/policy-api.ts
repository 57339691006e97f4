import { useMutation } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import type { Page } from '@/lib/api/types';
import { at, read, useRefresh } from './api';
import type { BackTest, NewException, Policy, PolicyException } from './types';

export const policiesQuery = () => read<Page<Policy>>('policies', '/policies');

export const exceptionsQuery = (inForce: boolean, cursor = '') =>
  read<Page<PolicyException>>('exceptions', `/policies/exceptions${query({ inForce: String(inForce), cursor })}`);

export function useAddException() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: NewException) => api.post<PolicyException>('/iac/policies/exceptions', wish),
    onSettled: refresh,
  });
}

export function useEndException() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => api.run('DELETE', `/iac/policies/exceptions/${at(id)}`),
    onSettled: refresh,
  });
}

/** Changes nothing, so nothing is out of date by it. */
export function useBackTest() {
  return useMutation({
    mutationFn: ({ policy, workspace, plansBack }: { policy: Policy; workspace: string; plansBack: number }) =>
      api.post<BackTest>(`/iac/policies/back-test${query({ workspace, plansBack })}`, policy),
  });
}
