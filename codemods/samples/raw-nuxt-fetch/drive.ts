interface Options {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: object
}

/** What Nuxt puts there. */
const $fetch = async (url: string, { body, method, headers }: Options): Promise<unknown> =>
  (await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })).json()

export default async function drive({ default: ask }: { default: (turns: object[]) => Promise<{ choices: unknown }> }) {
  Object.assign(globalThis, { $fetch })
  console.log(JSON.stringify((await ask([{ role: 'user', content: 'Cloudy?' }])).choices))
}
