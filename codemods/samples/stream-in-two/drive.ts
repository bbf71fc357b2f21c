export default async function drive({ both }: { both: (question: string) => Promise<ReadableStream> }) {
  const lines = (await new Response(await both('Hello')).text()).trim().split('\n')
  console.log(lines.map(line => JSON.parse(line).choices[0]?.delta?.content ?? '').join(''))
}
