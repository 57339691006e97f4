import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import type { Json, Maybe } from '@/lib/api/types';
import { diffQuery, versionsQuery } from './api';
import type { Resource } from './types';

/** Every version, and what each one changed. */
export function HistoryCard({ uid }: { uid: string }) {
  const versions = useQuery(versionsQuery(uid));
  return (
    <Card flush title="History">
      <Loaded query={versions}>
        {(page) => (
          <ol className="divide-y divide-line">
            {page.items.map((version, place) => (
              <Version key={version.version} version={version} before={page.items[place + 1]} />
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}

function Version({ version, before }: { version: Resource; before: Resource | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="px-4 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-3">
        <span className="num text-faint">{version.version}</span>
        <span>{version.removed ? 'gone' : version.state}</span>
        <span className="text-faint">
          since <Age at={version.validFrom} />
        </span>
        {before === undefined || before.removed || version.removed ? null : (
          <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
            What changed
          </Button>
        )}
      </div>
      {open && before !== undefined ? <Changes version={version} before={before} /> : null}
    </li>
  );
}

const words = (value: Maybe<Json>) => (value == null ? 'nothing' : JSON.stringify(value));

function Changes({ version, before }: { version: Resource; before: Resource }) {
  const diff = useQuery(diffQuery(version.uid, before.validFrom, version.validFrom));
  return (
    <Loaded query={diff} rows={2}>
      {({ changes }) => (
        <ul className="mt-2 flex flex-col gap-1 text-xs">
          {changes.map((change) => (
            <li key={change.path} className="break-all">
              <Code>{change.path}</Code> <del className="text-bad">{words(change.before)}</del>{' '}
              <ins className="text-good no-underline">{words(change.after)}</ins>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
