import { expect, it } from 'vitest';
import { deployments } from '@/test/samples';
import type { DeploymentState } from '@/lib/api/types';
import { currentDeployments } from './environments';

const with3 = (state: DeploymentState, state2: DeploymentState = 'SUPERSEDED') =>
  currentDeployments(
    deployments.map((one) => ({ ...one, state: one.revision === 3 ? state : one.revision === 2 ? state2 : one.state })),
  ).map((one) => one.revision);

it('shows one deployment per place: the newest that serves or is on its way', () => {
  expect(with3('STABLE')).toEqual([3]);
  expect(with3('CANARY', 'STABLE')).toEqual([3]);
  expect(with3('ROLLED_BACK', 'STABLE')).toEqual([2]);
  expect(with3('FAILED', 'STABLE')).toEqual([2]);
  expect(with3('FAILED')).toEqual([3]);
});
