import { useQuery } from '@tanstack/react-query';
import { Boxes, ChevronDown, ChevronRight } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { PlainValues } from './attributes';
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
          <Resource key={resource.address} resource={resource} />
        ))}
      </ul>
      {resources.length > shown ? (
        <p className="border-t border-line px-4 py-2">
          <Button small onClick={() => setShown(shown + AT_ONCE)}>
            Show {Math.min(AT_ONCE, resources.length - shown)} more
          </Button>{' '}
          <span className="num text-xs text-faint">
            {shown} of {resources.length} are shown
          </span>
        </p>
      ) : null}
    </>
  );
}

function Resource({ resource }: { resource: StateResource }) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 rounded px-2 py-1 text-left hover:bg-sunken/60"
      >
        <Chevron aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="min-w-0 font-mono text-xs break-all">{resource.address}</span>
      </button>
      {open ? (
        <div className="pt-1 pb-2 pl-7.5">
          <PlainValues label={`Values of ${resource.address}`} values={resource.attributes} />
        </div>
      ) : null}
    </li>
  );
}
