import { ArrowRightLeft, ChevronDown, ChevronRight, Download } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Attributes } from './attributes';
import { KindBadge } from './looks';
import { kindOf, localAddress } from './plan-tree';
import type { PlannedChange } from './types';
import { attributesOf } from './values';

interface ChangeRowProps {
  change: PlannedChange;
  /** Drift: with its modules and what was done, where no tree around it says so. */
  alone?: boolean;
}

/** A change; its values are worked out only when somebody wants to see them. */
export function ChangeRow({ change, alone = false }: ChangeRowProps) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-2 rounded px-2 py-1 text-left hover:bg-sunken/60"
      >
        <Chevron aria-hidden className="size-3.5 shrink-0 text-faint" />
        {alone ? <KindBadge kind={kindOf(change)} words="done" /> : null}
        <span className="min-w-0 font-mono text-xs break-all">{alone ? change.address : localAddress(change.address)}</span>
        {change.imported === true && kindOf(change) !== 'import' ? (
          <Badge tone="busy" icon={Download} bare>
            Imported
          </Badge>
        ) : null}
        {change.movedFrom == null ? null : (
          <span className="flex min-w-0 flex-wrap items-center gap-1">
            <Badge tone="busy" icon={ArrowRightLeft} bare>
              Moved from
            </Badge>
            <span className="font-mono text-xs break-all text-muted">{change.movedFrom}</span>
          </span>
        )}
        {change.reason == null ? null : <span className="text-xs text-muted">{change.reason}</span>}
      </button>
      {open ? (
        <div className="pt-1 pb-2 pl-7.5">
          <Values change={change} />
        </div>
      ) : null}
    </li>
  );
}

function Values({ change }: { change: PlannedChange }) {
  const { changed, same } = attributesOf(change);
  const rest = same === 1 ? '1 value stays as it is' : `${same} values stay as they are`;
  return (
    <>
      {changed.length === 0 ? null : <Attributes label={`Values of ${change.address}`} attributes={changed} />}
      {same > 0 || changed.length === 0 ? <p className="text-xs text-faint">{same === 0 ? 'No value is known.' : `${rest}.`}</p> : null}
    </>
  );
}
