import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { actPath, trailQuery } from './api';

const words = (what: string) => what.charAt(0) + what.slice(1).toLowerCase().replaceAll('_', ' ');

/** Who did what through Hexad. */
export function TrailTab() {
  const [search] = useFilters();
  const trail = useQuery(trailQuery(search.get('cursor') ?? ''));
  return (
    <Card flush title="Who did what" aside={<Updated query={trail} />}>
      <Loaded
        query={trail}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={ScrollText} title="Nothing was done yet">
              Whatever somebody does in a cloud through Hexad stands here.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Audit trail"
              head={
                <>
                  <Th>When</Th>
                  <Th>Who</Th>
                  <Th>What</Th>
                  <Th>Detail</Th>
                </>
              }
            >
              {page.items.map((entry) => (
                <Row key={entry.id}>
                  <Td className="whitespace-nowrap">
                    <Age at={entry.at} />
                  </Td>
                  <Td>{entry.who}</Td>
                  <Td className="whitespace-nowrap">
                    {entry.actId == null ? (
                      words(entry.what)
                    ) : (
                      <Link to={actPath(entry.actId)} className="hover:text-accent hover:underline">
                        {words(entry.what)}
                      </Link>
                    )}
                  </Td>
                  <Td className="break-words">{entry.detail}</Td>
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
