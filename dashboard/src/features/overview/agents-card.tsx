import type { UseQueryResult } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import type { Agent, Page } from '@/lib/api/types';

export function AgentsCard({ query }: { query: UseQueryResult<Page<Agent>> }) {
  return (
    <Card title="Agents" flush aside={<Updated query={query} />}>
      <Loaded
        query={query}
        rows={6}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Bot} title="No agent has registered">
              Start them with <code className="font-mono text-xs">./hexad up</code>.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <ul className="divide-y divide-line">
            {page.items.map((agent) => (
              <li key={agent.id}>
                <Link
                  to={`/agents/${agent.id}`}
                  className="flex items-center justify-between gap-3 px-4 py-2 hover:bg-sunken/60"
                >
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{agent.displayName}</span>
                    <span className="block text-xs text-faint">
                      {agent.version} · {instances(agent)}
                    </span>
                  </span>
                  <StateBadge state={agent.state === 'ENABLED' ? agent.presence : agent.state} bare />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function instances(agent: Agent): string {
  const count = agent.instances?.length ?? 0;
  return count === 1 ? '1 instance' : `${count} instances`;
}
