import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, CircleX, FileText } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { reportsQuery } from './api';
import type { SentReport } from './types';

/** Reports that were due, and whether they were sent. */
export function ReportsTab() {
  const [search] = useFilters();
  const reports = useQuery(reportsQuery(search.get('cursor') ?? ''));
  return (
    <Card flush title="Sent reports" aside={<Updated query={reports} />}>
      <Loaded
        query={reports}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={FileText} title="No report was due yet">
              Say in the <Link className="text-accent hover:underline" to="/agents/finops?tab=configuration">configuration</Link> of this agent which
              reports are sent, when and to whom.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Sent reports"
              head={
                <>
                  <Th>Report</Th>
                  <Th>Due</Th>
                  <Th>State</Th>
                  <Th>Why not</Th>
                </>
              }
            >
              {page.items.map((report) => (
                <Row key={report.id}>
                  <Td>{report.schedule}</Td>
                  <Td className="num">{report.dueAt.slice(0, 16).replace('T', ' ')}</Td>
                  <Td>
                    <State report={report} />
                  </Td>
                  <Td className="text-muted">{report.failure ?? ''}</Td>
                </Row>
              ))}
            </Table>
            <Pages next={page.nextCursor} words={['Newest', 'Older']} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function State({ report }: { report: SentReport }) {
  switch (report.state) {
    case 'SENT':
      return (
        <Badge tone="good" icon={CircleCheck}>
          Sent
        </Badge>
      );
    case 'WAITING':
      return (
        <Badge tone="warn" icon={CircleDot}>
          Waiting
        </Badge>
      );
    case 'GIVEN_UP':
      return (
        <Badge tone="bad" icon={CircleX}>
          Given up
        </Badge>
      );
  }
}
