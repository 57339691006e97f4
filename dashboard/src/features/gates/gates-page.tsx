import { useQuery } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { GATE_KINDS } from '@/components/domain/gate/words';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { gatesQuery } from '@/lib/api/gates';
import { GateRow } from './gate-row';

export function GatesPage() {
  const [search, setSearch] = useSearchParams();
  const kind = search.get('kind') ?? '';
  const gates = useQuery(gatesQuery({ kind: kind || undefined, cursor: search.get('cursor') ?? undefined }));
  return (
    <Page title="Gates" lead="Where runs wait: for a word of yours, or for something to be as it should be.">
      <Card
        flush
        title={
          <Select
            aria-label="Kind"
            className="w-44 font-normal"
            value={kind}
            onChange={(event) => setSearch(event.target.value === '' ? {} : { kind: event.target.value }, { replace: true })}
          >
            <option value="">All gates</option>
            {GATE_KINDS.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.name}
              </option>
            ))}
          </Select>
        }
        aside={<Updated query={gates} />}
      >
        <Loaded
          query={gates}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={DoorOpen} title={kind === '' ? 'No run waits at a gate' : 'No run waits at such a gate'}>
                A stage that uses a gate, for example <code className="font-mono text-xs">gate.approval</code>, holds its run
                here until it opens.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <ul aria-label="Waiting gates" className="divide-y divide-line">
              {page.items.map((waiting) => (
                <GateRow key={`${waiting.runId} ${waiting.stage}`} waiting={waiting} />
              ))}
            </ul>
          )}
        </Loaded>
        <Pages next={gates.data?.nextCursor} />
      </Card>
    </Page>
  );
}
