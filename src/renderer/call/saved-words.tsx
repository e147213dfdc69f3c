/** Whether what was typed is kept; its place never changes. */
export function SavedWords({ isSaved }: { isSaved: boolean }) {
  return <span>{isSaved ? 'brouillon enregistré' : 'enregistrement…'}</span>
}
