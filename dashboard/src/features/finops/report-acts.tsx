import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { query, send } from '@/lib/api/client';
import type { Look } from './api';

async function download({ look, format }: { look: Look; format: 'html' | 'csv' | 'pdf' }): Promise<void> {
  const { from, to, metric } = look;
  const answer = await send('GET', `/finops/report${query({ from, to, metric, format })}`, { headers: { Accept: '*/*' } });
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `costs-${from}-${to}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** The report of a period as a file. A plain link could not carry the token. */
export function ReportActs({ look }: { look: Look }) {
  const save = useMutation({ mutationFn: download });
  return (
    <>
      {save.isError ? <ProblemNote error={save.error} /> : null}
      <Button small busy={save.isPending} onClick={() => save.mutate({ look, format: 'html' })}>
        <Download aria-hidden /> Report
      </Button>
      <Button small busy={save.isPending} onClick={() => save.mutate({ look, format: 'csv' })}>
        <Download aria-hidden /> CSV
      </Button>
      <Button small busy={save.isPending} onClick={() => save.mutate({ look, format: 'pdf' })}>
        <Download aria-hidden /> PDF
      </Button>
    </>
  );
}
