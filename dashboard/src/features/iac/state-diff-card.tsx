import { useQuery } from '@tanstack/react-query';
import { Equal } from 'lucide-react';
import { useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Attributes } from './attributes';
import { KindBadge } from './looks';
import { stateDiffQuery } from './state-api';
import type { StateChange } from './types';
import { shownOf } from './values';
import { ShowMore } from './show-more';

const KIND = { added: 'create', removed: 'delete', changed: 'update' } as const;
const AT_ONCE = 50;

export function StateDiffCard({ workspace, from, to }: { workspace: string; from: number; to: number }) {
  const diff = useQuery(stateDiffQuery(workspace, from, to));
  return (
    <Card flush title={`From version ${from} to version ${to}`}>
      <Loaded
        query={diff}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Equal} title="No resource differs">
              Both versions have the same resources with the same values.
            </Empty>
          ),
        }}
      >
        {(page) => <Differences changes={page.items} />}
      </Loaded>
    </Card>
  );
}

function Differences({ changes }: { changes: readonly StateChange[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <>
      <ul className="divide-y divide-line">
        {changes.slice(0, shown).map((change) => (
          <li key={change.address} className="px-4 py-2">
            <p className="flex flex-wrap items-center gap-2">
              <KindBadge kind={KIND[change.change]} words="done" />
              <span className="font-mono text-xs break-all">{change.address}</span>
            </p>
            {change.attributes.length === 0 ? null : (
              <div className="pt-1 pl-6">
                <Attributes
                  label={`Values of ${change.address}`}
                  attributes={change.attributes.map(({ path, before, after }) => ({
                    path,
                    before: shownOf(before),
                    after: shownOf(after),
                  }))}
                  certain
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} of={changes.length} step={AT_ONCE} onMore={setShown} />
    </>
  );
}
