import { expect, it } from 'vitest';
import { event } from '@/test/samples';
import { outdatedBy } from './invalidation';

const of = (type: string, correlationid: string | null = null) =>
  outdatedBy({ ...event.envelope, type, correlationid });

it.each([
  ['dev.hexad.run.stage.changed.v1', [['runs'], ['gates']]],
  ['dev.hexad.agent.lost.v1', [['agents'], ['plugins']]],
  ['dev.hexad.application.registered.v1', [['applications']]],
  ['dev.hexad.cd.deployment.started.v1', [['deployments'], ['views', 'cd']]],
  ['dev.hexad.cd.deployment.waiting.v1', [['deployments'], ['views', 'cd']]],
  ['dev.hexad.cd.deployment.decided.v1', [['deployments'], ['views', 'cd']]],
  ['dev.hexad.cd.deployment.shifted.v1', [['deployments'], ['views', 'cd']]],
  ['dev.hexad.monitoring.verdict.given.v1', [['views', 'monitoring']]],
  ['dev.hexad.monitoring.alert.raised.v1', [['alerts'], ['views', 'monitoring']]],
  ['dev.hexad.thirdparty.thing.happened.v1', [['views', 'thirdparty']]],
])('%s makes %j out of date', (type, keys) => {
  expect(of(type)).toEqual(keys);
});

it('touches only the run whose command made progress', () => {
  expect(of('dev.hexad.command.progressed.v1', 'run-9')).toEqual([['runs', 'one', 'run-9']]);
});
