import { Note } from '@/components/ui/notes';
import { Code } from '@/components/ui/facts';
import type { Finding } from './types';

const LEVELS = [
  { level: 'ERROR', tone: 'bad', title: 'It cannot be installed like this' },
  { level: 'BREAKING', tone: 'warn', title: 'It breaks what is in use' },
  { level: 'WARNING', tone: 'idle', title: 'Worth knowing' },
] as const;

/** How the manifest fits to what is there, the worst first. */
export function Findings({ findings, upgrade }: { findings: Finding[]; upgrade: boolean }) {
  if (findings.length === 0) {
    return <Note tone="good" title={upgrade ? 'Compatible with what is in use' : 'Nothing to object to'} />;
  }
  return (
    <div className="flex flex-col gap-2">
      {LEVELS.map(({ level, tone, title }) => {
        const found = findings.filter((finding) => finding.level === level);
        return found.length === 0 ? null : (
          <Note key={level} tone={tone} title={title}>
            <ul className="list-disc pl-4">
              {found.map((finding) => (
                <li key={`${finding.where} ${finding.message}`}>
                  {finding.message} {finding.where === '' ? null : <Code>{finding.where}</Code>}
                </li>
              ))}
            </ul>
          </Note>
        );
      })}
    </div>
  );
}
