import { useQuery } from '@tanstack/react-query';
import { Database, GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Table, Th } from '@/components/ui/table';
import { versionsQuery } from './state-api';
import { StateDiffCard } from './state-diff-card';
import { StateResourcesCard } from './state-resources-card';
import { VersionRow } from './version-row';
import type { StateVersion } from './types';

type Asked = { what: 'diff'; from: number; to: number } | { what: 'resources'; version: number };

/** The versions of a state. To look into one goes on record, so it is done only when somebody asks. */
export function VersionsTab({ workspace }: { workspace: string }) {
  const [search] = useSearchParams();
  const versions = useQuery(versionsQuery(workspace, search.get('cursor') ?? ''));
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const [asked, setAsked] = useState<Asked | null>(null);
  const pair = (items: readonly StateVersion[]) => ({
    from: chosen.from ?? items[1]?.version,
    to: chosen.to ?? items[0]?.version,
  });
  return (
    <div className="grid gap-4">
      <Card flush title="Versions" aside={<Updated query={versions} />}>
        <Loaded
          query={versions}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Database} title="No state is kept">
                The first apply of this workspace writes one.
              </Empty>
            ),
          }}
        >
          {(page) => {
            const { from, to } = pair(page.items);
            return (
              <>
                <Table
                  label="Versions"
                  head={
                    <>
                      <Th>From</Th>
                      <Th>To</Th>
                      <Th className="text-right">Version</Th>
                      <Th className="text-right">Resources</Th>
                      <Th className="text-right">Size</Th>
                      <Th>Written by</Th>
                      <Th>Written</Th>
                      <Th>Do</Th>
                    </>
                  }
                >
                  {page.items.map((one, i) => (
                    <VersionRow
                      key={one.version}
                      version={one}
                      current={i === 0 && !search.has('cursor')}
                      from={from}
                      to={to}
                      onChoose={(end) => setChosen({ ...chosen, [end]: one.version })}
                      onLook={() => setAsked({ what: 'resources', version: one.version })}
                    />
                  ))}
                </Table>
                <p className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2">
                  <Button
                    small
                    disabled={from === undefined || to === undefined || from === to}
                    onClick={() => (from === undefined || to === undefined ? undefined : setAsked({ what: 'diff', from, to }))}
                  >
                    <GitCompareArrows aria-hidden /> Compare {from === undefined || to === undefined ? '' : `${from} with ${to}`}
                  </Button>
                  <span className="text-xs text-faint">To look into a state goes on record; secrets stay masked.</span>
                </p>
                <Pages next={page.nextCursor} />
              </>
            );
          }}
        </Loaded>
      </Card>
      {asked?.what === 'diff' ? <StateDiffCard workspace={workspace} from={asked.from} to={asked.to} /> : null}
      {asked?.what === 'resources' ? (
        <StateResourcesCard key={asked.version} workspace={workspace} version={asked.version} />
      ) : null}
    </div>
  );
}
