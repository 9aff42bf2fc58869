/**
 * Import name → the distributions that provide it, where the two differ or where several do. Kept by hand from the
 * `top_level.txt` and `RECORD` of the wheels on pypi.org; what is missing here is not spoken of.
 */

/** `module: distribution distribution`, the usual one first; a dotted module is a part of a namespace. */
const TABLE = `
Bio: biopython
Crypto: pycryptodome pycrypto
Cryptodome: pycryptodomex
Cython: cython
IPython: ipython
Levenshtein: levenshtein python-levenshtein rapidfuzz
MySQLdb: mysqlclient
OpenSSL: pyopenssl
PIL: pillow pillow-simd
PyPDF2: pypdf2
PyQt5: pyqt5
_cffi_backend: cffi
_pytest: pytest
absl: absl-py
agents: openai-agents
aioboto3: aioboto3
aiofiles: aiofiles
aiohttp_cors: aiohttp-cors
aiohttp_session: aiohttp-session
aiojobs: aiojobs
aiomysql: aiomysql
aiopg: aiopg
aioredis: aioredis
aiosmtplib: aiosmtplib
aiosqlite: aiosqlite
airflow: apache-airflow apache-airflow-core
alembic: alembic
amqp: amqp
anthropic: anthropic
anyio: anyio
apispec: apispec
apprise: apprise
apscheduler: apscheduler
argon2: argon2-cffi
arq: arq
arrow: arrow
asgi_correlation_id: asgi-correlation-id
asgiref: asgiref
asgi_lifespan: asgi-lifespan
async_lru: async-lru
async_timeout: async-timeout
asyncpg: asyncpg
attr: attrs
attrs: attrs
authlib: authlib
azure.core: azure-core
azure.identity: azure-identity
azure.functions: azure-functions
azure.storage.blob: azure-storage-blob
azure.keyvault.secrets: azure-keyvault-secrets
azure.servicebus: azure-servicebus
babel: babel
backoff: backoff
bcrypt: bcrypt
beanie: beanie
billiard: billiard
bleach: bleach
blinker: blinker
boto3: boto3
botocore: botocore
broadcaster: broadcaster
brotli: brotli
bs4: beautifulsoup4 bs4
bson: pymongo bson
cachetools: cachetools
cassandra: cassandra-driver scylla-driver
cattr: cattrs
cattrs: cattrs
celery: celery
certifi: certifi
chardet: chardet
charset_normalizer: charset-normalizer
chromadb: chromadb chromadb-client
click: click
cloudinary: cloudinary
cohere: cohere
colorama: colorama
confluent_kafka: confluent-kafka
contentful: contentful
corsheaders: django-cors-headers
croniter: croniter
cryptography: cryptography
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless
cx_Oracle: cx-oracle
databases: databases
dateparser: dateparser
dateutil: python-dateutil
ddtrace: ddtrace
decouple: python-decouple
deepgram: deepgram-sdk
dependency_injector: dependency-injector
dill: dill
discord: discord-py py-cord
django: django
django_filters: django-filter
dns: dnspython
docker: docker
docx: python-docx
docxtpl: docxtpl
dotenv: python-dotenv
drf_spectacular: drf-spectacular
drf_yasg: drf-yasg
dramatiq: dramatiq
duckdb: duckdb
dynaconf: dynaconf
ecdsa: ecdsa
elasticsearch: elasticsearch elasticsearch7 elasticsearch8
elasticsearch_dsl: elasticsearch-dsl elasticsearch
elevenlabs: elevenlabs
email_validator: email-validator
environ: django-environ environ-config
environs: environs
eventlet: eventlet
factory: factory-boy
faiss: faiss-cpu faiss-gpu
faker: faker
fakeredis: fakeredis
fastapi: fastapi fastapi-slim
fastapi_cache: fastapi-cache2
fastapi_limiter: fastapi-limiter
fastapi_mail: fastapi-mail
fastapi_pagination: fastapi-pagination
fastapi_users: fastapi-users
fastapi_utils: fastapi-utils
fastmcp: fastmcp
feedparser: feedparser
ffmpeg: ffmpeg-python python-ffmpeg
filetype: filetype
firebase_admin: firebase-admin
fitz: pymupdf
flask: flask
flask_admin: flask-admin
flask_bcrypt: flask-bcrypt
flask_caching: flask-caching
flask_cors: flask-cors
flask_jwt_extended: flask-jwt-extended
flask_limiter: flask-limiter
flask_login: flask-login
flask_mail: flask-mail flask-mailman
flask_marshmallow: flask-marshmallow
flask_migrate: flask-migrate
flask_restful: flask-restful
flask_restx: flask-restx
flask_smorest: flask-smorest
flask_socketio: flask-socketio
flask_sqlalchemy: flask-sqlalchemy flask-sqlalchemy-lite
flask_wtf: flask-wtf
freezegun: freezegun
fsspec: fsspec
genai_processors: genai-processors
geoalchemy2: geoalchemy2
geopy: geopy
gevent: gevent
git: gitpython
github: pygithub
gitlab: python-gitlab
google.adk: google-adk
google.api_core: google-api-core
google.auth: google-auth
google.cloud.aiplatform: google-cloud-aiplatform
google.cloud.bigquery: google-cloud-bigquery
google.cloud.firestore: google-cloud-firestore
google.cloud.kms: google-cloud-kms
google.cloud.language: google-cloud-language
google.cloud.logging: google-cloud-logging
google.cloud.monitoring_v3: google-cloud-monitoring
google.cloud.pubsub_v1: google-cloud-pubsub
google.cloud.secretmanager: google-cloud-secret-manager
google.cloud.speech: google-cloud-speech
google.cloud.storage: google-cloud-storage
google.cloud.tasks_v2: google-cloud-tasks
google.cloud.texttospeech: google-cloud-texttospeech
google.cloud.translate: google-cloud-translate
google.cloud.vision: google-cloud-vision
google.genai: google-genai
google.generativeai: google-generativeai
google.oauth2: google-auth
google.protobuf: protobuf
google.rpc: googleapis-common-protos
google_auth_oauthlib: google-auth-oauthlib
googleapiclient: google-api-python-client
googlemaps: googlemaps
graphene: graphene
graphql: graphql-core graphql-core-next
greenlet: greenlet
grpc: grpcio
grpc_health: grpcio-health-checking
grpc_tools: grpcio-tools
gunicorn: gunicorn
h11: h11
hdbscan: hdbscan
httpcore: httpcore
httpx: httpx
httpx_sse: httpx-sse
huggingface_hub: huggingface-hub
humanize: humanize
hvac: hvac
idna: idna
imageio: imageio
imblearn: imbalanced-learn
influxdb_client: influxdb-client
instructor: instructor
itsdangerous: itsdangerous
jinja2: jinja2
jmespath: jmespath
joblib: joblib
jose: python-jose
jsonschema: jsonschema
jwt: pyjwt
jwcrypto: jwcrypto
kafka: kafka-python kafka-python-ng
keras: keras tensorflow
key_value: py-key-value-aio py-key-value-sync
kombu: kombu
kubernetes: kubernetes kubernetes-client
langchain: langchain
langchain_anthropic: langchain-anthropic
langchain_chroma: langchain-chroma
langchain_community: langchain-community
langchain_core: langchain-core
langchain_google_genai: langchain-google-genai
langchain_openai: langchain-openai
langchain_text_splitters: langchain-text-splitters
langdetect: langdetect
langfuse: langfuse
langgraph: langgraph
langsmith: langsmith
ldap: python-ldap
ldap3: ldap3
librosa: librosa
limits: limits
litellm: litellm
llama_index: llama-index llama-index-core
loguru: loguru
lxml: lxml lxml-html-clean
magic: python-magic python-magic-bin
mako: mako
markdown: markdown
markdown2: markdown2
markupsafe: markupsafe
marshmallow: marshmallow
marshmallow_sqlalchemy: marshmallow-sqlalchemy
matplotlib: matplotlib
mcp: mcp
memcache: python-memcached
minio: minio
mistralai: mistralai
mongoengine: mongoengine
motor: motor
moviepy: moviepy
mpl_toolkits: matplotlib
msal: msal
msgpack: msgpack msgpack-python
mutagen: mutagen
mysql.connector: mysql-connector-python mysql-connector
nacl: pynacl
neo4j: neo4j
networkx: networkx
newrelic: newrelic
nltk: nltk
numpy: numpy
oauthlib: oauthlib
odmantic: odmantic
ollama: ollama
openai: openai
openpyxl: openpyxl
opensearchpy: opensearch-py
opentelemetry: opentelemetry-api opentelemetry-sdk opentelemetry-distro
opentelemetry.exporter.otlp: opentelemetry-exporter-otlp opentelemetry-exporter-otlp-proto-grpc opentelemetry-exporter-otlp-proto-http
opentelemetry.exporter.jaeger: opentelemetry-exporter-jaeger opentelemetry-exporter-jaeger-thrift
opentelemetry.instrumentation.fastapi: opentelemetry-instrumentation-fastapi
opentelemetry.instrumentation.sqlalchemy: opentelemetry-instrumentation-sqlalchemy
opentelemetry.instrumentation.redis: opentelemetry-instrumentation-redis
opentelemetry.sdk: opentelemetry-sdk opentelemetry-distro
orjson: orjson
ormar: ormar
packaging: packaging
paho: paho-mqtt
pandas: pandas
paramiko: paramiko
passlib: passlib libpass
pdfminer: pdfminer-six pdfminer
pdfplumber: pdfplumber
peewee: peewee
pendulum: pendulum
pgvector: pgvector
phonenumbers: phonenumbers phonenumberslite
pika: pika
pinecone: pinecone pinecone-client
piccolo: piccolo
playwright: playwright
plaid: plaid-python
plotly: plotly
polars: polars
posthog: posthog
prometheus_client: prometheus-client
prometheus_fastapi_instrumentator: prometheus-fastapi-instrumentator
pptx: python-pptx
psutil: psutil
pypfopt: pyportfolioopt
snaptrade_client: snaptrade-python-sdk
keycloak: python-keycloak
multipart: python-multipart multipart
psycopg: psycopg psycopg-binary
psycopg_pool: psycopg-pool
psycopg2: psycopg2 psycopg2-binary psycopg2cffi
pwdlib: pwdlib
pyarrow: pyarrow
pyasn1: pyasn1
pycountry: pycountry
pydantic: pydantic
pydantic_ai: pydantic-ai pydantic-ai-slim
pydantic_core: pydantic-core
pydantic_extra_types: pydantic-extra-types
pydantic_settings: pydantic-settings
pydub: pydub
pyfiglet: pyfiglet
pygments: pygments
pymongo: pymongo
pymysql: pymysql
pynamodb: pynamodb
pyodbc: pyodbc
pyotp: pyotp
pypdf: pypdf
pyperclip: pyperclip
pytesseract: pytesseract
pythonjsonlogger: python-json-logger
pytz: pytz
qdrant_client: qdrant-client
qrcode: qrcode
rapidfuzz: rapidfuzz
readability: readability-lxml
retry: retry retry2
fpdf: fpdf2
mlflow: mlflow mlflow-skinny
multidict: multidict
ratelimit: ratelimit asgi-ratelimit
redis: redis
redis_om: redis-om
regex: regex
reportlab: reportlab
requests: requests
requests_oauthlib: requests-oauthlib
requests_toolbelt: requests-toolbelt
resend: resend
rest_framework: djangorestframework
rest_framework_simplejwt: djangorestframework-simplejwt
rich: rich
rq: rq
rsa: rsa
ruamel.yaml: ruamel-yaml
sanic: sanic
scipy: scipy
seaborn: seaborn
selenium: selenium
sendgrid: sendgrid
sentence_transformers: sentence-transformers
sentry_sdk: sentry-sdk
serial: pyserial
shapely: shapely
simplejson: simplejson
six: six
skimage: scikit-image
sklearn: scikit-learn
slack_bolt: slack-bolt
slack_sdk: slack-sdk
slowapi: slowapi
slugify: python-slugify awesome-slugify unicode-slugify
snowflake.connector: snowflake-connector-python
socketio: python-socketio
engineio: python-engineio
soundfile: soundfile
spacy: spacy
speech_recognition: speechrecognition
sqlalchemy: sqlalchemy
sqlalchemy_utils: sqlalchemy-utils
sqladmin: sqladmin
sqlmodel: sqlmodel
sqlparse: sqlparse
sse_starlette: sse-starlette
starlette: starlette
starlette_admin: starlette-admin
statsmodels: statsmodels
strawberry: strawberry-graphql
stripe: stripe
structlog: structlog
supabase: supabase
tabulate: tabulate
taskiq: taskiq
tavily: tavily-python
telebot: pytelegrambotapi
telegram: python-telegram-bot
telethon: telethon
temporalio: temporalio
tenacity: tenacity
tensorflow: tensorflow tensorflow-cpu tensorflow-gpu
tiktoken: tiktoken
tinydb: tinydb
tokenizers: tokenizers
toml: toml
tomli: tomli
tomlkit: tomlkit
torch: torch
torchaudio: torchaudio
torchvision: torchvision
tornado: tornado
tortoise: tortoise-orm
tqdm: tqdm
transformers: transformers
twilio: twilio
typer: typer typer-slim
typing_extensions: typing-extensions
tzlocal: tzlocal
ujson: ujson
ulid: python-ulid ulid-py ulid
urllib3: urllib3
user_agents: user-agents
uvicorn: uvicorn
uvloop: uvloop
validators: validators
vertexai: google-cloud-aiplatform vertexai
vine: vine
vonage: vonage
watchdog: watchdog
watchfiles: watchfiles
weasyprint: weasyprint
weaviate: weaviate-client
websocket: websocket-client
websockets: websockets
werkzeug: werkzeug
whisper: openai-whisper
whitenoise: whitenoise
wtforms: wtforms
xgboost: xgboost
xlsxwriter: xlsxwriter
xmltodict: xmltodict
yaml: pyyaml
yarl: yarl
yfinance: yfinance
zmq: pyzmq
zstandard: zstandard
`;

/** Modules whose distribution has the same name, and that the table above does not hold. */
const SAME = `accelerate aioresponses altair annoy ansible apprise async_lru asyncclick asyncssh atproto aws_lambda_powertools
  awscli bandit bitsandbytes black bokeh boltons bottle branca camelot catboost cleanco clickhouse_connect
  clickhouse_driver cloudscraper codecarbon coloredlogs colorlog configargparse cssutils curl_cffi dash dask datasets
  deepdiff deprecated diagrams diskcache dspy easyocr einops emoji eth_account fabric falcon fastavro fasteners
  fastparquet feedgen fire flasgger flower folium fpdf freezegun ftfy fuzzywuzzy geoip2 gmpy2 gradio granian graphviz
  groq gspread gym h3 haversine holidays html2text html5lib htmlmin httptools hypercorn hypothesis icalendar ijson
  inflection ipdb isodate janus jellyfish jieba jira json5 json_repair jsonpath_ng kaleido kazoo lancedb langid
  lightgbm litestar locust loguru lz4 mammoth markdownify markitdown marko marshmallow_enum meilisearch mistune mlflow
  mmh3 mongomock monotonic moto msgspec natsort netaddr nicegui nltk numba oauth2client onnx onnxruntime
  openapi_spec_validator ormsgpack osmnx oss2 pact pandas_ta parsel parso passlib patsy paypalrestsdk pdf2docx
  pdf2image pdfkit peft pexpect phonenumbers pony portalocker pottery preshed prettytable procrastinate prompt_toolkit
  prophet psycopg2cffi puremagic pyairtable pybreaker pycparser pycurl pydash pyfakefs pyfcm pygame pyinstrument
  pymemcache pymilvus pypandoc pypdfium2 pyproj pyquery pyramid pysftp pyspark pytest python_multipart pytube quart
  questionary ray reactivex readability recommonmark replicate requests_cache requests_mock respx retry retrying
  rfc3986 robyn rpy2 s3fs schedule scrapy semver shap shortuuid slugid smart_open snowballstemmer sortedcontainers
  soupsieve sqlglot sshtunnel stamina streamlit stringcase svgwrite sympy tablib termcolor textblob textual thefuzz
  thrift tinycss2 tldextract toolz toposort trafilatura transitions trio twisted txaio typeguard tzdata uritemplate
  urwid uuid6 uuid_utils voluptuous voyageai waitress webargs webob woodwork wrapt xlrd xlwt xxhash youtube_dl
  youtube_transcript_api yt_dlp zeep zxcvbn`;

const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ...SAME.split(/\s+/).map((name): [string, readonly string[]] => [name, [name.replace(/[-_.]+/g, '-')]]),
  ...TABLE.trim()
    .split('\n')
    .map((line): [string, readonly string[]] => {
      const [module = '', names = ''] = line.split(': ');
      const [first = ''] = module.split('.');
      return [module, [...names.split(' '), first.toLowerCase().replace(/[-_.]+/g, '-')]];
    }),
]);

/** Modules that many distributions share: what none of the table's parts names may come from any of theirs. */
const NAMESPACES = new Set(
  `google azure ruamel zope backports jaraco airflow opentelemetry mysql snowflake sphinxcontrib paste repoze llama_index
  aws_cdk pulumi openstack flaskext mpl_toolkits plone collective odoo nvidia`.split(/\s+/),
);

/**
 * Who provides a module, the usual one first: the longest part of its name that is known. `null`: nobody knows, or somebody
 * among those who share its namespace.
 */
export function providersOf(module: string): readonly string[] | null {
  const parts = module.split('.');
  const [first = ''] = parts;
  for (let length = parts.length; length > 0; length--) {
    const distributions = PROVIDERS.get(parts.slice(0, length).join('.'));
    if (distributions && (length > 1 || parts.length === 1 || !NAMESPACES.has(first))) return distributions;
  }
  return null;
}

/** What installing a distribution brings along, as far as code often imports it without asking for it. */
const BRINGS = `
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
`;

const BROUGHT: ReadonlyMap<string, readonly string[]> = new Map(
  BRINGS.trim()
    .split('\n')
    .map((line): [string, readonly string[]] => {
      const [name = '', names = ''] = line.split(': ');
      return [name, names.split(' ')];
    }),
);

const EXTRAS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'fastapi[all]',
    [
      'uvicorn',
      'httpx',
      'jinja2',
      'python-multipart',
      'email-validator',
      'itsdangerous',
      'pyyaml',
      'ujson',
      'orjson',
      'pydantic-settings',
      'pydantic-extra-types',
      'python-dotenv',
      'websockets',
      'watchfiles',
      'uvloop',
      'typer',
      'rich',
    ],
  ],
  [
    'fastapi[standard]',
    [
      'uvicorn',
      'httpx',
      'jinja2',
      'python-multipart',
      'email-validator',
      'pydantic-settings',
      'pydantic-extra-types',
      'python-dotenv',
      'websockets',
      'watchfiles',
      'uvloop',
      'typer',
      'rich',
      'fastapi-cli',
      'pyyaml',
    ],
  ],
  ['uvicorn[standard]', ['python-dotenv', 'pyyaml', 'uvloop', 'watchfiles', 'websockets', 'httptools', 'colorama']],
  ['pydantic[email]', ['email-validator']],
  ['pydantic[dotenv]', ['python-dotenv']],
  ['python-jose[cryptography]', ['cryptography']],
  ['pyjwt[crypto]', ['cryptography']],
  ['passlib[bcrypt]', ['bcrypt']],
  ['passlib[argon2]', ['argon2-cffi']],
  ['celery[redis]', ['redis']],
  ['celery[sqs]', ['boto3', 'botocore', 'pycurl', 'urllib3']],
  ['kombu[redis]', ['redis']],
  ['sqlalchemy[asyncio]', ['greenlet']],
  ['sqlalchemy[postgresql-asyncpg]', ['asyncpg', 'greenlet']],
  ['fastapi-users[sqlalchemy]', ['fastapi-users-db-sqlalchemy', 'sqlalchemy']],
  ['psycopg[pool]', ['psycopg-pool']],
  ['strawberry-graphql[fastapi]', ['fastapi', 'python-multipart']],
  ['httpx[http2]', ['h2']],
  ['redis[hiredis]', ['hiredis']],
  ['apprise[all]', ['paho-mqtt']],
  ['requests[security]', ['pyopenssl', 'cryptography']],
  ['sentry-sdk[fastapi]', ['fastapi']],
  ['databases[postgresql]', ['asyncpg']],
  ['databases[aiosqlite]', ['aiosqlite']],
  ['tortoise-orm[asyncpg]', ['asyncpg']],
  ['flask[async]', ['asgiref']],
  ['flask[dotenv]', ['python-dotenv']],
]);

/** Hardly an environment is without these. */
const EVERYWHERE = ['certifi', 'idna', 'packaging', 'six', 'typing-extensions', 'urllib3'];

/** What `names` (with extras as `name[extra]`) bring along, and what that brings, themselves included. */
export function withBrought(names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...EVERYWHERE, ...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(BROUGHT.get(name) ?? []), ...(EXTRAS.get(name) ?? []));
  }
  return found;
}
