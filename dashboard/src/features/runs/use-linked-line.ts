import { useCallback } from 'react';
import { useLocation, type To } from 'react-router';

const LINE = /^#L(\d{1,9})$/;

/** The line that the address names, and addresses of lines. */
export function useLinkedLine(stage: string): { linked: number | undefined; link: (line: number) => To } {
  const { hash, search } = useLocation();
  const match = LINE.exec(hash);
  const link = useCallback(
    (line: number): To => {
      const parameters = new URLSearchParams(search);
      parameters.set('stage', stage);
      return { search: `?${parameters.toString()}`, hash: `#L${line}` };
    },
    [search, stage],
  );
  return { linked: match === null ? undefined : Number(match[1]), link };
}
