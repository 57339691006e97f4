import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty, Note } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { actPath, trailLogsQuery, trailQuery } from './api';
import type { TrailEntry } from './types';

const words = (what: string) => what.charAt(0) + what.slice(1).toLowerCase().replaceAll('_', ' ');

/** Who did what, in the clouds and through Hexad. */
export function TrailTab() {
  const [search, set] = useFilters();
  const resource = search.get('resource') ?? '';
  const who = search.get('who') ?? '';
  const trail = useQuery(trailQuery({ resource, who, cursor: search.get('cursor') ?? '' }));
  return (
    <div className="grid gap-4">
      <UnreadLogs />
      <Card
        flush
        title={
          <span className="flex flex-wrap gap-2 font-normal">
            <Find key={`r ${resource}`} label="Resource" hint="Id or ARN of a resource" value={resource} onFind={(text) => set('resource', text)} />
            <Find key={`w ${who}`} label="Who" hint="Part of a name" value={who} onFind={(text) => set('who', text)} />
          </span>
        }
        aside={<Updated query={trail} />}
      >
        <Loaded
          query={trail}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={ScrollText} title="Nothing was done">
                Whatever somebody does in a cloud stands here, through Hexad or not, where the provider tells.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <TrailTable entries={page.items} />
              <Pages next={page.nextCursor} />
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

interface FindProps {
  label: string;
  hint: string;
  value: string;
  onFind: (text: string) => void;
}

function Find({ label, hint, value, onFind }: FindProps) {
  const [text, setText] = useState(value);
  return (
    <form
      role="search"
      aria-label={label}
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(text.trim());
      }}
    >
      <Input aria-label={label} placeholder={hint} className="w-60" value={text} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" aria-label={`Find by ${label.toLowerCase()}`}>
        Find
      </Button>
    </form>
  );
}

/** Without these, the list is not all there is. */
function UnreadLogs() {
  const logs = useQuery(trailLogsQuery());
  const failed = logs.data?.items.filter((log) => log.state === 'FAILED') ?? [];
  const first = failed[0];
  return first === undefined ? null : (
    <Note tone="warn" title={`${failed.length} of ${logs.data?.items.length ?? 0} logs cannot be read`}>
      {`${first.source} of ${first.accountName} in ${first.region}: ${first.problem ?? ''}`}
    </Note>
  );
}

function TrailTable({ entries }: { entries: readonly TrailEntry[] }) {
  return (
    <Table
      label="Audit trail"
      head={
        <>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>Resource</Th>
          <Th>Source</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <Row key={entry.id}>
          <Td className="whitespace-nowrap">
            <Age at={entry.at} />
          </Td>
          <Td className="max-w-80 break-all">
            {entry.who}
            {entry.address == null ? null : <p className="text-xs text-faint">from {entry.address}</p>}
          </Td>
          <Td className="break-words">
            <What entry={entry} />
          </Td>
          <Td className="max-w-80 break-all">
            {entry.resource ?? ''}
            {entry.region == null ? null : <p className="text-xs text-faint">{entry.region}</p>}
          </Td>
          <Td className="whitespace-nowrap">
            {entry.source} {entry.ownAct && entry.source !== 'hexad' ? <Tag>by Hexad</Tag> : null}
          </Td>
        </Row>
      ))}
    </Table>
  );
}

function What({ entry }: { entry: TrailEntry }) {
  return (
    <>
      {entry.source !== 'hexad' ? (
        entry.what
      ) : entry.actId == null ? (
        words(entry.what)
      ) : (
        <Link to={actPath(entry.actId)} className="hover:text-accent hover:underline">
          {words(entry.what)}
        </Link>
      )}
      {entry.problem == null ? null : <p className="text-xs text-bad">{entry.problem}</p>}
      {entry.detail == null ? null : <p className="text-xs text-faint">{entry.detail}</p>}
    </>
  );
}
