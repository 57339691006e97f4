import { useQuery } from '@tanstack/react-query';
import { Moon } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatTime } from '@/lib/format';
import { actPath, inventoryPath, resourcePath, schedulesQuery } from './api';
import type { Schedule, Turn } from './types';

const WORDS = { START: 'Start', STOP: 'Stop' } as const;

/** What runs only when somebody works. */
export function SchedulesTab() {
  const schedules = useQuery(schedulesQuery());
  return (
    <Loaded
      query={schedules}
      empty={{
        when: (page) => page.items.length === 0,
        show: (
          <Card>
            <Empty icon={Moon} title="No schedule yet">
              Add <code className="font-mono text-xs">schedules</code> to the configuration of this agent.
            </Empty>
          </Card>
        ),
      }}
    >
      {(page) => (
        <div className="grid gap-4">
          {page.items.map((schedule) => (
            <ScheduleCard key={schedule.name} schedule={schedule} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

function ScheduleCard({ schedule }: { schedule: Schedule }) {
  return (
    <Card title={schedule.name}>
      <Facts
        facts={[
          {
            name: 'Resources',
            value: (
              <Link to={inventoryPath(schedule.resources)} className="hover:text-accent hover:underline">
                <code className="font-mono text-xs">{schedule.resources}</code>
              </Link>
            ),
          },
          {
            name: 'Next',
            value: `${WORDS[schedule.next.kind]}, ${formatTime(schedule.next.at)} (${schedule.zone})`,
          },
          { name: 'Runs now', value: <Running schedule={schedule} /> },
        ]}
      />
      {schedule.outcomes.length === 0 ? null : <Turns name={schedule.name} turns={schedule.outcomes} />}
    </Card>
  );
}

function Running({ schedule }: { schedule: Schedule }) {
  if (schedule.running.length === 0) {
    return 'nothing that it would stop';
  }
  return (
    <ul className="flex flex-wrap gap-x-3">
      {schedule.running.map((one) => (
        <li key={one.uid}>
          <Link to={resourcePath(one.uid)} className="hover:text-accent hover:underline">
            {one.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Turns({ name, turns }: { name: string; turns: Turn[] }) {
  return (
    <Table
      label={`What ${name} did`}
      head={
        <>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Outcome</Th>
        </>
      }
    >
      {turns.map((turn) => (
        <Row key={turn.at}>
          <Td className="whitespace-nowrap">
            <Age at={turn.at} />
          </Td>
          <Td>{WORDS[turn.kind]}</Td>
          <Td className="break-words">
            {turn.actId == null ? (
              (turn.problem ?? 'There was nothing to do.')
            ) : (
              <Link to={actPath(turn.actId)} className="hover:text-accent hover:underline">
                See the act
              </Link>
            )}
          </Td>
        </Row>
      ))}
    </Table>
  );
}
