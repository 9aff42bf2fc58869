import { describe, expect, it } from '@jest/globals';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf, type Sources } from '../linked.ts';

/** The answers of `main.py` as `form call status caught:text`, in source order. */
function answersOf(sources: Sources): readonly string[] {
  const answers = createProject(inputsOf(sources)).errorAnswers('main.py');
  return answers.map(({ form, call, status, leak }) =>
    [form, call || '-', status ?? '-', leak ? `${leak.caught}:${leak.text}` : '-'].join(' '),
  );
}

function handler(body: string): string {
  return `from fastapi import FastAPI, HTTPException, status\nfrom fastapi.responses import JSONResponse\nfrom app import *\napp = FastAPI()\n@app.get("/x")\ndef x():\n    try:\n        work()\n${body}`;
}

describe('an answer tells the text of an exception', () => {
  it.each([
    [
      'raised',
      'except Exception as e:\n        raise HTTPException(500, str(e))',
      'raised HTTPException 500 error:str(e)',
    ],
    [
      'in an f-string',
      'except Exception as e:\n        raise HTTPException(status.HTTP_502_BAD_GATEWAY, f"no: {e}")',
      'raised HTTPException 502 error:e',
    ],
    [
      'through a variable',
      'except Exception as e:\n        text = repr(e)\n        return JSONResponse({"error": text}, status_code=500)',
      'response JSONResponse 500 error:repr(e)',
    ],
    [
      'through a body that is filled in',
      'except Exception as e:\n        body = {}\n        body["error"] = str(e)\n        return body',
      'returned - - error:str(e)',
    ],
    [
      'after the handler',
      'except Exception as e:\n        text = str(e)\n    return {"error": text}',
      'returned - - error:str(e)',
    ],
    [
      'as a stack trace, whatever was caught',
      'except KeyError:\n        import traceback\n        raise HTTPException(500, traceback.format_exc())',
      'raised HTTPException 500 error:traceback.format_exc()',
    ],
    [
      'of a bare except',
      'except:\n        import sys\n        return {"error": str(sys.exc_info()[1])}',
      'returned - - error:sys.exc_info()',
    ],
    [
      'of a driver',
      'except OSError as e:\n        raise HTTPException(500, e.strerror)',
      'raised HTTPException 500 infrastructure:e.strerror',
    ],
  ])('%s', (_, body, expected) => {
    expect(answersOf({ 'main.py': handler(`    ${body}\n`) })).toEqual([expected]);
  });

  it.each([
    ['its class alone', 'except Exception as e:\n        raise HTTPException(500, type(e).__name__)'],
    ['its code', 'except Exception as e:\n        raise HTTPException(500, f"code {e.errno}")'],
    [
      'a value that replaced it',
      'except Exception as e:\n        text = str(e)\n        text = "failed"\n        raise HTTPException(500, text)',
    ],
    [
      'what a debug branch leaves',
      'except Exception as e:\n        text = str(e)\n        if not settings.debug:\n            text = "failed"\n        raise HTTPException(500, text)',
    ],
    [
      'what follows a return outside of debug mode',
      'except Exception as e:\n        if not settings.debug:\n            raise HTTPException(500, "failed")\n        raise HTTPException(500, str(e))',
    ],
    ['headers', 'except Exception as e:\n        raise HTTPException(500, "failed", headers={"x": str(e)})'],
  ])('but not %s', (_, body) => {
    const told = answersOf({ 'main.py': handler(`    ${body}\n`) });
    expect(told.filter((answer) => answer.endsWith('HTTPException 500 -') || answer.endsWith(' -'))).toEqual(told);
  });

  it('of an exception that the code looked at, as expected', () => {
    const body =
      '    except Exception as e:\n        if isinstance(e, LookupError):\n            raise HTTPException(404, str(e))\n        raise HTTPException(500, "failed")\n';
    expect(answersOf({ 'main.py': handler(body) })).toEqual([
      'raised HTTPException 404 expected:str(e)',
      'raised HTTPException 500 -',
    ]);
  });
});

describe('classes and helpers of the project', () => {
  it('extend the exceptions of the framework', () => {
    const errors =
      'from fastapi import HTTPException\nclass Broken(HTTPException):\n    def __init__(self, text):\n        super().__init__(status_code=503, detail=text)\n';
    const main =
      'from app.errors import Broken\nfrom fastapi import APIRouter\ndef f():\n    try:\n        g()\n    except Exception as e:\n        raise Broken(str(e))\n';
    expect(answersOf({ 'app/errors.py': errors, 'main.py': main })).toEqual(['raised Broken 503 error:str(e)']);
  });

  it('pass on what they are given, with the status of the call', () => {
    const helper =
      'from flask import jsonify\ndef failed(error, status=500):\n    return jsonify(error=str(error)), status\n';
    const main =
      'from flask import Flask\nfrom app.answers import failed\napp = Flask(__name__)\n@app.route("/")\ndef index():\n    try:\n        return "ok"\n    except Exception as e:\n        return failed(e, status=400)\n';
    expect(answersOf({ 'app/answers.py': helper, 'main.py': main })).toEqual(['helper failed 400 error:e']);
  });

  it('end, where they call each other', () => {
    const main =
      'from flask import Flask, jsonify\ndef a(e):\n    return b(e)\ndef b(e):\n    return a(e)\ndef f():\n    try:\n        g()\n    except Exception as e:\n        return jsonify(error=a(e)), 500\n';
    expect(answersOf({ 'main.py': main })).toEqual(['response jsonify 500 -']);
  });

  it('cost no more than they are worth, nested as they may be', () => {
    const nested = `${'f('.repeat(60)}e${')'.repeat(60)}`;
    const main = `from flask import jsonify\ndef f(e):\n    return str(e)\ndef g():\n    try:\n        h()\n    except Exception as e:\n        return jsonify(error=${nested}), 500\n`;
    expect(answersOf({ 'main.py': main })).toHaveLength(1);
  });
});

it('knows the handlers that are registered, by decorator, call and table', () => {
  const main =
    'from starlette.applications import Starlette\nasync def gone(request, exc): ...\nasync def broken(request, exc): ...\nclass Own(Exception): ...\ndef handlers():\n    return {404: gone, Exception: broken}\napp = Starlette(exception_handlers=handlers())\n@app.exception_handler(Own)\nasync def own(request, exc): ...\napp.add_exception_handler(500, broken)\n';
  const { handlers } = createProject(inputsOf({ 'main.py': main })).errorHandling();
  expect(handlers.map(({ type, caught, exception }) => `${type} ${caught} ${exception !== null}`).sort()).toEqual([
    '404 expected false',
    '500 error false',
    'Exception error false',
    'Own expected true',
  ]);
});

it('counts who uses the helpers of the project', () => {
  const sources = {
    'app/errors.py':
      'from starlette.responses import JSONResponse\nclass Errors:\n    @staticmethod\n    def error(text):\n        return JSONResponse({"error": text, "code": 1}, status_code=400)\ndef unused_error(text):\n    return JSONResponse({"error": text}, status_code=400)\n',
    'app/a.py': 'from app.errors import Errors\ndef a():\n    return Errors.error("a") or Errors.error("b")\n',
    'tests/test_a.py': 'from app.errors import Errors\ndef test_a():\n    Errors.error("a")\n',
  };
  const { helpers } = createProject(inputsOf(sources)).errorHandling();
  expect(helpers.map(({ name, keys, uses }) => ({ name, keys, uses }))).toEqual([
    { name: 'Errors.error', keys: ['error', 'code'], uses: [{ path: 'app/a.py', count: 2 }] },
  ]);
});
