import { Checkbox, Field, Input, Select } from '@/components/ui/field';
import type { Json, JsonObject } from '@/lib/api/types';
import { JsonField } from './json-field';
import { ListField } from './list-field';
import { ObjectFields } from './object-fields';
import { isNullable, kindOf, labelOf, resolve } from './schema';

export interface FormContext {
  root: JsonObject;
  errors: ReadonlyMap<string, string>;
}

export interface SchemaFieldProps {
  name: string;
  schema: JsonObject;
  required: boolean;
  value: Json | undefined;
  fallback: Json | undefined;
  pointer: string;
  context: FormContext;
  onChange: (value: Json | undefined) => void;
}

function hintOf(schema: JsonObject, fallback: Json | undefined): string | undefined {
  const parts: string[] = [];
  if (typeof schema.description === 'string') {
    parts.push(schema.description);
  }
  const range = [
    typeof schema.minimum === 'number' ? `from ${schema.minimum}` : '',
    typeof schema.maximum === 'number' ? `to ${schema.maximum}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  if (range !== '') {
    parts.push(`${range.charAt(0).toUpperCase()}${range.slice(1)}.`);
  }
  if (fallback !== undefined && fallback !== null && typeof fallback !== 'object' && fallback !== '') {
    parts.push(`Default: ${String(fallback)}.`);
  }
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** One property of a configuration, with the control that its schema asks for. */
export function SchemaField(props: SchemaFieldProps) {
  const schema = resolve(props.schema, props.context.root);
  const label = labelOf(props.name, schema);
  const hint = hintOf(schema, props.fallback);
  const error = props.context.errors.get(props.pointer);
  const frame = {
    label: props.required ? (
      <>
        {label} <span className="font-normal text-faint">(required)</span>
      </>
    ) : (
      label
    ),
    ...(hint === undefined ? {} : { hint }),
    error,
  };
  const kind = kindOf(schema, props.context.root);
  switch (kind) {
    case 'object':
      return (
        <fieldset className="col-span-full rounded-md border border-line px-4 pt-1 pb-4">
          <legend className="px-1 text-xs font-semibold">{label}</legend>
          {hint === undefined ? null : <p className="mb-2 text-xs text-faint">{hint}</p>}
          <ObjectFields {...props} schema={schema} />
        </fieldset>
      );
    case 'boolean':
      return (
        <Field {...frame}>
          {(control) => (
            <span className="flex h-8 items-center gap-2">
              <Checkbox
                {...control}
                checked={props.value === true}
                onChange={(event) => props.onChange(event.target.checked)}
              />
              <span className="text-muted">{props.value === true ? 'on' : 'off'}</span>
            </span>
          )}
        </Field>
      );
    case 'enum':
      return (
        <Field {...frame}>
          {(control) => (
            <Select
              {...control}
              value={typeof props.value === 'string' ? props.value : ''}
              onChange={(event) => props.onChange(event.target.value === '' ? undefined : event.target.value)}
            >
              {props.required && typeof props.value === 'string' ? null : <option value="">not set</option>}
              {(Array.isArray(schema.enum) ? schema.enum : []).map((choice) =>
                typeof choice === 'string' ? <option key={choice}>{choice}</option> : null,
              )}
            </Select>
          )}
        </Field>
      );
    case 'number':
    case 'integer':
      return (
        <Field {...frame}>
          {(control) => (
            <Input
              {...control}
              type="number"
              step={kind === 'integer' ? 1 : 'any'}
              value={typeof props.value === 'number' ? props.value : ''}
              onChange={(event) =>
                props.onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)
              }
            />
          )}
        </Field>
      );
    case 'list':
      return <ListField frame={frame} value={props.value} onChange={props.onChange} pointer={props.pointer} errors={props.context.errors} />;
    case 'json':
      return <JsonField frame={frame} value={props.value} onChange={props.onChange} />;
    case 'text':
    case 'secret':
      return (
        <Field {...frame}>
          {(control) => (
            <Input
              {...control}
              type={kind === 'secret' ? 'password' : 'text'}
              autoComplete="off"
              spellCheck={false}
              value={typeof props.value === 'string' ? props.value : ''}
              onChange={(event) =>
                props.onChange(event.target.value === '' && isNullable(schema) ? null : event.target.value)
              }
            />
          )}
        </Field>
      );
  }
}
