import { useQuery } from '@tanstack/react-query';
import { Divide } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { money, percent } from './amounts';
import { unitNamesQuery, unitsQuery, type Look } from './api';

/** What one deploy, run, request or customer costs. */
export function UnitsCard({ look }: { look: Look }) {
  const [search, set] = useFilters();
  const names = useQuery(unitNamesQuery());
  const per = search.get('per') ?? 'deploy';
  const units = useQuery(unitsQuery(look, per));
  return (
    <Card
      flush
      title={
        <Select aria-label="Cost of one" className="w-auto font-normal" value={per} onChange={(event) => set('per', event.target.value)}>
          {(names.data?.items ?? [per]).map((name) => (
            <option key={name} value={name}>
              Cost per {name}
            </option>
          ))}
        </Select>
      }
      aside={<Updated query={units} />}
    >
      <Loaded
        query={units}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Divide} title="No application pays anything">
              Charges name their application by a tag.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label="Unit costs"
            head={
              <>
                <Th>Application</Th>
                <Th className="text-right">Cost</Th>
                <Th className="text-right">Count</Th>
                <Th className="text-right">Counted</Th>
                <Th className="text-right">Cost of one</Th>
              </>
            }
          >
            {page.items.map((unit) => (
              <Row key={`${unit.application} ${unit.currency}`}>
                <Td>{unit.application === '' ? 'All together' : unit.application}</Td>
                <Td className="num text-right">{money(unit.amount, unit.currency)}</Td>
                <Td className="num text-right">{unit.count.toLocaleString('en', { maximumFractionDigits: 1 })}</Td>
                <Td className="num text-right text-muted">{unit.each === null ? '' : `${percent(unit.measured)} of the time`}</Td>
                <Td className="num text-right font-medium">{unit.each === null ? 'none counted' : `${unit.each} ${unit.currency}`}</Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
