import {
  Bell,
  Bot,
  Cloud,
  Coins,
  GitBranch,
  Hammer,
  Layers,
  Package,
  Rocket,
  Terminal,
  CircleDot,
  type LucideIcon,
} from 'lucide-react';
import type { Envelope, Json } from '@/lib/api/types';
import { isObject } from '@/lib/json';
import { shortCommit } from '@/lib/format';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  run: GitBranch,
  command: Terminal,
  agent: Bot,
  application: Package,
  ci: Hammer,
  cd: Rocket,
  iac: Layers,
  monitoring: Bell,
  cloud: Cloud,
  finops: Coins,
};

export function EventIcon({ type }: { type: string }) {
  const Icon = ICONS[type.split('.')[2] ?? ''] ?? CircleDot;
  return <Icon aria-hidden className="size-4 shrink-0 text-faint" />;
}

/** Fields that say most about an event, in the order in which they read well. */
const TELLING = [
  'title',
  'application',
  'name',
  'stage',
  'agentId',
  'environment',
  'revision',
  'version',
  'from',
  'to',
  'verdict',
  'percent',
  'message',
  'reason',
  'detail',
  'reasons',
  'approved',
  'by',
  'comment',
] as const;

/** A value of such a field as text; null when it says nothing. */
function wordsOf(key: string, value: Json | undefined): string | null {
  if (key === 'approved' && typeof value === 'boolean') {
    return value ? 'approved' : 'rejected';
  }
  if (key === 'reasons' && Array.isArray(value)) {
    const reasons = value.filter((one) => typeof one === 'string');
    return reasons.length === 0 ? null : reasons.join('; ');
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;
}

function collect(data: Json | null | undefined, depth: number, into: Map<string, string>) {
  if (!isObject(data) || depth > 2) {
    return;
  }
  for (const key of TELLING) {
    const words = wordsOf(key, data[key]);
    if (words !== null && !into.has(key)) {
      into.set(key, words);
    }
  }
  if (typeof data.commit === 'string' && !into.has('commit')) {
    into.set('commit', shortCommit(data.commit));
  }
  for (const value of Object.values(data)) {
    collect(value, depth + 1, into);
  }
}

/** One line on what an event says, from the fields that it has; no event type is special. */
export function summaryOf(envelope: Envelope): string {
  const found = new Map<string, string>();
  collect(envelope.data, 0, found);
  const parts: string[] = [];
  const from = found.get('from');
  const to = found.get('to');
  for (const key of [...TELLING, 'commit']) {
    const value = found.get(key);
    if (value === undefined || key === 'from') {
      continue;
    }
    if (key === 'to') {
      parts.push(from === undefined ? value : `${from} → ${value}`);
    } else if (key === 'percent') {
      parts.push(`${value}%`);
    } else if (key === 'revision') {
      parts.push(`revision ${value}`);
    } else if (key === 'by') {
      parts.push(`by ${value}`);
    } else if (key === 'reasons') {
      parts.push(`for: ${value}`);
    } else {
      parts.push(value.split('\n')[0] ?? '');
    }
  }
  return to === undefined && parts.length === 0 ? (envelope.subject ?? '') : parts.join(' · ');
}

const NAMES: Readonly<Record<string, string>> = { ci: 'CI', cd: 'CD', iac: 'IaC', finops: 'FinOps' };

/** "dev.hexad.cd.deployment.started.v1" as "CD: deployment started". */
export function titleOf(type: string): string {
  const [area = type, ...words] = type.replace(/^dev\.hexad\./, '').replace(/\.v\d+$/, '').split('.');
  const name = NAMES[area] ?? area.charAt(0).toUpperCase() + area.slice(1);
  return words.length === 0 ? name : `${name}${area in NAMES || words.length > 1 ? ':' : ''} ${words.join(' ')}`;
}
