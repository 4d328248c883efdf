/**
 * The form-js viewer that Tasklist itself has loaded for its own form tab: the same version, so a form looks and behaves
 * alike in both. Its bundle exposes no name for it; webpack's registry of modules does.
 */

const CHUNKS = 'webpackChunkcamunda_bpm_webapp';

function modules() {
  let require;
  self[CHUNKS]?.push([['reglament-forms'], {}, given => (require = given)]);
  return require;
}

let viewer;

/** @returns form-js's Form class; null where this Tasklist has none */
export function formClass() {
  if (viewer === undefined) {
    viewer = null;
    const require = modules();
    const id = Object.keys(require?.m || {}).find(name => {
      const source = Function.prototype.toString.call(require.m[name]);
      return source.includes('.createForm=') && source.includes('.Form=') && source.includes('.FormFieldRegistry=');
    });
    const found = id && require(id);
    if (typeof found?.Form === 'function') {
      viewer = found.Form;
    }
  }
  return viewer;
}
