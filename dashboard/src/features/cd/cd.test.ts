import { describe, expect, it } from 'vitest';
import { ordered } from './resource-order';
import type { Resource } from './types';

const resource = (id: string, parent: string | null = null): Resource => ({
  id,
  parent,
  kind: 'Pod',
  name: id,
  health: 'HEALTHY',
  message: '',
});

describe('the order of resources', () => {
  it('puts what belongs to something below it', () => {
    const found = ordered([resource('web'), resource('service'), resource('pod', 'web'), resource('lost', 'gone')]);
    expect(found.map((one) => `${one.depth} ${one.resource.id}`)).toEqual(['0 web', '1 pod', '0 service', '0 lost']);
  });
});
