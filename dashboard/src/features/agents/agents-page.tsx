import { useQuery } from '@tanstack/react-query';
import { Blocks, Bot } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { agentsQuery } from '@/lib/api/queries';
import type { Agent } from '@/lib/api/types';

export function AgentsPage() {
  const agents = useQuery(agentsQuery());
  return (
    <Page
      title="Agents"
      lead="Who does the work, and whether they can be reached."
      actions={
        <Link to="/plugins" className={buttonClass()}>
          <Blocks aria-hidden /> Plugins
        </Link>
      }
    >
      <Card title="All agents" flush aside={<Updated query={agents} />}>
        <Loaded
          query={agents}
          rows={6}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Bot} title="No agent has registered">
                Start the built-in ones with <code className="font-mono text-xs">./hexad up</code>; any service with the
                enrolment token can register as well.
              </Empty>
            ),
          }}
        >
          {(page) => <AgentsTable agents={page.items} />}
        </Loaded>
      </Card>
    </Page>
  );
}

function lastSeen(agent: Agent): string | null {
  const seen = (agent.instances ?? []).map((instance) => instance.lastSeenAt).sort();
  return seen[seen.length - 1] ?? null;
}

function AgentsTable({ agents }: { agents: Agent[] }) {
  return (
    <Table
      label="Agents"
      head={
        <>
          <Th className="w-28">Presence</Th>
          <Th className="w-[38%]">Agent</Th>
          <Th className="w-28">State</Th>
          <Th>Version</Th>
          <Th className="text-right">Instances</Th>
          <Th className="text-right">Last seen</Th>
          <Th>Capabilities</Th>
        </>
      }
    >
      {agents.map((agent) => {
        const seen = lastSeen(agent);
        const instances = agent.instances ?? [];
        return (
          <Row key={agent.id}>
            <Td>
              <StateBadge state={agent.presence} />
            </Td>
            <Td className="max-w-0 min-w-56 py-2">
              <Link to={`/agents/${agent.id}`} className="font-medium hover:text-accent hover:underline">
                {agent.displayName}
              </Link>
              <p className="truncate text-xs text-faint" title={agent.description}>
                {agent.description}
              </p>
            </Td>
            <Td>
              <StateBadge state={agent.state} bare />
            </Td>
            <Td className="num text-muted">{agent.version}</Td>
            <Td className="num text-right text-muted">
              {instances.filter((instance) => instance.healthy).length}/{instances.length}
            </Td>
            <Td className="text-right text-muted">{seen === null ? 'never' : <Age at={seen} />}</Td>
            <Td>
              <span className="flex flex-wrap gap-1">
                {(agent.capabilities ?? []).map((capability) => (
                  <Tag key={capability.name}>{capability.name}</Tag>
                ))}
              </span>
            </Td>
          </Row>
        );
      })}
    </Table>
  );
}
