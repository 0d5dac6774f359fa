/** The check of a text for what may tell who wrote it. */
export const hints = {
  button: 'Check my text first',
  buttonHint:
    'Shows what in your text may tell who you are. Nothing is stored, and nobody gets to see it. Do it before you choose files: your browser would forget them.',
  title: 'Your text, looked through',
  found: (p: { count: number }) =>
    p.count === 1
      ? 'One place is marked that may tell who you are.'
      : `${p.count} places are marked that may tell who you are.`,
  decide: 'You decide. Change your text below if you want to stay anonymous, or leave it as it is.',
  nothing: 'Nothing was found of what this check knows.',
  limits:
    'It knows numbers, addresses, names that you give yourself, and some phrases. It does not know your style, nor what only you can know. Read the text once more with the eyes of a colleague.',
  empty: 'There is no text to look through yet.',
  cut: 'words without marks are left out here',
  label: {
    name: 'name?',
    phone: 'phone?',
    email: 'e-mail?',
    idNumber: 'ID number?',
    address: 'address?',
    plate: 'number plate?',
    role: 'only you?',
    event: 'your own story?',
  },
  advice: {
    name: 'Name: take your own name out. The form has fields for it if you want to give it.',
    phone: 'Phone: if it is yours, leave it out. Answers come to your mailbox.',
    email: 'E-mail: if it is yours, leave it out.',
    idNumber: 'ID number: nobody needs yours here.',
    address: 'Address: where you live or are often seen leads to you.',
    plate: 'Number plate: your car leads to you.',
    role: 'Role: when few have the same task, it is as good as a name. Could “an employee” do?',
    event:
      'Your own story: what happened to you, or what you said to whom, is known to those who were there. Could you tell it without yourself?',
  },
};
