const folder = 'out/crash'

/** Where the suite's own programs are once bundled, and the product's own. */
export const programs = {
  folder,
  station: `${folder}/station.js`,
  clockedBackend: `${folder}/clocked-backend.js`,
  web: 'out/node/web.js',
}
