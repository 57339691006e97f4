import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useAct } from './api';

/** Says that somebody looks after it; it comes back when it gets worse or returns. */
export function Acknowledge({ act, what }: { act: () => Promise<unknown>; what: string }) {
  const me = useQuery(meQuery());
  const acknowledge = useAct(act);
  const may = allows(me.data?.scopes ?? [], 'monitoring:write');
  return (
    <>
      <Button
        small
        disabled={!may}
        busy={acknowledge.isPending}
        aria-label={`Acknowledge ${what}`}
        title={may ? 'It fires again when it gets worse or comes back' : 'Needs the scope monitoring:write'}
        onClick={() => acknowledge.mutate()}
      >
        <Check aria-hidden /> Acknowledge
      </Button>
      {acknowledge.isError ? <ProblemNote error={acknowledge.error} /> : null}
    </>
  );
}
