import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Table, Th } from '@/components/ui/table';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { ExceptionForm } from './exception-form';
import { ExceptionRow } from './exception-row';
import { exceptionsQuery, useEndException } from './policy-api';
import type { Policy } from './types';

/** What policies are not asked about for a time, and who answers for it. */
export function ExceptionsCard({ policies }: { policies: readonly Policy[] }) {
  const me = useQuery(meQuery());
  const may = allows(me.data?.scopes ?? [], 'iac:admin');
  const [ended, setEnded] = useState(false);
  const [cursors, setCursors] = useState<string[]>([]);
  const exceptions = useQuery(exceptionsQuery(!ended, cursors.at(-1)));
  const end = useEndException();
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-4">
          Exceptions
          <label className="flex items-center gap-1.5 text-xs font-normal text-muted">
            <Checkbox
              checked={ended}
              onChange={(event) => {
                setCursors([]);
                setEnded(event.target.checked);
              }}
            />
            Also those that have ended
          </label>
        </span>
      }
      aside={
        <>
          <Updated query={exceptions} />
          <ExceptionForm policies={policies} may={may} />
        </>
      }
    >
      {end.isError ? (
        <div className="p-4">
          <ProblemNote error={end.error} />
        </div>
      ) : null}
      <Loaded
        query={exceptions}
        rows={2}
        empty={{
          when: (page) => page.items.length === 0 && cursors.length === 0,
          show: (
            <Empty icon={ShieldCheck} title="No exception is in force">
              Every policy holds for every workspace.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Exceptions"
              head={
                <>
                  <Th>Policy</Th>
                  <Th>Holds for</Th>
                  <Th>Why</Th>
                  <Th>Owner</Th>
                  <Th>Ends</Th>
                  <Th>Do</Th>
                </>
              }
            >
              {page.items.map((one) => (
                <ExceptionRow key={one.id} exception={one} may={may} busy={end.isPending} onEnd={() => end.mutate(one.id)} />
              ))}
            </Table>
            {page.nextCursor == null && cursors.length === 0 ? null : (
              <p className="flex justify-end gap-2 border-t border-line px-4 py-2">
                <Button small disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
                  Newer exceptions
                </Button>
                <Button
                  small
                  disabled={page.nextCursor == null}
                  onClick={() => (page.nextCursor == null ? undefined : setCursors([...cursors, page.nextCursor]))}
                >
                  Older exceptions
                </Button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
