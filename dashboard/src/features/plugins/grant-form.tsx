import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/field';
import { Code } from '@/components/ui/facts';
import type { Inspection } from './types';

interface GrantFormProps {
  inspection: Inspection;
  upgrade: boolean;
  busy: boolean;
  error: unknown;
  onInstall: (decided: { scopes: string[]; force: boolean }) => void;
}

/** The scopes that the plugin asks for, each granted by a tick of its own, and the yes. */
export function GrantForm({ inspection, upgrade, busy, error, onInstall }: GrantFormProps) {
  const [granted, setGranted] = useState(
    () => new Set(inspection.scopes.filter((one) => one.granted).map((one) => one.scope)),
  );
  const [force, setForce] = useState(false);
  const toggle = (scope: string, on: boolean) => {
    const next = new Set(granted);
    if (on) {
      next.add(scope);
    } else {
      next.delete(scope);
    }
    setGranted(next);
  };
  return (
    <Card title="What it may do here">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onInstall({ scopes: [...granted], force });
        }}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-sm text-muted">
            {inspection.scopes.length === 0
              ? 'It asks for no scope beyond what every agent may.'
              : 'It asks for these scopes, and gets only those that you tick.'}
          </legend>
          {inspection.scopes.map((one) => (
            <label key={one.scope} className="flex flex-wrap items-center gap-2 text-sm">
              <Checkbox
                disabled={one.objection != null}
                checked={granted.has(one.scope)}
                onChange={(event) => toggle(one.scope, event.target.checked)}
              />
              <Code>{one.scope}</Code>
              {one.granted ? <span className="text-xs text-faint">granted before</span> : null}
              {one.objection == null ? null : <span className="text-xs text-warn">Cannot be granted: {one.objection}</span>}
            </label>
          ))}
        </fieldset>
        {inspection.needsForce ? (
          <label className="flex items-center gap-2 text-sm">
            <Checkbox checked={force} onChange={(event) => setForce(event.target.checked)} />
            Do it although what is in use breaks
          </label>
        ) : null}
        {error === null ? null : <ProblemNote error={error} />}
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabled={!inspection.installable || (inspection.needsForce && !force)}
          >
            {upgrade ? `Upgrade to ${inspection.version}` : `Install ${inspection.displayName}`}
          </Button>
          <span className="text-xs text-faint">Exactly this digest; a manifest that has changed meanwhile is refused.</span>
        </div>
      </form>
    </Card>
  );
}
