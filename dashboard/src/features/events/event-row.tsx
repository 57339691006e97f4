import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Age } from '@/components/ui/age';
import { CopyButton } from '@/components/ui/copy-button';
import { cx } from '@/components/ui/cx';
import { CodeBlock } from '@/components/ui/facts';
import type { LedgerItem } from '@/lib/api/types';
import { formatClock } from '@/lib/format';
import { EventIcon, summaryOf } from '@/components/domain/event-words';

export function EventRow({ item }: { item: LedgerItem }) {
  const [open, setOpen] = useState(false);
  const { envelope } = item;
  const summary = summaryOf(envelope);
  return (
    <li>
      <div className="flex items-center gap-3 px-4 py-1.5 hover:bg-sunken/60">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Show'} event ${item.sequence}`}
          onClick={() => setOpen(!open)}
          className="rounded p-0.5 text-faint hover:text-ink"
        >
          <ChevronRight aria-hidden className={cx('size-4 transition-transform', open && 'rotate-90')} />
        </button>
        <span className="num w-12 shrink-0 text-right text-xs text-faint">{item.sequence}</span>
        <span className="num w-16 shrink-0 text-xs text-muted" title={item.recordedAt}>
          {formatClock(item.recordedAt)}
        </span>
        <EventIcon type={envelope.type} />
        <span className="w-72 shrink-0 truncate font-mono text-xs" title={envelope.type}>
          {envelope.type.replace(/^dev\.hexad\./, '')}
        </span>
        <span className="min-w-0 flex-1 truncate text-muted" title={summary}>
          {summary}
        </span>
        {envelope.correlationid == null ? null : (
          <Link className="link shrink-0 text-xs" to={`/events?correlationId=${envelope.correlationid}`}>
            Same run
          </Link>
        )}
        <span className="hidden w-20 shrink-0 text-right text-xs text-faint xl:block">
          <Age at={item.recordedAt} />
        </span>
      </div>
      {open ? (
        <div className="border-t border-line bg-sunken/40 px-4 py-3 pl-14">
          <div className="mb-2 flex flex-wrap items-center gap-3 text-xs">
            {envelope.correlationid == null ? null : (
              <Link className="link" to={`/runs/${envelope.correlationid}`}>
                Open the run
              </Link>
            )}
            <span className="font-mono text-faint">hash {item.hash.slice(0, 16)}…</span>
            <CopyButton text={JSON.stringify(envelope, null, 2)} what="the event" />
          </div>
          <CodeBlock label={`Event ${item.sequence}`}>{JSON.stringify(envelope, null, 2)}</CodeBlock>
        </div>
      ) : null}
    </li>
  );
}
