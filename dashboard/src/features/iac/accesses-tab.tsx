import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { accessesQuery } from './state-api';

/** Who read, wrote, locked and restored the state. */
export function AccessesTab({ workspace }: { workspace: string }) {
  const [search] = useSearchParams();
  const accesses = useQuery(accessesQuery(workspace, search.get('cursor') ?? ''));
  return (
    <Card flush title="Who read and wrote it" aside={<Updated query={accesses} />}>
      <Loaded
        query={accesses}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Eye} title="Nobody had it yet">
              Each time that it is read, written, locked or restored stands here.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Accesses"
              head={
                <>
                  <Th>Who</Th>
                  <Th>What</Th>
                  <Th className="text-right">Version</Th>
                  <Th>Command</Th>
                  <Th className="text-right">When</Th>
                </>
              }
            >
              {page.items.map((access) => (
                <Row key={access.id}>
                  <Td>{access.by}</Td>
                  <Td>{access.act}</Td>
                  <Td className="num text-right">{access.version ?? ''}</Td>
                  <Td>{access.commandId == null ? null : <Code>{access.commandId}</Code>}</Td>
                  <Td className="text-right text-muted">
                    <Age at={access.at} />
                  </Td>
                </Row>
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
