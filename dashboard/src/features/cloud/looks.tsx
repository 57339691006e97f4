import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Eye,
  LoaderCircle,
  OctagonAlert,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { Account, ActState, Finding, Risk, Scope, Severity, StepState } from './types';

type Look = readonly [tone: Tone, icon: LucideIcon, word: string];

const ACTS: Readonly<Record<ActState, Look>> = {
  PLANNED: ['idle', Eye, 'Looked at'],
  WAITING: ['warn', Clock, 'Waits for approval'],
  RUNNING: ['busy', LoaderCircle, 'Running'],
  DONE: ['good', CircleCheck, 'Done'],
  PARTLY: ['warn', TriangleAlert, 'Partly done'],
  FAILED: ['bad', CircleX, 'Failed'],
  REJECTED: ['idle', Ban, 'Rejected'],
};

const STEPS: Readonly<Record<StepState, Look>> = {
  PLANNED: ['idle', Eye, 'Would be done'],
  UNNEEDED: ['idle', CircleDashed, 'Is so already'],
  REFUSED: ['bad', Ban, 'Cannot be done'],
  INTENDED: ['busy', LoaderCircle, 'Being done'],
  WORKING: ['busy', LoaderCircle, 'The provider works on it'],
  DONE: ['good', CircleCheck, 'Done'],
  FAILED: ['bad', CircleX, 'Failed'],
  LEFT: ['warn', Clock, 'Nobody waits for its end'],
};

const SEVERITIES: Readonly<Record<Severity, Look>> = {
  CRITICAL: ['bad', OctagonAlert, 'Critical'],
  HIGH: ['bad', CircleAlert, 'High'],
  MEDIUM: ['warn', TriangleAlert, 'Medium'],
  LOW: ['idle', CircleDashed, 'Low'],
};

const FINDINGS: Readonly<Record<Finding['state'], Look>> = {
  OPEN: ['warn', TriangleAlert, 'Open'],
  EXCEPTED: ['idle', Clock, 'Passes'],
  RESOLVED: ['good', CircleCheck, 'Resolved'],
};

const SCOPES: Readonly<Record<Scope['state'], Look>> = {
  NEW: ['idle', CircleDashed, 'Not read yet'],
  FRESH: ['good', CircleCheck, 'Read'],
  FAILED: ['bad', CircleX, 'Failed'],
  DENIED: ['warn', Ban, 'Denied'],
};

const ACCOUNTS: Readonly<Record<Account['state'], Look>> = {
  AVAILABLE: ['good', CircleCheck, 'Answers'],
  UNAVAILABLE: ['bad', CircleX, 'Does not answer'],
  NOT_CONFIGURED: ['idle', Ban, 'Not configured'],
};

const RISKS: Readonly<Record<Risk, Look>> = {
  REVERSIBLE: ['good', CircleCheck, 'Reversible'],
  DISRUPTIVE: ['warn', TriangleAlert, 'Disruptive'],
  DESTRUCTIVE: ['bad', OctagonAlert, 'Destructive'],
};

function Looked({ look: [tone, icon, word] }: { look: Look }) {
  return (
    <Badge tone={tone} icon={icon} bare>
      {word}
    </Badge>
  );
}

export const ActBadge = ({ state }: { state: ActState }) => <Looked look={ACTS[state]} />;
export const StepBadge = ({ state }: { state: StepState }) => <Looked look={STEPS[state]} />;
export const SeverityBadge = ({ severity }: { severity: Severity }) => <Looked look={SEVERITIES[severity]} />;
export const FindingBadge = ({ state }: { state: Finding['state'] }) => <Looked look={FINDINGS[state]} />;
export const ScopeBadge = ({ state }: { state: Scope['state'] }) => <Looked look={SCOPES[state]} />;
export const AccountBadge = ({ state }: { state: Account['state'] }) => <Looked look={ACCOUNTS[state]} />;
export const RiskBadge = ({ risk }: { risk: Risk }) => <Looked look={RISKS[risk]} />;
