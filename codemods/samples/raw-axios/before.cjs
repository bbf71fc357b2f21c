const axios = require('axios')

exports.ask = async question => {
  const { data } = await axios.post(
    'https://api.openai.com/v1/chat/completions',
    { model: 'gpt-3.5-turbo', messages: [{ role: 'user', content: question }] },
    { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } },
  )
  return data.choices[0].message.content
}
