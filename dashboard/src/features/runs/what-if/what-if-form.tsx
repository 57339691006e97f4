import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { GATE_KINDS } from '@/components/domain/gate/words';
import { JsonField } from '@/components/domain/schema/json-field';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { applicationsQuery } from '@/lib/api/queries';
import type { Json } from '@/lib/api/types';
import type { Question } from './api';
import { EXAMPLES } from './examples';

interface WhatIfFormProps {
  busy: boolean;
  onAsk: (question: Question) => void;
}

/** What is to be different, and for which runs: a gate more, or all stages anew. */
export function WhatIfForm({ busy, onAsk }: WhatIfFormProps) {
  const applications = useQuery(applicationsQuery());
  const [applicationId, setApplicationId] = useState('');
  const [days, setDays] = useState(30);
  const [way, setWay] = useState<'gate' | 'stages'>('gate');
  const [uses, setUses] = useState('gate.approval');
  const [id, setId] = useState('');
  const [before, setBefore] = useState('');
  const [settings, setSettings] = useState<Json | undefined>(EXAMPLES['gate.approval']);
  const [stages, setStages] = useState<Json | undefined>();
  const ask = () =>
    onAsk({
      from: new Date(Date.now() - days * 86_400_000).toISOString(),
      limit: 500,
      ...(applicationId === '' ? {} : { applicationId }),
      ...(way === 'stages'
        ? { stages: stages ?? {} }
        : {
            gates: [
              {
                id: id.trim(),
                uses,
                ...(settings === undefined ? {} : { with: settings }),
                ...(before.trim() === '' ? {} : { before: before.trim() }),
              },
            ],
          }),
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <div className="grid items-start gap-4 md:grid-cols-3">
        <Field label="Runs of">
          {(control) => (
            <Select {...control} value={applicationId} onChange={(event) => setApplicationId(event.target.value)}>
              <option value="">all applications</option>
              {(applications.data?.items ?? []).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="That ended within">
          {(control) => (
            <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              <option value={7}>the last week</option>
              <option value={30}>the last 30 days</option>
              <option value={90}>the last 90 days</option>
            </Select>
          )}
        </Field>
        <Field label="With">
          {(control) => (
            <Select {...control} value={way} onChange={(event) => setWay(event.target.value === 'gate' ? 'gate' : 'stages')}>
              <option value="gate">a gate more, or another one</option>
              <option value="stages">other stages</option>
            </Select>
          )}
        </Field>
      </div>
      {way === 'stages' ? (
        <JsonField
          key="stages"
          frame={{ label: 'Stages', hint: 'By name, as in hexad.yml, as JSON.', error: undefined }}
          value={stages}
          rows={8}
          onChange={setStages}
        />
      ) : (
        <div className="grid items-start gap-4 md:grid-cols-3">
          <Field label="Gate">
            {(control) => (
              <Select
                {...control}
                value={uses}
                onChange={(event) => {
                  setUses(event.target.value);
                  setSettings(EXAMPLES[event.target.value]);
                }}
              >
                {GATE_KINDS.map((one) => (
                  <option key={one.kind} value={one.kind}>
                    {one.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Its name" hint="The name of a gate that a run has puts it in its place.">
            {(control) => <Input {...control} required value={id} onChange={(event) => setId(event.target.value)} />}
          </Field>
          <Field label="Before stage" hint="Needed where a run has no gate of that name.">
            {(control) => <Input {...control} value={before} onChange={(event) => setBefore(event.target.value)} />}
          </Field>
          <JsonField key={uses} frame={{ label: 'Settings of the gate', error: undefined }} value={settings} onChange={setSettings} />
        </div>
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" busy={busy}>
          <FlaskConical aria-hidden /> Ask past runs
        </Button>
        <span className="text-xs text-faint">Runs nothing and changes nothing.</span>
      </div>
    </form>
  );
}
