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
airflow: apache-airflow apache-airflow-core
argon2: argon2-cffi
attr: attrs
azure.core: azure-core
azure.identity: azure-identity
azure.functions: azure-functions
azure.storage.blob: azure-storage-blob
azure.keyvault.secrets: azure-keyvault-secrets
azure.servicebus: azure-servicebus
bs4: beautifulsoup4 bs4
bson: pymongo bson
cassandra: cassandra-driver scylla-driver
cattr: cattrs
chromadb: chromadb chromadb-client
corsheaders: django-cors-headers
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless
cx_Oracle: cx-oracle
dateutil: python-dateutil
decouple: python-decouple
deepgram: deepgram-sdk
discord: discord-py py-cord
django_filters: django-filter
dns: dnspython
docx: python-docx
dotenv: python-dotenv
elasticsearch: elasticsearch elasticsearch7 elasticsearch8
elasticsearch_dsl: elasticsearch-dsl elasticsearch
environ: django-environ environ-config
factory: factory-boy
faiss: faiss-cpu faiss-gpu
fastapi: fastapi fastapi-slim
fastapi_cache: fastapi-cache2
ffmpeg: ffmpeg-python python-ffmpeg
fitz: pymupdf
flask_mail: flask-mail flask-mailman
flask_sqlalchemy: flask-sqlalchemy flask-sqlalchemy-lite
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
googleapiclient: google-api-python-client
graphql: graphql-core graphql-core-next
grpc: grpcio
grpc_health: grpcio-health-checking
grpc_tools: grpcio-tools
imblearn: imbalanced-learn
jose: python-jose
jwt: pyjwt
kafka: kafka-python kafka-python-ng
keras: keras tensorflow
key_value: py-key-value-aio py-key-value-sync
kubernetes: kubernetes kubernetes-client
ldap: python-ldap
llama_index: llama-index llama-index-core
lxml: lxml lxml-html-clean
magic: python-magic python-magic-bin
memcache: python-memcached
mpl_toolkits: matplotlib
msgpack: msgpack msgpack-python
mysql.connector: mysql-connector-python mysql-connector
nacl: pynacl
opensearchpy: opensearch-py
opentelemetry: opentelemetry-api opentelemetry-sdk opentelemetry-distro
opentelemetry.exporter.otlp: opentelemetry-exporter-otlp opentelemetry-exporter-otlp-proto-grpc opentelemetry-exporter-otlp-proto-http
opentelemetry.exporter.jaeger: opentelemetry-exporter-jaeger opentelemetry-exporter-jaeger-thrift
opentelemetry.instrumentation.fastapi: opentelemetry-instrumentation-fastapi
opentelemetry.instrumentation.sqlalchemy: opentelemetry-instrumentation-sqlalchemy
opentelemetry.instrumentation.redis: opentelemetry-instrumentation-redis
opentelemetry.sdk: opentelemetry-sdk opentelemetry-distro
paho: paho-mqtt
passlib: passlib libpass
pdfminer: pdfminer-six pdfminer
phonenumbers: phonenumbers phonenumberslite
pinecone: pinecone pinecone-client
plaid: plaid-python
pptx: python-pptx
pypfopt: pyportfolioopt
snaptrade_client: snaptrade-python-sdk
keycloak: python-keycloak
multipart: python-multipart multipart
psycopg: psycopg psycopg-binary
psycopg2: psycopg2 psycopg2-binary psycopg2cffi
pydantic_ai: pydantic-ai pydantic-ai-slim
pythonjsonlogger: python-json-logger
readability: readability-lxml
retry: retry retry2
fpdf: fpdf2
mlflow: mlflow mlflow-skinny
ratelimit: ratelimit asgi-ratelimit
rest_framework: djangorestframework
rest_framework_simplejwt: djangorestframework-simplejwt
ruamel.yaml: ruamel-yaml
serial: pyserial
skimage: scikit-image
sklearn: scikit-learn
slugify: python-slugify awesome-slugify unicode-slugify
snowflake.connector: snowflake-connector-python
socketio: python-socketio
engineio: python-engineio
speech_recognition: speechrecognition
strawberry: strawberry-graphql
tavily: tavily-python
telebot: pytelegrambotapi
telegram: python-telegram-bot
tensorflow: tensorflow tensorflow-cpu tensorflow-gpu
tortoise: tortoise-orm
typer: typer typer-slim
ulid: python-ulid ulid-py ulid
vertexai: google-cloud-aiplatform vertexai
weaviate: weaviate-client
websocket: websocket-client
whisper: openai-whisper
yaml: pyyaml
zmq: pyzmq
`;

/** Modules whose distribution has the same name, and that the table above does not hold. */
const SAME = `accelerate aioboto3 aiofiles aiohttp_cors aiohttp_session aiojobs aiomysql aiopg aioredis aioresponses aiosmtplib
  aiosqlite alembic altair amqp annoy ansible anthropic anyio apispec apprise apscheduler arq arrow
  asgi_correlation_id asgi_lifespan asgiref async_lru async_timeout asyncclick asyncpg asyncssh atproto attrs authlib
  aws_lambda_powertools awscli babel backoff bandit bcrypt beanie billiard bitsandbytes black bleach blinker bokeh
  boltons boto3 botocore bottle branca broadcaster brotli cachetools camelot catboost cattrs celery certifi chardet
  charset_normalizer cleanco click clickhouse_connect clickhouse_driver cloudinary cloudscraper codecarbon cohere
  colorama coloredlogs colorlog configargparse confluent_kafka contentful croniter cryptography cssutils curl_cffi
  dash dask databases datasets dateparser ddtrace deepdiff dependency_injector deprecated diagrams dill diskcache
  django docker docxtpl dramatiq drf_spectacular drf_yasg dspy duckdb dynaconf easyocr ecdsa einops elevenlabs
  email_validator emoji environs eth_account eventlet fabric faker fakeredis falcon fastapi_limiter fastapi_mail
  fastapi_pagination fastapi_users fastapi_utils fastavro fasteners fastmcp fastparquet feedgen feedparser filetype
  fire firebase_admin flasgger flask flask_admin flask_bcrypt flask_caching flask_cors flask_jwt_extended
  flask_limiter flask_login flask_marshmallow flask_migrate flask_restful flask_restx flask_smorest flask_socketio
  flask_wtf flower folium fpdf freezegun fsspec ftfy fuzzywuzzy genai_processors geoalchemy2 geoip2 geopy gevent gmpy2
  google_auth_oauthlib googlemaps gradio granian graphene graphviz greenlet groq gspread gunicorn gym h11 h3 haversine
  hdbscan holidays html2text html5lib htmlmin httpcore httptools httpx httpx_sse huggingface_hub humanize hvac
  hypercorn hypothesis icalendar idna ijson imageio inflection influxdb_client instructor ipdb isodate itsdangerous
  janus jellyfish jieba jinja2 jira jmespath joblib json5 json_repair jsonpath_ng jsonschema jwcrypto kaleido kazoo
  kombu lancedb langchain langchain_anthropic langchain_chroma langchain_community langchain_core
  langchain_google_genai langchain_openai langchain_text_splitters langdetect langfuse langgraph langid langsmith
  ldap3 librosa lightgbm limits litellm litestar locust loguru lz4 mako mammoth markdown markdown2 markdownify
  markitdown marko markupsafe marshmallow marshmallow_enum marshmallow_sqlalchemy matplotlib mcp meilisearch minio
  mistralai mistune mlflow mmh3 mongoengine mongomock monotonic moto motor moviepy msal msgspec multidict mutagen
  natsort neo4j netaddr networkx newrelic nicegui nltk numba numpy oauth2client oauthlib odmantic ollama onnx
  onnxruntime openai openapi_spec_validator openpyxl orjson ormar ormsgpack osmnx oss2 packaging pact pandas pandas_ta
  paramiko parsel parso passlib patsy paypalrestsdk pdf2docx pdf2image pdfkit pdfplumber peewee peft pendulum pexpect
  pgvector phonenumbers piccolo pika playwright plotly polars pony portalocker posthog pottery preshed prettytable
  procrastinate prometheus_client prometheus_fastapi_instrumentator prompt_toolkit prophet psutil psycopg2cffi
  psycopg_pool puremagic pwdlib pyairtable pyarrow pyasn1 pybreaker pycountry pycparser pycurl pydantic pydantic_core
  pydantic_extra_types pydantic_settings pydash pydub pyfakefs pyfcm pyfiglet pygame pygments pyinstrument pymemcache
  pymilvus pymongo pymysql pynamodb pyodbc pyotp pypandoc pypdf pypdfium2 pyperclip pyproj pyquery pyramid pysftp
  pyspark pytesseract pytest python_multipart pytube pytz qdrant_client qrcode quart questionary rapidfuzz ray
  reactivex readability recommonmark redis redis_om regex replicate reportlab requests requests_cache requests_mock
  requests_oauthlib requests_toolbelt resend respx retry retrying rfc3986 rich robyn rpy2 rq rsa s3fs sanic schedule
  scipy scrapy seaborn selenium semver sendgrid sentence_transformers sentry_sdk shap shapely shortuuid simplejson six
  slack_bolt slack_sdk slowapi slugid smart_open snowballstemmer sortedcontainers soundfile soupsieve spacy sqladmin
  sqlalchemy sqlalchemy_utils sqlglot sqlmodel sqlparse sse_starlette sshtunnel stamina starlette starlette_admin
  statsmodels streamlit stringcase stripe structlog supabase svgwrite sympy tablib tabulate taskiq telethon temporalio
  tenacity termcolor textblob textual thefuzz thrift tiktoken tinycss2 tinydb tldextract tokenizers toml tomli tomlkit
  toolz toposort torch torchaudio torchvision tornado tqdm trafilatura transformers transitions trio twilio twisted
  txaio typeguard typing_extensions tzdata tzlocal ujson uritemplate urllib3 urwid user_agents uuid6 uuid_utils
  uvicorn uvloop validators vine voluptuous vonage voyageai waitress watchdog watchfiles weasyprint webargs webob
  websockets werkzeug whitenoise woodwork wrapt wtforms xgboost xlrd xlsxwriter xlwt xmltodict xxhash yarl yfinance
  youtube_dl youtube_transcript_api yt_dlp zeep zstandard zxcvbn`;

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
