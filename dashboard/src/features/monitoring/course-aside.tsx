import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Updated } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { SPANS } from './spans';

interface Props {
  query: ComponentProps<typeof Updated>['query'];
  seconds: string;
  onSeconds: (seconds: string) => void;
  closes: string;
  onClose: () => void;
}

/** Beside the title of values over a time: how new they are, how long the time is, and the way out. */
export function CourseAside({ query, seconds, onSeconds, closes, onClose }: Props) {
  return (
    <>
      <Updated query={query} />
      <Select aria-label="Time" className="w-36" value={seconds} onChange={(event) => onSeconds(event.target.value)}>
        {SPANS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <Button look="quiet" aria-label={closes} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </>
  );
}
