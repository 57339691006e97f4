import {
  ArrowRightLeft,
  Ban,
  BookOpen,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  Clock,
  Download,
  Equal,
  History,
  Minus,
  OctagonAlert,
  PencilLine,
  Plus,
  RefreshCw,
  ShieldAlert,
  ShieldX,
  TriangleAlert,
  Unlink,
  type LucideIcon,
} from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { PlanState, Risk, Severity, Workspace } from './types';

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

const RISKS: Readonly<Record<Risk, Look>> = {
  LOW: { tone: 'good', icon: CircleCheck, word: 'Low risk' },
  MEDIUM: { tone: 'warn', icon: TriangleAlert, word: 'Medium risk' },
  HIGH: { tone: 'bad', icon: OctagonAlert, word: 'High risk' },
};

const STATES: Readonly<Record<PlanState, Look>> = {
  PLANNED: { tone: 'warn', icon: Clock, word: 'Planned' },
  APPLIED: { tone: 'good', icon: CircleCheck, word: 'Applied' },
  STALE: { tone: 'idle', icon: History, word: 'Out of date' },
  DISCARDED: { tone: 'idle', icon: CircleMinus, word: 'Discarded' },
};

const SEVERITIES: Readonly<Record<Severity, Look>> = {
  WARN: { tone: 'busy', icon: TriangleAlert, word: 'Warns' },
  OVERRIDE: { tone: 'warn', icon: ShieldAlert, word: 'Asks' },
  DENY: { tone: 'bad', icon: ShieldX, word: 'Forbids' },
};

/** In the order in which somebody who approves should read them. */
export const KINDS: Readonly<Record<string, Look>> = {
  delete: { tone: 'bad', icon: Minus, word: 'Delete' },
  replace: { tone: 'bad', icon: RefreshCw, word: 'Replace' },
  update: { tone: 'warn', icon: PencilLine, word: 'Update' },
  create: { tone: 'good', icon: Plus, word: 'Create' },
  forget: { tone: 'warn', icon: Unlink, word: 'Forget' },
  import: { tone: 'busy', icon: Download, word: 'Import' },
  move: { tone: 'busy', icon: ArrowRightLeft, word: 'Move' },
  read: { tone: 'idle', icon: BookOpen, word: 'Read' },
  'no-op': { tone: 'idle', icon: Equal, word: 'Unchanged' },
};

export function kindLook(kind: string): Look {
  return KINDS[kind] ?? { tone: 'idle', icon: CircleHelp, word: kind };
}

function driftLook({ driftState, driftAt, drifted }: Workspace): Look {
  if (driftState === 'FAILED') {
    return { tone: 'bad', icon: CircleX, word: 'Look failed' };
  }
  if (driftState === 'DRIFTED') {
    return { tone: 'warn', icon: TriangleAlert, word: drifted === 1 ? '1 resource drifted' : `${drifted} resources drifted` };
  }
  return driftState === 'NONE' && driftAt != null
    ? { tone: 'good', icon: CircleCheck, word: 'No drift' }
    : { tone: 'idle', icon: CircleDashed, word: 'Not looked at yet' };
}

function LookBadge({ look, bare = false }: { look: Look; bare?: boolean }) {
  return (
    <Badge tone={look.tone} icon={look.icon} bare={bare}>
      {look.word}
    </Badge>
  );
}

export const RiskBadge = ({ risk, bare }: { risk: Risk; bare?: boolean }) => <LookBadge look={RISKS[risk]} bare={bare ?? false} />;

export const PlanStateBadge = ({ state, bare }: { state: PlanState; bare?: boolean }) => (
  <LookBadge look={STATES[state]} bare={bare ?? false} />
);

export const SeverityBadge = ({ severity }: { severity: Severity }) => <LookBadge look={SEVERITIES[severity]} />;

/** A plan says what will be done, a state and drift what was. */
const DONE: Readonly<Record<string, string>> = { create: 'Added', delete: 'Removed', update: 'Changed' };

export function KindBadge({ kind, words = 'planned' }: { kind: string; words?: 'planned' | 'done' }) {
  const look = kindLook(kind);
  return <LookBadge bare look={words === 'done' ? { ...look, word: DONE[kind] ?? look.word } : look} />;
}

export const DriftBadge = ({ workspace }: { workspace: Workspace }) => <LookBadge look={driftLook(workspace)} />;

export const DisabledBadge = () => <LookBadge look={{ tone: 'idle', icon: Ban, word: 'Not asked' }} />;
