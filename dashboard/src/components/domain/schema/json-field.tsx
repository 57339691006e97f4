import { useState, type ReactNode } from 'react';
import { Field, TextArea } from '@/components/ui/field';
import type { Json } from '@/lib/api/types';

interface JsonFieldProps {
  frame: { label: ReactNode; hint?: string; error: string | undefined };
  value: Json | undefined;
  rows?: number;
  onChange: (value: Json | undefined) => void;
}

/** The way out for anything that has no control of its own: the JSON itself. */
export function JsonField({ frame, value, rows, onChange }: JsonFieldProps) {
  const shown = value === undefined ? '' : JSON.stringify(value, null, 2);
  const [draft, setDraft] = useState<string | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const edit = (text: string) => {
    setDraft(text);
    try {
      onChange(text.trim() === '' ? undefined : (JSON.parse(text) as Json));
      setBroken(null);
    } catch (error) {
      setBroken(error instanceof Error ? error.message : 'This is not JSON');
    }
  };
  return (
    <div className="col-span-full">
      <Field {...frame} error={broken === null ? frame.error : `Not yet JSON, so not yet taken: ${broken}`}>
        {(control) => (
          <TextArea
            {...control}
            rows={rows ?? Math.min(14, Math.max(3, (draft ?? shown).split('\n').length))}
            value={draft ?? shown}
            onChange={(event) => edit(event.target.value)}
            onBlur={() => {
              if (broken === null) {
                setDraft(null);
              }
            }}
          />
        )}
      </Field>
    </div>
  );
}
