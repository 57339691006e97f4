import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { Json } from '@/lib/api/types';

interface ListFieldProps {
  frame: { label: ReactNode; hint?: string; error: string | undefined };
  value: Json | undefined;
  pointer: string;
  errors: ReadonlyMap<string, string>;
  onChange: (value: Json) => void;
}

/** A list of strings, one per row. */
export function ListField({ frame, value, pointer, errors, onChange }: ListFieldProps) {
  const items = Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))) : [];
  const put = (index: number, text: string) => onChange(items.map((item, at) => (at === index ? text : item)));
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs font-medium">{frame.label}</legend>
      {items.map((item, index) => {
        const error = errors.get(`${pointer}/${index}`);
        return (
          <div key={index}>
            <span className="flex gap-1">
              <Input
                aria-label={`Entry ${index + 1}`}
                aria-invalid={error === undefined ? undefined : true}
                value={item}
                onChange={(event) => put(index, event.target.value)}
              />
              <Button
                look="quiet"
                className="px-2!"
                aria-label={`Remove entry ${index + 1}`}
                onClick={() => onChange(items.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </Button>
            </span>
            {error === undefined ? null : <p className="text-xs font-medium text-bad">{error}</p>}
          </div>
        );
      })}
      <span>
        <Button small onClick={() => onChange([...items, ''])}>
          <Plus aria-hidden /> Add an entry
        </Button>
      </span>
      {frame.hint === undefined ? null : <p className="text-xs text-faint">{frame.hint}</p>}
      {frame.error === undefined ? null : <p className="text-xs font-medium text-bad">{frame.error}</p>}
    </fieldset>
  );
}
