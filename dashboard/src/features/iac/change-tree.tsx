import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '@/lib/format';
import { Branch } from './branch';
import { ChangeRow } from './change-row';
import { KindBadge, kindLook } from './looks';
import type { KindGroup, ModuleNode } from './plan-tree';
import { ShowMore } from './show-more';

/** With more, what is open from the start is only in the way. */
const OPEN_MODULE = 60;
const OPEN_GROUP = 20;
const AT_ONCE = 100;
const FEW = 5;

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
  return (
    <>
      <ul>
        {changes.slice(0, shown).map((change, i) => (
          // An address can come twice: a deposed object beside the one that takes its place.
          <ChangeRow key={`${change.address} ${i}`} change={change} alone={alone} />
        ))}
      </ul>
      <ShowMore shown={shown} of={changes.length} step={AT_ONCE} onMore={setShown} />
    </>
  );
}
