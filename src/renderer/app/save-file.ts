/**
 * Keeps a text as a file where the person says: the browser's own way, which the desktop app allows for these alone
 * (src/main/electron/security.ts).
 * @param name ends in .csv, .json, .md or .txt
 */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
