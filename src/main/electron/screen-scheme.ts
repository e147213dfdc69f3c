import { app, protocol } from 'electron'

// `app://` is a secure origin of its own, never file://. It can only be declared before the app is ready, which an
// unpackaged app's main module may come too late for: scripts/electron.mjs has this file loaded first, with `-r`.
if (!app.isReady())
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true, supportFetchAPI: true } },
  ])
