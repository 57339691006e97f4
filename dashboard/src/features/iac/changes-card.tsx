import { Equal, SearchX } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { formatNumber } from '@/lib/format';
import { ModuleBranch } from './change-tree';
import { kindLook } from './looks';
import { countKinds, kindOf, treeOf } from './plan-tree';
import type { PlannedChange } from './types';

/** What a plan does, by module and kind. */
export function ChangesCard({ changes }: { changes: readonly PlannedChange[] }) {
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const kinds = useMemo(() => countKinds(changes), [changes]);
  const found = useMemo(
    () =>
      changes.filter(
        (change) =>
          (kind === '' || kindOf(change) === kind) &&
          (wanted === '' ||
            [change.address, change.type, change.movedFrom ?? ''].some((part) => part.toLowerCase().includes(wanted))),
      ),
    [changes, kind, wanted],
  );
  const tree = useMemo(() => treeOf(found), [found]);
  if (changes.length === 0) {
    return (
      <Card flush title="Changes">
        <Empty icon={Equal} title="Nothing changes">
          What is there is what the configuration says.
        </Empty>
      </Card>
    );
  }
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-2">
          Changes
          <Input
            aria-label="Address or type"
            placeholder="Address or type"
            className="w-56 font-normal"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Select aria-label="Action" className="w-40 font-normal" value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">Every action</option>
            {[...kinds].map(([one, count]) => (
              <option key={one} value={one}>
                {kindLook(one).word} ({count})
              </option>
            ))}
          </Select>
        </span>
      }
      aside={
        <span role="status" className="num">
          {found.length === changes.length ? `${formatNumber(changes.length)} in all` : `${formatNumber(found.length)} of ${formatNumber(changes.length)}`}
        </span>
      }
    >
      {found.length === 0 ? (
        <Empty
          icon={SearchX}
          title="No change is like this"
          action={
            <Button
              small
              onClick={() => {
                setText('');
                setKind('');
              }}
            >
              Show all
            </Button>
          }
        >
          The plan has {formatNumber(changes.length)} others.
        </Empty>
      ) : (
        // Another search is another tree: what is open from the start depends on how much there is.
        <ul key={`${kind} ${wanted}`} className="p-2">
          <ModuleBranch module={tree} />
        </ul>
      )}
    </Card>
  );
}
