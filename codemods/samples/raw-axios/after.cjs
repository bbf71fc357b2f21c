const axios = require('axios')

const outputText = response =>
  response.output
    .flatMap(item => (item.type === 'message' ? item.content : []))
    .map(part => part.text ?? '')
    .join('')

exports.ask = async question => {
  const { data } = await axios.post(
    'https://api.openai.com/v1/responses',
    { model: 'gpt-3.5-turbo', input: question, store: false },
    { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } },
  )
  return outputText(data)
}
