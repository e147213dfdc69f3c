// Loaded with `-r` into whatever Electron app is measured: says when what must have the focus has it and is painted.
const { app } = require('electron')

const painted = `new Promise((resolve) => {
  const look = () =>
    document.activeElement?.matches(${JSON.stringify(process.env.NUMI_BENCH_FOCUSED)})
      ? requestAnimationFrame(resolve)
      : requestAnimationFrame(look)
  requestAnimationFrame(look)
}).then(() => undefined)`

app.on('web-contents-created', (_event, contents) =>
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(painted)
    console.log('numi utilisable')
  }),
)
