import { describe, expect, it } from 'vitest';
import { errorsByPointer, kindOf, labelOf, resolve } from './schema';

describe('a configuration schema', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: ['string', 'null'] }, 'text'],
    [{ type: 'string', writeOnly: true }, 'secret'],
    [{ type: 'string', enum: ['A', 'B'] }, 'enum'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'object' } }, 'json'],
    [{ type: 'object', properties: {} }, 'object'],
    [{ type: 'object', additionalProperties: true }, 'json'],
    [{ enum: [1, 2] }, 'json'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'json'],
    [{}, 'json'],
  ])('%j gets the control "%s"', (schema, kind) => {
    expect(kindOf(resolve(schema, {}), {})).toBe(kind);
  });

  it('follows references and takes null out of a choice', () => {
    const root = { $defs: { Port: { type: 'integer', minimum: 1 } } };
    expect(resolve({ $ref: '#/$defs/Port', description: 'd' }, root)).toEqual({ type: 'integer', minimum: 1, description: 'd' });
    expect(resolve({ anyOf: [{ $ref: '#/$defs/Port' }, { type: 'null' }] }, root)).toEqual({ type: 'integer', minimum: 1 });
  });

  it('ends on a reference to itself', () => {
    const root = { $defs: { Loop: { $ref: '#/$defs/Loop' } } };
    expect(() => resolve({ $ref: '#/$defs/Loop' }, root)).not.toThrow();
  });

  it('names fields for people', () => {
    expect(labelOf('maxParallelBuilds', {})).toBe('Max parallel builds');
    expect(labelOf('orchestrator-url', {})).toBe('Orchestrator URL');
    expect(labelOf('x', { title: 'Title' })).toBe('Title');
  });

  it('finds the field of an error however the server points at it', () => {
    const found = errorsByPointer([
      { where: '/a/0', message: 'one' },
      { where: '#/b', message: 'two' },
      { where: 'c.d', message: 'three' },
      { where: '/a/0', message: 'four' },
    ]);
    expect([...found]).toEqual([
      ['/a/0', 'one; four'],
      ['/b', 'two'],
      ['/c/d', 'three'],
    ]);
  });
});
