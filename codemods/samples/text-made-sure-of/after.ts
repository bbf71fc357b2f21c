import OpenAI from 'openai'

const openai = new OpenAI()

function asSteps(text: string | null) {
  if (!text || typeof text !== 'string') throw new Error('Nothing to split')
  return text.split('\n')
}

export async function plan(goal: string): Promise<string[]> {
  const completion = await openai.responses.create({
    model: 'gpt-4o-mini',
    input: `Steps for: ${goal}`,
    store: false,
  })
  const raw = completion.output_text
  console.log('answer of type', typeof raw)
  if (!raw) throw new Error('Nothing came')
  const steps = typeof raw === 'string' ? asSteps(raw) : raw
  return steps
}
