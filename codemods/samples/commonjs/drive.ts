export default async function drive({ ask }: { ask: () => Promise<string> }) {
  console.log(await ask())
}
