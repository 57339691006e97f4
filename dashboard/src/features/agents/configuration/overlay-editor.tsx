import { Save, ScanSearch, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { JsonDifferences } from '@/components/domain/json-differences';
import { ProblemNote } from '@/components/domain/problem-note';
import { JsonField } from '@/components/domain/schema/json-field';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Code } from '@/components/ui/facts';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import type { JsonObject } from '@/lib/api/types';
import { isObject } from '@/lib/json';
import { useCheckOverlay, useClearOverlay, useSaveOverlay } from '../api';

interface OverlayEditorProps {
  agentId: string;
  environment: string;
  /** 0 while there is none. */
  version: number;
  document: JsonObject;
}

/** Edits an overlay at the version it was read at, and tells what would be otherwise before it is saved. */
export function OverlayEditor({ agentId, environment, version, document }: OverlayEditorProps) {
  const [draft, setDraft] = useState<{ document: JsonObject; version: number } | null>(null);
  const check = useCheckOverlay(agentId, environment);
  const save = useSaveOverlay(agentId, environment);
  const clear = useClearOverlay(agentId, environment);
  const edited = draft?.document ?? document;
  const failed = save.error ?? check.error ?? clear.error;
  return (
    <div className="flex flex-col gap-3">
      <JsonField
        frame={{ label: `What is otherwise in ${environment}`, hint: 'Only what differs; null takes a value away.', error: undefined }}
        value={edited}
        onChange={(changed) => {
          check.reset();
          save.reset();
          setDraft({ document: isObject(changed) ? changed : {}, version: draft?.version ?? version });
        }}
      />
      {failed === null ? null : <Refusal error={failed} />}
      {check.data === undefined ? null : <Checked {...check.data} />}
      {save.isSuccess && draft === null ? <Note tone="good" title={`Saved as version ${save.data.version}`} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={save.isPending}
          disabled={draft === null}
          onClick={() =>
            draft === null
              ? undefined
              : save.mutate(draft, {
                  onSuccess: () => {
                    check.reset();
                    setDraft(null);
                  },
                })
          }
        >
          <Save aria-hidden /> Save the overlay
        </Button>
        <Button busy={check.isPending} onClick={() => check.mutate(edited)}>
          <ScanSearch aria-hidden /> Show what would change
        </Button>
        {version === 0 ? null : (
          <Confirm
            title={`Take away the overlay of ${environment}?`}
            action="Take away"
            danger
            onConfirm={() => clear.mutate(undefined, { onSuccess: () => setDraft(null) })}
            trigger={
              <Button busy={clear.isPending}>
                <Trash2 aria-hidden /> Take away
              </Button>
            }
          >
            In {environment} it is as everywhere else from then on. The overlay stays in the history.
          </Confirm>
        )}
      </div>
    </div>
  );
}

type CheckedProps = NonNullable<ReturnType<typeof useCheckOverlay>['data']>;

function Checked({ differences, errors }: CheckedProps) {
  return (
    <>
      {errors.length === 0 ? null : (
        <Note tone="bad" title="The agent would not take this">
          <ul className="list-disc pl-4">
            {errors.map((error) => (
              <li key={`${error.where} ${error.message}`}>
                <Code>{error.where}</Code> {error.message}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {differences.length === 0 ? (
        <Note tone="idle" title="Nothing would change" />
      ) : (
        <div className="rounded-md border border-line">
          <JsonDifferences label="What would change" differences={differences} />
        </div>
      )}
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  return asApiError(error).kind === 'stale' ? (
    <Note tone="warn" title="Somebody changed the overlay while you were editing">
      Nothing was saved. Copy what you want to keep and load the page again.
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
