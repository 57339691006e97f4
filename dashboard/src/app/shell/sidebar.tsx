import { useQuery } from '@tanstack/react-query';
import {
  Activity,
  Bell,
  Bot,
  DoorOpen,
  GitBranch,
  GitCompareArrows,
  LayoutDashboard,
  Package,
  Settings,
  type LucideIcon,
} from 'lucide-react';
import { NavLink } from 'react-router';
import { cx } from '@/components/ui/cx';
import { gatesQuery } from '@/lib/api/gates';
import { alertsQuery, runsQuery } from '@/lib/api/queries';
import { ConnectionState } from './connection-state';
import { Logo } from './logo';
import { ThemeToggle } from './theme-toggle';
import { UserBox } from './user-box';

interface Entry {
  to: string;
  label: string;
  icon: LucideIcon;
}

const ENTRIES: Entry[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard },
  { to: '/runs', label: 'Runs', icon: GitBranch },
  { to: '/gates', label: 'Gates', icon: DoorOpen },
  { to: '/changes', label: 'Changes', icon: GitCompareArrows },
  { to: '/applications', label: 'Applications', icon: Package },
  { to: '/agents', label: 'Agents', icon: Bot },
  { to: '/alerts', label: 'Alerts', icon: Bell },
  { to: '/events', label: 'Events', icon: Activity },
  { to: '/settings', label: 'Settings', icon: Settings },
];

function useCounts(): Record<string, { count: number; tone: string; what: string }> {
  const runs = useQuery(runsQuery({ state: 'RUNNING', limit: 50 }));
  const gates = useQuery(gatesQuery());
  const alerts = useQuery(alertsQuery({ state: 'FIRING' }));
  return {
    '/runs': { count: runs.data?.items.length ?? 0, tone: 'bg-busy-soft text-busy', what: 'running' },
    '/gates': { count: gates.data?.items.length ?? 0, tone: 'bg-warn-soft text-warn', what: 'waiting' },
    '/alerts': { count: alerts.data?.items.length ?? 0, tone: 'bg-bad-soft text-bad', what: 'firing' },
  };
}

export function Sidebar() {
  const counts = useCounts();
  return (
    <header className="flex w-14 shrink-0 flex-col border-r border-line bg-surface lg:w-52">
      <NavLink to="/" className="flex h-14 items-center gap-2.5 px-4" aria-label="Hexad, to the overview">
        <Logo />
        <span className="hidden text-base font-semibold tracking-tight lg:inline">Hexad</span>
      </NavLink>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-1">
        {ENTRIES.map(({ to, label, icon: Icon }) => {
          const badge = counts[to];
          return (
            <NavLink
              key={to}
              to={to}
              end={to === '/'}
              title={label}
              className={({ isActive }) =>
                cx(
                  'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium',
                  isActive ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink',
                )
              }
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              <span className="sr-only lg:not-sr-only">{label}</span>
              {badge === undefined || badge.count === 0 ? null : (
                <span
                  className={cx(
                    'num absolute -top-0.5 right-0 rounded-full px-1.5 text-2xs font-semibold lg:static lg:ml-auto',
                    badge.tone,
                  )}
                >
                  {badge.count}
                  <span className="sr-only"> {badge.what}</span>
                </span>
              )}
            </NavLink>
          );
        })}
      </nav>
      <div className="flex flex-col gap-1 border-t border-line p-2">
        <ConnectionState />
        <ThemeToggle />
        <UserBox />
      </div>
    </header>
  );
}
