import type { Json, JsonObject } from '@/lib/api/types';
import { isObject } from '@/lib/json';

/** What kind of control a schema asks for; "json" is the way out for everything else. */
export type FieldKind = 'text' | 'secret' | 'number' | 'integer' | 'boolean' | 'enum' | 'list' | 'object' | 'json';

/** Follows a local reference and takes the null out of a nullable schema. */
export function resolve(schema: JsonObject, root: JsonObject, depth = 0): JsonObject {
  if (depth > 8) {
    return schema;
  }
  const { $ref, ...rest } = schema;
  if (typeof $ref === 'string' && $ref.startsWith('#/')) {
    let target: Json | undefined = root;
    for (const token of $ref.slice(2).split('/')) {
      target = isObject(target) ? target[token.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    }
    return isObject(target) ? resolve({ ...target, ...rest }, root, depth + 1) : rest;
  }
  for (const word of ['anyOf', 'oneOf'] as const) {
    const choices = schema[word];
    if (Array.isArray(choices)) {
      const real = choices.filter(isObject).filter((choice) => choice.type !== 'null');
      const only = real[0];
      if (real.length === 1 && only !== undefined) {
        const others = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== word));
        return resolve({ ...only, ...others }, root, depth + 1);
      }
    }
  }
  return schema;
}

/** The type besides null, if there is one. */
export function typeOf(schema: JsonObject): string | null {
  const type = schema.type;
  if (typeof type === 'string') {
    return type;
  }
  if (Array.isArray(type)) {
    const real = type.filter((one) => one !== 'null');
    return real.length === 1 && typeof real[0] === 'string' ? real[0] : null;
  }
  return isObject(schema.properties) ? 'object' : null;
}

export function isNullable(schema: JsonObject): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null');
}

export function kindOf(schema: JsonObject, root: JsonObject): FieldKind {
  if (Array.isArray(schema.enum)) {
    return schema.enum.every((value) => typeof value === 'string' || value === null) ? 'enum' : 'json';
  }
  switch (typeOf(schema)) {
    case 'string':
      return schema.writeOnly === true || schema.format === 'password' ? 'secret' : 'text';
    case 'number':
      return 'number';
    case 'integer':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'array': {
      const items = isObject(schema.items) ? resolve(schema.items, root) : {};
      return typeOf(items) === 'string' && !Array.isArray(items.enum) ? 'list' : 'json';
    }
    case 'object':
      return isObject(schema.properties) ? 'object' : 'json';
    default:
      return 'json';
  }
}

export interface Property {
  name: string;
  schema: JsonObject;
  required: boolean;
}

export function propertiesOf(schema: JsonObject): Property[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isObject(schema.properties) ? schema.properties : {})
    .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    .map(([name, property]) => ({ name, schema: property, required: required.includes(name) }));
}

/** "maxParallelBuilds" to "Max parallel builds". */
export function labelOf(name: string, schema: JsonObject): string {
  if (typeof schema.title === 'string' && schema.title !== '') {
    return schema.title;
  }
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .replaceAll(/\b(url|uri|id|api|ttl|cpu|http|json)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Findings by JSON pointer; the server may write "#/a", "/a" or "a.b". */
export function errorsByPointer(errors: readonly { where: string; message: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { where, message } of errors) {
    const bare = where.replace(/^[#$]/, '');
    const pointer = bare === '' || bare.startsWith('/') ? bare : `/${bare.replace(/^\./, '').replaceAll('.', '/')}`;
    const known = found.get(pointer);
    found.set(pointer, known === undefined ? message : `${known}; ${message}`);
  }
  return found;
}
