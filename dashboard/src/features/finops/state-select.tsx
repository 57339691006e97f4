import { Select } from '@/components/ui/field';

interface StateSelectProps {
  states: readonly (readonly [string, string])[];
  value: string;
  onChange: (state: string) => void;
}

/** Which states a list shows. */
export function StateSelect({ states, value, onChange }: StateSelectProps) {
  return (
    <Select aria-label="State" className="w-auto font-normal" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Any state</option>
      {states.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </Select>
  );
}
