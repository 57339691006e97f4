import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { RankedSuspectRow } from '@/components/domain/ranked-suspect-row';
import { Select } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import type { Alert } from '@/lib/api/types';
import { rankingQuery, signalOf, SIGNALS, type Signal } from './api';

const WINDOWS = [
  ['PT1H', 'the hour before'],
  ['PT3H', '3 hours before'],
  ['PT24H', 'the day before'],
  ['P7D', 'the week before'],
] as const;

/** Which changes may have caused an alert, the most likely first; none is an answer, too. */
export function RankingView({ alert, applicationId }: { alert: Alert; applicationId: string }) {
  const [signal, setSignal] = useState<Signal>(signalOf(alert));
  const [window, setWindow] = useState('PT3H');
  const ranking = useQuery(
    rankingQuery({ applicationId, environment: alert.environment, at: alert.raisedAt, signal, window }),
  );
  return (
    <section aria-label={`Suspects of ${alert.title}`} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
        Changes that explain
        <Select
          aria-label="Signal"
          className="w-32"
          value={signal}
          onChange={(event) => setSignal(SIGNALS.find((one) => one === event.target.value) ?? 'errors')}
        >
          {SIGNALS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        within
        <Select aria-label="Time before" className="w-36" value={window} onChange={(event) => setWindow(event.target.value)}>
          {WINDOWS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
        <Updated query={ranking} />
      </div>
      <Loaded
        query={ranking}
        rows={3}
        empty={{
          when: (data) => data.suspects.length === 0,
          show: (
            <Note tone="idle" title="Nothing suspicious">
              {sentence(ranking.data?.reason ?? '')} {counted(ranking.data?.considered ?? 0)}
            </Note>
          ),
        }}
      >
        {(data) => (
          <>
            <ol aria-label="Ranked suspects" className="flex flex-col gap-2.5">
              {data.suspects.map((suspect, index) => (
                <RankedSuspectRow key={suspect.change.eventId} suspect={suspect} rank={index + 1} />
              ))}
            </ol>
            <p className="text-xs text-faint">{sentence(data.reason)}</p>
          </>
        )}
      </Loaded>
    </section>
  );
}

function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function counted(considered: number): string {
  return considered === 0 ? '' : `${considered} ${considered === 1 ? 'change was' : 'changes were'} looked at.`;
}
