import type { Json, JsonObject } from '@/lib/api/types';
import { isObject, pointerToken } from '@/lib/json';
import { propertiesOf } from './schema';
import { SchemaField, type FormContext } from './schema-field';

interface ObjectFieldsProps {
  schema: JsonObject;
  value: Json | undefined;
  fallback: Json | undefined;
  pointer: string;
  context: FormContext;
  onChange: (value: Json | undefined) => void;
}

/** The properties of an object, side by side. A property that is cleared leaves the document. */
export function ObjectFields({ schema, value, fallback, pointer, context, onChange }: ObjectFieldsProps) {
  const object = isObject(value) ? value : {};
  const defaults = isObject(fallback) ? fallback : {};
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
      {propertiesOf(schema).map((property) => (
        <SchemaField
          key={property.name}
          name={property.name}
          schema={property.schema}
          required={property.required}
          value={object[property.name]}
          fallback={defaults[property.name]}
          pointer={`${pointer}/${pointerToken(property.name)}`}
          context={context}
          onChange={(changed) => {
            const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== property.name));
            onChange(changed === undefined ? rest : { ...object, [property.name]: changed });
          }}
        />
      ))}
    </div>
  );
}
