import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Page } from '@/components/ui/page';
import { Tabs, type TabItem } from '@/components/ui/tabs';
import type { Agent } from '@/lib/api/types';
import { AgentActions } from './agent-actions';
import { AgentSummary } from './agent-summary';
import { agentQuery } from './api';
import { ConfigurationTab } from './configuration/configuration-tab';
import { FiguresTab } from './figures-tab';
import { ViewTable } from './view-table';

interface AgentPageProps {
  /** Tabs of agents that have more to show than the tables of their manifest, by agent id. */
  own?: Readonly<Record<string, readonly TabItem[]>>;
}

export function AgentPage({ own = {} }: AgentPageProps) {
  const { id = '' } = useParams();
  const agent = useQuery(agentQuery(id));
  const title = agent.data?.displayName ?? id;
  return (
    <Page
      title={title}
      trail={[{ to: '/agents', label: 'Agents' }]}
      heading={
        <>
          {title}
          {agent.data === undefined ? null : (
            <>
              <StateBadge state={agent.data.presence} />
              {agent.data.state === 'ENABLED' ? null : <StateBadge state={agent.data.state} />}
            </>
          )}
        </>
      }
      lead={agent.data?.description}
      actions={agent.data === undefined ? undefined : <AgentActions agent={agent.data} />}
    >
      <Loaded query={agent}>
        {(data) => <AgentTabs key={data.id} agent={data} own={own[data.id]} updated={<Updated query={agent} />} />}
      </Loaded>
    </Page>
  );
}

interface AgentTabsProps {
  agent: Agent;
  own: readonly TabItem[] | undefined;
  updated: ReactNode;
}

function AgentTabs({ agent, own, updated }: AgentTabsProps) {
  const [search, setSearch] = useSearchParams();
  const items: TabItem[] = [
    ...(own ??
      (agent.views ?? []).map((view) => ({
        id: `view-${view.id}`,
        title: view.title,
        content: <ViewTable agentId={agent.id} view={view} />,
      }))),
    { id: 'summary', title: 'Instances and capabilities', content: <AgentSummary agent={agent} updated={updated} /> },
    { id: 'figures', title: 'Figures', content: <FiguresTab agentId={agent.id} /> },
    { id: 'configuration', title: 'Configuration', content: <ConfigurationTab agentId={agent.id} /> },
  ];
  const wanted = search.get('tab');
  const value = items.some((item) => item.id === wanted) ? (wanted ?? '') : (items[0]?.id ?? 'summary');
  return (
    <Tabs
      label={`About ${agent.displayName}`}
      items={items}
      value={value}
      onChange={(tab) => setSearch({ tab }, { replace: true })}
    />
  );
}
