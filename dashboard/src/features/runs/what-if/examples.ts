import type { Json } from '@/lib/api/types';

/** What a gate of each kind is told, to begin with. */
export const EXAMPLES: Readonly<Record<string, Json>> = {
  'gate.approval': { approvals: 1 },
  'gate.window': { windows: [] },
  'gate.soak': { seconds: 600 },
  'gate.alerts': { severities: ['critical'] },
  'gate.budget': { remaining: 0.2 },
  'gate.cost': { limit: '100' },
  'gate.policy': { rule: 'true' },
  'gate.external': { url: 'https://', secret: '' },
};
