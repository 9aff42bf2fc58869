/** Which calls of libraries return only when something outside has answered, and so hold up an event loop. */
import type { BlockingKind } from '../../model/execution.ts';
import type { Call } from '../../model/python.ts';
import { useOf } from '../reach/classify.ts';
import { asksVendor } from './vendor-calls.ts';

/** Something made to be awaited, by its package, class or method. */
const ASYNCHRONOUS =
  /[aA]sync|\baio|\.aio\b|\bacreate_client\b|^(motor|databases|tortoise|beanie|ormar|asyncmy|edgedb|gel|gino|anyio|trio|playwright\.async_api)\b/;
const ASYNCHRONOUS_METHOD =
  /_async$|^a(create|invoke|stream|generate|batch|predict|call|completion|embed|search|query|run|send|delete|get|add|exec)(_|$)/;

const SLEEP = /^(time|gevent|eventlet)\.sleep$/;
const HTTP =
  /^(requests(\.(api|sessions?))?|httpx|urllib3|niquests|curl_cffi\.requests)\.(get|post|put|patch|delete|head|options|request|stream)$|^urllib\.request\.(urlopen|urlretrieve)$|^feedparser\.parse$/;
const HTTP_CLIENT =
  /^(requests\b.*\b[sS]ession\(\)|httpx\.Client\(\)|urllib3\.\w*(PoolManager|ProxyManager|ConnectionPool)\(\)|cloudscraper\.create_scraper\(\)|http\.client\.HTTPS?Connection\(\))(\.__enter__\(\))?$/;
const HTTP_METHOD = /^(get|post|put|patch|delete|head|options|request|send|getresponse)$/;
const NETWORK = /^socket\.create_connection$/;
const MAIL =
  /^(smtplib\.SMTP(_SSL)?|imaplib\.IMAP4(_SSL)?|poplib\.POP3(_SSL)?)(\(\)(\.__enter__\(\))?\.(sendmail|send_message|login|connect|search|fetch|select))?$/;
const SUBPROCESS =
  /^subprocess\.(run|call|check_call|check_output|getoutput|getstatusoutput)$|^subprocess\.Popen\(\)(\.__enter__\(\))?\.(wait|communicate)$|^os\.system$/;
const CACHE =
  /^(redis|pymemcache|memcache|pylibmc)\b.*(Redis|StrictRedis|from_url|RedisCluster|Client|PooledClient)\(\)(\.(__enter__|pipeline|pubsub|lock)\(\))*$/;
/** What sends a command; a pipeline collects them until it is executed. */
const CACHE_METHOD =
  /^(get|set|setex|setnx|mget|mset|delete|exists|expire|ttl|incr\w*|decr\w*|h(get|set|getall|mset|mget|del|incrby|keys|exists|len)|[lr]push|[lr]pop|lrange|llen|ltrim|b[lr]pop|sadd|srem|smembers|sismember|scard|z\w+|publish|ping|keys|scan|execute|flushdb|info|eval|evalsha|acquire|get_message|xadd|xread\w*|add|incr)$/;
const FILES = /^shutil\.(copyfileobj|copytree|make_archive|unpack_archive)$/;
const COMPUTE =
  /^(PIL\.Image\.open|cv2\.(imdecode|imread|VideoCapture)|librosa\.load|soundfile\.read|pydub\.AudioSegment\.from_\w+|pytesseract\.image_to_\w+|rembg\.remove|face_recognition\.(face_encodings|face_locations|load_image_file)|pandas\.read_(csv|excel|parquet|json)|polars\.read_\w+|openpyxl\.load_workbook|pdfplumber\.open|fitz\.open|pymupdf\.open|(PyPDF2|pypdf)\.PdfReader|pdf2image\.convert_from_\w+|docx\.Document|whisper\.load_model\(\)\.transcribe|faster_whisper\.WhisperModel\(\)\.transcribe|sentence_transformers\.(SentenceTransformer|CrossEncoder)\(\)\.(encode|predict|rank)|easyocr\.Reader\(\)\.readtext|ultralytics\.YOLO\(\)(\.(predict|track))?|transformers\.pipeline\(\)|weasyprint\.HTML\(\)\.write_pdf)$/;
const DOCUMENTS = /^(google\.cloud\.firestore\b.*\bClient|firebase_admin\.firestore\.client)\(\)/;
const DOCUMENT_METHOD = /^(get|set|update|delete|add|stream|commit)$/;
/** What only notes what the next flush will do, or makes something to be run later. */
const NOT_YET = /^(add|add_all|delete|merge|objects|select)$/;

/** What calling `method` on something of this origin waits for, or `null`. `origin` is empty for a name called as such. */
export function blockOf(origin: string, method: string, call: Call): BlockingKind | null {
  const target = origin === '' ? method : `${origin}.${method}`;
  if (ASYNCHRONOUS.test(origin) || ASYNCHRONOUS_METHOD.test(method)) return null;
  if (SLEEP.test(target)) return isShort(call) ? null : 'sleep';
  if (HTTP.test(target) || NETWORK.test(target)) return 'http';
  if (HTTP_CLIENT.test(origin) && HTTP_METHOD.test(method)) return 'http';
  if (MAIL.test(target)) return 'mail';
  if (SUBPROCESS.test(target)) return 'subprocess';
  if (CACHE.test(origin) && CACHE_METHOD.test(method))
    return origin.endsWith('pipeline()') && method !== 'execute' ? null : 'cache';
  if (COMPUTE.test(target)) return 'compute';
  if (FILES.test(target)) return 'files';
  if (origin !== '' && asksVendor(origin, method)) return 'sdk';
  return asksDatabase(origin, method) ? 'database' : null;
}

function asksDatabase(origin: string, method: string): boolean {
  if (origin === '' || NOT_YET.test(method) || origin.includes('__table__')) return false;
  if (DOCUMENTS.test(origin)) return DOCUMENT_METHOD.test(method);
  const use = useOf(origin, method);
  return use === 'session' || use === 'transaction' || use === 'cursor' || use === 'engine' || use === 'model';
}

/** `time.sleep(0.01)`: shorter than what anybody would notice. */
function isShort({ args }: Call): boolean {
  const [seconds] = args;
  return seconds?.k === 'num' && Number(seconds.v) < SHORTEST;
}

const SHORTEST = 0.05;
