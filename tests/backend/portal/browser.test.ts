import { expect, it } from 'vitest'
import { browserOf } from '#backend/portal/browser.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'

it.each<[agent: string | undefined, version: string | undefined, browser: string, os: string]>([
  [`${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36`, undefined, 'Chrome 131', 'Windows'],
  [`${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36`, '"15.0.0"', 'Chrome 131', 'Windows 11'],
  [`${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`, '"10.0.0"', 'Edge 131', 'Windows 10'],
  [`${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36 OPR/117.0.0.0`, undefined, 'Opera 117', 'Windows'],
  [`${windows}; rv:140.0) Gecko/20100101 Firefox/140.0`, undefined, 'Firefox 140', 'Windows'],
  [`${mac} ${webkit} Chrome/131.0.0.0 Safari/537.36`, '"15.1.0"', 'Chrome 131', 'macOS 15'],
  [`${mac} AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15`, undefined, 'Safari 18', 'macOS ou iPadOS'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1',
    undefined,
    'Safari 26',
    'iOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1',
    undefined,
    'Chrome 131',
    'iOS',
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Safari/537.36`, undefined, 'Chrome 131', 'Android'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/131.0.0.0 Safari/537.36`, '""', 'Chrome 131', 'Linux'],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', undefined, 'Internet Explorer 11', 'Windows'],
  ['curl/8.5.0', undefined, '', ''],
  ['', '"99999999999999999999.0"', '', ''],
  [undefined, undefined, '', ''],
])('tells of %j (version %j) what it tells of itself, and no more', (agent, version, browser, os) => {
  expect(browserOf({ 'user-agent': agent, 'sec-ch-ua-platform-version': version })).toEqual({ browser, os })
})
