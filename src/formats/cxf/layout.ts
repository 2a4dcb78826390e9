/** The entry of the document in a ZIP, and the folder of the files; CXF defines none, CXP §3.4 has `index` and `documents`. */
export const INDEX = 'index.json';
export const DOCUMENTS = 'documents/';
