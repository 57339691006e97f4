import { useQuery } from '@tanstack/react-query';
import { Equal, LockKeyhole, LockKeyholeOpen, ShieldCheck, ThumbsDown, ThumbsUp } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { shortDigest } from '@/lib/format';
import { gatesQuery } from './api';
import { Decide } from './decide';
import { Differences } from './differences';
import type { Decision, Deployment, Gate } from './types';

const WORDS: Readonly<Record<Gate['kind'], string>> = {
  WINDOW: 'Time',
  ORDER: 'Order of environments',
  SOAK: 'Soak time',
  APPROVALS: 'Approvals',
  ALERTS: 'Alerts',
  DRIFT: 'Drift',
  INFRASTRUCTURE: 'Infrastructure',
};

/** What a planned deployment waits for, what exactly it would change, and who has said what of it. */
export function GatesCard({ deployment }: { deployment: Deployment }) {
  const gates = useQuery(gatesQuery(deployment.id));
  return (
    <>
      <Card flush title="Waiting for" aside={<Updated query={gates} />}>
        <Loaded query={gates}>
          {(view) => (
            <>
              <Gates gates={view.gates} />
              {view.verified == null ? null : (
                <p className="flex items-center gap-2 border-t border-line px-4 py-2 text-sm">
                  <Badge tone="good" icon={ShieldCheck}>
                    Verified
                  </Badge>
                  <span className="min-w-0 break-words text-muted">{view.verified}</span>
                </p>
              )}
              <Decisions decisions={view.decisions} />
              <Decide deployment={deployment} view={view} />
            </>
          )}
        </Loaded>
      </Card>
      <Card
        flush
        title={`What revision ${deployment.revision} would change`}
        aside={
          gates.data === undefined ? undefined : (
            <>
              <span title={gates.data.plan.hash}>
                plan <Code>{shortDigest(gates.data.plan.hash)}</Code>
              </span>
              <Updated query={gates} />
            </>
          )
        }
      >
        <Loaded
          query={gates}
          empty={{
            when: (view) => view.plan.items.length === 0,
            show: (
              <Empty icon={Equal} title="Nothing would change">
                What runs is the same as this revision.
              </Empty>
            ),
          }}
        >
          {(view) => <Differences items={view.plan.items} />}
        </Loaded>
      </Card>
    </>
  );
}

function Gates({ gates }: { gates: readonly Gate[] }) {
  if (gates.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">No gate is set for this environment any more; it goes on by itself.</p>;
  }
  return (
    <ul aria-label="Gates" className="divide-y divide-line">
      {gates.map((gate) => (
        <li key={gate.kind} className="grid grid-cols-[5.5rem_11rem_minmax(0,1fr)] items-center gap-x-3 px-4 py-2 text-sm">
          <span>
            <Badge tone={gate.open ? 'good' : 'warn'} icon={gate.open ? LockKeyholeOpen : LockKeyhole}>
              {gate.open ? 'Open' : 'Closed'}
            </Badge>
          </span>
          <span className="font-medium">{WORDS[gate.kind] ?? gate.kind}</span>
          <span className="min-w-0 break-words text-muted">{gate.detail}</span>
        </li>
      ))}
    </ul>
  );
}

function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0) {
    return <p className="border-t border-line px-4 py-2 text-xs text-faint">Nobody has decided on this plan yet.</p>;
  }
  return (
    <ul aria-label="Decisions" className="border-t border-line px-4 py-2 text-sm">
      {decisions.map((decision) => (
        <li key={`${decision.subject} ${decision.decidedAt}`} className="flex flex-wrap items-center gap-x-2 py-0.5">
          <Badge bare tone={decision.approved ? 'good' : 'bad'} icon={decision.approved ? ThumbsUp : ThumbsDown}>
            {decision.approved ? 'Approved' : 'Rejected'}
          </Badge>
          <span>by {decision.subject}</span>
          <span className="text-xs text-faint">
            <Age at={decision.decidedAt} />
          </span>
          {decision.comment == null || decision.comment === '' ? null : (
            <q className="min-w-0 break-words text-muted">{decision.comment}</q>
          )}
        </li>
      ))}
    </ul>
  );
}
