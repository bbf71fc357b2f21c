type Chat = (messages: { role: string; content: string }[], stream: boolean) => Promise<string>

export default async function drive({ chat }: { chat: Chat }) {
  for (const stream of [true, false]) console.log(await chat([{ role: 'user', content: 'Hello' }], stream))
}
