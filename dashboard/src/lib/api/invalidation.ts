import type { QueryKey } from '@tanstack/react-query';
import { keys } from './keys';
import type { Envelope } from './types';

/** Event type prefix to what it makes out of date. */
const RULES: readonly (readonly [string, readonly QueryKey[]])[] = [
  ['dev.hexad.run.', [keys.runs, keys.gates]],
  ['dev.hexad.agent.', [keys.agents, keys.plugins]],
  ['dev.hexad.cd.', [keys.deployments]],
  ['dev.hexad.monitoring.alert.', [keys.alerts]],
  ['dev.hexad.application.', [keys.applications]],
];

/** The queries that an event makes out of date. */
export function outdatedBy(envelope: Envelope): QueryKey[] {
  const found: QueryKey[] = [];
  for (const [prefix, outdated] of RULES) {
    if (envelope.type.startsWith(prefix)) {
      found.push(...outdated);
    }
  }
  const parts = envelope.type.split('.');
  const area = parts[2];
  if (area === 'command') {
    found.push(envelope.correlationid ? keys.run(envelope.correlationid) : keys.runs);
  } else if (area !== undefined && area !== 'run' && area !== 'agent' && area !== 'application') {
    found.push(keys.views(area));
  }
  return found;
}
