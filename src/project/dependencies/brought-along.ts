/**
 * What installing a distribution brings along, as far as code often imports it without asking for it. Kept by hand from the
 * `METADATA` of the wheels on pypi.org; what is missing here is taken for not brought.
 */

/** `distribution: distribution …`, and the same for `distribution[extra]`. */
const TABLE = `
aiobotocore: botocore aiohttp
aiohttp: yarl multidict attrs aiosignal frozenlist
alembic: sqlalchemy mako
anthropic: httpx pydantic anyio
apache-airflow: sqlalchemy pendulum requests jinja2 flask attrs cryptography httpx python-dateutil packaging tabulate
apache-airflow-core: sqlalchemy pendulum requests jinja2 fastapi starlette pydantic httpx attrs packaging
apispec: packaging
authlib: cryptography
azure-core: requests typing-extensions
azure-functions: werkzeug
azure-identity: azure-core msal cryptography
azure-keyvault-secrets: azure-core
azure-monitor-opentelemetry: azure-core opentelemetry-api opentelemetry-sdk
azure-servicebus: azure-core
azure-storage-blob: azure-core cryptography
beanie: motor pymongo pydantic
boto3: botocore s3transfer jmespath python-dateutil urllib3
aws-cdk-lib: constructs
botocore: jmespath python-dateutil urllib3
celery: kombu billiard vine amqp click python-dateutil
chromadb: numpy pydantic httpx tokenizers typer requests tenacity tqdm fastapi uvicorn onnxruntime kubernetes bcrypt orjson
datasets: numpy pandas pyarrow requests tqdm huggingface-hub fsspec
django: asgiref sqlparse
djangorestframework: django
djangorestframework-simplejwt: pyjwt django djangorestframework
docker: requests urllib3
dspy: litellm openai pydantic numpy
advanced-alchemy: sqlalchemy alembic greenlet
email-validator: dnspython idna
elasticsearch: elastic-transport urllib3 certifi
fastapi: starlette pydantic anyio typing-extensions annotated-types pydantic-core
fastapi-cache2: fastapi pendulum
fastapi-mail: aiosmtplib jinja2 email-validator pydantic pydantic-settings starlette
fastapi-slim: starlette pydantic anyio typing-extensions pydantic-core
fastapi-users: fastapi pyjwt pwdlib python-multipart email-validator makefun
fastmcp: mcp httpx pydantic starlette uvicorn rich typer
firebase-admin: google-cloud-firestore google-cloud-storage google-auth google-api-core pyjwt cachecontrol google-api-python-client cryptography
flask: werkzeug jinja2 click itsdangerous markupsafe blinker
flask-admin: flask wtforms
flask-appbuilder: flask sqlalchemy flask-sqlalchemy flask-login flask-wtf wtforms marshmallow pyjwt apispec
flask-bcrypt: bcrypt flask
flask-cors: flask
flask-jwt-extended: pyjwt flask werkzeug
flask-limiter: limits flask
flask-login: flask werkzeug
flask-marshmallow: marshmallow flask
flask-migrate: alembic flask-sqlalchemy flask sqlalchemy
flask-restful: flask pytz aniso8601 six
flask-restx: flask werkzeug aniso8601 jsonschema
flask-security: flask flask-login flask-principal flask-wtf passlib email-validator wtforms
flask-security-too: flask flask-login flask-principal flask-wtf passlib email-validator wtforms
flask-smorest: flask marshmallow webargs apispec werkzeug
flask-socketio: python-socketio flask python-engineio
flask-sqlalchemy: sqlalchemy flask
flask-wtf: wtforms flask itsdangerous
fastapi-users-db-sqlalchemy: sqlalchemy fastapi-users
fastapi-mcp: mcp httpx typer pydantic-settings
fastapi-pagination: fastapi pydantic
flasgger: flask pyyaml jsonschema mistune six
apiflask: flask marshmallow webargs apispec flask-marshmallow
flask-rest-api: flask marshmallow webargs apispec werkzeug
flask-security-invenio: flask
geoalchemy2: sqlalchemy packaging
geoip2: requests aiohttp maxminddb
webargs: marshmallow packaging
hummingbot: pandas numpy sqlalchemy pyyaml aiohttp
beets: mediafile mutagen pyyaml
pypdf: typing-extensions
docling: pandas pydantic requests typer pillow numpy
unstructured: requests beautifulsoup4 lxml nltk numpy python-magic
sqlmesh: pandas pydantic
stripe: requests typing-extensions
twilio: pyjwt requests aiohttp
resend: requests
sendgrid: python-http-client ecdsa
msal: pyjwt requests cryptography
pygithub: pyjwt requests pynacl
redis-om: redis pydantic
supabase-auth: pyjwt httpx pydantic
spotipy: requests redis urllib3
python-keycloak: requests jwcrypto httpx
fastapi-sso: httpx pydantic oauthlib pyjwt
authx: pyjwt fastapi redis
google-adk: google-genai google-cloud-aiplatform fastapi uvicorn pydantic google-auth httpx
google-api-python-client: google-auth google-api-core httplib2 google-auth-httplib2 uritemplate
google-auth: rsa pyasn1 cachetools pyasn1-modules
google-auth-oauthlib: google-auth requests-oauthlib
google-cloud-aiplatform: google-auth google-api-core google-cloud-storage google-cloud-bigquery protobuf shapely pydantic google-genai
google-cloud-bigquery: google-auth google-api-core requests python-dateutil packaging
google-cloud-firestore: google-auth google-api-core protobuf
google-cloud-logging: google-auth google-api-core protobuf
google-cloud-pubsub: google-auth google-api-core grpcio protobuf
google-cloud-secret-manager: google-auth google-api-core grpcio protobuf
google-cloud-speech: google-auth google-api-core protobuf
google-cloud-storage: google-auth google-api-core requests google-resumable-media google-crc32c
google-cloud-tasks: google-auth google-api-core protobuf grpcio
google-cloud-texttospeech: google-auth google-api-core protobuf
google-cloud-vision: google-auth google-api-core protobuf
google-genai: google-auth httpx pydantic requests websockets anyio tenacity
google-generativeai: google-auth google-api-core protobuf pydantic tqdm google-api-python-client
gql: graphql-core yarl anyio
gradio: fastapi httpx numpy pandas pydantic uvicorn starlette
graphene: graphql-core
grpcio-tools: grpcio protobuf setuptools
httpx: httpcore anyio certifi idna h11 sniffio
huggingface-hub: requests tqdm pyyaml filelock fsspec packaging httpx
instructor: openai pydantic httpx tenacity
invenio-base: flask werkzeug blinker
jinja2: markupsafe
joserfc: cryptography
jsonschema: attrs referencing rpds-py
keras: numpy h5py rich
kubernetes: urllib3 certifi pyyaml requests python-dateutil
langchain: langchain-core langchain-text-splitters pydantic sqlalchemy requests langsmith pyyaml tenacity numpy langgraph
langchain-community: langchain langchain-core sqlalchemy requests numpy aiohttp tenacity pyyaml langsmith pydantic-settings
langchain-core: pydantic tenacity langsmith pyyaml
langchain-google-genai: langchain-core google-genai google-generativeai pydantic
langchain-openai: langchain-core openai tiktoken
langgraph-checkpoint-postgres: psycopg psycopg-pool orjson
langgraph: langchain-core pydantic
librosa: numpy scipy soundfile scikit-learn numba joblib
litellm: openai httpx pydantic tiktoken tokenizers jinja2 aiohttp click
litestar: msgspec anyio httpx click rich multidict polyfactory pyyaml
llama-index: llama-index-core openai tiktoken nltk
llama-index-core: sqlalchemy pydantic numpy httpx tiktoken nltk requests tenacity
marshmallow-sqlalchemy: marshmallow sqlalchemy
matplotlib: numpy pillow python-dateutil packaging
mcp: httpx pydantic starlette uvicorn anyio sse-starlette pydantic-settings httpx-sse
moviepy: numpy imageio pillow proglog
motor: pymongo
odmantic: motor pymongo pydantic
openai: httpx pydantic anyio distro tqdm typing-extensions
openai-agents: openai pydantic mcp griffe requests
openai-whisper: torch numpy numba tqdm tiktoken
opencv-python: numpy
opencv-python-headless: numpy
opentelemetry-distro: opentelemetry-api opentelemetry-sdk
opentelemetry-exporter-otlp: opentelemetry-exporter-otlp-proto-grpc opentelemetry-exporter-otlp-proto-http opentelemetry-sdk opentelemetry-api grpcio
opentelemetry-sdk: opentelemetry-api
ormar: sqlalchemy databases pydantic
pandas: numpy python-dateutil pytz
pdfplumber: pdfminer-six pillow pypdfium2
plotly: packaging tenacity
prometheus-fastapi-instrumentator: prometheus-client starlette
pydantic: typing-extensions pydantic-core annotated-types
pydantic-ai: pydantic openai anthropic httpx pydantic-ai-slim logfire
pydantic-settings: python-dotenv pydantic
pyjwt: typing-extensions
pymupdf: pymupdf
python-dateutil: six
python-jose: ecdsa rsa pyasn1
python-socketio: python-engineio bidict
python-telegram-bot: httpx anyio
qdrant-client: httpx pydantic grpcio numpy urllib3
quart: flask werkzeug jinja2 hypercorn click
requests: urllib3 certifi idna charset-normalizer
requests-oauthlib: oauthlib requests
rq: redis click croniter
scikit-learn: numpy scipy joblib threadpoolctl
scipy: numpy
seaborn: matplotlib numpy pandas
sentence-transformers: transformers torch numpy scikit-learn scipy huggingface-hub pillow tqdm
sentry-sdk: urllib3 certifi
slack-bolt: slack-sdk
slowapi: limits redis
spacy: numpy pydantic typer requests tqdm jinja2 packaging
sqladmin: starlette sqlalchemy wtforms jinja2 python-multipart
sqlalchemy: greenlet typing-extensions
sqlalchemy-utils: sqlalchemy
sqlmodel: sqlalchemy pydantic
starlette: anyio
statsmodels: numpy scipy pandas patsy
storage3: httpx
strawberry-graphql: graphql-core python-dateutil
streamlit: pandas numpy requests altair pillow pyarrow tornado packaging toml watchdog tenacity
supabase: httpx postgrest gotrue supabase-auth storage3 realtime
tensorflow: numpy keras protobuf h5py six requests absl-py grpcio
torch: numpy sympy networkx filelock jinja2 fsspec typing-extensions
torchaudio: torch
torchvision: torch numpy pillow
tortoise-orm: pypika-tortoise aiosqlite pytz
transformers: numpy tokenizers huggingface-hub requests tqdm pyyaml regex safetensors packaging filelock
typer: click rich shellingham
uvicorn: click h11
watchfiles: anyio
weasyprint: pydyf cffi tinycss2 pillow
werkzeug: markupsafe
wtforms: markupsafe
yfinance: pandas numpy requests beautifulsoup4 lxml pytz peewee curl-cffi
fastapi[all]: uvicorn httpx jinja2 python-multipart email-validator itsdangerous pyyaml ujson orjson pydantic-settings pydantic-extra-types python-dotenv websockets watchfiles uvloop typer rich
fastapi[standard]: uvicorn httpx jinja2 python-multipart email-validator pydantic-settings pydantic-extra-types python-dotenv websockets watchfiles uvloop typer rich fastapi-cli pyyaml
uvicorn[standard]: python-dotenv pyyaml uvloop watchfiles websockets httptools colorama
pydantic[email]: email-validator
pydantic[dotenv]: python-dotenv
python-jose[cryptography]: cryptography
pyjwt[crypto]: cryptography
passlib[bcrypt]: bcrypt
passlib[argon2]: argon2-cffi
celery[redis]: redis
celery[sqs]: boto3 botocore pycurl urllib3
kombu[redis]: redis
sqlalchemy[asyncio]: greenlet
sqlalchemy[postgresql-asyncpg]: asyncpg greenlet
fastapi-users[sqlalchemy]: fastapi-users-db-sqlalchemy sqlalchemy
psycopg[pool]: psycopg-pool
strawberry-graphql[fastapi]: fastapi python-multipart
httpx[http2]: h2
redis[hiredis]: hiredis
apprise[all]: paho-mqtt
requests[security]: pyopenssl cryptography
sentry-sdk[fastapi]: fastapi
databases[postgresql]: asyncpg
databases[aiosqlite]: aiosqlite
tortoise-orm[asyncpg]: asyncpg
flask[async]: asgiref
flask[dotenv]: python-dotenv
`;

const BROUGHT: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line): [string, readonly string[]] => {
      const [name = '', names = ''] = line.split(': ');
      return [name, names.split(' ')];
    }),
);

/** Hardly an environment is without these. */
const EVERYWHERE = ['certifi', 'idna', 'packaging', 'six', 'typing-extensions', 'urllib3'];

/** What `names` (with extras as `name[extra]`) bring along, and what that brings, themselves included. */
export function withBrought(names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...EVERYWHERE, ...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(BROUGHT.get(name) ?? []));
  }
  return found;
}
