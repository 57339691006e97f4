import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { PlainValues } from './attributes';
import { Branch } from './branch';
import { ShowMore } from './show-more';
import { resourcesQuery } from './state-api';
import type { StateResource } from './types';

const AT_ONCE = 100;

export function StateResourcesCard({ workspace, version }: { workspace: string; version: number }) {
  const resources = useQuery(resourcesQuery(workspace, version));
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-2">
          Resources of version {version}
          <Input
            aria-label="Address of a resource"
            placeholder="Address"
            className="w-56 font-normal"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </span>
      }
    >
      <Loaded
        query={resources}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Boxes} title="No resource in this version">
              Everything was removed, or nothing was made yet.
            </Empty>
          ),
        }}
      >
        {(page) => <Resources resources={page.items.filter((one) => one.address.toLowerCase().includes(wanted))} />}
      </Loaded>
    </Card>
  );
}

function Resources({ resources }: { resources: readonly StateResource[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  if (resources.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">No resource has this in its address.</p>;
  }
  return (
    <>
      <ul className="p-2">
        {resources.slice(0, shown).map((resource) => (
          <Branch
            key={resource.address}
            title={<span className="min-w-0 font-mono text-xs break-all">{resource.address}</span>}
          >
            {() => <PlainValues label={`Values of ${resource.address}`} values={resource.attributes} />}
          </Branch>
        ))}
      </ul>
      <ShowMore shown={shown} of={resources.length} step={AT_ONCE} onMore={setShown} />
    </>
  );
}
