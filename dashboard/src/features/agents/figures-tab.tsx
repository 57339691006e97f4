import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatDuration, formatNumber } from '@/lib/format';
import { usageQuery, type Usage } from './api';

const TIMES = [
  [1, 'The last day'],
  [7, 'The last week'],
  [30, 'The last 30 days'],
] as const;

/** How an agent does its work: how much of it, how well, how long, for how much. */
export function FiguresTab({ agentId }: { agentId: string }) {
  const [days, setDays] = useState<number>(1);
  const usage = useQuery(usageQuery(agentId, days));
  return (
    <Card
      flush
      title={
        <Select
          aria-label="Time"
          className="w-40 font-normal"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {TIMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      }
      aside={<Updated query={usage} />}
    >
      <Loaded
        query={usage}
        empty={{
          when: (data) => data.parts.length === 0,
          show: (
            <Empty icon={ChartNoAxesColumn} title="No command has ended in this time">
              Look at a longer time, or start a run that uses the agent.
            </Empty>
          ),
        }}
      >
        {(data) => (
          <Table
            label="Figures"
            head={
              <>
                <Th>Capability</Th>
                <Th className="text-right">Commands</Th>
                <Th className="text-right">Succeeded</Th>
                <Th className="text-right">Took, p50</Th>
                <Th className="text-right">p95</Th>
                <Th className="text-right">Waited, p50</Th>
                <Th className="text-right">p95</Th>
                <Th className="text-right">Retried</Th>
                <Th className="text-right">Minutes</Th>
                <Th className="text-right">Cost</Th>
              </>
            }
          >
            {data.parts.map((part) => (
              <UsageRow key={part.capability ?? ''} usage={part} />
            ))}
            {data.all === undefined || data.parts.length < 2 ? null : <UsageRow usage={data.all} all />}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}

const took = (seconds: number | null | undefined) => (seconds == null ? '–' : formatDuration(seconds * 1000));

function UsageRow({ usage, all = false }: { usage: Usage; all?: boolean }) {
  const number = 'num text-right';
  return (
    <Row className={all ? 'font-medium' : undefined}>
      <Td>{all ? 'All' : usage.capability == null ? 'not known any more' : <Code>{usage.capability}</Code>}</Td>
      <Td className={number}>{formatNumber(usage.commands)}</Td>
      <Td className={number} title={`${usage.succeeded} succeeded, ${usage.failed} failed, ${usage.cancelled} cancelled`}>
        {usage.success == null ? '–' : `${formatNumber(Math.round(usage.success * 1000) / 10)} %`}
        <span className="block text-xs font-normal text-faint">{usage.failed} failed</span>
      </Td>
      <Td className={number}>{took(usage.p50Seconds)}</Td>
      <Td className={number}>{took(usage.p95Seconds)}</Td>
      <Td className={number}>{took(usage.queueP50Seconds)}</Td>
      <Td className={number}>{took(usage.queueP95Seconds)}</Td>
      <Td className={number}>{formatNumber(usage.retried)}</Td>
      <Td className={number}>{formatNumber(Math.round(usage.minutes * 10) / 10)}</Td>
      <Td className={number}>
        {usage.cost.amount} {usage.cost.currency}
      </Td>
    </Row>
  );
}
