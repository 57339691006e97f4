import { useQuery } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { AgentView } from '@/lib/api/types';
import { isObject, valueAt } from '@/lib/json';
import { viewQuery } from './api';
import { Cell } from './view-cell';

const RIGHT = new Set(['NUMBER', 'MONEY', 'TIME']);

/** A table that an agent describes in its manifest and fills from its own API. */
export function ViewTable({ agentId, view }: { agentId: string; view: AgentView }) {
  const rows = useQuery(viewQuery(agentId, view));
  return (
    <Card title={view.title} flush aside={<Updated query={rows} />}>
      <Loaded
        query={rows}
        rows={6}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Table2} title="Nothing here yet">
              {view.empty}
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label={view.title}
            head={view.columns.map((column) => (
              <Th key={column.field} className={cx(RIGHT.has(column.format) && 'text-right')}>
                {column.title}
              </Th>
            ))}
          >
            {page.items.map((item, index) => (
              <Row key={isObject(item) && typeof item.id === 'string' ? item.id : index}>
                {view.columns.map((column) => (
                  <Td
                    key={column.field}
                    className={cx('max-w-md break-words', RIGHT.has(column.format) && 'text-right')}
                  >
                    <Cell value={valueAt(item, column.field)} format={column.format} />
                  </Td>
                ))}
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
