import { useQuery } from '@tanstack/react-query';
import { Database, KeyRound } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { bytes } from './bytes';
import { LockBadge } from './lock-badge';
import { statesQuery } from './state-api';
import type { StateView } from './types';
import { workspacePath } from './workspace-row';

const ROWS = 50;

export function StatesTab() {
  const [search] = useSearchParams();
  const states = useQuery(statesQuery({ cursor: search.get('cursor') ?? '', limit: ROWS }));
  return (
    <Card flush title="States" aside={<Updated query={states} />}>
      <Loaded
        query={states}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Database} title="No state is kept">
              The first apply of a workspace writes one.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="States"
              head={
                <>
                  <Th>Workspace</Th>
                  <Th className="text-right">Version</Th>
                  <Th className="text-right">Resources</Th>
                  <Th className="text-right">Size</Th>
                  <Th>Secrets</Th>
                  <Th>Lock</Th>
                  <Th className="text-right">Written</Th>
                </>
              }
            >
              {page.items.map((state) => (
                <StateRow key={state.current.workspace} state={state} />
              ))}
            </Table>
            <Pages next={page.nextCursor} words={['First', 'Next']} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function StateRow({ state: { current, lock, secrets } }: { state: StateView }) {
  return (
    <Row>
      <Td>
        <Link to={workspacePath(current.workspace, 'versions')} className="font-medium hover:text-accent hover:underline">
          {current.workspace}
        </Link>
      </Td>
      <Td className="num text-right">{current.version}</Td>
      <Td className="num text-right">{current.resources}</Td>
      <Td className="num text-right">{bytes(current.sizeBytes)}</Td>
      <Td>
        {secrets === 0 ? (
          <span className="text-faint">none found</span>
        ) : (
          <Link to={workspacePath(current.workspace, 'secrets')} className="hover:underline">
            <Badge tone="warn" icon={KeyRound}>
              {secrets === 1 ? '1 secret' : `${secrets} secrets`}
            </Badge>
          </Link>
        )}
      </Td>
      <Td>{lock == null ? <span className="text-faint">free</span> : <LockBadge lock={lock} />}</Td>
      <Td className="text-right text-muted">
        <Age at={current.createdAt} />
        <p className="text-xs text-faint">{current.createdBy}</p>
      </Td>
    </Row>
  );
}
