import type { FlowVersion as CallVersion } from '#shared/domain/call-log.ts'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { standingOf } from '../script-versions/version-words.ts'

/** The versions that may be compared, by their content hash, in words: the latest first. */
export function versionChoices(
  flowId: string,
  written: readonly FlowVersion[],
  led: readonly CallVersion[],
): Record<string, string> {
  const known = new Set(written.map(({ hash }) => hash))
  return Object.fromEntries([
    ...written.map((version) => [version.hash, `Version ${version.number} · ${standingOf(version).words}`]),
    ...led
      .filter((one) => one.flowId === flowId && !known.has(one.hash))
      .map(({ hash, version }) => [hash, `Version ${version} · livrée avec l’application`]),
  ])
}

/** What is compared unless one chooses: what the workplaces have with the last that was written. */
export function usualChoice(
  choices: Readonly<Record<string, string>>,
  written: readonly FlowVersion[],
): { before: string; after: string } {
  const hashes = Object.keys(choices)
  const current = written.find(({ isCurrent }) => isCurrent)?.hash
  const shipped = hashes.find((hash) => !written.some((version) => version.hash === hash))
  const before = current ?? shipped ?? hashes.at(-1) ?? ''
  return { before, after: hashes.find((hash) => hash !== before) ?? before }
}

/** "Version 4", of a choice. */
export const shortName = (choices: Readonly<Record<string, string>>, hash: string): string =>
  choices[hash]?.split(' · ')[0] ?? 'Version inconnue'
