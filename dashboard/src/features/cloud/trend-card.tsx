import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { trendQuery } from './api';
import { SeverityBadge } from './looks';
import type { Day, Severity } from './types';

const SEVERITIES: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
const DAYS = 7;

/** Open findings of the last days, by severity. */
export function TrendCard() {
  const trend = useQuery(trendQuery());
  return (
    <Card flush title="Open findings by day">
      <Loaded query={trend}>
        {(page) => (page.items.length === 0 ? <p className="px-4 py-3 text-sm text-faint">No audit yet.</p> : <Trend days={page.items} />)}
      </Loaded>
    </Card>
  );
}

function Trend({ days }: { days: readonly Day[] }) {
  const last = [...new Set(days.map((one) => one.day))].sort().slice(-DAYS);
  return (
    <Table
      label="Open findings by day"
      head={
        <>
          <Th>Severity</Th>
          {last.map((day) => (
            <Th key={day}>{day}</Th>
          ))}
        </>
      }
    >
      {SEVERITIES.map((severity) => (
        <Row key={severity}>
          <Td>
            <SeverityBadge severity={severity} />
          </Td>
          {last.map((day) => {
            const found = days.find((one) => one.day === day && one.severity === severity);
            return (
              <Td key={day} className="num">
                {found?.open ?? 0}
                {found !== undefined && found.excepted > 0 ? <span className="text-xs text-faint"> and {found.excepted} let pass</span> : null}
              </Td>
            );
          })}
        </Row>
      ))}
    </Table>
  );
}
