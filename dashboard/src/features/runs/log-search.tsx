import { ChevronDown, ChevronUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';

interface LogSearchProps {
  value: string;
  hits: number;
  current: number;
  onChange: (text: string) => void;
  onStep: (step: 1 | -1) => void;
}

export function LogSearch({ value, hits, current, onChange, onStep }: LogSearchProps) {
  return (
    <div role="search" className="flex items-center gap-1">
      {value === '' ? null : (
        <span role="status" className="num whitespace-nowrap">
          {hits === 0 ? 'no match' : `${current} of ${hits}`}
        </span>
      )}
      <Input
        type="search"
        aria-label="Search in the log"
        placeholder="Search"
        className="h-6! w-36 text-xs!"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            onStep(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            onChange('');
          }
        }}
      />
      {hits === 0 ? null : (
        <>
          <Button small look="quiet" className="px-1!" aria-label="Match before" onClick={() => onStep(-1)}>
            <ChevronUp aria-hidden />
          </Button>
          <Button small look="quiet" className="px-1!" aria-label="Next match" onClick={() => onStep(1)}>
            <ChevronDown aria-hidden />
          </Button>
        </>
      )}
    </div>
  );
}
