import { JsonField } from '@/components/domain/schema/json-field';
import { ObjectFields } from '@/components/domain/schema/object-fields';
import { propertiesOf, resolve } from '@/components/domain/schema/schema';
import { CodeBlock } from '@/components/ui/facts';
import type { Json, JsonObject, Maybe } from '@/lib/api/types';

/** The input as its schema proposes it. */
export function startOf(schema: Maybe<JsonObject>): Json | undefined {
  if (schema == null) {
    return undefined;
  }
  const root = resolve(schema, schema);
  if (root.default !== undefined) {
    return root.default;
  }
  const proposed: JsonObject = {};
  for (const property of propertiesOf(root)) {
    const { default: value } = resolve(property.schema, schema);
    if (value !== undefined) {
      proposed[property.name] = value;
    }
  }
  return proposed;
}

interface InputFormProps {
  schema: JsonObject;
  value: Json | undefined;
  errors: ReadonlyMap<string, string>;
  onChange: (value: Json | undefined) => void;
}

/** What a gate asks for, with the controls that its schema wants. */
export function InputForm({ schema, value, errors, onChange }: InputFormProps) {
  const root = resolve(schema, schema);
  return propertiesOf(root).length > 0 ? (
    <fieldset>
      <legend className="mb-2 text-xs font-semibold">What is asked for</legend>
      <ObjectFields schema={root} value={value} fallback={undefined} pointer="" context={{ root: schema, errors }} onChange={onChange} />
    </fieldset>
  ) : (
    <>
      <JsonField frame={{ label: 'Input, as JSON', error: errors.get('') }} value={value} onChange={onChange} />
      <CodeBlock label="Schema of the input">{JSON.stringify(schema, null, 2)}</CodeBlock>
    </>
  );
}
