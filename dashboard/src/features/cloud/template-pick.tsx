import { useQuery } from '@tanstack/react-query';
import { Field, Select } from '@/components/ui/field';
import type { Json } from '@/lib/api/types';
import { templatesQuery } from './api';
import type { Template } from './types';

/** Parameters to begin with: the first of each choice that the template leaves. */
function draftOf(template: Template): Json {
  const choices = Object.entries(template.parameters.properties.choices.properties ?? {});
  return {
    template: template.name,
    name: '',
    choices: Object.fromEntries(choices.map(([name, { enum: values }]) => [name, values[0] ?? ''])),
  };
}

/** What can be made on a resource of this type by the templates of the configuration. */
export function TemplatePick({
  type,
  action,
  onPick,
}: {
  type: string;
  action: string;
  onPick: (parameters: Json) => void;
}) {
  const templates = useQuery(templatesQuery());
  const fitting = (templates.data?.items ?? []).filter((one) => one.action === action && one.on.includes(type));
  if (fitting.length === 0) {
    return null;
  }
  return (
    <Field label="Template">
      {(control) => (
        <Select
          {...control}
          defaultValue=""
          onChange={(event) => {
            const template = fitting.find((one) => one.name === event.target.value);
            if (template !== undefined) {
              onPick(draftOf(template));
            }
          }}
        >
          <option value="">Choose one</option>
          {fitting.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
