import { all } from '@/lib/api/all';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { CreatedToken, Page, Role, SecretName, Token } from '@/lib/api/types';

export const tokensQuery = () =>
  queryOptions({ queryKey: keys.tokens, queryFn: ({ signal }) => all<Token>('/tokens', signal) });

export const secretsQuery = () =>
  queryOptions({ queryKey: keys.secrets, queryFn: ({ signal }) => api.get<Page<SecretName>>('/secrets', { signal }) });

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: { name: string; role: Role; expiresInDays?: number }) => api.post<CreatedToken>('/tokens', token),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.run('DELETE', `/tokens/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
}

export function useSetSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (secret: { name: string; value: string }) =>
      api.run('PUT', `/secrets/${encodeURIComponent(secret.name)}`, { value: secret.value }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.secrets }),
    // The value must not outlive the form.
    gcTime: 0,
  });
}

export function useDeleteSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.run('DELETE', `/secrets/${encodeURIComponent(name)}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.secrets }),
  });
}
