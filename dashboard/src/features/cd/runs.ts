import type { Deployment } from './types';

/** Whether its processes are there. */
export function runs(deployment: Deployment): boolean {
  return deployment.state === 'STABLE' || deployment.state === 'CANARY';
}
