import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleMinus, Clock, Coffee, LoaderCircle } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { runnersQuery } from './api';
import type { OpenCommand } from './types';

export function RunnersTab() {
  const runners = useQuery(runnersQuery());
  return (
    <Loaded query={runners}>
      {(data) => (
        <div className="grid gap-4">
          <Card title="Where steps run" aside={<Updated query={runners} />}>
            <p className="flex flex-wrap gap-2">
              <Place works={data.host} yes="Host processes" no="No host processes" />
              {data.containers === 'kubernetes' ? null : (
                <Place works={data.docker.answers} yes="Docker engine answers" no="No Docker engine answers" />
              )}
              {data.kubernetes.known && data.containers !== 'docker' ? (
                <Place works={data.kubernetes.answers} yes="Kubernetes answers" no="Kubernetes does not answer" />
              ) : null}
              <span className="text-muted">
                {data.workers} builds at once on each instance, {data.running.length} running, {data.queued.length} waiting
              </span>
            </p>
          </Card>
          <Card flush title="Running and waiting, in the order of their turns">
            {data.running.length + data.queued.length === 0 ? (
              <Empty icon={Coffee} title="Nothing to do">
                Builds appear here from the moment they are asked for.
              </Empty>
            ) : (
              <Table
                label="Queue"
                head={
                  <>
                    <Th>State</Th>
                    <Th>Application</Th>
                    <Th>Stage</Th>
                    <Th>Run</Th>
                    <Th>Since</Th>
                  </>
                }
              >
                {data.running.map((one) => (
                  <OpenRow key={one.commandId} command={one} running />
                ))}
                {data.queued.map((one) => (
                  <OpenRow key={one.commandId} command={one} running={false} />
                ))}
              </Table>
            )}
          </Card>
        </div>
      )}
    </Loaded>
  );
}

function Place({ works, yes, no }: { works: boolean; yes: string; no: string }) {
  return (
    <Badge tone={works ? 'good' : 'idle'} icon={works ? CircleCheck : CircleMinus}>
      {works ? yes : no}
    </Badge>
  );
}

function OpenRow({ command, running }: { command: OpenCommand; running: boolean }) {
  return (
    <Row>
      <Td>
        <Badge tone={running ? 'busy' : 'warn'} icon={running ? LoaderCircle : Clock}>
          {running ? (command.attempt > 1 ? `Running, attempt ${command.attempt}` : 'Running') : 'Waiting'}
        </Badge>
      </Td>
      <Td>{command.application ?? ''}</Td>
      <Td>{command.stage ?? command.capability}</Td>
      <Td>
        {command.runId == null ? null : (
          <Link className="link" to={`/runs/${command.runId}`}>
            Run
          </Link>
        )}
      </Td>
      <Td>
        <Age at={running ? (command.startedAt ?? command.receivedAt) : command.receivedAt} />
      </Td>
    </Row>
  );
}
