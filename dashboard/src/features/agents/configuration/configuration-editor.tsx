import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Save } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { keys } from '@/lib/api/keys';
import type { AgentConfiguration, JsonObject } from '@/lib/api/types';
import { isObject } from '@/lib/json';
import { useSaveConfiguration } from '../api';
import { JsonField } from '@/components/domain/schema/json-field';
import { ObjectFields } from '@/components/domain/schema/object-fields';
import { errorsByPointer, propertiesOf, resolve } from '@/components/domain/schema/schema';

/** What is being edited, and the version it was read at; the version goes into If-Match. */
interface Draft {
  document: JsonObject;
  version: number;
}

export function ConfigurationEditor({ configuration }: { configuration: AgentConfiguration }) {
  const client = useQueryClient();
  const save = useSaveConfiguration(configuration.agentId);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [raw, setRaw] = useState(false);
  const schema = useMemo(() => resolve(configuration.schema, configuration.schema), [configuration.schema]);
  const hasForm = propertiesOf(schema).length > 0;
  const problem = save.isError ? asApiError(save.error) : null;
  const errors = useMemo(() => errorsByPointer(problem?.kind === 'invalid' ? problem.errors : []), [problem]);
  const document = draft?.document ?? configuration.document;
  const edit = (changed: JsonObject) => setDraft({ document: changed, version: draft?.version ?? configuration.version });
  const discard = () => {
    setDraft(null);
    save.reset();
  };
  const outdated = draft !== null && draft.version !== configuration.version;

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== null) {
          save.mutate(draft, { onSuccess: () => setDraft(null) });
        }
      }}
    >
      {hasForm && !raw ? (
        <ObjectFields
          schema={schema}
          value={document}
          fallback={configuration.defaults}
          pointer=""
          context={{ root: configuration.schema, errors }}
          onChange={(changed) => edit(isObject(changed) ? changed : {})}
        />
      ) : (
        <JsonField
          frame={{ label: 'Document', error: errors.get('') }}
          value={document}
          rows={22}
          onChange={(changed) => {
            if (isObject(changed)) {
              edit(changed);
            }
          }}
        />
      )}
      <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-col gap-3 border-t border-line bg-surface px-4 py-3">
        {outdated || problem?.kind === 'stale' ? (
          <Note
            tone="warn"
            title="Somebody changed the configuration while you were editing"
            action={
              <Button
                small
                onClick={() => {
                  discard();
                  void client.invalidateQueries({ queryKey: keys.configuration(configuration.agentId) });
                }}
              >
                Load the new version
              </Button>
            }
          >
            Your changes are based on version {draft?.version ?? '?'} and were not saved. Loading drops them: copy first what you want to keep.
          </Note>
        ) : null}
        {problem !== null && problem.kind !== 'stale' ? <ProblemNote error={problem} /> : null}
        {save.isSuccess && draft === null ? (
          <Note tone="good" title={`Saved as version ${save.data.version}`}>
            The agent takes it up without a restart.
          </Note>
        ) : null}
        <div className="flex items-center gap-2">
          <Button type="submit" look="primary" disabled={draft === null || outdated} busy={save.isPending}>
            <Save aria-hidden /> Save
          </Button>
          <Button disabled={draft === null} onClick={discard}>
            <RotateCcw aria-hidden /> Discard changes
          </Button>
          <span className="flex-1" />
          {hasForm ? (
            <Button look="quiet" aria-pressed={raw} onClick={() => setRaw(!raw)}>
              {raw ? 'Show the form' : 'Edit as JSON'}
            </Button>
          ) : null}
        </div>
      </div>
    </form>
  );
}
