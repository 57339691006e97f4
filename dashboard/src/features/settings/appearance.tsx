import { Card } from '@/components/ui/card';
import { setTheme, useTheme, type Theme } from '@/lib/theme';

const CHOICES: { theme: Theme; label: string; hint: string }[] = [
  { theme: 'system', label: 'As the system', hint: 'Light or dark as your computer is set.' },
  { theme: 'light', label: 'Light', hint: 'Always light.' },
  { theme: 'dark', label: 'Dark', hint: 'Always dark.' },
];

export function Appearance() {
  const theme = useTheme();
  return (
    <Card title="Theme">
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">Theme</legend>
        {CHOICES.map((choice) => (
          <label key={choice.theme} className="flex items-start gap-2.5">
            <input
              type="radio"
              name="theme"
              className="mt-0.5 size-4 accent-accent"
              checked={theme === choice.theme}
              onChange={() => setTheme(choice.theme)}
            />
            <span>
              <span className="block font-medium">{choice.label}</span>
              <span className="block text-xs text-faint">{choice.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Card>
  );
}
