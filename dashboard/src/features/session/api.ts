import { useMutation } from '@tanstack/react-query';
import { send } from '@/lib/api/client';
import { session } from '@/lib/api/session';
import type { Me } from '@/lib/api/types';

/** Keeps a token only after the server has said whose it is. */
export function useSignIn() {
  return useMutation({
    mutationFn: async (token: string) => {
      const response = await send('GET', '/me', { token });
      return (await response.json()) as Me;
    },
    onSuccess: (_me, token) => session.signIn(token),
  });
}
