import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleSlash,
  CircleX,
  Clock,
  Flame,
  LoaderCircle,
  PlugZap,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';

export interface StateLook {
  tone: Tone;
  icon: LucideIcon;
  word: string;
  spin?: boolean;
}

const LOOKS: Readonly<Record<string, StateLook>> = {
  QUEUED: { tone: 'warn', icon: Clock, word: 'Queued' },
  RUNNING: { tone: 'busy', icon: LoaderCircle, word: 'Running', spin: true },
  PAUSED: { tone: 'warn', icon: CirclePause, word: 'Paused' },
  SUCCEEDED: { tone: 'good', icon: CircleCheck, word: 'Succeeded' },
  FAILED: { tone: 'bad', icon: CircleX, word: 'Failed' },
  CANCELLED: { tone: 'idle', icon: Ban, word: 'Cancelled' },
  PENDING: { tone: 'idle', icon: CircleDashed, word: 'Pending' },
  WAITING: { tone: 'warn', icon: Clock, word: 'Waiting' },
  SKIPPED: { tone: 'idle', icon: CircleSlash, word: 'Skipped' },
  UP: { tone: 'good', icon: CircleCheck, word: 'Up' },
  DEGRADED: { tone: 'warn', icon: TriangleAlert, word: 'Degraded' },
  DOWN: { tone: 'bad', icon: CircleX, word: 'Down' },
  INSTALLED: { tone: 'idle', icon: PlugZap, word: 'Installed' },
  ENABLED: { tone: 'good', icon: CircleCheck, word: 'Enabled' },
  DISABLED: { tone: 'idle', icon: CircleMinus, word: 'Disabled' },
  STARTED: { tone: 'busy', icon: LoaderCircle, word: 'Starting', spin: true },
  CANARY: { tone: 'warn', icon: CircleDashed, word: 'Canary' },
  STABLE: { tone: 'good', icon: CircleCheck, word: 'Stable' },
  SUPERSEDED: { tone: 'idle', icon: CircleMinus, word: 'Superseded' },
  ROLLED_BACK: { tone: 'bad', icon: Undo2, word: 'Rolled back' },
  FIRING: { tone: 'bad', icon: Flame, word: 'Firing' },
  ACKNOWLEDGED: { tone: 'warn', icon: Clock, word: 'Acknowledged' },
  OPEN: { tone: 'bad', icon: Flame, word: 'Open' },
  SENT: { tone: 'good', icon: CircleCheck, word: 'Sent' },
  GIVEN_UP: { tone: 'bad', icon: CircleX, word: 'Given up' },
  RESOLVED: { tone: 'good', icon: CircleCheck, word: 'Resolved' },
  PASS: { tone: 'good', icon: CircleCheck, word: 'Pass' },
  FAIL: { tone: 'bad', icon: CircleX, word: 'Fail' },
  INTERRUPTED: { tone: 'warn', icon: TriangleAlert, word: 'Interrupted' },
  NOT_ENOUGH_DATA: { tone: 'warn', icon: TriangleAlert, word: 'Not enough data' },
  HEALTHY: { tone: 'good', icon: CircleCheck, word: 'Healthy' },
  PROGRESSING: { tone: 'busy', icon: LoaderCircle, word: 'Progressing', spin: true },
  SUSPENDED: { tone: 'idle', icon: CirclePause, word: 'Suspended' },
  MISSING: { tone: 'bad', icon: CircleX, word: 'Missing' },
  UNKNOWN: { tone: 'idle', icon: CircleDashed, word: 'Not known' },
  PLANNED: { tone: 'warn', icon: Clock, word: 'Planned' },
  DELIVERED: { tone: 'good', icon: CircleCheck, word: 'Delivered' },
  SYNCED: { tone: 'good', icon: CircleCheck, word: 'In sync' },
  IN_SYNC: { tone: 'good', icon: CircleCheck, word: 'In sync' },
  DRIFTED: { tone: 'warn', icon: TriangleAlert, word: 'Drifted' },
  UNREADABLE: { tone: 'bad', icon: CircleX, word: 'Unreadable' },
  OUT_OF_SYNC: { tone: 'warn', icon: TriangleAlert, word: 'Out of sync' },
  SYNCING: { tone: 'busy', icon: LoaderCircle, word: 'Syncing', spin: true },
  STARTING: { tone: 'busy', icon: LoaderCircle, word: 'Starting', spin: true },
  UNHEALTHY: { tone: 'bad', icon: CircleAlert, word: 'Unhealthy' },
  OK: { tone: 'good', icon: CircleCheck, word: 'OK' },
  ACTIVE: { tone: 'good', icon: CircleCheck, word: 'Active' },
  WARNING: { tone: 'warn', icon: TriangleAlert, word: 'Warning' },
  CRITICAL: { tone: 'bad', icon: CircleAlert, word: 'Critical' },
  INFO: { tone: 'busy', icon: CircleAlert, word: 'Info' },
  ERROR: { tone: 'bad', icon: CircleX, word: 'Error' },
};

/** How a state is shown; a state that is not known here keeps its own word. */
export function lookOf(state: string): StateLook {
  const key = state.trim().toUpperCase().replaceAll(/[\s-]+/g, '_');
  const known = LOOKS[key];
  if (known !== undefined) {
    return known;
  }
  const words = state.replaceAll('_', ' ').toLowerCase();
  return { tone: 'idle', icon: CircleDashed, word: words.charAt(0).toUpperCase() + words.slice(1) };
}

export function StateBadge({ state, bare = false }: { state: string; bare?: boolean }) {
  const look = lookOf(state);
  return (
    <Badge tone={look.tone} icon={look.icon} bare={bare} spin={look.spin ?? false}>
      {look.word}
    </Badge>
  );
}
