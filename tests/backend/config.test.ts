import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#backend/config.ts'
import { openBackend } from './open-backend.ts'

let NUMI_DATA_DIR: string
beforeEach(async () => {
  NUMI_DATA_DIR = await mkdtemp(join(tmpdir(), 'numi-config-'))
})
afterEach(() => rm(NUMI_DATA_DIR, { recursive: true, force: true }))

describe('the configuration', () => {
  it('takes a PostgreSQL', () => {
    const DATABASE_URL = 'postgres://numi@localhost/numi'
    expect(readConfig({ NUMI_DATA_DIR, DATABASE_URL }, []).databaseUrl).toBe(DATABASE_URL)
  })

  it('needs nothing', () => {
    expect(readConfig({ NUMI_DATA_DIR }, [])).toMatchObject({
      databaseUrl: null,
      ...{ host: '127.0.0.1', port: 4400, publicUrl: 'http://127.0.0.1:4400', smtpUrl: null, isDemo: false },
      ...{ services: [], firstAdmin: null, isBehindProxy: false },
    })
  })

  it('is the demonstration only when asked for', () => {
    expect(readConfig({ NUMI_DATA_DIR }, ['--demo']).isDemo).toBe(true)
  })

  it('makes its secret once, for itself alone', async () => {
    const { secret } = readConfig({ NUMI_DATA_DIR }, [])
    expect(secret).toHaveLength(32)
    expect(readConfig({ NUMI_DATA_DIR }, []).secret).toEqual(secret)
    const file = join(NUMI_DATA_DIR, 'secret.key')
    expect(await readFile(file)).toEqual(secret)
    expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it('does not start on a secret that is empty or cut', async () => {
    for (const kept of ['', 'cut']) {
      await writeFile(join(NUMI_DATA_DIR, 'secret.key'), kept)
      expect(() => readConfig({ NUMI_DATA_DIR }, [])).toThrow('abîmée')
    }
  })

  it('takes the secret that other processes have', () => {
    const NUMI_SECRET = Buffer.alloc(32, 5).toString('base64')
    expect(readConfig({ NUMI_DATA_DIR, NUMI_SECRET }, []).secret).toEqual(Buffer.alloc(32, 5))
  })

  it('says how the technical team is told of an incident: by nothing, unless it is set', () => {
    expect(readConfig({ NUMI_DATA_DIR }, []).team).toEqual({ emails: [], slackWebhook: null, sms: null })
    const set = {
      NUMI_TEAM_EMAILS: 'technique@numi.example, astreinte@numi.example',
      NUMI_SLACK_WEBHOOK: 'https://hooks.slack.com/services/T/B/x',
      ...{
        NUMI_SMS_URL: 'https://sms.example/v1',
        NUMI_SMS_AUTHORIZATION: 'Bearer x',
        NUMI_TEAM_PHONES: '06 39 98 00 12',
      },
    }
    expect(readConfig({ NUMI_DATA_DIR, ...set }, []).team).toEqual({
      emails: ['technique@numi.example', 'astreinte@numi.example'],
      slackWebhook: 'https://hooks.slack.com/services/T/B/x',
      sms: {
        ...{ url: 'https://sms.example/v1', authorization: 'Bearer x', phones: ['+33639980012'] },
        body: '{"to":"{to}","text":"{text}","id":"{id}"}',
      },
    })
  })

  it.each([
    ['NUMI_TEAM_EMAILS', { NUMI_TEAM_EMAILS: 'technique@' }],
    ['NUMI_SLACK_WEBHOOK', { NUMI_SLACK_WEBHOOK: 'http://hooks.slack.com/services/T/B/x' }],
    ['NUMI_SMS_URL', { NUMI_SMS_URL: 'ftp://sms.example', NUMI_TEAM_PHONES: '0639980012' }],
    ['NUMI_TEAM_PHONES', { NUMI_SMS_URL: 'https://sms.example', NUMI_TEAM_PHONES: '12' }],
    ['NUMI_TEAM_PHONES', { NUMI_SMS_URL: 'https://sms.example' }],
    ['NUMI_SMS_BODY', { NUMI_SMS_BODY: '{"to":"{to}"}' }],
    ['NUMI_SMS_AUTHORIZATION', { NUMI_SMS_AUTHORIZATION: 'x\r\nHost: evil' }],
  ])('does not start on a wrong %s', (name, set) => {
    expect(() => readConfig({ NUMI_DATA_DIR, ...set }, [])).toThrow(name)
  })

  it('reads the services to observe from a file', async () => {
    const NUMI_SERVICES_FILE = join(NUMI_DATA_DIR, 'services.json')
    const service = {
      ...{ id: 'portail-client', name: 'Portail client', isPublic: true },
      probe: { url: 'https://numi.support/healthz', intervalSeconds: 30, timeoutMs: 5000 },
    }
    await writeFile(NUMI_SERVICES_FILE, JSON.stringify([service]))
    expect(readConfig({ NUMI_DATA_DIR, NUMI_SERVICES_FILE }, []).services).toEqual([service])
  })

  it.each([
    ['PORT', 'abc'],
    ['NUMI_SECRET', Buffer.alloc(31).toString('base64')],
    ['NUMI_SECRET', 'pas du base64'],
    ['PORT', '70000'],
    ['NUMI_PUBLIC_URL', 'javascript:alert(1)'],
    ['SMTP_URL', 'http://mail'],
    ['NUMI_ADMIN_PASSWORD', 'short'],
    ['NUMI_METRICS_TOKEN', 'short'],
    ['NUMI_STOP_SECONDS', '1'],
    ['DATABASE_URL', 'mysql://localhost/numi'],
  ])('names what is wrong: %s=%s', (name, value) => {
    expect(() => readConfig({ NUMI_DATA_DIR, [name]: value }, [])).toThrow(name)
  })
})

describe('the first administrator', () => {
  const firstAdmin = { email: 'Admin@numi.example', password: 'une phrase assez longue' }

  it('is made once, in an empty database', async () => {
    for (const password of [firstAdmin.password, 'une autre phrase, plus tard']) {
      const backend = await openBackend({ dataDir: NUMI_DATA_DIR, firstAdmin: { ...firstAdmin, password } })
      const signIn = await backend.server.inject({ method: 'POST', url: '/api/v1/sessions', payload: firstAdmin })
      expect(signIn.json().user).toMatchObject({ email: 'admin@numi.example', role: 'admin' })
      await backend.close()
    }
  })
})
