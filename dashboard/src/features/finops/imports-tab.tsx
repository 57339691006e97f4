import { useQuery } from '@tanstack/react-query';
import { FileInput, TriangleAlert } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { money } from './amounts';
import { FeedsCard } from './feeds-card';
import { importsQuery, sourcesQuery } from './api';
import type { Import } from './types';

const MARKS: Readonly<Record<string, string>> = {
  OTHER_CURRENCY: 'in another currency',
  NEGATIVE: 'below zero',
  REFUND: 'refunds',
  CORRECTION: 'corrections',
  HUGE: 'of a thousand million or more',
  BACKWARDS: 'that end before they start',
};

/** What was read, from where, and what is odd about it. */
export function ImportsTab() {
  const [search] = useFilters();
  const imports = useQuery(importsQuery({ source: search.get('source') ?? '', cursor: search.get('cursor') ?? '' }));
  return (
    <div className="grid gap-4">
      <SourcesCard />
      <FeedsCard />
      <Card flush title="Imports" aside={<Updated query={imports} />}>
        <Loaded
          query={imports}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={FileInput} title="No import yet">
                Post a FOCUS file, plain or gzip, to <code className="font-mono text-xs">/api/v1/finops/imports?source=NAME</code>.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <Table
                label="Imports"
                head={
                  <>
                    <Th>Source</Th>
                    <Th>Days</Th>
                    <Th className="text-right">Rows</Th>
                    <Th className="text-right">Sum</Th>
                    <Th>Remarks</Th>
                    <Th>When</Th>
                  </>
                }
              >
                {page.items.map((one) => (
                  <ImportRow key={one.id} one={one} />
                ))}
              </Table>
              <Pages next={page.nextCursor} />
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function remarks(one: Import): string[] {
  return [
    ...(one.duplicates > 0 ? ['the same file was known, nothing changed'] : []),
    ...(one.replaced > 0 ? [`${one.replaced.toLocaleString('en')} earlier rows replaced`] : []),
    ...(one.kept < one.rows ? [`${(one.rows - one.kept).toLocaleString('en')} replaced since`] : []),
    ...Object.entries(one.marks).map(([mark, count]) => `${count.toLocaleString('en')} ${MARKS[mark] ?? mark}`),
  ];
}

function ImportRow({ one }: { one: Import }) {
  return (
    <Row>
      <Td>
        {one.source} {one.sample ? <Tag>sample data</Tag> : null}
        <span className="block text-xs text-faint">{one.origin}</span>
      </Td>
      <Td className="num whitespace-nowrap">
        {one.firstDay} to {one.lastDay}
      </Td>
      <Td className="num text-right">{one.rows.toLocaleString('en')}</Td>
      <Td className="num text-right whitespace-nowrap">
        {one.totals.map((total) => (
          <span key={total.currency} className="block">
            {money(total.amount, total.currency)}
          </span>
        ))}
      </Td>
      <Td className="text-xs text-muted">{remarks(one).join('; ')}</Td>
      <Td className="whitespace-nowrap">
        <Age at={one.importedAt} />
      </Td>
    </Row>
  );
}

function SourcesCard() {
  const sources = useQuery(sourcesQuery());
  return (
    <Card flush title="Sources" aside={<Updated query={sources} />}>
      <Loaded query={sources} empty={{ when: (page) => page.items.length === 0, show: <p className="p-4 text-sm text-faint">No source yet.</p> }}>
        {(page) => (
          <Table
            label="Sources"
            head={
              <>
                <Th>Source</Th>
                <Th>Days</Th>
                <Th>Gaps</Th>
                <Th>Last import</Th>
              </>
            }
          >
            {page.items.map((source) => (
              <Row key={`${source.source} ${source.sample}`}>
                <Td>
                  {source.source} {source.sample ? <Tag>sample data</Tag> : null}
                </Td>
                <Td className="num">
                  {source.firstDay} to {source.lastDay}
                </Td>
                <Td>
                  {source.missingDays === 0 ? (
                    'none'
                  ) : (
                    <Badge tone="warn" icon={TriangleAlert} bare>
                      {source.missingDays} days without a charge
                    </Badge>
                  )}
                </Td>
                <Td>
                  <Age at={source.importedAt} />
                </Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
