import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  return { text: completion.output_text, reason: completion.incomplete_details?.reason === 'content_filter' ? 'content_filter' : completion.incomplete_details ? 'length' : 'stop', usage: completion.usage && { prompt_tokens: completion.usage.input_tokens, completion_tokens: completion.usage.output_tokens, total_tokens: completion.usage.total_tokens, prompt_tokens_details: completion.usage.input_tokens_details, completion_tokens_details: completion.usage.output_tokens_details } }
}

const { text, reason, usage } = await ask('How many?')
console.log(text, reason, usage?.prompt_tokens, usage?.completion_tokens, usage?.total_tokens)
