import type { UseQueryResult } from '@tanstack/react-query';
import { Bell, Bot, GitBranch, Rocket, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Updated } from '@/components/domain/loaded';
import { cx } from '@/components/ui/cx';
import { TEXT, type Tone } from '@/components/ui/tone';
import type { Agent, Alert, Deployment, Page, RunSummary } from '@/lib/api/types';
import { currentDeployments } from './environments';

interface TileProps {
  to: string;
  icon: LucideIcon;
  label: string;
  query: UseQueryResult<unknown>;
  value: ReactNode;
  note: ReactNode;
  tone: Tone;
}

function Tile({ to, icon: Icon, label, query, value, note, tone }: TileProps) {
  const known = query.data !== undefined;
  return (
    <Link to={to} className="group rounded-lg border border-line bg-surface px-4 py-3 hover:border-line-strong">
      <span className="flex items-center justify-between gap-2 text-xs font-medium text-muted">
        <span className="flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5" /> {label}
        </span>
        <Updated query={query} />
      </span>
      <span className="mt-1 flex items-baseline gap-2">
        <span className="num text-[1.75rem] leading-9 font-semibold tracking-tight">{known ? value : '–'}</span>
        <span className={cx('truncate text-xs font-medium', known ? TEXT[tone] : 'text-faint')}>
          {known ? note : query.isError ? 'could not be read' : 'loading'}
        </span>
      </span>
    </Link>
  );
}

interface TilesProps {
  agents: UseQueryResult<Page<Agent>>;
  running: UseQueryResult<Page<RunSummary>>;
  alerts: UseQueryResult<Page<Alert>>;
  deployments: UseQueryResult<Page<Deployment>>;
}

function count(query: UseQueryResult<Page<unknown>>): string {
  const page = query.data;
  return page === undefined ? '' : `${page.items.length}${page.nextCursor == null ? '' : '+'}`;
}

export function Tiles({ agents, running, alerts, deployments }: TilesProps) {
  const wanted = agents.data?.items.filter((agent) => agent.state === 'ENABLED') ?? [];
  const up = wanted.filter((agent) => agent.presence === 'UP').length;
  const places = currentDeployments(deployments.data?.items ?? []);
  const unsettled = places.filter((place) => place.state !== 'STABLE').length;
  const firing = alerts.data?.items ?? [];
  const explained = firing.filter((alert) => (alert.suspects ?? []).length > 0).length;
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Tile
        to="/agents"
        icon={Bot}
        label="Agents up"
        query={agents}
        value={
          <>
            {up}
            <span className="text-lg font-normal text-faint">/{wanted.length}</span>
          </>
        }
        note={wanted.length === 0 ? 'none enabled' : up === wanted.length ? 'all up' : `${wanted.length - up} not up`}
        tone={up === wanted.length ? 'good' : 'bad'}
      />
      <Tile
        to="/runs?state=RUNNING"
        icon={GitBranch}
        label="Runs going on"
        query={running}
        value={count(running)}
        note={running.data?.items[0]?.application ?? (running.data?.items.length === 0 ? 'nothing to wait for' : '')}
        tone={running.data?.items.length === 0 ? 'idle' : 'busy'}
      />
      <Tile
        to="/alerts?state=FIRING"
        icon={Bell}
        label="Alerts firing"
        query={alerts}
        value={count(alerts)}
        note={firing.length === 0 ? 'quiet' : `${explained} with a suspect change`}
        tone={firing.length === 0 ? 'good' : 'bad'}
      />
      <Tile
        to="/applications"
        icon={Rocket}
        label="Deployed places"
        query={deployments}
        value={places.length}
        note={places.length === 0 ? 'nothing deployed' : unsettled === 0 ? 'all stable' : `${unsettled} not stable`}
        tone={places.length === 0 ? 'idle' : unsettled === 0 ? 'good' : 'warn'}
      />
    </div>
  );
}
