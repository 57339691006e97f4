import { KeyRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Code } from '@/components/ui/facts';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { session } from '@/lib/api/session';
import { useSignIn } from './api';

function LoginError({ error }: { error: unknown }) {
  const problem = asApiError(error);
  if (problem.kind === 'unauthenticated' || problem.kind === 'forbidden') {
    return (
      <Note tone="bad" title="This token is not accepted">
        It may be mistyped, expired or revoked. Copy it again, from <Code>hxd_</Code> to the end.
      </Note>
    );
  }
  return <ProblemNote error={problem} />;
}

export function LoginPage() {
  const [token, setToken] = useState('');
  const signIn = useSignIn();
  useEffect(() => {
    document.title = 'Sign in · Hexad';
  }, []);
  return (
    <main className="flex min-h-dvh items-center justify-center bg-canvas p-6">
      <div className="w-full max-w-sm">
        <div className="mb-5 flex items-center gap-3">
          <img src="/hexad.svg" alt="" className="size-9" />
          <div>
            <h1 className="text-xl font-semibold tracking-tight">Hexad</h1>
            <p className="text-sm text-muted">One story from push to production</p>
          </div>
        </div>
        <form
          className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5"
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate(token.trim());
          }}
        >
          {session.wasRejected() && signIn.isIdle ? (
            <Note tone="warn" title="You were signed out">
              The server no longer accepts the token of this tab.
            </Note>
          ) : null}
          <Field
            label="Access token"
            hint={
              <>
                <Code>./hexad up</Code> prints it when it has started. It stays in this tab only.
              </>
            }
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="off"
                spellCheck={false}
                required
                placeholder="hxd_…"
                value={token}
                onChange={(event) => setToken(event.target.value)}
              />
            )}
          </Field>
          {signIn.isError ? <LoginError error={signIn.error} /> : null}
          <Button type="submit" look="primary" busy={signIn.isPending}>
            <KeyRound aria-hidden /> {signIn.isPending ? 'Checking…' : 'Sign in'}
          </Button>
        </form>
      </div>
    </main>
  );
}
