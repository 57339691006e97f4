import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field, Input, Select } from '@/components/ui/field';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { silence, useAct } from './api';
import type { MonitoringAlert } from './types';
import { placeWords } from './words';

const HOURS = [1, 4, 24, 168] as const;

/** Keeps alerts like this one quiet, for a reason and until a time. */
export function SilenceAct({ alert }: { alert: MonitoringAlert }) {
  const me = useQuery(meQuery());
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(4);
  const act = useAct(() =>
    silence({
      rule: alert.what.rule,
      application: alert.place.application ?? undefined,
      environment: alert.place.environment ?? undefined,
      reason,
      to: new Date(Date.now() + hours * 3_600_000).toISOString(),
    }),
  );
  const may = allows(me.data?.scopes ?? [], 'monitoring:write');
  return (
    <>
      <Confirm
        title={`Silence '${alert.what.rule}'?`}
        action="Silence"
        ready={reason.trim() !== ''}
        onConfirm={() => act.mutate()}
        fields={
          <div className="grid gap-3">
            <Field label="Reason" hint="Everybody sees it beside the alert.">
              {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
            </Field>
            <Field label="For">
              {(control) => (
                <Select {...control} className="w-36" value={hours} onChange={(event) => setHours(Number(event.target.value))}>
                  {HOURS.map((one) => (
                    <option key={one} value={one}>
                      {one === 1 ? 'an hour' : one < 24 ? `${one} hours` : one === 24 ? 'a day' : 'a week'}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        }
        trigger={
          <Button
            small
            look="quiet"
            disabled={!may}
            aria-label={`Silence ${alert.what.title}`}
            title={may ? undefined : 'Needs the scope monitoring:write'}
          >
            <BellOff aria-hidden /> Silence
          </Button>
        }
      >
        Nobody is told of its alerts for {placeWords(alert.place)} until then; they are still listed.
      </Confirm>
      {act.isError ? <ProblemNote error={act.error} /> : null}
    </>
  );
}
