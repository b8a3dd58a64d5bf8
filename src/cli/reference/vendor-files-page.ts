import { FORMATS } from '../../market/import/formats/all.ts';
import { cell, code, page, table } from './markdown.ts';

/** The reference of the files that can be imported, from the formats that recognise them. */
export const vendorFilesPage = (): string =>
  page(
    '# Vendor files',
    'The files that `trrm import` reads. The format is detected from the header; `--as FORMAT` insists on one. Native formats for company data are described column by column in [file formats](file-formats.md).',
    table(
      ['format', 'file', 'header', 'also as Parquet'],
      FORMATS.map(({ id, title, headerExample, mayBeParquet }) => [
        code(id),
        cell(title),
        code(headerExample),
        mayBeParquet ? 'yes' : '',
      ]),
    ),
  );
