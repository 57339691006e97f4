import { useQuery } from '@tanstack/react-query';
import { Calculator } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { percent } from './amounts';
import { correctionsQuery, estimatesQuery } from './api';
import { EstimateItem } from './estimate-item';

/** What plans were said to cost, what the bill says, and what was learnt from the difference. */
export function EstimatesTab() {
  const [search] = useFilters();
  const estimates = useQuery(estimatesQuery(search.get('cursor') ?? ''));
  return (
    <div className="grid gap-4">
      <Card flush title="Estimates" aside={<Updated query={estimates} />}>
        <Loaded
          query={estimates}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Calculator} title="No estimate yet">
                A stage with <code>uses: finops.estimate</code> says what a plan will cost, by the prices of the bill and of price lists.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <ul className="divide-y divide-line">
                {page.items.map((estimate) => (
                  <EstimateItem key={estimate.id} estimate={estimate} />
                ))}
              </ul>
              <Pages next={page.nextCursor} words={['First', 'Next']} />
            </>
          )}
        </Loaded>
      </Card>
      <Corrections />
    </div>
  );
}

function Corrections() {
  const corrections = useQuery(correctionsQuery());
  if (corrections.data === undefined || corrections.data.items.length === 0) {
    return null;
  }
  return (
    <Card flush title="Learnt from bills" aside={<Updated query={corrections} />}>
      <Table
        label="Learnt from bills"
        head={
          <>
            <Th>Type</Th>
            <Th className="text-right">Paid by estimated</Th>
            <Th className="text-right">Off by</Th>
            <Th className="text-right">Compared</Th>
          </>
        }
      >
        {corrections.data.items.map((one) => (
          <Row key={one.type}>
            <Td className="font-mono text-xs">{one.type}</Td>
            <Td className="num text-right">{one.factor.toFixed(2)}</Td>
            <Td className="num text-right">{one.error === null ? 'not known yet' : percent(one.error)}</Td>
            <Td className="num text-right">{one.samples}</Td>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
