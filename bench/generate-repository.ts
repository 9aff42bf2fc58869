/** A believable back-end of any size, the same every time: routers, services, models, migrations, schemas, tests. */

/** Path → text of about `files` Python files (7 KB each on average, as in large open-source back-ends) and the usual configuration. */
export function generateRepository(files: number): ReadonlyMap<string, string> {
  const tree = new Map<string, string>();
  const domains = Math.max(1, Math.floor(files / 10));
  const names = Array.from({ length: domains }, (_, i) => `item${i}`);
  tree.set('alembic.ini', '[alembic]\nscript_location = migrations\n');
  tree.set('requirements.txt', 'fastapi==0.115.0\nsqlalchemy==2.0.36\nalembic==1.14.0\n');
  tree.set(
    'docker-compose.yml',
    'services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD}\n',
  );
  tree.set('.env.example', 'SECRET_KEY=change-me\nDATABASE_URL=postgresql://user:password@localhost/app\n');
  tree.set('app/__init__.py', '');
  tree.set('app/db.py', DB);
  tree.set('app/main.py', main(names));
  tree.set('migrations/env.py', 'from app.db import Base\n\ntarget_metadata = Base.metadata\n');
  names.forEach((name, i) => {
    for (const folder of [`app/${name}`, `tests/${name}`]) tree.set(`${folder}/__init__.py`, '');
    tree.set(`app/${name}/models.py`, model(name));
    tree.set(`app/${name}/schemas.py`, schemas(name));
    tree.set(`app/${name}/repository.py`, methods(name, 'Repository', 24));
    tree.set(`app/${name}/service.py`, methods(name, 'Service', 24));
    tree.set(`app/${name}/routes.py`, routes(name));
    tree.set(`app/${name}/tasks.py`, methods(name, 'Tasks', 20));
    tree.set(`migrations/versions/${String(i).padStart(4, '0')}_${name}.py`, migration(name, i));
    tree.set(`tests/${name}/test_routes.py`, tests(name));
  });
  return tree;
}

/** The tree after pull request number `number`, which edits `count` files: services and routes in turn. */
export function editRepository(
  tree: ReadonlyMap<string, string>,
  count: number,
  number = 0,
): ReadonlyMap<string, string> {
  const edited = new Map(tree);
  const candidates = [...tree.keys()].filter((path) => /\/(service|routes)\.py$/.test(path));
  for (const path of candidates.slice(0, count)) {
    edited.set(
      path,
      `${tree.get(path)}\n\ndef added_by_pull_request_${number}(value: int) -> int:\n    return value + 1\n`,
    );
  }
  return edited;
}

const DB = `from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

engine = create_engine("postgresql://localhost/app", pool_pre_ping=True)
SessionLocal = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    pass


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
`;

function main(names: readonly string[]): string {
  const imports = names.map((name) => `from app.${name}.routes import router as ${name}_router`).join('\n');
  const includes = names.map((name) => `app.include_router(${name}_router, prefix="/api/v1")`).join('\n');
  return `from fastapi import FastAPI\n\n${imports}\n\napp = FastAPI()\n${includes}\n\n\n@app.get("/health")\ndef health() -> dict[str, str]:\n    return {"status": "ok"}\n`;
}

function className(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function model(name: string): string {
  const columns = Array.from(
    { length: 20 },
    (_, i) =>
      `    field_${i}: Mapped[str | None] = mapped_column(String(${i + 20}), index=${i % 5 === 0 ? 'True' : 'False'})`,
  );
  const properties = Array.from(
    { length: 20 },
    (_, i) =>
      `    @property\n    def shown_${i}(self) -> str:\n        """The text of field ${i}, for people."""\n        return f"{self.id}: {self.field_${i}}" if self.field_${i} else "nothing"\n`,
  );
  return `from sqlalchemy import Integer, String\nfrom sqlalchemy.orm import Mapped, mapped_column\n\nfrom app.db import Base\n\n\nclass ${className(name)}(Base):\n    __tablename__ = "${name}"\n\n    id: Mapped[int] = mapped_column(Integer, primary_key=True)\n${columns.join('\n')}\n\n${properties.join('\n')}`;
}

function migration(name: string, index: number): string {
  const columns = Array.from(
    { length: 20 },
    (_, i) => `        sa.Column("field_${i}", sa.String(${i + 20}), nullable=True),`,
  );
  const down = index === 0 ? 'None' : `"${String(index - 1).padStart(4, '0')}"`;
  return `"""Add ${name}."""\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "${String(index).padStart(4, '0')}"\ndown_revision = ${down}\n\n\ndef upgrade() -> None:\n    op.create_table(\n        "${name}",\n        sa.Column("id", sa.Integer(), primary_key=True),\n${columns.join('\n')}\n    )\n    op.create_index("ix_${name}_field_0", "${name}", ["field_0"])\n\n\ndef downgrade() -> None:\n    op.drop_table("${name}")\n`;
}

function schemas(name: string): string {
  const classes = Array.from(
    { length: 16 },
    (_, i) =>
      `class ${className(name)}View${i}(BaseModel):\n    id: int\n    title: str = Field(default="title ${i}", max_length=${i + 50})\n    tags: list[str] = Field(default_factory=list)\n    amount: int | None = None\n    note: str | None = Field(default=None, description="What people wrote about it, number ${i}")\n`,
  );
  return `from pydantic import BaseModel, Field\n\n\n${classes.join('\n\n')}`;
}

function methods(name: string, suffix: string, count: number): string {
  const bodies = Array.from(
    { length: count },
    (_, i) => `    def step_${i}(self, value: int, *, label: str = "step ${i}") -> dict[str, object]:
        """Computes step ${i} of ${name} and says what happened."""
        result: dict[str, object] = {"label": label, "value": value * ${i + 1}}
        try:
            for index in range(value):
                if index % ${i + 2} == 0:
                    result[f"item-{index}"] = self.describe(index, label)
                else:
                    logger.debug("skipped %s of %s", index, label)
        except ValueError as error:
            logger.warning("step ${i} failed: %s", error)
            raise RuntimeError(f"step ${i} of ${name}") from error
        return result
`,
  );
  return `import logging\n\nfrom app.${name}.models import ${className(name)}\n\nlogger = logging.getLogger(__name__)\n\n\nclass ${className(name)}${suffix}:\n    def __init__(self, owner: str) -> None:\n        self.owner = owner\n\n    def describe(self, index: int, label: str) -> str:\n        return f"{self.owner}/{label}/{index}/{${className(name)}.__tablename__}"\n\n${bodies.join('\n')}`;
}

function routes(name: string): string {
  const handlers = Array.from(
    { length: 12 },
    (_, i) => `@router.get("/view-${i}/{item_id}", response_model=${className(name)}View${i})
def view_${i}(item_id: int, service: ${className(name)}Service = Depends(get_service)) -> dict[str, object]:
    """Shows view ${i} of one ${name}."""
    if item_id < 0:
        raise HTTPException(status_code=404, detail="no such ${name}")
    return service.step_${i}(item_id, label="view ${i}")
`,
  );
  const imports = Array.from({ length: 12 }, (_, i) => `${className(name)}View${i}`).join(', ');
  return `from fastapi import APIRouter, Depends, HTTPException\n\nfrom app.${name}.schemas import ${imports}\nfrom app.${name}.service import ${className(name)}Service\n\nrouter = APIRouter(prefix="/${name}", tags=["${name}"])\n\n\ndef get_service() -> ${className(name)}Service:\n    return ${className(name)}Service("${name}")\n\n\n${handlers.join('\n\n')}`;
}

function tests(name: string): string {
  const cases = Array.from(
    { length: 24 },
    (_, i) =>
      `def test_view_${i}(client):\n    response = client.get("/api/v1/${name}/view-${i % 12}/${i}")\n    assert response.status_code == 200\n    body = response.json()\n    assert body["label"] == "view ${i % 12}"\n    assert body["value"] == ${i} * ${(i % 12) + 1}\n`,
  );
  return `"""Tests of the routes of ${name}."""\n\n\n${cases.join('\n\n')}`;
}
