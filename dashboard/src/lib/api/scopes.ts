/** Whether a list of scopes covers one; a star stands for every area or every act. */
export function allows(scopes: readonly string[], wanted: string): boolean {
  const [area = '', act = ''] = wanted.split(':');
  return scopes.some((scope) => {
    const [ownArea = '', ownAct = '*'] = scope.split(':');
    return (ownArea === '*' || ownArea === area) && (ownAct === '*' || ownAct === act);
  });
}
