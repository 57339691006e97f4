import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { lookOfKind } from '@/components/domain/change-kinds';
import { LineageList } from './lineage-list';
import { Steps } from './steps';
import type { ChangeItem } from './types';

/** One change of the time line; opened, it tells where it came from and what followed. */
export function ChangeRow({ change, application }: { change: ChangeItem; application: string | undefined }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const look = lookOfKind(change.kind);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <div className="grid items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-sunken/60 md:grid-cols-[6rem_11rem_minmax(0,1fr)_auto]">
        <span className="text-xs text-faint">
          <Age at={change.at} />
        </span>
        <Badge tone={look.tone} icon={look.icon} bare>
          {look.word}
        </Badge>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          className="flex min-w-0 items-center gap-1.5 text-left font-medium hover:text-accent"
          onClick={() => setOpen(!open)}
        >
          <Chevron aria-hidden className="size-4 shrink-0 text-faint" />
          <span className="min-w-0 break-words">{change.title}</span>
        </button>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          {change.amount == null ? null : (
            <span className="num">
              {change.amount} {change.currency}
            </span>
          )}
          {change.author == null ? null : <span>by {change.author}</span>}
          {change.commit == null ? null : <Commit commit={change.commit} />}
          {change.applicationId == null ? null : (
            <Link className="link" to={`/applications/${change.applicationId}`}>
              {application ?? 'application'}
            </Link>
          )}
          {change.environment == null ? null : <Tag>{change.environment}</Tag>}
        </span>
      </div>
      <div id={id} hidden={!open}>
        {open ? <ChangeDetails change={change} /> : null}
      </div>
    </li>
  );
}

function ChangeDetails({ change }: { change: ChangeItem }) {
  return (
    <div className="border-t border-line bg-sunken/40 px-4 py-3">
      <p className="mb-3 flex flex-wrap gap-x-4 text-xs">
        {change.runId == null ? null : (
          <Link className="link" to={`/runs/${change.runId}`}>
            Open the run
          </Link>
        )}
        {change.subjectKind === 'DEPLOYMENT' ? (
          <Link className="link" to={`/deployments/${change.subjectKey}`}>
            Open the deployment
          </Link>
        ) : null}
        <Link className="link" to={`/events?subject=${encodeURIComponent(change.subjectKey)}`}>
          Its events
        </Link>
      </p>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2 2xl:grid-cols-3">
        {change.commit == null ? null : <LineageList commit={change.commit} />}
        <Steps change={change} direction="upstream" title="What led to it" none="Nothing before it is known." />
        <Steps change={change} direction="downstream" title="What came of it" none="Nothing has followed from it so far." />
      </div>
    </div>
  );
}
