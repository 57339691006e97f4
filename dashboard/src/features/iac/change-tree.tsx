import { Boxes, ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { formatNumber } from '@/lib/format';
import { ChangeRow } from './change-row';
import { KindBadge, kindLook } from './looks';
import type { KindGroup, ModuleNode } from './plan-tree';

/** With more, what is open from the start is only in the way. */
const OPEN_MODULE = 60;
const OPEN_GROUP = 20;
const AT_ONCE = 100;
const FEW = 5;

interface BranchProps {
  title: ReactNode;
  startsOpen: boolean;
  children: () => ReactNode;
}

/** What is closed is not rendered, so that thousands of changes cost nothing until they are looked at. */
function Branch({ title, startsOpen, children }: BranchProps) {
  const [open, setOpen] = useState(startsOpen);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-2 rounded px-2 py-1 text-left text-sm hover:bg-sunken/60"
      >
        <Chevron aria-hidden className="size-3.5 shrink-0 text-faint" />
        {title}
      </button>
      {open ? <div className="ml-3.5 border-l border-line pl-2">{children()}</div> : null}
    </li>
  );
}

/** A module with what changes in it, and the modules below. */
export function ModuleBranch({ module }: { module: ModuleNode }) {
  return (
    <Branch startsOpen={module.path === '' || module.size <= OPEN_MODULE} title={<ModuleTitle module={module} />}>
      {() => (
        <ul>
          {module.groups.map((group) => (
            <Group key={group.kind} group={group} />
          ))}
          {module.modules.map((below) => (
            <ModuleBranch key={below.path} module={below} />
          ))}
        </ul>
      )}
    </Branch>
  );
}

function countWords(kind: string, count: number): string {
  const word = kindLook(kind).word.toLowerCase();
  return kind === 'no-op' ? `${formatNumber(count)} ${word}` : `${formatNumber(count)} to ${word}`;
}

function ModuleTitle({ module }: { module: ModuleNode }) {
  return (
    <>
      <Boxes aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span className={module.path === '' ? 'font-medium' : 'min-w-0 font-mono text-xs font-medium break-all'}>{module.name}</span>
      <span className="num text-xs text-faint">
        {[...module.counts].map(([kind, count]) => countWords(kind, count)).join(', ')}
      </span>
    </>
  );
}

function Group({ group }: { group: KindGroup }) {
  return (
    <Branch
      startsOpen={group.changes.length <= OPEN_GROUP}
      title={
        <>
          <KindBadge kind={group.kind} /> <span className="num text-xs text-muted">{group.changes.length}</span>
        </>
      }
    >
      {() => <Changes changes={group.changes} />}
    </Branch>
  );
}

interface ChangesProps {
  changes: KindGroup['changes'];
  alone?: boolean;
  /** For a list of lists. */
  few?: boolean;
}

/** A list of changes that grows when more of it is asked for. */
export function Changes({ changes, alone = false, few = false }: ChangesProps) {
  const [shown, setShown] = useState(few ? FEW : AT_ONCE);
  const more = Math.min(AT_ONCE, changes.length - shown);
  return (
    <>
      <ul>
        {changes.slice(0, shown).map((change, i) => (
          // An address can come twice: a deposed object beside the one that takes its place.
          <ChangeRow key={`${change.address} ${i}`} change={change} alone={alone} />
        ))}
      </ul>
      {more > 0 ? (
        <p className="px-2 py-1.5">
          <Button small onClick={() => setShown(shown + AT_ONCE)}>
            Show {more} more
          </Button>{' '}
          <span className="num text-xs text-faint">
            {shown} of {changes.length} are shown
          </span>
        </p>
      ) : null}
    </>
  );
}
