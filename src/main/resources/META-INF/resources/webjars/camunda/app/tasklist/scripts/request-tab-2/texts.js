const TEXTS = {
  en: {
    tab: 'Request',
    mailTab: 'Mail',
    loading: 'Loading…',
    unread: 'This could not be loaded.',
    again: 'Try again',
    undone: 'This could not be done; nothing was changed.',
    done: 'Done. The task list shows it as soon as it is reloaded.',
    actions: 'What you can do',
    doIt: 'Do it',
    cancel: 'Cancel',
    signIn: 'Your session has ended. Sign in again',
    none: 'This task belongs to no request that you may see.',
    openPage: 'Open the request on its own page',
    customer: 'Customer',
    contact: 'Contact',
    priority: 'Priority',
    criticality: 'Criticality',
    complexity: 'Complexity',
    assignee: 'Assignee',
    registered: 'Registered',
    due: 'Due',
    contract: 'Contract',
    contractUntil: '{0}, until {1}',
    contractExpired: '{0} expired on {1}',
    nature: { name: 'Nature of the service', PERMANENT: 'Permanent', VARIABLE: 'Variable' },
    responsibility: { name: 'Workplace looked after by', CUSTOMER: 'The customer', VENDOR: 'Us' },
    stages: 'Stages',
    stage: { PLANNED: 'not begun', OPEN: 'in work', RETURNED: 'returned', DONE: 'done', DROPPED: 'dropped' },
    suspensions: 'Force majeure',
    suspension: '{0} – {1}',
    suspendedNow: 'since {0}, still lasting',
    wholeContract: 'the whole contract',
    externalCard: 'Card in {0}',
    links: 'Linked requests',
    conversation: 'Conversation',
    noMessages: 'No messages yet.',
    formatted: 'As formatted by the sender',
    remotePicture: '[Picture elsewhere: {0}]',
    plain: 'As plain text',
    history: 'History',
    historyAll: 'The whole history is on the request’s page.',
    from: 'From',
    received: 'Received',
    mailbox: 'To',
    why: 'Why it is here',
    hint: 'The mail names the request',
    hintWarning: 'It is not certain that the sender takes part in it.',
    noSubject: '(no subject)',
    noText: '(no text)',
    files: 'Attachments',
    original: 'Download the whole mail (.eml), attachments included',
    related: 'The request that the mail names',
    direction: { IN: 'Customer', OUT: 'To the customer', NOTE: 'Internal note' },
    delivery: { NEW: 'waits to be sent', SENDING: 'is being sent', SENT: 'sent', FAILED: 'could not be delivered', BOUNCED: 'came back', UNKNOWN: 'probably sent; is sent again', HELD: 'held back', DROPPED: 'not sent: a person decided so' },
    level: { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' },
    reason: {
      UNKNOWN_SENDER: 'Nobody here knows the sender’s address or domain.',
      NO_CONTRACT: 'The sender’s company has no valid contract for this product.',
      STRANGER_WITH_NUMBER: 'The mail names a request in which its sender has no part.',
      NON_PARTICIPANT: 'The sender answers a mail of ours, but takes no part in its request.',
      UNAUTHENTICATED: 'Our mail server says that the sender is not who the mail says.',
      INTERNAL: 'From one of our own people, and no answer to a notice.',
      UNREADABLE: 'The mail could not be read as a mail.',
      TOO_LARGE: 'The mail is larger than allowed; it is kept whole and can be downloaded.',
      REPLY_AFTER_CLOSING: 'The mail answers a request that is closed.',
      UNDECIDED: 'The decision about this mail failed several times.'
    },
    kind: {
      REGISTERED: 'Registered', STATE: 'State', FIELD: 'Field', PROPOSAL: 'Proposal', DECISION: 'Decision',
      ANSWER: 'Answer', SOLUTION: 'Solution', QUESTION: 'Question', REASON: 'Reason', REMARKS: 'Remarks', NOTE: 'Note',
      ORAL_NOTICE: 'Told by telephone', MAIL_IN: 'Mail received', MAIL_OUT: 'Mail sent', LINK: 'Link',
      DELIVERY: 'Delivery', WARNING: 'Deadline comes near', ESCALATION: 'Deadline missed'
    },
    bytes: ['B', 'KB', 'MB']
  },
  ru: {
    tab: 'Запрос',
    mailTab: 'Письмо',
    loading: 'Загрузка…',
    unread: 'Загрузить не удалось.',
    again: 'Повторить',
    undone: 'Сделать не удалось; ничего не изменилось.',
    done: 'Сделано. Список задач покажет это после обновления.',
    actions: 'Что можно сделать',
    doIt: 'Выполнить',
    cancel: 'Отмена',
    signIn: 'Сеанс истёк. Войти снова',
    none: 'Задача не относится ни к одному запросу, который вам доступен.',
    openPage: 'Открыть запрос на отдельной странице',
    customer: 'Заказчик',
    contact: 'Контактное лицо',
    priority: 'Приоритет',
    criticality: 'Критичность',
    complexity: 'Сложность',
    assignee: 'Исполнитель',
    registered: 'Зарегистрирован',
    due: 'Срок',
    contract: 'Договор',
    contractUntil: '{0}, действует до {1}',
    contractExpired: '{0} истёк {1}',
    nature: { name: 'Вид услуги', PERMANENT: 'Постоянная', VARIABLE: 'Переменная' },
    responsibility: { name: 'Рабочее место обслуживает', CUSTOMER: 'Заказчик', VENDOR: 'Мы' },
    stages: 'Этапы',
    stage: { PLANNED: 'не начат', OPEN: 'в работе', RETURNED: 'возвращён', DONE: 'выполнен', DROPPED: 'отменён' },
    suspensions: 'Форс-мажор',
    suspension: '{0} – {1}',
    suspendedNow: 'с {0}, ещё длится',
    wholeContract: 'весь договор',
    externalCard: 'Карточка в {0}',
    links: 'Связанные запросы',
    conversation: 'Переписка',
    noMessages: 'Сообщений пока нет.',
    formatted: 'С оформлением отправителя',
    remotePicture: '[Картинка на чужом сервере: {0}]',
    plain: 'Простым текстом',
    history: 'История',
    historyAll: 'Вся история — на странице запроса.',
    from: 'От кого',
    received: 'Получено',
    mailbox: 'Кому',
    why: 'Почему здесь',
    hint: 'В письме назван запрос',
    hintWarning: 'Нет уверенности, что отправитель в нём участвует.',
    noSubject: '(без темы)',
    noText: '(без текста)',
    files: 'Вложения',
    original: 'Скачать письмо целиком (.eml) вместе с вложениями',
    related: 'Запрос, названный в письме',
    direction: { IN: 'Заказчик', OUT: 'Заказчику', NOTE: 'Внутренняя заметка' },
    delivery: { NEW: 'ожидает отправки', SENDING: 'отправляется', SENT: 'отправлено', FAILED: 'доставить не удалось', BOUNCED: 'вернулось', UNKNOWN: 'вероятно, отправлено; отправляется снова', HELD: 'задержано', DROPPED: 'не отправлено: так решил человек' },
    level: { LOW: 'Низкий', MEDIUM: 'Средний', HIGH: 'Высокий' },
    reason: {
      UNKNOWN_SENDER: 'Ни адрес отправителя, ни его домен здесь не известны.',
      NO_CONTRACT: 'У организации отправителя нет действующего договора на этот продукт.',
      STRANGER_WITH_NUMBER: 'В письме назван запрос, в котором отправитель не участвует.',
      NON_PARTICIPANT: 'Отправитель отвечает на наше письмо, но в этом запросе не участвует.',
      UNAUTHENTICATED: 'Наш почтовый сервер сообщает, что отправитель не тот, кто указан в письме.',
      INTERNAL: 'От нашего сотрудника, и это не ответ на уведомление.',
      UNREADABLE: 'Письмо не удалось прочитать как письмо.',
      TOO_LARGE: 'Письмо больше допустимого; оно сохранено целиком, его можно скачать.',
      REPLY_AFTER_CLOSING: 'Письмо отвечает на закрытый запрос.',
      UNDECIDED: 'Решение об этом письме несколько раз не удалось принять.'
    },
    kind: {
      REGISTERED: 'Регистрация', STATE: 'Статус', FIELD: 'Поле', PROPOSAL: 'Предложение', DECISION: 'Решение',
      ANSWER: 'Ответ', SOLUTION: 'Решение проблемы', QUESTION: 'Вопрос', REASON: 'Причина', REMARKS: 'Замечания',
      NOTE: 'Заметка', ORAL_NOTICE: 'Сообщено по телефону', MAIL_IN: 'Письмо получено', MAIL_OUT: 'Письмо отправлено',
      LINK: 'Связь', DELIVERY: 'Доставка',
      WARNING: 'Срок приближается', ESCALATION: 'Срок нарушен'
    },
    bytes: ['Б', 'КБ', 'МБ']
  }
};

// Tasklist chooses its language by the browser's first one; the tab must not disagree.
const first = ((navigator.languages && navigator.languages[0]) || navigator.language || 'en').split('-')[0].toLowerCase();

export const language = first === 'ru' ? 'ru' : 'en';
export const texts = TEXTS[language];

const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });

/** A day without a time is the same day everywhere. */
export const day = iso => date.format(new Date(iso));

/** @returns the text with {0}, {1}… replaced */
export const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, no) => values[no]);

export const time = iso => moment.format(new Date(iso));

export function size(bytes) {
  if (bytes < 1024) {
    return `${bytes} ${texts.bytes[0]}`;
  }
  const kilo = bytes / 1024;
  return kilo < 1024
    ? `${decimal.format(kilo)} ${texts.bytes[1]}`
    : `${decimal.format(kilo / 1024)} ${texts.bytes[2]}`;
}
