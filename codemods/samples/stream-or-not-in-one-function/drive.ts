export default async function drive({ chat }: { chat: (question: string, stream: boolean) => Promise<string> }) {
  console.log(await chat('One', false))
  console.log(await chat('Two', true))
}
