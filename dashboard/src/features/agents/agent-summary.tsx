import type { ReactNode } from 'react';
import { TriangleAlert, Unplug } from 'lucide-react';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code, CodeBlock } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { Agent } from '@/lib/api/types';

export function AgentSummary({ agent, updated }: { agent: Agent; updated: ReactNode }) {
  return (
    <div className="flex flex-col gap-4">
      <Card title="Instances" flush aside={updated}>
        <Instances agent={agent} />
      </Card>
      <Card title="Capabilities" aside="what a stage can use" flush>
        <Capabilities agent={agent} />
      </Card>
      <div className="grid gap-4 md:grid-cols-2">
        <Card title="Events it publishes">
          <Types types={agent.emits ?? []} none="It publishes no events of its own." />
        </Card>
        <Card title="Events it listens to">
          <Types types={agent.wants ?? []} none="It listens to no events." />
        </Card>
      </div>
    </div>
  );
}

function Instances({ agent }: { agent: Agent }) {
  const instances = agent.instances ?? [];
  if (instances.length === 0) {
    return (
      <Empty icon={Unplug} title="No instance is registered">
        Commands wait until one is. Check that the agent runs: <Code>./hexad status</Code>.
      </Empty>
    );
  }
  return (
    <Table
      label="Instances"
      head={
        <>
          <Th className="w-28">Health</Th>
          <Th>Address</Th>
          <Th>Version</Th>
          <Th>Instance</Th>
          <Th className="text-right">Started</Th>
          <Th className="text-right">Last seen</Th>
          <Th className="text-right">Lease ends</Th>
        </>
      }
    >
      {instances.map((instance) => (
        <Row key={instance.id}>
          <Td>
            <StateBadge state={instance.healthy ? 'HEALTHY' : 'UNHEALTHY'} />
          </Td>
          <Td>
            <Code>{instance.baseUrl}</Code>
            {instance.configurationError == null ? null : (
              <p className="flex items-center gap-1 text-xs text-warn">
                <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
                Configuration not taken: {instance.configurationError}
              </p>
            )}
          </Td>
          <Td className="num text-muted">{instance.version}</Td>
          <Td className="text-muted">
            <Code>{instance.id}</Code>
          </Td>
          <Td className="text-right text-muted">
            <Age at={instance.startedAt} />
          </Td>
          <Td className="text-right text-muted">
            <Age at={instance.lastSeenAt} />
          </Td>
          <Td className="text-right text-muted">
            <Age at={instance.leaseExpiresAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}

function Capabilities({ agent }: { agent: Agent }) {
  return (
    <ul className="divide-y divide-line">
      {(agent.capabilities ?? []).map((capability) => (
        <li key={capability.name} className="px-4 py-2.5">
          <details>
            <summary className="flex flex-wrap items-baseline gap-x-4">
              <Code>{capability.name}</Code>
              <span className="flex-1 text-muted">{capability.description}</span>
              <span className="text-xs text-accent">Schemas</span>
            </summary>
            <div className="mt-2 grid gap-3 lg:grid-cols-2">
              <Schema title="Parameters" schema={capability.parametersSchema} />
              <Schema title="Result" schema={capability.resultSchema} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Schema({ title, schema }: { title: string; schema: object }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      <CodeBlock label={`${title} schema`}>{JSON.stringify(schema, null, 2)}</CodeBlock>
    </div>
  );
}

function Types({ types, none }: { types: string[]; none: string }) {
  return types.length === 0 ? (
    <p className="text-muted">{none}</p>
  ) : (
    <ul className="flex flex-col gap-1">
      {types.map((type) => (
        <li key={type}>
          <Code>{type}</Code>
        </li>
      ))}
    </ul>
  );
}
