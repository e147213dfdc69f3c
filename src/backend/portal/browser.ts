import type { IncomingHttpHeaders } from 'node:http'

/** The headers by which a browser of Chromium's family says on which version of its system it runs, once asked. */
export const acceptedHints = 'Sec-CH-UA-Platform-Version'

/** The first that is recognised wins: browsers name those that they descend from after themselves. */
const browsers: readonly [pattern: RegExp, name: string][] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
  [/\bTrident\/.*\brv:(\d+)/, 'Internet Explorer'],
]

/** What is told of the system without its version, which most browsers no longer tell. */
const systems: readonly [pattern: RegExp, name: string][] = [
  [/\bWindows NT\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A client's browser and system, "Chrome 131" and "Windows 11", by what their browser tells of itself with each request.
 * What it does not tell is empty: nothing is guessed.
 */
export function browserOf(headers: IncomingHttpHeaders): { browser: string; os: string } {
  const agent = (headers['user-agent'] ?? '').slice(0, 500)
  const browser = firstOf(browsers, agent, ([, version], name) => `${name} ${version}`)
  const os = firstOf(systems, agent, (_, name) => name)
  // An iPad says that it is a Mac.
  if (os === 'macOS' && browser.startsWith('Safari')) return { browser, os: 'macOS ou iPadOS' }
  return { browser, os: [os, versionOf(os, headers['sec-ch-ua-platform-version'])].filter(Boolean).join(' ') }
}

function firstOf(
  known: readonly [pattern: RegExp, name: string][],
  agent: string,
  words: (match: RegExpExecArray, name: string) => string,
): string {
  for (const [pattern, name] of known) {
    const match = pattern.exec(agent)
    if (match) return words(match, name)
  }
  return ''
}

function versionOf(os: string, told: string | string[] | undefined): string {
  const major = Number(/^"?(\d+)\./.exec(String(told ?? ''))?.[1])
  if (!(major > 0)) return ''
  // Windows counts its own way: 13 and more are sold as 11.
  if (os === 'Windows') return major >= 13 ? '11' : '10'
  return os === 'macOS' || os === 'Android' ? String(major) : ''
}
