import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import type { Touched } from './types';

const SHOWN = 10;

/** What stays as it is and stands on what changes: how far the plan may be felt. */
export function TouchedCard({ touched }: { touched: Touched[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? touched : touched.slice(0, SHOWN);
  return (
    <Card title="Stands on what changes" aside={<span className="num">{touched.length}</span>}>
      <ul className="space-y-2 text-sm">
        {shown.map((one) => (
          <li key={one.address} className="min-w-0 break-words">
            <Code>{one.address}</Code>
            <p className="text-muted">on {one.on.join(', ')}</p>
          </li>
        ))}
      </ul>
      {touched.length > shown.length ? (
        <Button
          look="quiet"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {touched.length}
        </Button>
      ) : null}
    </Card>
  );
}
