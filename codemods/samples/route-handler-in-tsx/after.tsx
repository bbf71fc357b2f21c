import OpenAI from 'openai'
import { useState } from 'react'

const openai = new OpenAI({ dangerouslyAllowBrowser: true })

export function Ask({ question }: { question: string }) {
  const [answer, setAnswer] = useState('')

  const onClick = async () => {
    const completion = await openai.responses.create({
      model: 'gpt-4o',
      input: question,
      store: false,
    })
    setAnswer(completion.output_text)
  }

  return (
    <section>
      <button onClick={onClick}>{question}</button>
      <p>{answer}</p>
    </section>
  )
}
