import {
  BadgeDollarSign,
  Bell,
  BellOff,
  CircleCheck,
  CircleDashed,
  CircleX,
  Hammer,
  PencilRuler,
  Rocket,
  ServerCog,
  Settings2,
  Split,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { Tone } from '@/components/ui/tone';

interface KindLook {
  word: string;
  icon: LucideIcon;
  tone: Tone;
}

/** The kinds of changes that the control plane itself tells; agents can add their own. */
const KINDS: Readonly<Record<string, KindLook>> = {
  'deployment-started': { word: 'Deployment began', icon: Rocket, tone: 'busy' },
  deployment: { word: 'Deployed', icon: Rocket, tone: 'good' },
  'deployment-stable': { word: 'Stable', icon: CircleCheck, tone: 'good' },
  'deployment-failed': { word: 'Deployment failed', icon: CircleX, tone: 'bad' },
  'traffic-shift': { word: 'Traffic shifted', icon: Split, tone: 'busy' },
  'environment-removed': { word: 'Environment removed', icon: Trash2, tone: 'warn' },
  drift: { word: 'Changed by hand', icon: PencilRuler, tone: 'warn' },
  'verdict-pass': { word: 'Verdict: pass', icon: CircleCheck, tone: 'good' },
  'verdict-fail': { word: 'Verdict: fail', icon: CircleX, tone: 'bad' },
  'verdict-not-enough-data': { word: 'Verdict: not enough data', icon: CircleDashed, tone: 'warn' },
  alert: { word: 'Alert', icon: Bell, tone: 'bad' },
  'alert-resolved': { word: 'Alert resolved', icon: BellOff, tone: 'good' },
  apply: { word: 'Infrastructure applied', icon: ServerCog, tone: 'busy' },
  configuration: { word: 'Configuration', icon: Settings2, tone: 'busy' },
  cost: { word: 'Cost', icon: BadgeDollarSign, tone: 'idle' },
};

export const KIND_CHOICES = Object.entries(KINDS).map(([kind, look]) => ({ kind, word: look.word }));

export function lookOfKind(kind: string): KindLook {
  const words = kind.replaceAll('-', ' ');
  return KINDS[kind] ?? { word: words.charAt(0).toUpperCase() + words.slice(1), icon: Hammer, tone: 'idle' };
}
