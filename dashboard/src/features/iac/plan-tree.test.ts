import { describe, expect, it } from 'vitest';
import { changes } from '@/test/iac-samples';
import { kindOf, localAddress, modulesOf, treeOf } from './plan-tree';
import { attributesOf } from './values';

describe('the tree of a plan', () => {
  it('reads modules whose keys contain dots and brackets', () => {
    const address = 'module.net["eu.west[1]"].module.subnet[0].aws_subnet.main["a.b"]';
    expect(modulesOf(address)).toEqual(['module.net["eu.west[1]"]', 'module.subnet[0]']);
    expect(localAddress(address)).toBe('aws_subnet.main["a.b"]');
    expect(modulesOf('aws_vpc.module')).toEqual([]);
  });

  it('puts what is destroyed first and counts what is below', () => {
    const root = treeOf(changes);
    expect(root.groups.map((group) => group.kind)).toEqual(['create', 'move']);
    expect([...root.counts.keys()]).toEqual(['delete', 'update', 'create', 'move']);
    expect(root.modules[0]?.groups.map((group) => group.kind)).toEqual(['delete', 'update']);
    expect(root.size).toBe(4);
  });

  it('tells what is taken over from what is taken over and changed', () => {
    const one = { address: 'a.b', type: 'a', imported: true };
    expect(kindOf({ ...one, action: 'no-op' })).toBe('import');
    expect(kindOf({ ...one, action: 'update' })).toBe('update');
  });
});

describe('the values of a change', () => {
  it('keeps masked ones, for nobody knows whether they are the same', () => {
    const { changed, same } = attributesOf(changes[1]!);
    expect(changed.map((one) => one.path)).toEqual(['password', 'size']);
    expect(changed[0]?.after.kind).toBe('sensitive');
    expect(same).toBe(1);
    expect(attributesOf(changes[0]!).changed.find((one) => one.path === 'arn')?.after.kind).toBe('unknown');
  });

  it('leaves an empty value out that gets something in it', () => {
    const { changed, same } = attributesOf({ address: 'a', type: 'a', action: 'update', before: { tags: {} }, after: { tags: { zone: 'a' } } });
    expect(changed.map((one) => one.path)).toEqual(['tags.zone']);
    expect(same).toBe(0);
  });

  it('names list items and empty values by their path', () => {
    const { changed } = attributesOf({ address: 'a', type: 'a', action: 'create', after: { rules: [{ port: 1 }], tags: {}, none: null } });
    expect(changed.map((one) => one.path)).toEqual(['rules.0.port', 'tags']);
  });
});
