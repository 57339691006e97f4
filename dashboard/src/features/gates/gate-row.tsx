import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight, Clock, Hand } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { ChangePlan } from '@/components/domain/gate/change-plan';
import { DecideForm } from '@/components/domain/gate/decide-form';
import { Decisions } from '@/components/domain/gate/decisions';
import { asks, whoMayDecide, wordsOf } from '@/components/domain/gate/words';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import type { WaitingGate } from '@/lib/api/gates';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import type { Gate } from '@/lib/api/types';

/** A gate in the inbox; opened, it shows the plan and the form. */
export function GateRow({ waiting }: { waiting: WaitingGate }) {
  const me = useQuery(meQuery());
  const [open, setOpen] = useState(false);
  const id = useId();
  const words = wordsOf(waiting.kind);
  const gate = waiting.gate;
  const mine = gate != null && asks(gate, me.data) && allows(me.data?.scopes ?? [], 'runs:approve');
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <div className="grid gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 md:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)_6rem]">
        <div>
          {mine ? (
            <Badge tone="warn" icon={Hand}>
              Waits for you
            </Badge>
          ) : (
            <Badge tone="idle" icon={Clock}>
              {gate?.needed == null ? 'Opens by itself' : 'Waits for people'}
            </Badge>
          )}
        </div>
        <div className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            className="flex items-center gap-1.5 text-left font-medium hover:text-accent"
            onClick={() => setOpen(!open)}
          >
            <Chevron aria-hidden className="size-4 shrink-0 text-faint" />
            {words.name}: {waiting.run}, {waiting.stage}
          </button>
          <p className="flex flex-wrap gap-x-3 pl-5.5 text-xs">
            {waiting.applicationId == null ? null : (
              <Link className="link" to={`/applications/${waiting.applicationId}`}>
                {waiting.application ?? 'application'}
              </Link>
            )}
            <Link className="link" to={`/runs/${waiting.runId}?stage=${encodeURIComponent(waiting.stage)}`}>
              Open the run
            </Link>
          </p>
        </div>
        <p className="min-w-0 text-sm text-muted">{gate?.message ?? waiting.message ?? words.opens}</p>
        <p className="text-xs text-faint md:text-right">
          <Age at={waiting.since} />
        </p>
      </div>
      <div id={id} hidden={!open}>
        {open ? <Details waiting={waiting} gate={gate} /> : null}
      </div>
    </li>
  );
}

function Details({ waiting, gate }: { waiting: WaitingGate; gate: Gate | null | undefined }) {
  const who = gate == null ? null : whoMayDecide(gate);
  return (
    <div className="grid gap-x-8 gap-y-4 border-t border-line bg-sunken/40 px-4 py-3 lg:grid-cols-2">
      <ChangePlan run={waiting.runId} stage={waiting.stage} subject={gate?.subject} />
      <div className="flex min-w-0 flex-col gap-3 text-sm">
        <p className="text-muted">{wordsOf(waiting.kind).opens}</p>
        {waiting.message == null ? null : <p>{waiting.message}</p>}
        {who === null ? null : <p className="text-xs text-faint">May decide: {who}</p>}
        {gate == null ? null : <Decisions gate={gate} />}
        {gate == null || who === null ? null : <DecideForm run={waiting.runId} stage={waiting.stage} gate={gate} />}
      </div>
    </div>
  );
}
