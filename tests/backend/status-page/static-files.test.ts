import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { keepStaticFiles, openStaticFolder } from '#backend/status-page/static-files.ts'
import { openStatusSite, portal } from './status-site.ts'

async function openCopiedSite({ draft = null as string | null } = {}) {
  const staticDir = await mkdtemp(join(tmpdir(), 'numi-static-'))
  if (draft !== null) {
    await writeFile(join(staticDir, draft), 'half a pa')
    await utimes(join(staticDir, draft), 0, 0)
  }
  onTestFinished(() => rm(staticDir, { recursive: true, force: true }))
  const site = await openStatusSite({ services: [portal], staticDir })
  const read = (file: string) => readFile(join(staticDir, file), 'utf8').catch(() => '')
  return {
    ...site,
    staticDir,
    read,
    list: async () =>
      (await readdir(staticDir, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(staticDir.length + 1))
        .sort(),
    listen: () => site.server.listen({ host: '127.0.0.1', port: 0 }),
    written: (file: string, words: string) => expect.poll(() => read(file), { timeout: 10_000 }).toContain(words),
  }
}

it('what is published is written as files, and again at each change', async () => {
  const site = await openCopiedSite()
  await site.observe('operational')
  await site.listen()
  await site.written('index.html', 'Tous les services opérationnels')
  const incident = await site.declare({ nature: 'Erreur 502' })
  await site.written('index.html', 'Incident en cours')
  expect(await site.list()).toEqual([
    'api/v1/banner.json',
    'api/v2/components.json',
    'api/v2/incidents.json',
    'api/v2/incidents/unresolved.json',
    'api/v2/scheduled-maintenances.json',
    'api/v2/scheduled-maintenances/active.json',
    'api/v2/scheduled-maintenances/upcoming.json',
    'api/v2/status.json',
    'api/v2/summary.json',
    'banniere.js',
    'flux.atom',
    'flux.rss',
    'historique/index.html',
    `incidents/${incident.id}/index.html`,
    'index.html',
    'pages.css',
  ])
  expect(JSON.parse(await site.read('api/v2/summary.json')).incidents[0].name).toBe('Erreur 502')
  expect(await site.read('flux.atom')).toContain('Erreur 502')
  await site.resolve(incident)
  await site.written(`incidents/${incident.id}/index.html`, 'Résolu')
})

it('a file says in itself what may run in it, and what to read without a script', async () => {
  const site = await openCopiedSite()
  await site.listen()
  await site.written('index.html', '</html>')
  const page = await site.read('index.html')
  expect(page).toMatch(
    /<head><meta charSet="utf-8"\/><meta name="viewport"[^>]*><meta http-equiv="content-security-policy" content="default-src &#x27;none&#x27;/,
  )
  expect(page).toContain('data-copy="true"')
  expect(page).toContain('Sans JavaScript, cette page ne peut pas dire d’elle-même qu’elle est périmée')
})

it('a file is replaced at once, and what was left unfinished is removed', async () => {
  const site = await openCopiedSite({ draft: '.index.html.01a2069b-3e32-7515-9bfa-9fa29829823f' })
  await site.observe('operational')
  await site.listen()
  await site.written('index.html', '</html>')
  let isOver = false
  const torn: string[] = []
  const reading = (async () => {
    while (!isOver) {
      const page = await site.read('index.html')
      if (!page.endsWith('</html>')) torn.push(page.slice(-40))
    }
  })()
  for (const nature of ['Un', 'Deux', 'Trois']) {
    await site.declare({ nature })
    await site.written('index.html', `>${nature}</a>`)
  }
  isOver = true
  await reading
  expect(torn).toEqual([])
  expect((await site.list()).filter((file) => file.includes('/.') || file.startsWith('.'))).toEqual([])
})

it('two writers of one folder do not spoil each other’s files', async () => {
  const site = await openCopiedSite()
  await site.observe('operational')
  await site.listen()
  onTestFinished(keepStaticFiles(site.server.backend, site.staticDir))
  await site.written('index.html', 'Tous les services opérationnels')
  await site.declare({ nature: 'Erreur 502' })
  await site.written('index.html', 'Erreur 502')
  // The other may still be writing: what it leaves is what counts.
  await vi.waitFor(async () => expect((await site.list()).filter((file) => file.includes('/.'))).toEqual([]), 10_000)
})

it('a folder that cannot be written in is told at the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'numi-static-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'file'), '')
  await expect(openStaticFolder(join(folder, 'file', 'below'))).rejects.toThrow('NUMI_STATIC_DIR')
})
