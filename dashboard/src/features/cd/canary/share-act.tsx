import { useQuery } from '@tanstack/react-query';
import { Split } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field, Input } from '@/components/ui/field';
import { environmentsQuery } from '../api';
import type { Deployment } from '../types';
import type { Start } from '../use-start';

function read(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= 99 ? value : null;
}

/** Gives the canary another share of what comes in. */
export function ShareAct({ deployment, by }: { deployment: Deployment; by: Start }) {
  const { application, applicationId, environment, revision } = deployment;
  const places = useQuery(environmentsQuery({ applicationId, environment, limit: 1 }));
  const now = places.data?.items.find((place) => place.environment === environment)?.canaryPercent;
  const [text, setText] = useState('');
  const percent = read(text);
  return (
    <Confirm
      title={`Which share shall revision ${revision} get?`}
      action={percent === null ? 'Change the share' : `Give it ${percent} %`}
      ready={percent !== null && percent !== now}
      onOpen={() => setText(now === undefined ? '' : String(now))}
      onConfirm={() =>
        percent === null
          ? undefined
          : by.start('cd.shift', `Give the canary of ${application} in ${environment} ${percent} %`, { percent })
      }
      fields={
        <Field
          label="Share (%)"
          hint="A whole number from 1 to 99."
          error={percent === null && text !== '' ? 'This is no whole number from 1 to 99.' : undefined}
        >
          {(control) => (
            <Input
              {...control}
              className="w-28"
              inputMode="numeric"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      }
      trigger={
        <Button {...by.button}>
          <Split aria-hidden /> Share{now === undefined ? '' : `: ${now} %`}
        </Button>
      }
    >
      {now === undefined
        ? 'The share that it has now is not known. '
        : `Now it gets ${now} % of the requests, or of new connections, and the stable revision ${100 - now} %. `}
      {percent === null || percent === now
        ? null
        : `It will get ${percent} %, and the stable revision ${100 - percent} %; neither of them is started anew.`}
    </Confirm>
  );
}
